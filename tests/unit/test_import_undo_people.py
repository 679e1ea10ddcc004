"""Taking people, functions and absences back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.desk import imports
from engagement.errors import Refused
from engagement.facts import (
    AbsenceWithdrawn,
    FunctionEnded,
    PaceChanged,
    PersonLeft,
    PersonPaused,
    PersonRecorded,
)
from tests.unit.import_parts import Store, opened
from tests.unit.import_samples import FILES, fill

TODAY = date(2026, 11, 23)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


@pytest.fixture
def full(store: Store) -> Store:
    """Everything of the first files."""
    fill(store)
    return store


def kept(store: Store, import_id: str) -> tuple[str, ...]:
    return imports.plan_undo(store.at, import_id).kept


def test_somebody_who_was_added_by_mistake_was_never_here(store: Store) -> None:
    import_id = store.take("people", FILES["people"][0])
    store.undo(import_id)
    found = store.unit.people.get("E7")
    assert found is not None

    assert found.left_on == found.joined_on
    assert not [a for a in store.unit.people.assignments() if a.covers(TODAY)][2:]


def test_somebody_who_begins_later_is_gone_today_all_the_same(store: Store) -> None:
    text = "id;name;role_sv;joined\nE7;Robert Kowalski;chef;2027-01-11\n"
    store.undo(store.take("people", text))
    found = store.unit.people.get("E7")
    assert found is not None

    assert not found.active_on(TODAY)


def test_pace_and_pause_stay_when_a_person_goes_back(full: Store) -> None:
    import_id = full.take("people", FILES["people"][1])
    until = TODAY + timedelta(days=9)
    full.tell(
        PaceChanged(person_id="E7", weeks=2, reason="ignored"),
        PersonPaused(person_id="E7", until=until),
    )
    full.undo(import_id)
    found = full.unit.people.get("E7")
    assert found is not None

    assert ("platschef", 2, until) == (found.role.sv, found.pace, found.paused_until)


def test_a_new_pace_does_not_stand_in_the_way_of_taking_two_files_back(
    full: Store,
) -> None:
    first = full.take("people", FILES["people"][1])
    full.tell(PaceChanged(person_id="E7", weeks=2, reason="ignored"))
    full.undo(full.take("people", "id;name;role_sv\nE7;Robert Kowalski;c\n"))

    assert () == kept(full, first)


def test_somebody_who_left_since_stays_away(full: Store) -> None:
    import_id = full.take("people", FILES["people"][1])
    full.tell(PersonLeft(person_id="E7", on=TODAY))

    assert "person:E7" in kept(full, import_id)
    full.undo(import_id)
    assert full.unit.people.get("E7") not in full.unit.people.all()


def test_functions_that_were_changed_since_stay(full: Store) -> None:
    import_id = full.take("people", FILES["people"][1])
    (one,) = [
        a
        for a in full.unit.people.assignments()
        if a.person_id == "E8" and a.covers(TODAY)
    ]
    full.tell(FunctionEnded(assignment=replace(one, until=TODAY)))

    assert ("function:E8/site_gm",) == kept(full, import_id)


def test_an_undo_leaves_a_coordinator(tmp_path: Path) -> None:
    text = "id;name;role_sv;permissions\nC1;Karin Åberg;chef;coordinator\n"
    with opened(tmp_path, with_people=False) as store:
        import_id = store.take("people", text)
        with pytest.raises(Refused) as refused:
            store.undo(import_id)
        assert "last_coordinator" == refused.value.code

        store.take("people", text.replace("C1;Karin Åberg", "C2;Rohan Kulkarni"))
        assert 1 == store.undo(import_id)


def test_an_absence_that_was_withdrawn_stays_withdrawn(full: Store) -> None:
    import_id = full.take("absences", FILES["absences"][1])
    new = full.unit.people.absences(["E3"])[-1]
    full.tell(AbsenceWithdrawn(absence_id=new.absence_id, person_id="E3"))

    assert (f"absence:{new.absence_id}",) == kept(full, import_id)


def test_a_function_that_was_taken_up_again_since_stays(full: Store) -> None:
    import_id = full.take("people", FILES["people"][1])
    (ended,) = [
        a
        for a in full.unit.people.assignments()
        if a.person_id == "E7" and a.until is not None
    ]
    full.tell(FunctionEnded(assignment=replace(ended, until=TODAY + timedelta(days=9))))

    assert ("function:E7/site_gm",) == kept(full, import_id)


def test_somebody_whom_a_later_file_named_again_stays(full: Store) -> None:
    heading = "id;name;role_sv\n"
    first = full.take("people", f"{heading}E7;Robert Kowalski;a\n")
    full.take("people", f"{heading}E7;Robert Kowalski;b\n")
    full.take("people", f"{heading}E7;Robert Kowalski;a\nE9;Ny Nilsson;chef\n")

    assert ("person:E7",) == kept(full, first)


def test_somebody_whom_a_command_changed_since_stays(full: Store) -> None:
    import_id = full.take("people", "id;name;role_sv\nE7;Robert Kowalski;chef\n")
    known = full.unit.people.get("E7")
    assert known is not None
    full.tell(PersonRecorded(person=replace(known, site="Greenville")))

    assert ("person:E7",) == kept(full, import_id)
