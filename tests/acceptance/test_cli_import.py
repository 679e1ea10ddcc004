"""``ledning import`` and ``organisation add``: the same import as in chat."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.cli_parts import Desk

GOALS = "id;title_en;title_sv\nG77;A calm Monday;En lugn måndag\n"


def file(desk: Desk, text: str, name: str = "goals.csv") -> str:
    """Write a file and return its name."""
    (desk.folder / name).write_text(text, "utf-8")
    return name


@pytest.mark.parametrize("yes", [(), ("--yes",)], ids=["dry", "stored"])
def test_a_dry_run_stores_nothing_and_yes_does(
    yes: tuple[str, ...], live: Desk
) -> None:
    before = live.published()

    ran = live.run("import", "goals", file(live, GOALS), *yes)

    assert 0 == ran.status, ran.warned
    assert (
        "goals.csv: 1 new, 0 changed, 0 as before, 4 not in the file (kept)" in ran.said
    )
    assert bool(yes) is (before != live.published())
    assert bool(yes) is ("Stored as import" in ran.said)
    assert bool(yes) is ("Nothing is stored yet: add --yes." not in ran.said)
    assert 0 == live.run("evidence", "verify").status


def test_the_same_file_twice_changes_nothing(live: Desk) -> None:
    goals = file(live, GOALS)
    live.run("import", "goals", goals, "--yes")
    before = live.published()

    ran = live.run("import", "goals", goals, "--yes")

    assert 0 == ran.status
    assert "0 new, 0 changed, 1 as before" in ran.said
    assert before == live.published()


def test_every_bad_place_is_told_and_nothing_is_stored(live: Desk) -> None:
    before = live.published()
    bad = "id;title_en;title_sv\nG77;;\nG78;A;B\nG78;C;D\n"

    ran = live.run("import", "goals", file(live, bad), "--yes")

    assert 1 == ran.status
    assert "goals.csv: Line 2" in ran.warned
    assert "goals.csv: Line 4" in ran.warned
    assert before == live.published()


def test_every_bad_line_of_readings_is_told_at_once(live: Desk) -> None:
    lines = (
        "otif,2026-W10,93",
        "otif,2026-W10,94",
        "nope,2026-W10,1",
        "otif,2026-W11,abc",
    )
    bad = "\n".join(("kpi,period,value", *lines))

    ran = live.run("import", "readings", file(live, bad, "readings.csv"))

    assert 1 == ran.status
    assert [
        "readings.csv: Line 3, column period: 2026-W10 is there already, on line 2.",
        (
            "readings.csv: Line 4, column kpi: There is no KPI “nope”."
            " Import the KPIs first."
        ),
        "readings.csv: Line 5, column value: “abc” is not a number.",
    ] == ran.warned.splitlines()[-3:]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("goals", "none.csv"), "there is no file none.csv"),
        (("goals", "."), "there is no file ."),
        (("frobs", "goals.csv"), "“frobs” cannot be imported. Choose one of: people"),
    ],
)
def test_what_cannot_be_meant_is_told(
    words: tuple[str, ...], said: str, live: Desk
) -> None:
    file(live, GOALS)

    ran = live.run("import", *words)

    assert 1 == ran.status
    assert said in ran.warned


def test_a_folder_without_an_organisation_is_told(bare: Desk, tmp_path: Path) -> None:
    ran = bare.run("organisation", "add", str(tmp_path))

    assert 1 == ran.status
    assert "has no organisation.toml" in ran.warned
    assert not bare.file.exists()


def test_a_broken_organisation_is_told_by_file_and_key(bare: Desk) -> None:
    demo = Path(__file__).parents[2] / "config/demo"
    company = bare.folder / "company"
    company.mkdir()
    text = (demo / "organisation.toml").read_text("utf-8")
    broken = text.replace("Europe/Stockholm", "Europe/Gothenburg")
    assert broken != text
    (company / "organisation.toml").write_text(broken, "utf-8")
    programme = (demo / "programme.toml").read_text("utf-8")
    (company / "programme.toml").write_text(programme, "utf-8")

    ran = bare.run("organisation", "add", str(company))

    assert 1 == ran.status
    assert "organisation.toml" in ran.warned
    assert "zone" in ran.warned
    assert not bare.file.exists()


def test_an_organisation_that_was_added_is_a_draft_in_earnest(bare: Desk) -> None:
    ran = bare.run(
        "organisation", "add", str(Path(__file__).parents[2] / "config/demo")
    )
    listed = bare.run("organisation", "list")

    assert 0 == ran.status, ran.warned
    assert "nothing is sent before it is launched" in ran.said
    assert "lindvalla  Lindvalla Fluidteknik AB  live  draft" in listed.said
    assert 0 == bare.run("evidence", "verify").status


def test_what_is_not_in_the_file_is_retired_only_when_told(live: Desk) -> None:
    goals = file(live, GOALS)
    dry = live.run("import", "goals", goals, "--retire")
    assert "  new 1: G77 A calm Monday" in dry.said
    assert "Would be retired: 4 not in the file." in dry.said
    ran = live.run("import", "goals", goals, "--retire", "--yes")
    assert (0, True) == (ran.status, "Retired: 4 not in the file." in ran.said)
    again = live.run("import", "goals", file(live, GOALS.replace("calm", "good")))
    assert "  G77 A good Monday – title en: A calm Monday → A good Monday" in again.said
    assert "0 not in the file" in again.said
    people = file(live, "id;name\nC1;Karin Åberg\n", "people.csv")
    refused = live.run("import", "people", people, "--retire", "--yes")
    assert (1, True) == (refused.status, "never retired by a file" in refused.warned)
