"""The introduction goes first, once, as a message; the question waits a working day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engagement.cadence import Decisions, PersonView, due
from engagement.cadence.introducing import introduction_key
from engagement.people import Permission, Person
from tests.unit.cadence_parts import (
    a_calendar,
    a_person,
    a_prompt,
    a_setting,
    a_view,
    at,
    day,
)

SETTING = a_setting(a_prompt("M1"), introduces=True, began_on=day("2026-11-23"))
KEY = "introduction:E1:2026-W48"
OBSERVER = frozenset({Permission.OBSERVER})


def of(person: Person, **changes: Any) -> PersonView:
    return a_view(a_calendar(person), **changes)


def kinds(decided: Decisions) -> list[str]:
    return [sending.kind for sending in decided.sendings]


def test_an_executive_is_introduced_in_the_first_working_hour() -> None:
    early = due(of(a_person()), SETTING, at("2026-11-23 06:30"))
    assert not early.sendings
    assert at("2026-11-23 08:00") == early.look_at

    decided = due(of(a_person()), SETTING, at("2026-11-23 08:00"))
    assert ["introduction"] == kinds(decided)
    assert KEY == decided.sendings[0].key
    assert () == decided.sendings[0].items
    assert not decided.wants
    assert at("2026-11-24 08:00") == decided.look_at


def test_where_nobody_is_introduced_the_question_goes_at_once() -> None:
    """As it was before there were introductions."""
    setting = replace(SETTING, introduces=False)

    assert ["bundle"] == kinds(due(of(a_person()), setting, at("2026-11-24 09:00")))


def test_the_first_question_comes_on_the_working_day_after() -> None:
    introduced = a_person(introduced_at=at("2026-11-24 08:30"))

    same_day = due(of(introduced), SETTING, at("2026-11-24 09:00"))
    assert not same_day.sendings
    assert at("2026-11-25 08:00") == same_day.look_at
    assert ["bundle"] == kinds(due(of(introduced), SETTING, at("2026-11-25 09:00")))


def test_it_is_written_once_a_week_whatever_became_of_it() -> None:
    """One that failed must not alarm the coordinator every morning."""
    decided = due(of(a_person(), introducing=True), SETTING, at("2026-11-24 09:00"))

    assert not decided.sendings
    assert at("2026-11-25 08:00") == decided.look_at


def test_it_counts_as_a_message_and_waits_for_the_caps() -> None:
    """Three notices went already: the introduction is the fourth message in a week."""
    sent = tuple(at(f"2026-11-{n} 09:00") for n in (18, 19, 20))
    decided = due(of(a_person(), sent=sent), SETTING, at("2026-11-23 08:00"))

    assert not decided.sendings
    assert at("2026-11-25 09:00") == decided.look_at


def test_what_is_still_to_go_waits_for_it_and_holds_nothing_up() -> None:
    """Else each would wait for the other, for ever."""
    later = tuple(at(f"2026-11-{n} 09:00") for n in (23, 24, 25))
    decided = due(of(a_person(), sent=later), SETTING, at("2026-11-23 08:00"))

    assert ["introduction"] == kinds(decided)


def test_it_is_looked_for_again_where_no_message_may_ever_go() -> None:
    rules = replace(SETTING.rules, messages_per_week=0)
    decided = due(of(a_person()), replace(SETTING, rules=rules), at("2026-11-23 08:00"))

    assert not decided.sendings
    assert at("2026-11-24 08:00") == decided.look_at


def test_whoever_is_no_executive_is_introduced_when_a_question_comes_up() -> None:
    """Not before: they may never be asked anything."""
    setting = a_setting(
        a_prompt("M1", asked_of=("hr",)), introduces=True, began_on=day("2026-11-23")
    )
    person = a_person(permissions=OBSERVER)

    nothing = due(of(person), setting, at("2026-11-24 09:00"))
    assert not nothing.sendings
    asked = due(of(person, functions=("hr",)), setting, at("2026-11-24 09:00"))
    assert ["introduction"] == kinds(asked)
    assert not asked.wants


def test_who_joins_later_is_introduced_on_the_first_day() -> None:
    new = a_person(joined_on=day("2026-12-07"))

    before = due(of(new), SETTING, at("2026-12-04 09:00"))
    assert not before.sendings
    assert at("2026-12-07 08:00") == before.look_at
    assert ["introduction"] == kinds(due(of(new), SETTING, at("2026-12-07 08:00")))


def test_nobody_is_introduced_on_a_day_off() -> None:
    decided = due(
        a_view(a_calendar(off=("2026-11-23",))), SETTING, at("2026-11-23 08:00")
    )

    assert not decided.sendings
    assert at("2026-11-24 08:00") == decided.look_at


def test_the_key_names_the_person_and_the_week() -> None:
    assert KEY == introduction_key("E1", "2026-W48")
