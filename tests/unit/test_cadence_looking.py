"""When somebody is looked at again, and who is asked about what."""

from __future__ import annotations

from typing import Any

import pytest

from engagement.cadence import due, key_of, period_of, topics
from engagement.catalogue import Cadence
from engagement.people import Permission, Person
from tests.unit.cadence_parts import (
    a_calendar,
    a_commitment,
    a_person,
    a_prompt,
    a_setting,
    a_subject,
    a_view,
    asked,
    at,
    day,
    nine,
    owed,
    planned,
)


def look_at(now: str, person: Person | None = None, **view: Any) -> object:
    """Return when somebody is looked at after ``now``."""
    looked = a_view(a_calendar(person), **view)
    return due(
        looked, a_setting(a_prompt("M1"), began_on=day("2026-01-05")), at(now)
    ).look_at


# --- again -----------------------------------------------------------------------


def test_at_night_the_next_look_is_the_opening() -> None:
    """Nothing is decided outside working hours."""
    assert at("2026-11-24 08:00") == look_at("2026-11-23 20:00")


def test_a_day_without_a_reason_is_looked_at_once() -> None:
    """What hangs on a date is looked at when the day opens."""
    assert at("2026-11-26 08:00") == look_at(
        "2026-11-25 08:00", bundles=("bundle:E1:2026-W48",), past=()
    )


def test_the_slot_of_the_day_is_looked_at() -> None:
    """The bundle goes then."""
    assert nine("2026-11-24") == look_at("2026-11-24 08:00")


def test_nobody_is_looked_at_before_they_begin() -> None:
    """The first opening of their first day."""
    new = a_person(joined_on=day("2026-12-01"))
    assert at("2026-12-01 08:00") == look_at("2026-11-24 09:00", new)


def test_who_leaves_is_looked_at_on_that_day() -> None:
    """Whatever waits for them ends then, outside working hours too."""
    leaving = a_person(left_on=day("2026-11-25"))
    assert at("2026-11-25 00:00") == look_at("2026-11-24 16:00", leaving)


def test_who_has_no_opening_in_sight_is_looked_at_tomorrow() -> None:
    """A pause may end any day."""
    paused = a_person(paused_until=day("2030-01-01"))
    assert at("2026-11-25 09:00") == look_at("2026-11-24 09:00", paused)


@pytest.mark.parametrize(
    ("occasion", "expected"),
    [
        (owed(not_before=at("2026-11-25 14:00")), "2026-11-25 14:00"),
        (
            asked("M1", "2026-11-24 09:00", snoozed_until=at("2026-11-25 15:00")),
            "2026-11-25 15:00",
        ),
        (asked("M1", "2026-11-20 09:00"), "2026-11-25 09:00"),
    ],
)
def test_what_comes_later_today_is_looked_at_then(occasion: Any, expected: str) -> None:
    """What is owed, what comes back, and a reminder."""
    bundles = ("bundle:E1:2026-W48",)
    found = look_at("2026-11-25 08:00", unsettled=(occasion,), bundles=bundles)
    assert at(expected) == found


def test_a_planned_check_is_looked_at_when_its_commitment_falls_due() -> None:
    """A notice is moot from then on."""
    notice = planned(
        "NEAR/commitment:K1",
        "2026-11-25T14:00-d1",
        owed=True,
        not_before=nine("2026-11-26"),
    )
    found = look_at(
        "2026-11-25 10:00",
        unsettled=(notice,),
        commitments=(a_commitment("2026-11-25 14:00"),),
        bundles=("bundle:E1:2026-W48",),
    )
    assert at("2026-11-25 14:00") == found


# --- about what ------------------------------------------------------------------


def subjects(prompt: Any, of: Any, **view: Any) -> list[str]:
    looked = a_view(a_calendar(view.pop("person", None)), **view)
    found = topics(prompt, looked, a_setting(prompt, of=of))
    return ["-" if one is None else one.subject_id for one in found]


OWN = a_prompt("R1", subject="risk", asked_of=("owner",))
HELD = a_prompt("R2", subject="risk", asked_of=("cfo",))
RISKS = [
    a_subject("mine"),
    a_subject("theirs", owner="E2"),
    a_subject("free", owner=None),
]


def test_a_thing_with_an_owner_is_asked_about_of_its_owner_alone() -> None:
    """Not of who holds a function as well."""
    assert subjects(OWN, RISKS) == ["mine"]


def test_a_thing_without_an_owner_is_asked_of_a_function() -> None:
    """Of whoever holds it, and of nobody else."""
    assert subjects(HELD, RISKS, functions=("cfo",)) == ["mine", "free"]
    assert subjects(HELD, RISKS) == ["mine"]


def test_a_thing_of_another_kind_is_not_asked_about() -> None:
    """A prompt about risks leaves objectives alone."""
    assert subjects(OWN, [a_subject("O1", "objective")]) == []


def test_a_prompt_about_nothing_by_name_is_asked_of_those_it_names() -> None:
    """Executives, or a function; a coordinator is neither."""
    karin = a_person(permissions=frozenset({Permission.COORDINATOR}))
    everybody, cfo = a_prompt("A"), a_prompt("B", asked_of=("cfo",))
    assert subjects(everybody, []) == ["-"]
    assert subjects(everybody, [], person=karin) == []
    assert subjects(cfo, []) == []
    assert subjects(cfo, [], functions=("cfo",)) == ["-"]


def test_what_cannot_be_filled_in_is_not_asked() -> None:
    """A value is missing."""
    setting = a_setting(OWN, of=RISKS, unfillable=frozenset({("R1", "risk:mine")}))
    assert list(topics(OWN, a_view(), setting)) == []


# --- names -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        (Cadence.WEEKLY, "2026-W48"),
        (Cadence.MONTHLY, "2026-11"),
        (Cadence.QUARTERLY, "2026-Q4"),
        (Cadence.HALF_YEARLY, "2026-H2"),
        (Cadence.YEARLY, "2026"),
        (Cadence.EVENT, "2026-11-24"),
    ],
)
def test_a_period_has_a_name(cadence: Cadence, expected: str) -> None:
    """It is part of the unique key."""
    assert expected == period_of(cadence, day("2026-11-24"))


def test_the_halves_and_quarters_of_a_year() -> None:
    """June is the first half; April begins the second quarter."""
    assert period_of(Cadence.HALF_YEARLY, day("2026-06-30")) == "2026-H1"
    assert period_of(Cadence.QUARTERLY, day("2026-04-01")) == "2026-Q2"


def test_the_unique_key_names_prompt_subject_period_and_person() -> None:
    """A COO with two objectives gets both."""
    expected = "prompt:P26:objective:O1:2026-11:E3"
    assert expected == key_of("P26", "objective:O1", "2026-11", "E3")
