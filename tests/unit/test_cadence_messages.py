"""What goes out in one message, what waits and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from engagement.cadence import Decisions, PersonView, Setting, due
from engagement.occasions import Rank
from engagement.organisation import Rules
from tests.unit.cadence_parts import (
    STOCKHOLM,
    a_calendar,
    a_commitment,
    a_person,
    a_prompt,
    a_setting,
    a_signal,
    a_subject,
    a_view,
    an_event,
    answered,
    at,
    away,
    nine,
    owed,
    planned,
)

SLOT = "2026-11-24 09:00"
ROUNDS = (a_prompt("A"), a_prompt("B"), a_prompt("C"))
HAD = tuple(answered(name, "2026-10-20 09:00") for name in ("A", "B", "C"))
"All three are due again from 17 November on."


def decide(view: PersonView, setting: Setting, now: str = SLOT) -> Decisions:
    return due(view, setting, at(now, STOCKHOLM))


def sent(decided: Decisions) -> list[tuple[str, list[str]]]:
    """Return what goes: kind, and the prompts in order."""
    return [
        (one.kind, [key.split(":")[1] for key in one.items]) for one in decided.sendings
    ]


def waits(decided: Decisions) -> list[tuple[str, str, datetime]]:
    """Return what is deferred: prompt, reason, and until when."""
    return [(d.key.split(":")[1], d.reason, d.until) for d in decided.deferrals]


# --- the bundle ------------------------------------------------------------------


def test_the_weeks_bundle_goes_at_the_slot() -> None:
    """Its key names person and ISO week."""
    decided = decide(a_view(past=HAD), a_setting(ROUNDS[0]))
    assert sent(decided) == [("bundle", ["A"])]
    assert decided.sendings[0].key == "bundle:E1:2026-W48"


def test_nothing_goes_before_the_slot() -> None:
    """Nor is anything planned for it; the planner looks again at the slot."""
    decided = decide(a_view(past=HAD), a_setting(*ROUNDS), "2026-11-24 08:00")
    assert Decisions(look_at=nine("2026-11-24")) == decided


def test_what_does_not_fit_is_planned_and_deferred_to_the_next_slot() -> None:
    """With its reason."""
    decided = decide(a_view(past=HAD), a_setting(*ROUNDS))
    assert sent(decided) == [("bundle", ["A", "B"])]
    assert waits(decided) == [("C", "budget", nine("2026-12-01"))]
    assert len(decided.wants) == 3


def test_what_was_deferred_for_the_same_reason_is_not_deferred_again() -> None:
    """That it goes on waiting is no news."""
    old = planned("C", deferred=1, deferred_for="budget", rank=Rank.LESSON)
    decided = decide(a_view(unsettled=(old,), past=HAD[:2]), a_setting(*ROUNDS))
    assert sent(decided) == [("bundle", ["A", "B"])]
    assert waits(decided) == []


def test_what_waits_for_another_reason_is_deferred_again() -> None:
    """The record says every reason once."""
    old = planned("C", deferred=1, deferred_for="cap", rank=Rank.LESSON)
    decided = decide(a_view(unsettled=(old,), past=HAD[:2]), a_setting(*ROUNDS))
    assert waits(decided) == [("C", "budget", nine("2026-12-01"))]


def test_a_week_that_had_its_bundle_gets_no_second_one() -> None:
    """Whatever else falls due in it."""
    view = a_view(past=HAD, bundles=("bundle:E1:2026-W48",))
    assert sent(decide(view, a_setting(*ROUNDS))) == []


def test_an_empty_week_has_no_bundle() -> None:
    """Nothing is asked for the sake of asking."""
    assert sent(decide(a_view(), a_setting())) == []


def test_the_bundle_of_a_function_that_is_named_may_hold_an_event_more() -> None:
    """Two items of others stay in it."""
    setting = a_setting(
        *ROUNDS[:2],
        an_event(),
        of=[a_signal()],
        rules=Rules(extra_event_item=("ceo",)),
    )
    view = a_view(past=HAD, functions=("ceo",))
    assert sent(decide(view, setting)) == [("bundle", ["S1", "A", "B"])]


def test_others_get_the_event_instead_of_an_item() -> None:
    """Two items are two items."""
    setting = a_setting(*ROUNDS[:2], an_event(), of=[a_signal()])
    decided = decide(a_view(past=HAD), setting)
    assert sent(decided) == [("bundle", ["S1", "A"])]
    assert waits(decided) == [("B", "budget", nine("2026-12-01"))]


def test_what_cannot_be_filled_in_stays_where_it_is() -> None:
    """It is neither sent nor deferred; its coordinator sees why."""
    setting = replace(a_setting(*ROUNDS), unfillable=frozenset({("C", None)}))
    old = planned("C", deferred=1)
    decided = decide(a_view(unsettled=(old,)), setting)
    assert "C" not in str(decided.sendings)
    assert "C" not in [name for name, _, _ in waits(decided)]


def test_what_is_under_way_is_not_sent_again() -> None:
    """Nobody knows yet whether it arrived."""
    one = owed(not_before=nine("2026-11-23"))
    view = a_view(unsettled=(one,), under_way={one.occasion_id})
    assert sent(decide(view, a_setting())) == []


# --- what is owed ----------------------------------------------------------------


def test_a_coordinators_question_goes_by_itself_and_at_once() -> None:
    """It waits for no slot."""
    one = owed(not_before=at("2026-11-23 10:00"), due_at=at("2026-11-23 10:00"))
    decided = decide(a_view(unsettled=(one,)), a_setting(), "2026-11-23 10:00")
    assert sent(decided) == [("owed", ["ASK"])]


def test_a_question_that_waited_goes_when_its_person_is_at_work_again() -> None:
    """At the opening: somebody waits for the answer."""
    one = owed(not_before=at("2026-11-22 10:00"), due_at=at("2026-11-22 10:00"))
    decided = decide(a_view(unsettled=(one,)), a_setting(), "2026-11-23 08:00")
    assert sent(decided) == [("owed", ["ASK"])]


def test_what_the_machinery_owes_comes_at_the_persons_time_of_day() -> None:
    """Not at the first look of the day, also when it is some days late."""
    view = a_view(commitments=(a_commitment("2026-11-20 10:00"),))
    early = decide(view, a_setting(), "2026-11-26 08:00")
    assert sent(early) == []
    assert nine("2026-11-26") == early.look_at
    later = decide(view, a_setting(), "2026-11-26 09:00")
    assert sent(later) == [("owed", ["CHECK"])]


def test_what_was_planned_and_is_owed_comes_at_that_time_too() -> None:
    """A deferral that ended on a day off does not make it come at dawn."""
    period = "2026-11-20T10:00"
    check = planned("CHECK/commitment:K1", period, owed=True, rank=Rank.COMMITMENT)
    view = a_view(unsettled=(check,), commitments=(a_commitment("2026-11-20 10:00"),))
    early = decide(view, a_setting(), "2026-11-26 08:00")
    assert sent(early) == []
    assert nine("2026-11-26") == early.look_at


def test_what_is_owed_on_the_day_of_the_bundle_goes_into_it() -> None:
    """One message a day."""
    view = a_view(past=HAD, commitments=(a_commitment("2026-11-20 10:00"),))
    decided = decide(view, a_setting(ROUNDS[0]))
    assert sent(decided) == [("bundle", ["CHECK", "A"])]


def test_of_many_owed_items_two_go_and_the_rest_the_next_day() -> None:
    """They are owed: they wait for no bundle."""
    ones = tuple(
        owed(f"ASK/question:{n}", not_before=at("2026-11-25 10:00")) for n in "123"
    )
    ones = tuple(replace(o, key=f"{o.key}{n}") for n, o in enumerate(ones))
    decided = decide(a_view(unsettled=ones), a_setting(), "2026-11-25 10:00")
    reasons = [(reason, until) for _, reason, until in waits(decided)]
    assert reasons == [("two_sentences", nine("2026-11-26"))] * 2


def test_the_next_day_for_what_is_owed_respects_the_weeks_cap() -> None:
    """Three in seven days, with the one that goes now."""
    ones = tuple(
        replace(
            owed(f"ASK/question:{n}", not_before=nine("2026-11-25")), key=f"k:ASK:{n}"
        )
        for n in "12"
    )
    view = a_view(unsettled=ones, sent=(nine("2026-11-23"), nine("2026-11-24")))
    decided = decide(view, a_setting(), "2026-11-25 10:00")
    assert [until for _, _, until in waits(decided)] == [nine("2026-11-30")]


def test_who_has_no_day_to_come_gets_the_rest_as_soon_as_there_is_one() -> None:
    """The next day is offered; the calendar may change any day."""
    ones = tuple(
        replace(
            owed(f"ASK/question:{n}", not_before=nine("2026-11-25")), key=f"k:ASK:{n}"
        )
        for n in "12"
    )
    calendar = a_calendar(
        a_person(left_on=None), absences=(away("2026-11-26", "2030-01-01"),)
    )
    decided = decide(a_view(calendar, unsettled=ones), a_setting(), "2026-11-25 10:00")
    assert len(waits(decided)) == 1


# --- caps ------------------------------------------------------------------------


def test_a_bundle_that_a_cap_holds_back_is_on_record_with_its_reason() -> None:
    """And goes when the cap lifts, in the same week."""
    view = a_view(past=HAD, sent=(at("2026-11-24 08:00"),))
    decided = decide(view, a_setting(ROUNDS[0]))
    assert sent(decided) == []
    assert waits(decided) == [("A", "cap", nine("2026-11-25"))]


def test_what_a_cap_holds_is_deferred_once() -> None:
    """Looking again decides nothing more."""
    held = planned("A", not_before=nine("2026-11-25"), deferred=1, deferred_for="cap")
    view = a_view(unsettled=(held,), sent=(at("2026-11-24 08:00"),))
    assert waits(decide(view, a_setting(ROUNDS[0]))) == []


def test_a_cap_that_never_lifts_is_looked_at_a_week_later() -> None:
    """The rules may change meanwhile."""
    setting = a_setting(ROUNDS[0])
    setting = replace(setting, rules=replace(setting.rules, messages_per_week=0))
    decided = decide(a_view(past=HAD), setting)
    assert waits(decided) == [("A", "cap", nine("2026-12-01"))]


def test_a_bundle_that_was_missed_is_caught_up_with_once_in_its_week() -> None:
    """After downtime, on the next day at the same time."""
    decided = decide(a_view(past=HAD), a_setting(ROUNDS[0]), "2026-11-26 09:00")
    assert sent(decided) == [("bundle", ["A"])]


@pytest.mark.parametrize("clock", ["09:00", "15:30"])
def test_a_bundle_that_was_missed_for_hours_goes_the_same_day(clock: str) -> None:
    """Late on Tuesday is better than on Wednesday."""
    decided = decide(a_view(past=HAD), a_setting(ROUNDS[0]), f"2026-11-24 {clock}")
    assert sent(decided) == [("bundle", ["A"])]


def test_a_missed_week_is_not_caught_up_with_twice() -> None:
    """A new week has one bundle, whatever the last one had."""
    past = tuple(answered(n, "2026-09-01 09:00") for n in "ABC")
    decided = decide(a_view(past=past), a_setting(*ROUNDS), "2026-12-01 09:00")
    assert len(decided.sendings) == 1


def test_who_is_away_is_decided_nothing_about() -> None:
    """Until the day on which they are back."""
    calendar = a_calendar(absences=(away("2026-11-23", "2026-11-27"),))
    decided = decide(a_view(calendar, past=HAD), a_setting(*ROUNDS))
    assert Decisions(look_at=at("2026-11-30 08:00")) == decided


def test_a_subject_of_somebody_else_is_nobody_elses_question() -> None:
    """An owner is asked about their own."""
    prompt = a_prompt("R1", subject="risk", asked_of=("owner",))
    setting = a_setting(prompt, of=[a_subject("r", owner="E2")])
    assert sent(decide(a_view(), setting)) == []
