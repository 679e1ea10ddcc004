"""What a disk, another process or a migration can do: a sentence, and nothing half-stored."""

from __future__ import annotations

import ctypes
import os
import resource
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.acceptance.cli_parts import Desk, Ran, lines
from tests.contracts.databases import PostgreSql

RISKS = "id;title_en;kind;owner\n" + "".join(
    f"R{n:03};Something that may go wrong, number {n}: {'x' * 90};threat;E3\n"
    for n in range(100, 400)
)
_LIBC = ctypes.CDLL(None, use_errno=True)


@pytest.fixture
def full_of_risks(live: Desk) -> Desk:
    """A company about to import three hundred risks."""
    (live.folder / "risks.csv").write_text(RISKS, "utf-8")
    return live


def import_risks(desk: Desk, before: Callable[[], None] | None = None) -> Ran:
    return desk.run_after(before, "import", "risks", "risks.csv", "--yes")


def refused(ran: Ran) -> str:
    """Return the one sentence in which a command gave up."""
    assert 1 == ran.status, ran.all
    assert "Traceback" not in ran.all
    (sentence,) = lines(ran.warned)
    assert sentence.startswith("ledning: ")
    return sentence


def test_the_risks_can_be_imported_when_nothing_is_wrong(full_of_risks: Desk) -> None:
    """Else the tests below would prove nothing."""
    ran = import_risks(full_of_risks)

    assert 0 == ran.status
    assert "Stored as import" in ran.said


# --- the disk ------------------------------------------------------------------


def test_a_full_disk_is_told_and_nothing_is_half_stored(full_of_risks: Desk) -> None:
    """The journal may not grow by more than a little."""

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    before = full_of_risks.published()
    kept = full_of_risks.rows("SELECT * FROM entry ORDER BY kind, entry_id")

    said = refused(import_risks(full_of_risks, fill))

    assert "disk" in said
    assert "nothing was half-stored" in said
    assert before == full_of_risks.published()
    assert kept == full_of_risks.rows("SELECT * FROM entry ORDER BY kind, entry_id")
    assert 0 == full_of_risks.run("evidence", "verify").status
    assert 0 == import_risks(full_of_risks).status


def test_a_disk_without_room_for_an_export_leaves_none(live: Desk) -> None:
    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    there = set(live.folder.iterdir())
    said = refused(live.run_after(fill, "evidence", "export", "--out", "underlag"))

    assert "underlag cannot be written" in said
    assert there == {f for f in live.folder.iterdir() if ".db-" not in f.name}


def test_a_disk_without_room_for_a_backup_leaves_none(live: Desk) -> None:
    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    said = refused(live.run_after(fill, "database", "backup", "backup.db"))

    assert "backup.db could not be written" in said
    assert not (live.folder / "backup.db").exists()


# --- other processes and permissions -------------------------------------------


@contextmanager
def held(desk: Desk) -> Iterator[None]:
    """Hold the database as a process does that writes and never ends."""
    with closing(sqlite3.connect(desk.file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


def test_a_locked_database_is_told(full_of_risks: Desk) -> None:
    before = full_of_risks.published()

    with held(full_of_risks):
        said = refused(import_risks(full_of_risks))

    assert "another process holds it" in said
    assert before == full_of_risks.published()
    assert 0 == import_risks(full_of_risks).status


def test_a_ledger_can_be_checked_while_somebody_writes(live: Desk) -> None:
    with held(live):
        assert 0 == live.run("evidence", "verify").status


def _without_privileges() -> None:
    """Even the system's administrator is bound by permissions, as others are."""
    drop, overrides, searches = 24, 1, 2
    for capability in (overrides, searches):
        if os.geteuid() == 0 and _LIBC.prctl(drop, capability, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "PR_CAPBSET_DROP")


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_a_read_only_database_is_told(full_of_risks: Desk) -> None:
    full_of_risks.file.chmod(0o444)
    full_of_risks.folder.chmod(0o555)
    try:
        said = refused(import_risks(full_of_risks, _without_privileges))
    finally:
        full_of_risks.folder.chmod(0o755)

    assert "it cannot be written: check owner and permissions" in said


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_a_database_that_may_not_be_read_is_told(live: Desk) -> None:
    live.file.chmod(0)

    said = refused(live.run_after(_without_privileges, "evidence", "verify"))

    assert "its file cannot be opened: check path and permissions" in said


def test_a_folder_in_place_of_a_database_is_told(bare: Desk) -> None:
    bare.file.mkdir()

    for words in (("run",), ("database", "upgrade"), ("demo", "--headless")):
        said = refused(bare.run(*words, "--database", bare.url))
        assert "its file cannot be opened" in said


def test_a_database_that_lost_a_table_is_told(full_of_risks: Desk) -> None:
    full_of_risks.change("DROP TABLE evidence")

    said = refused(import_risks(full_of_risks))

    assert "restore a backup" in said


# --- founding ------------------------------------------------------------------


def test_an_organisation_with_a_bad_file_is_not_founded_at_all(
    bare: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Else it would be there without its people, and could not be founded again."""
    company = tmp_path_factory.mktemp("company")
    (company / "organisation.toml").write_text(
        (Path(__file__).parents[2] / "config/demo/organisation.toml").read_text("utf-8")
    )
    (company / "programme.toml").write_text(
        (Path(__file__).parents[2] / "config/demo/programme.toml").read_text("utf-8")
    )
    (company / "people.csv").write_text("id;name\nE1;\n", "utf-8")

    ran = bare.run("organisation", "add", str(company))

    assert 1 == ran.status
    assert "people.csv: Line" in ran.warned
    assert [(0,)] == bare.rows("SELECT count(*) FROM ledger")
    (company / "people.csv").unlink()
    assert 0 == bare.run("organisation", "add", str(company)).status


def test_an_organisation_is_founded_once(live: Desk) -> None:
    company = Path(__file__).parents[2] / "config/demo"
    before = live.published()

    said = refused(live.run("organisation", "add", str(company)))

    assert "organisation lindvalla exists already" in said
    assert before == live.published()


# --- PostgreSQL ----------------------------------------------------------------


def test_the_application_runs_on_postgresql(postgresql: PostgreSql, bare: Desk) -> None:
    with postgresql.fresh() as url:
        desk = bare.at(url)
        played = desk.run("demo", "--headless", "--weeks", "1", "--database", url)
        verified = desk.run("evidence", "verify")
        exported = desk.run("evidence", "export", "--out", "underlag")
        checked = desk.run("evidence", "verify", "underlag")
        well = desk.run("doctor", "--full")

    assert 0 == played.status, played.warned
    assert 0 == verified.status, verified.all
    assert verified.said.startswith("intact: ")
    assert 0 == exported.status, exported.warned
    assert 0 == checked.status, checked.said
    assert "ok    database: postgresql" in well.said
    assert 0 == well.status, well.said
