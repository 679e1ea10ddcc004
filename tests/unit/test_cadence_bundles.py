"""When the weekly bundle goes, and what follows when bundles are ignored."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from engagement.cadence import Decisions, Past, PersonView, due
from engagement.cadence.bundles import bundle_at, bundle_day, next_bundle
from engagement.occasions import OccasionState as S
from engagement.occasions import Rank
from engagement.people import Person, Slot
from tests.unit.cadence_parts import (
    a_calendar,
    a_look,
    a_past_of,
    a_person,
    a_prompt,
    a_setting,
    a_signal,
    a_view,
    an_event,
    answered,
    asked,
    at,
    away,
    day,
    nine,
    owed,
    planned,
)

ROUND = a_prompt("A")
DUE = answered("A", "2026-10-20 09:00")
"Due again from 17 November on."


def silent(week: str, when: str) -> tuple[Past, str, str]:
    """Return a bundle that met with silence: question, key and message id."""
    occasion = asked(f"Q{week}", when, state=S.EXPIRED)
    past = a_past_of(occasion)
    return past, f"bundle:E1:2026-{week}", str(past.message_id)


def ignored(*bundles: tuple[Past, str, str], **changes: Any) -> PersonView:
    """Return somebody who had these bundles."""
    named: dict[str, Any] = {
        "past": (*(past for past, _, _ in bundles), DUE),
        "bundles": tuple(key for _, key, _ in bundles),
        "bundle_messages": tuple(message for _, _, message in bundles),
    }
    return a_view(**(named | changes))


TWO = (silent("W46", "2026-11-10 09:00"), silent("W47", "2026-11-17 09:00"))
NOW = "2026-11-24 09:00"


def decide(view: PersonView, *, now: str = NOW, **setting: Any) -> Decisions:
    made = a_setting(ROUND, an_event(), of=setting.pop("of", ()), **setting)
    return due(view, made, at(now))


def asks(decided: Decisions) -> list[str]:
    return [k.split(":")[1] for one in decided.sendings for k in one.items]


# --- when ------------------------------------------------------------------------


def day_of(now: str, person: Person | None = None, **view: Any) -> object:
    """Return the day of the bundle that could go now."""
    looked = a_view(a_calendar(person), **view)
    return bundle_day(a_look(now, looked, a_setting()))


def test_a_bundle_may_go_from_the_slot_on() -> None:
    """On the slot's day, for the slot's day."""
    assert day_of("2026-11-24 08:59") is None
    assert day("2026-11-24") == day_of("2026-11-24 09:00")


def test_a_bundle_that_could_not_go_then_goes_later_in_the_week_at_that_time() -> None:
    """For the slot's day: what falls due later waits for the next one."""
    assert day_of("2026-11-26 08:59") is None
    assert day("2026-11-24") == day_of("2026-11-26 09:00")


def test_half_the_pace_means_every_other_week() -> None:
    """Counted from the last bundle."""
    slow = a_person(pace=2)
    assert day_of(NOW, slow, bundles=("bundle:E1:2026-W47",)) is None
    assert day_of(NOW, slow, bundles=("bundle:E1:2026-W46",)) == day("2026-11-24")


def test_who_begins_after_the_slot_is_asked_on_that_day() -> None:
    """The first week has its bundle too."""
    new = a_person(joined_on=day("2026-11-26"))
    assert day("2026-11-26") == day_of("2026-11-26 09:00", new)


def test_a_week_without_a_slot_has_no_bundle() -> None:
    """Away from Tuesday on."""
    calendar = a_calendar(absences=(away("2026-11-24", "2026-11-27"),))
    look = a_look("2026-11-23 09:00", a_view(calendar), a_setting())
    assert bundle_at(look) is None
    assert bundle_day(look) is None


def next_of(person: Person, *weeks: str, pace: int = 1) -> datetime:
    look = a_look(NOW, a_view(a_calendar(person)), a_setting())
    return next_bundle(look, set(weeks), pace)


def test_the_next_bundle_comes_at_the_next_slot() -> None:
    """A week later."""
    assert nine("2026-12-01") == next_of(a_person(), "2026-W48")


def test_the_next_bundle_may_still_come_this_week() -> None:
    """Where the slot lies ahead."""
    thursday = a_person(slot=Slot(weekday=3))
    assert nine("2026-11-26") == next_of(thursday)


def test_the_next_bundle_keeps_the_pace() -> None:
    """Four weeks after the last one."""
    assert nine("2026-12-22") == next_of(a_person(), "2026-W48", pace=4)


def test_who_never_works_again_is_promised_a_bundle_all_the_same() -> None:
    """A calendar may change any day."""
    gone = a_person(paused_until=day("2030-01-01"))
    assert at("2026-12-08 09:00") == next_of(gone, pace=2)


# --- ignored ---------------------------------------------------------------------


