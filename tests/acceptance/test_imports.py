"""The demo company comes in through the files that a customer would write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Table, select

from bot.desk import imports
from bot.desk.scenes import Asker
from bot.desk.setting import setting
from config import content, programme
from engagement.asking import Unfillable
from engagement.calendar import iso_week
from engagement.facts import OrganisationRecorded
from engagement.kpis import Period
from engagement.organisation import Mode, Organisation
from engagement.people import Function, Permission
from storage import ledger
from storage import tables as t
from storage.projections import project
from tests.unit.import_parts import (
    DESK,
    ORGANISATION,
    Store,
    new_database,
    opened,
)

DEMO = Path(content.__file__).with_name("demo")
ORDER = (
    "people",
    "goals",
    "kpis",
    "objectives",
    "readings",
    "risks",
    "reviews",
    "actions",
    "subjects",
    "closed",
)
STATE: tuple[Table, ...] = (
    t.organisation,
    t.person,
    t.assignment,
    t.absence,
    t.closed_period,
    t.entry,
    t.reading,
    t.baseline,
    t.signal,
    t.import_file,
    t.evidence,
)


def file(kind: str) -> bytes:
    return (DEMO / f"{kind}.csv").read_bytes()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path, with_people=False) as found:
        yield found


@pytest.fixture
def demo(store: Store) -> Store:
    """The whole demo company."""
    described, _ = programme.load(DEMO)
    organisation = replace(store.unit.organisation(), policy=described["policy"])
    store.tell(OrganisationRecorded(organisation=organisation))
    for kind in ORDER:
        store.take(kind, file(kind))
    return store


def test_the_files_come_in_without_a_warning(store: Store) -> None:
    for kind in ORDER:
        plan = store.plan(kind, file(kind), f"{kind}.csv")

        assert () == plan.warnings
        assert () == plan.missing
        imports.accept(store.at, plan, store.record)


def test_a_second_time_they_say_nothing_new(demo: Store) -> None:
    for kind in ORDER:
        plan = demo.plan(kind, file(kind))

        assert () == plan.facts
        assert plan.unchanged


def test_each_file_is_known_by_its_heading(demo: Store) -> None:
    assert list(ORDER) == [imports.guess(demo.at, "x.csv", file(k)) for k in ORDER]


def test_exactly_one_change_is_found(demo: Store) -> None:
    assert [("otif", "2026-W39:up")] == [
        (signal.kpi_id, signal.episode) for signal in demo.unit.kpis.signals()
    ]


def test_the_limits_are_those_of_the_story(demo: Store) -> None:
    """OTIF from before the planning change, everything else from all 26 weeks."""
    locked = {k.kpi_id: demo.unit.kpis.baseline(k.kpi_id) for k in demo.unit.kpis.all()}
    otif = locked.pop("otif")
    assert otif is not None
    assert otif.limits is not None

    assert (16, Decimal("91.24375")) == (otif.limits.count, otif.limits.centre)
    assert "C1" == otif.chosen_by
    for baseline in locked.values():
        assert baseline is not None
        assert baseline.limits is not None
        assert (26, None) == (baseline.limits.count, baseline.chosen_by)


def test_ten_people_two_of_them_coordinators_only(demo: Store) -> None:
    people = demo.unit.people.all()
    functions = {a.function for a in demo.unit.people.assignments()}

    assert 10 == len(people)
    assert ["C1", "C2"] == [
        p.person_id
        for p in people
        if p.permissions == frozenset({Permission.COORDINATOR})
    ]
    assert {*Function} == functions
    assert {"Europe/Stockholm", "America/New_York", "Asia/Kolkata"} == {
        p.zone for p in people
    }


def test_all_but_a_few_questions_can_be_asked(demo: Store) -> None:
    """Nobody has said yet how sure they are of an objective, which P28 quotes."""
    subjects = [s for held in setting(demo.at).subjects.values() for s in held]
    asker, annika = Asker(demo.at), demo.unit.people.get("E1")
    assert annika is not None
    wanted = {p.prompt_id for p in DESK.catalogue.prompts if not p.internal}
    askable = set()
    for prompt in DESK.catalogue.prompts:
        fitting = [s for s in subjects if s.kind == prompt.subject]
        for topic in fitting if prompt.subject else [None]:
            asked = asker.ask(prompt, topic, annika)
            if not isinstance(asked, Unfillable):
                askable.add(prompt.prompt_id)

    assert {"P28"} == wanted - askable


def test_every_event_of_the_files_has_happened_to_somebody(demo: Store) -> None:
    now = setting(demo.at)
    found = {name for held in now.subjects.values() for s in held for name in s.events}

    assert {
        "audit_findings",
        "complaint_overdue",
        "deadline",
        "improvement_ended",
        "improvement_started",
        "recurrence",
        "risk_treated",
        "role_change",
        "signal",
        "strategy_decision",
        "supplier_limit",
    } == found


def test_a_new_ledgers_replay_comes_to_the_same_state(
    demo: Store, tmp_path: Path
) -> None:
    """Files changed, taken back and brought again included."""
    demo.undo(demo.take("risks", file("risks").replace(b"2;5", b"5;5")))
    demo.undo(demo.take("people", "id;name;role_sv\nE9;Nya Nilsson;chef\n"))
    read = demo.unit.books.records(0, demo.size - 1)
    records = [(seq, record) for seq, record in read if record is not None]
    database = new_database(tmp_path / "replay.db")
    with database.writer.begin() as connection:
        project(connection, ORGANISATION, records)
        for table in STATE:
            assert _rows(demo, table) == sorted(
                map(repr, connection.execute(select(table)))
            )
    database.close()


def _rows(store: Store, table: Table) -> list[str]:
    return sorted(map(repr, store.connection.execute(select(table))))


def test_the_ledger_holds_after_all_of_it(demo: Store) -> None:
    assert ledger.check(demo.connection, ORGANISATION).intact


@pytest.mark.parametrize("kind", ORDER[1:])
def test_each_file_can_be_taken_back(demo: Store, kind: str) -> None:
    rows = {row.kind: row for row in demo.unit.books.imports()}
    before = demo.holds()
    demo.undo(rows[kind].import_id)
    demo.take(kind, file(kind))

    assert before == demo.holds()


def test_the_two_files_of_settings_make_an_organisation() -> None:
    described, found = programme.load(
        DEMO, known={p.prompt_id for p in DESK.catalogue.prompts}
    )
    organisation = Organisation(**described, mode=Mode.REHEARSAL)

    assert ("lindvalla", "Lindvalla Fluidteknik AB") == (
        organisation.organisation_id,
        organisation.name,
    )
    assert 35 <= len(organisation.policy.split()) <= 45
    assert found.prompts["P22"].on is False


# --- the rehearsal's weeks -----------------------------------------------------


def test_the_later_weeks_hold_two_changes_and_one_gap(demo: Store) -> None:
    """Week by week, as a coordinator brings them on Monday mornings."""
    found = _played(demo)

    assert [
        ("2026-W51", "supplier_ppm/2026-W51:up"),
        ("2027-W04", "complaints_rate/2027-W04:down"),
    ] == found
    periods = [str(r.period) for r in demo.unit.kpis.readings("lead_time")]
    assert ["2026-W49", "2026-W51"] == [
        p for p in periods if p in {"2026-W49", "2026-W50", "2026-W51"}
    ]


def test_the_later_weeks_are_whole_and_follow_the_first_ones() -> None:
    heading, *lines = file("readings_later").decode("utf-8-sig").splitlines()
    weeks = [line.split(";")[0] for line in lines]
    first, last = Period.parse("2026-W48"), Period.parse("2027-W11")

    assert file("readings").decode("utf-8-sig").splitlines()[0] == heading
    assert [str(week) for week in first.through(last)] == weeks
    assert 1 == sum(line.split(";").count("") for line in lines)


def _played(demo: Store) -> list[tuple[str, str]]:
    """Import each week on its next Monday; return which week brought which change."""
    heading, *lines = file("readings_later").decode("utf-8-sig").splitlines()
    known = {f"{s.kpi_id}/{s.episode}" for s in demo.unit.kpis.signals()}
    found = []
    for line in lines:
        week = Period.parse(line.split(";")[0])
        monday = week.first_day() + timedelta(weeks=1)
        demo.now = datetime.combine(monday, time(8), UTC)
        assert str(week) == iso_week(monday - timedelta(days=1))
        demo.take("readings", f"{heading}\n{line}\n")
        for signal in demo.unit.kpis.signals():
            key = f"{signal.kpi_id}/{signal.episode}"
            if key not in known:
                known.add(key)
                found.append((str(week), key))
    return found
