"""Taking an import back: what held before it holds again, what is newer stays."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.desk import imports
from bot.desk.imports.history import CHUNK
from engagement.errors import NotFound, Refused
from engagement.facts import (
    EntryRetired,
    ImportUndone,
    ObjectiveReviewed,
    RiskRecorded,
    SubjectReviewed,
)
from engagement.objectives import Track
from engagement.reviews import ActionState
from tests.unit.import_parts import OBJECTIVES, Store, opened
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


@pytest.mark.parametrize(
    "later", [timedelta(), timedelta(days=2)], ids=["same", "later"]
)
@pytest.mark.parametrize("kind", FILES)
def test_an_undo_brings_back_what_held_before(
    full: Store, kind: str, later: timedelta
) -> None:
    before = full.holds()
    import_id = full.take(kind, FILES[kind][1])
    assert before != full.holds()
    full.now += later

    assert () == kept(full, import_id)
    full.undo(import_id)

    assert before == full.holds()


@pytest.mark.parametrize("kind", FILES)
def test_a_first_import_is_taken_back_to_nothing(store: Store, kind: str) -> None:
    """Everything happens at one moment, as while a rehearsal stands still."""
    for needed in itertools.takewhile(lambda k: k != kind, imports.KINDS):
        store.take(needed, FILES[needed][0])
    before = store.holds()
    import_id = store.take(kind, FILES[kind][0])
    store.undo(import_id)

    assert before == store.holds()


@pytest.mark.parametrize("kind", FILES)
def test_the_mended_file_can_be_imported_afterwards_and_taken_back_too(
    full: Store, kind: str
) -> None:
    """Taken back twice at one moment, it is as before the first time."""
    before = full.holds()
    full.undo(full.take(kind, FILES[kind][1]))
    again = full.take(kind, FILES[kind][1])
    wrong = full.holds()
    full.undo(again)
    assert before == full.holds()

    full.take(kind, FILES[kind][1])
    assert wrong == full.holds()


@pytest.mark.parametrize("kind", FILES)
def test_two_imports_are_taken_back_one_after_the_other(full: Store, kind: str) -> None:
    before = full.holds()
    first = full.take(kind, FILES[kind][1])
    between = full.holds()
    full.now += timedelta(hours=1)
    added = {"people": "E9;Till;chef;hr;", "absences": "E1;2026-12-21;2027-01-06"}
    third = full.take(kind, _more(kind, added))
    full.undo(third)
    assert between == full.holds()

    full.undo(first)
    assert before == full.holds()


def _more(kind: str, added: dict[str, str]) -> str:
    """Return the second file with its first thing changed back, or with one more."""
    first, second = FILES[kind]
    if kind in added:
        return f"{second.strip()}\n{added[kind]}\n"
    return first


def test_an_undo_is_a_fact_with_the_number_of_what_it_took(full: Store) -> None:
    import_id = full.take("goals", FILES["goals"][1])
    number = full.undo(import_id)

    *_, last = full.facts()
    assert ImportUndone(import_id=import_id, rows=2) == last
    assert 2 == number
    assert full.unit.books.imports()[0].undone


def test_an_import_is_taken_back_once(full: Store) -> None:
    import_id = full.take("goals", FILES["goals"][1])
    full.undo(import_id)

    with pytest.raises(Refused) as refused:
        full.undo(import_id)
    assert "import_undone" == refused.value.code


def test_an_unknown_import_is_not_found(full: Store) -> None:
    with pytest.raises(NotFound) as error:
        full.undo("nope")

    assert ("import_unknown", "nope") == (error.value.code, error.value.values["name"])


# --- what is newer -------------------------------------------------------------


def test_what_a_later_file_changed_stays_and_is_named(full: Store) -> None:
    import_id = full.take("risks", FILES["risks"][1])
    full.take("risks", "id;impact\nR1;2\n")

    assert ("risk:R1",) == kept(full, import_id)
    full.undo(import_id)
    assert [("R1", 2, "E1")] == [
        (r.risk_id, r.impact, r.owner_id) for r in full.unit.entries.risks()
    ]


def test_what_a_later_file_said_again_stays(full: Store) -> None:
    """A, then B, then A: taking the first A back must not touch the second."""
    first = full.take("goals", "id;title_sv\nG1;A\n")
    full.take("goals", "id;title_sv\nG1;B\n")
    full.take("goals", "id;title_sv\nG1;A\n")

    assert ("goal:G1",) == kept(full, first)


def test_the_order_of_one_moment_is_found_far_back_in_the_ledger(full: Store) -> None:
    """G9 was taken back, then came again; more than a chunk of records ago."""
    full.undo(full.take("goals", "id;title_sv\nG9;Fel\n"))
    full.take("goals", "id;title_sv\nG9;Rätt\n")
    many = "".join(f"X{n};Mål {n}\n" for n in range(CHUNK + 10))
    full.take("goals", f"id;title_sv\n{many}")
    before = full.holds()
    full.undo(full.take("goals", "id;title_sv\nG9;Annat\n"))

    assert before == full.holds()


def test_what_a_command_changed_stays(full: Store) -> None:
    import_id = full.take("risks", FILES["risks"][1])
    (risk, _) = full.unit.entries.risks()
    full.tell(RiskRecorded(risk=replace(risk, likelihood=1)))

    assert ("risk:R1",) == kept(full, import_id)


def test_what_was_retired_since_stays_retired(full: Store) -> None:
    import_id = full.take("risks", FILES["risks"][1])
    full.tell(EntryRetired(kind="risk", entry_id="R1"))

    assert ("risk:R1",) == kept(full, import_id)
    full.undo(import_id)
    assert () == full.unit.entries.risks()


def test_answers_are_kept_and_the_plan_goes_back(full: Store) -> None:
    import_id = full.take("objectives", FILES["objectives"][1])
    full.tell(_update())
    assert () == kept(full, import_id)
    full.undo(import_id)
    (found,) = full.unit.entries.objectives()

    assert Decimal(95) == found.target
    assert (Decimal("95.2"), Track.ON_TRACK, 8, TODAY) == (
        found.value,
        found.track,
        found.confidence,
        found.reviewed_on,
    )


def test_answers_do_not_stand_in_the_way_of_taking_two_files_back(
    full: Store,
) -> None:
    first = full.take("objectives", OBJECTIVES.replace("95;", "96;"))
    full.tell(_update())
    full.undo(full.take("objectives", OBJECTIVES.replace("95;", "97;")))

    assert () == kept(full, first)
    full.undo(first)
    (found,) = full.unit.entries.objectives()
    assert (Decimal(95), 8) == (found.target, found.confidence)


def _update() -> ObjectiveReviewed:
    """Return that the owner of O1 said where it stands."""
    return ObjectiveReviewed(
        objective_id="O1",
        person_id="E3",
        on=TODAY,
        value=Decimal("95.2"),
        track=Track.ON_TRACK,
        confidence=8,
    )


def test_a_risk_keeps_what_was_answered_before_and_after(full: Store) -> None:
    first = full.take("risks", "id;impact\nR1;4\n")
    full.tell(_said("risk:R1", "up", date(2026, 11, 20)))
    full.undo(full.take("risks", "id;impact\nR1;3\n"))

    assert () == kept(full, first)
    full.undo(first)
    (found,) = full.unit.entries.risks()
    assert (5, date(2026, 11, 20)) == (found.impact, found.reviewed_on)


def test_everybody_is_looked_at_again_after_an_undo(full: Store) -> None:
    import_id = full.take("goals", FILES["goals"][1])
    people = full.unit.people
    people.look_at({person.person_id: None for person in people.all()})
    full.undo(import_id)

    assert people.all() == people.to_look_at(full.now, after="", most=9)


def test_a_review_that_only_the_file_told_goes_with_it(full: Store) -> None:
    import_id = full.take("objectives", OBJECTIVES.replace("2026-11-10", "2026-11-20"))
    full.undo(import_id)

    assert date(2026, 11, 10) == full.unit.entries.objectives()[0].reviewed_on


def test_an_action_goes_back_to_what_its_owner_had_said(full: Store) -> None:
    full.tell(_said("action:A1", "blocked", date(2026, 11, 12)))
    import_id = full.take(
        "actions", "id;title_sv;state;state_date\nA1;Åtgärd;done;2026-11-20\n"
    )
    assert ActionState.DONE is full.unit.entries.actions()[0].state
    full.undo(import_id)
    (found,) = full.unit.entries.actions()

    assert (ActionState.BLOCKED, date(2026, 11, 12), None) == (
        found.state,
        found.state_on,
        found.done_on,
    )


def _said(subject: str, outcome: str, on: date) -> SubjectReviewed:
    return SubjectReviewed(
        subject=subject, person_id="E3", on=on, outcome=outcome, occasion_id="Q1"
    )