def test_two_ignored_bundles_are_answered_with_the_question_why() -> None:
    """Instead of anything that comes round; the pace is halved."""
    decided = decide(ignored(*TWO))
    assert asks(decided) == ["PACE"]
    assert decided.pace == 2


def test_one_ignored_bundle_is_no_pattern() -> None:
    """Everybody has a bad week."""
    decided = decide(ignored(TWO[1]))
    assert asks(decided) == ["A"]
    assert decided.pace is None


def test_a_bundle_of_yesterday_is_not_ignored_yet() -> None:
    """Nor before a reminder would have come."""
    fresh = silent("W47", "2026-11-20 09:00")
    assert asks(decide(ignored(TWO[0], fresh))) == ["A"]


def test_days_away_are_no_silence() -> None:
    """Who was on leave has ignored nothing."""
    calendar = a_calendar(absences=(away("2026-11-18", "2026-11-23"),))
    past, keys, messages = zip(*TWO, strict=True)
    view = a_view(calendar, past=(*past, DUE), bundles=keys, bundle_messages=messages)
    assert asks(decide(view)) == ["A"]


def test_an_answer_to_one_of_two_items_is_an_answer() -> None:
    """The bundle was not ignored."""
    one = answered("X", "2026-11-17 09:00", message_id="m-2026-11-17")
    view = ignored(*TWO, past=(TWO[0][0], TWO[1][0], one, DUE))
    assert asks(decide(view)) == ["A"]


def test_later_is_no_silence() -> None:
    """Somebody who put it off has seen it."""
    put_off = a_past_of(
        asked("QW47", "2026-11-17 09:00", woken_at=at("2026-11-18 09:00"))
    )
    view = ignored(*TWO, past=(TWO[0][0], put_off, DUE))
    assert asks(decide(view)) == ["A"]


def test_a_bundle_that_never_reached_anybody_was_not_ignored() -> None:
    """It failed; the two before it count."""
    lost = ("m-lost",)
    messages = (*(m for _, _, m in TWO), *lost)
    assert asks(decide(ignored(*TWO, bundle_messages=messages))) == ["PACE"]


def test_why_is_not_asked_again_within_two_months() -> None:
    """One question, not a nag."""
    before = a_past_of(asked("PACE", "2026-10-27 09:00", state=S.EXPIRED))
    view = ignored(*TWO, past=(before, TWO[0][0], TWO[1][0], DUE))
    assert asks(decide(view)) == ["A"]


def test_why_is_asked_of_the_slowest_too_but_nothing_gets_slower() -> None:
    """Every fourth week is the least."""
    calendar = a_calendar(a_person(pace=4))
    older = (silent("W40", "2026-09-29 09:00"), silent("W44", "2026-10-27 09:00"))
    past, keys, messages = zip(*older, strict=True)
    view = a_view(calendar, past=(*past, DUE), bundles=keys, bundle_messages=messages)
    decided = decide(view)
    assert asks(decided) == ["PACE"]
    assert decided.pace is None


def test_without_the_question_why_nothing_is_asked_instead() -> None:
    """It is content like any other."""
    made = a_setting(ROUND)
    prompts = tuple(p for p in made.prompts if p.prompt_id != "PACE")
    assert asks(decide(ignored(*TWO), prompts=prompts)) == ["A"]


def test_what_happened_once_waits_while_why_is_asked() -> None:
    """It is on record, and deferred with its reason; what comes round comes round."""
    decided = decide(ignored(*TWO), of=[a_signal()])
    waiting = [(d.key.split(":")[1], d.reason, d.until) for d in decided.deferrals]
    assert waiting == [("S1", "pace", nine("2026-12-08"))]
    assert {w.prompt_id for w in decided.wants} == {"PACE", "S1"}


def test_what_is_planned_waits_while_why_is_asked() -> None:
    """With the same reason."""
    held = planned("A", rank=Rank.CADENCE)
    decided = decide(ignored(*TWO, unsettled=(held,)))
    assert [(d.key.split(":")[1], d.reason) for d in decided.deferrals] == [
        ("A", "pace")
    ]


def test_what_is_owed_comes_with_the_question_why() -> None:
    """A coordinator's question does not wait for an explanation."""
    one = owed(not_before=nine("2026-11-24"))
    decided = decide(ignored(*TWO, unsettled=(one,)))
    assert sorted(asks(decided)) == ["ASK", "PACE"]


@pytest.mark.parametrize("number", [1, 3])
def test_how_many_ignored_bundles_are_too_many_is_a_setting(number: int) -> None:
    """Two unless the programme says otherwise."""
    made = a_setting(ROUND)
    rules = replace(made.rules, ignored_bundles=number)
    expected = ["PACE"] if number == 1 else ["A"]
    assert expected == asks(decide(ignored(*TWO), rules=rules))
