"""``ledning database``: made once, copied while it lives, put back with its proofs."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.app import open_store
from engagement.facts import Author, Header, PersonResumed, Record
from tests.acceptance.cli_parts import Desk
from tests.contracts.store_parts import NOW

MACHINE = Header(author=Author(person_id=None), occurred_at=NOW, recorded_at=NOW)


# --- upgrade -------------------------------------------------------------------


def test_an_upgrade_makes_a_database_and_a_second_one_does_nothing(bare: Desk) -> None:
    first = bare.run("database", "upgrade")
    tables = bare.rows("SELECT sql FROM sqlite_master")
    second = bare.run("database", "upgrade")

    assert first.said.startswith("The database went from empty to version")
    assert second.said.endswith("already.\n")
    assert tables == bare.rows("SELECT sql FROM sqlite_master")
    assert 0 == first.status == second.status


@pytest.mark.parametrize("words", [("database", "upgrade"), ("run",), ("doctor",)])
def test_a_newer_database_is_left_alone(words: tuple[str, ...], live: Desk) -> None:
    live.change("UPDATE alembic_version SET version_num = '9999'")

    ran = live.run(*words)

    assert 1 == ran.status
    assert "made by a newer Ledning: install that version" in ran.all
    assert [("9999",)] == live.rows("SELECT version_num FROM alembic_version")


@pytest.mark.parametrize("words", [("database", "upgrade"), ("run",)])
def test_something_elses_database_is_left_alone(
    words: tuple[str, ...], bare: Desk
) -> None:
    with closing(sqlite3.connect(bare.file)) as connection:
        connection.execute("CREATE TABLE invoice (number INTEGER)")

    ran = bare.run(*words)

    assert 1 == ran.status
    assert "belongs to something else: name another one" in ran.warned
    assert [("invoice",)] == bare.rows("SELECT name FROM sqlite_master")


def test_a_file_that_is_no_database_is_told(bare: Desk) -> None:
    bare.file.write_text("Det här är inte en databas. " * 200)

    ran = bare.run("run")

    assert 1 == ran.status
    assert "it is damaged: restore a backup" in ran.warned


# --- backup and restore --------------------------------------------------------


def backed_up(desk: Desk, name: str = "backup.db") -> Path:
    """Make a backup and return it."""
    ran = desk.run("database", "backup", name)
    assert 0 == ran.status, ran.warned
    return desk.folder / name


def test_proofs_still_hold_after_a_restore(played: Desk) -> None:
    published = played.published()
    backup = backed_up(played)
    back = played.at(f"sqlite:///{played.folder / 'back.db'}")

    ran = back.run("database", "restore", backup.name)

    assert 0 == ran.status, ran.warned
    assert f"lindvalla: {published}" in ran.said
    assert 0 == back.run("evidence", "verify", "--expect", published).status


def test_a_backup_is_whole_while_somebody_writes(live: Desk) -> None:
    """A copied file would lack what stands in the WAL, or be torn."""
    done = threading.Event()
    store = open_store(live.url)

    resumed = Record(fact=PersonResumed(person_id="E3"), header=MACHINE)

    def write() -> None:
        while not done.is_set():
            store.work.here(lambda unit: unit.record(resumed))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backup = backed_up(live)
    finally:
        done.set()
        writer.join()
        store.close()

    copied = live.at(f"sqlite:///{backup}")
    assert 0 == copied.run("evidence", "verify").status
    ((size, root),) = live.rows(
        "SELECT seq + 1, root FROM ledger WHERE seq ="  # noqa: S608 - a number
        f" {int(copied.published().partition(':')[0]) - 1}"
    )
    assert f"{size}:{root.hex()}" == copied.published()


def test_a_backup_of_an_older_version_can_be_made(live: Desk) -> None:
    """One is told to make it before the upgrade."""
    live.change("UPDATE alembic_version SET version_num = '0001'")

    assert "back it up, then" in live.run("run").warned
    assert backed_up(live).is_file()


def test_a_backup_never_overwrites(live: Desk) -> None:
    (live.folder / "backup.db").write_text("i går")

    ran = live.run("database", "backup", "backup.db")

    assert 1 == ran.status
    assert "backup.db exists already: backups are never overwritten" in ran.warned
    assert "i går" == (live.folder / "backup.db").read_text()


def test_a_broken_ledger_makes_no_backup(live: Desk) -> None:
    live.change("UPDATE ledger SET leaf = zeroblob(32) WHERE seq = 7")

    ran = live.run("database", "backup", "backup.db")

    assert 1 == ran.status
    assert "the ledger of lindvalla is broken at record 7" in ran.warned
    assert not (live.folder / "backup.db").exists()


def test_a_backup_without_a_database_or_a_folder_is_told(bare: Desk) -> None:
    ran = bare.run("database", "backup", "backup.db")

    assert 1 == ran.status
    assert f"there is no database {bare.file}" in ran.warned


def test_a_restore_never_overwrites(live: Desk) -> None:
    backup = backed_up(live)
    before = live.file.read_bytes()

    ran = live.run("database", "restore", backup.name)

    assert 1 == ran.status
    assert "nothing is overwritten" in ran.warned
    assert before == live.file.read_bytes()


def test_a_restore_beside_a_stranger_wal_is_refused(live: Desk) -> None:
    """SQLite would read it into the restored database."""
    backup = backed_up(live)
    back = live.at(f"sqlite:///{live.folder / 'back.db'}")
    (live.folder / "back.db-wal").write_bytes(b"x" * 4096)

    ran = back.run("database", "restore", backup.name)

    assert 1 == ran.status
    assert "back.db-wal exists: move it away first" in ran.warned
    assert not back.file.exists()


@pytest.mark.parametrize("content", [b"", b"not a database " * 400])
def test_what_is_no_backup_is_not_restored(content: bytes, bare: Desk) -> None:
    (bare.folder / "backup.db").write_bytes(content)

    ran = bare.run("database", "restore", "backup.db")

    assert 1 == ran.status
    assert "ledning: the database" in ran.warned
    assert not bare.file.exists()


def test_a_torn_backup_is_not_restored(live: Desk) -> None:
    backup = backed_up(live)
    torn = live.folder / "torn.db"
    torn.write_bytes(backup.read_bytes()[:-40960])
    back = live.at(f"sqlite:///{live.folder / 'back.db'}")

    ran = back.run("database", "restore", torn.name)

    assert 1 == ran.status
    assert "restore a backup" in ran.warned
    assert not back.file.exists()


def test_names_may_hold_what_addresses_may_not(live: Desk) -> None:
    """A space, a question mark, a per cent sign, å."""
    odd = live.folder / "måndag 50% klart?.db"
    shutil.copyfile(backed_up(live), odd)
    back = live.at(f"sqlite:///{live.folder / 'back.db'}")

    assert 0 == back.run("database", "restore", odd.name).status
    assert 0 == back.run("evidence", "verify").status


def test_postgresql_brings_its_own_tools(bare: Desk) -> None:
    ran = bare.at("postgresql+psycopg://ledning@127.0.0.1:1/x").run(
        "database", "backup", "backup.db"
    )

    assert 1 == ran.status
    assert "pg_dump" in ran.warned
