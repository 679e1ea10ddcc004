"""People out of files: who they are, what they do, when they work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from engagement.facts import (
    FunctionAssigned,
    FunctionEnded,
    PaceChanged,
    PersonLeft,
    PersonPaused,
    PersonRecorded,
)
from engagement.people import Function, Permission, Person, Slot, WorkingHours
from tests.unit.import_parts import PEOPLE, Store, opened

HEADING = "id;name;role_sv"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


def person(store: Store, columns: str, cells: str) -> Person:
    """Return the person whom one line makes."""
    store.take("people", f"{HEADING};{columns}\nE9;Nya Nilsson;chef;{cells}\n")
    found = store.unit.people.get("E9")
    assert found is not None
    return found


def code(store: Store, column: str, cell: str) -> str:
    """Return what is said of one bad cell."""
    text = f"{HEADING};{column}\nE9;Nya Nilsson;chef;{cell}\n"
    ((line, heading, found),) = store.problems("people", text)
    assert (2, column) == (line, heading)
    return found


def functions(store: Store, person_id: str, day: date) -> set[Function]:
    """Return what somebody does on a day."""
    return {
        a.function
        for a in store.unit.people.assignments()
        if a.person_id == person_id and a.covers(day)
    }


TODAY = date(2026, 11, 23)


def test_a_name_and_a_role_are_enough(store: Store) -> None:
    """The rest is as in the organisation, and everybody else is an executive."""
    store.take("people", f"{HEADING}\nE9;Nya Nilsson;chef\n")
    found = store.unit.people.get("E9")
    assert found is not None

    assert ("sv", "Europe/Stockholm", "SE") == (
        found.language,
        found.zone,
        found.country,
    )
    assert (WorkingHours(), Slot()) == (found.hours, found.slot)
    assert frozenset({Permission.EXECUTIVE}) == found.permissions
    assert TODAY == found.joined_on


def test_a_person_needs_a_role_in_some_language(store: Store) -> None:
    text = "id;name;role_en;role_sv\nE9;Nya Nilsson;;\nE8;Ny;manager;\n"

    assert [(2, "role_en", "role_missing")] == store.problems("people", text)


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("08-17", time(8), time(17)),
        ("7.30–16", time(7, 30), time(16)),
        ("07:00 - 15:45", time(7), time(15, 45)),
        ("9-18:00:00", time(9), time(18)),
    ],
)
def test_hours_are_two_times(store: Store, cell: str, start: time, end: time) -> None:
    hours = person(store, "hours", cell).hours

    assert WorkingHours(start=start, end=end) == hours


@pytest.mark.parametrize("cell", ["17-08", "8", "08-24", "8-12-17", "nio-fem", "08-08"])
def test_hours_that_are_none_are_refused(store: Store, cell: str) -> None:
    assert "not_hours" == code(store, "hours", cell)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("mån–fre", {0, 1, 2, 3, 4}),
        ("sun-thu", {6, 0, 1, 2, 3}),
        ("tis|tors", {1, 3}),
        ("Monday, wed-fri", {0, 2, 3, 4}),
    ],
)
def test_days_are_weekdays_or_spans_of_them(
    store: Store, cell: str, days: set[int]
) -> None:
    assert days == person(store, "days", cell).hours.days


@pytest.mark.parametrize("cell", ["1-5", "mon-fri-sun", "vardagar"])
def test_days_that_are_none_are_refused(store: Store, cell: str) -> None:
    assert "not_days" == code(store, "days", cell)


@pytest.mark.parametrize(
    ("cell", "slot"),
    [
        ("tue 09:00", Slot(weekday=1, at=time(9))),
        ("torsdag 9.30", Slot(weekday=3, at=time(9, 30))),
        ("Mån. 8", Slot(weekday=0, at=time(8))),
    ],
)
def test_a_slot_is_a_weekday_and_a_time(store: Store, cell: str, slot: Slot) -> None:
    assert slot == person(store, "slot", cell).slot


@pytest.mark.parametrize("cell", ["09:00", "tue", "tue 25:00", "när som helst"])
def test_a_slot_that_is_none_is_refused(store: Store, cell: str) -> None:
    assert "not_a_slot" == code(store, "slot", cell)


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("language", "da", "not_one_of"),
        ("zone", "Europe/Gothenburg", "not_a_zone"),
        ("country", "Sweden", "not_a_country"),
        ("region", "South Carolina", "not_a_region"),
        ("email", "karin(at)example.com", "not_an_email"),
        ("email", "a@b.se; c@d.se", "not_an_email"),
        ("functions", "cto|boss", "not_one_of"),
        ("permissions", "admin", "not_one_of"),
        ("joined", "i våras", "not_a_day"),
    ],
)
def test_a_cell_that_cannot_be_is_refused(
    store: Store, column: str, cell: str, expected: str
) -> None:
    assert expected == code(store, column, f'"{cell}"')


def test_places_are_read_as_people_write_them(store: Store) -> None:
    found = person(
        store, "language;zone;country;region", "Engelska;america/new_york;us;US-SC"
    )

    assert ("en", "America/New_York", "US", "SC") == (
        found.language,
        found.zone,
        found.country,
        found.region,
    )


def test_functions_begin_when_somebody_new_did(store: Store) -> None:
    before = store.size
    person(store, "functions;joined", "vd|hr;2024-02-01")

    begun = [
        f.assignment for f in store.facts(before) if isinstance(f, FunctionAssigned)
    ]
    assert [Function.CEO, Function.HR] == [one.function for one in begun]
    assert {date(2024, 2, 1)} == {one.since for one in begun}


def test_functions_of_somebody_known_begin_and_end_today(store: Store) -> None:
    before = store.size
    store.take("people", "id;name;functions\nE1;Annika Sjöholm;coo\n")

    ended, begun = store.facts(before)[:2]
    assert isinstance(ended, FunctionEnded)
    assert isinstance(begun, FunctionAssigned)
    assert (Function.CEO, TODAY) == (ended.assignment.function, ended.assignment.until)
    assert (Function.COO, TODAY) == (begun.assignment.function, begun.assignment.since)
    assert {Function.COO} == functions(store, "E1", TODAY)


def test_an_empty_cell_ends_functions_and_a_missing_column_does_not(
    store: Store,
) -> None:
    store.take("people", "id;name;role_sv\nE1;Annika Sjöholm;styrelseordförande\n")
    assert {Function.CEO} == functions(store, "E1", TODAY)

    store.take("people", "id;name;functions\nE1;Annika Sjöholm;\n")
    assert set() == functions(store, "E1", TODAY)


def test_a_function_that_begins_later_is_not_assigned_twice(store: Store) -> None:
    person(store, "functions;joined", "cto;2027-01-11")

    plan = store.plan("people", f"{HEADING};functions\nE9;Nya Nilsson;chef;cto\n")

    assert () == plan.facts


def test_a_changed_function_alone_is_a_change(store: Store) -> None:
    plan = store.plan("people", "id;name;functions\nE1;Annika Sjöholm;ceo|hr\n")

    assert ("E1",) == plan.changed
    assert ("C1", "E3") == plan.missing


def test_the_same_people_twice_change_nothing(store: Store) -> None:
    plan = store.plan("people", PEOPLE)

    assert ((), ("C1", "E1", "E3")) == (plan.facts, plan.unchanged)


def test_pace_and_pause_are_not_for_files(store: Store) -> None:
    until = TODAY + timedelta(days=9)
    store.tell(
        PaceChanged(person_id="E1", weeks=2, reason="ignored"),
        PersonPaused(person_id="E1", until=until),
    )
    store.take("people", "id;name;role_sv\nE1;Annika Sjöholm;koncernchef\n")
    found = store.unit.people.get("E1")
    assert found is not None

    assert ("koncernchef", 2, until) == (found.role.sv, found.pace, found.paused_until)


def test_whoever_administers_is_not_made_so_by_a_file_nor_unmade(
    store: Store,
) -> None:
    known = store.unit.people.get("E1")
    assert known is not None
    store.tell(
        PersonRecorded(person=replace(known, permissions=frozenset({Permission.ADMIN})))
    )
    store.take("people", "id;name;permissions\nE1;Annika Sjöholm;observer\n")
    found = store.unit.people.get("E1")
    assert found is not None

    assert {Permission.ADMIN, Permission.OBSERVER} == found.permissions


def test_the_last_coordinator_stays_one(store: Store) -> None:
    text = "id;name;permissions\nC1;Karin Åberg;executive\n"

    assert [(0, None, "last_coordinator")] == store.problems("people", text)


def test_the_last_coordinator_may_hand_over_in_one_file(store: Store) -> None:
    text = (
        "id;name;permissions\n"
        "C1;Karin Åberg;executive\nE3;Maria Lindqvist;executive|samordnare\n"
    )

    assert ("C1", "E3") == store.plan("people", text).changed


def test_a_company_without_a_coordinator_is_told(tmp_path: Path) -> None:
    with opened(tmp_path, with_people=False) as store:
        plan = store.plan("people", f"{HEADING}\nE9;Nya Nilsson;chef\n")

    assert ["no_coordinator"] == [warning.code for warning in plan.warnings]


def test_who_has_left_is_not_brought_back_by_a_file(store: Store) -> None:
    store.tell(PersonLeft(person_id="E3", on=TODAY))
    plan = store.plan("people", PEOPLE)

    assert ((), ("C1", "E1")) == (plan.facts, plan.unchanged)
    (warning,) = plan.warnings
    assert ("person_left", 4) == (warning.code, warning.line)
    assert {"name": "Maria Lindqvist", "day": "2026-11-23"} == warning.values


def test_every_bad_line_of_people_is_told(store: Store) -> None:
    text = (
        "id;name;role_sv;zone;hours\n"
        "E7;;chef;Mars/Olympus;8-17\n"
        "E8;Ny;chef;Europe/Oslo;natt\n"
        "E8;Ny igen;chef;;\n"
    )

    assert [
        (2, "name", "required"),
        (2, "zone", "not_a_zone"),
        (3, "hours", "not_hours"),
        (4, "id", "duplicate_id"),
    ] == store.problems("people", text)
