"""What follows silence, and what comes back as its person ordered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engagement.cadence import Decisions, due
from engagement.occasions import Occasion
from engagement.occasions import OccasionState as S
from tests.unit.cadence_parts import (
    a_calendar,
    a_prompt,
    a_setting,
    a_view,
    asked,
    at,
    away,
    nine,
)

MONTHLY = a_prompt("M1")
ASKED = asked("M1", "2026-11-17 09:00")
"On a Tuesday; three working days later is Friday the 20th."


def decide(now: str, *occasions: Occasion, **view: Any) -> Decisions:
    calendar = view.pop("calendar", None)
    bundles = ("bundle:E1:2026-W47", "bundle:E1:2026-W48")
    looked = a_view(calendar, unsettled=occasions, bundles=bundles, **view)
    return due(looked, a_setting(MONTHLY, a_prompt("M2")), at(now))


def reminded(decided: Decisions) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(r.kind, r.message_id, r.occasion_ids) for r in decided.reminders]


# --- the reminder ----------------------------------------------------------------


def test_one_reminder_comes_after_three_working_days_in_the_thread() -> None:
    """At the person's time of day, to the message that asked."""
    early = decide("2026-11-20 08:00", ASKED)
    assert reminded(early) == []
    assert nine("2026-11-20") == early.look_at
    assert reminded(decide("2026-11-20 09:00", ASKED)) == [
        ("reminder", "m-2026-11-17", ("o-M1",))
    ]


def test_a_second_reminder_never_comes() -> None:
    """One is on record."""
    once = replace(ASKED, reminded_at=nine("2026-11-20"))
    assert reminded(decide("2026-11-25 09:00", once)) == []


def test_both_questions_of_a_message_are_reminded_of_together() -> None:
    """One thread, one reminder."""
    other = asked("M2", "2026-11-17 09:00")
    [one] = reminded(decide("2026-11-20 09:00", ASKED, other))
    assert one[2] == ("o-M1", "o-M2")


def test_nobody_is_reminded_of_being_asked_why_they_are_silent() -> None:
    """What stands beside it is reminded of alone; the coordinator hears of both."""
    why = asked("PACE", "2026-11-17 09:00")
    assert reminded(decide("2026-11-20 09:00", why)) == []
    [one] = reminded(decide("2026-11-20 09:00", why, ASKED))
    assert one[2] == ("o-M1",)
    assert set(decide("2026-11-24 09:00", why, ASKED).tell) == {"o-PACE", "o-M1"}


def test_days_off_do_not_count_as_silence() -> None:
    """Away for two days, reminded two days later."""
    calendar = a_calendar(absences=(away("2026-11-18", "2026-11-19"),))
    assert reminded(decide("2026-11-20 09:00", ASKED, calendar=calendar)) == []
    assert len(reminded(decide("2026-11-24 09:00", ASKED, calendar=calendar))) == 1


def test_what_is_put_off_is_not_reminded_of() -> None:
    """The person has said when."""
    put_off = replace(ASKED, snoozed_until=nine("2026-12-01"))
    assert reminded(decide("2026-11-20 09:00", put_off)) == []


def test_what_came_back_needs_no_reminder() -> None:
    """Coming back was one."""
    back = replace(ASKED, woken_at=nine("2026-11-18"))
    assert reminded(decide("2026-11-24 09:00", back)) == []


def test_a_reminder_respects_the_caps() -> None:
    """It comes the next day, and the planner looks again then."""
    sent = (at("2026-11-20 08:30"),)
    decided = decide("2026-11-20 09:00", ASKED, sent=sent)
    assert reminded(decided) == []
    assert decided.look_at is not None
    assert len(reminded(decide("2026-11-23 09:00", ASKED, sent=sent))) == 1


def test_two_threads_are_not_reminded_on_one_day() -> None:
    """One message a day."""
    other = asked("M2", "2026-11-16 09:00")
    assert len(reminded(decide("2026-11-20 09:00", other, ASKED))) == 1


def test_a_reminder_that_waited_comes_at_the_persons_time_of_day() -> None:
    """Not when the day opens."""
    assert reminded(decide("2026-11-23 08:00", ASKED)) == []
    assert len(reminded(decide("2026-11-23 09:00", ASKED))) == 1


def test_a_reminder_under_way_is_not_written_again() -> None:
    """Nobody knows yet whether it arrived."""
    assert reminded(decide("2026-11-20 09:00", ASKED, under_way={"o-M1"})) == []


def test_nobody_is_reminded_of_what_nobody_needs_any_more() -> None:
    """The prompt was switched off."""
    gone = asked("OFF", "2026-11-17 09:00")
    decided = decide("2026-11-24 09:00", gone)
    assert (reminded(decided), decided.tell) == ([], ())


def test_an_answered_question_is_silent_no_more() -> None:
    """Neither reminder nor word to the coordinator."""
    done = replace(ASKED, state=S.ANSWERED)
    decided = decide("2026-11-25 09:00", done)
    assert (reminded(decided), decided.tell) == ([], ())


# --- the coordinator -------------------------------------------------------------


def test_after_five_working_days_the_coordinator_is_told() -> None:
    """Tuesday to Tuesday."""
    assert decide("2026-11-24 08:00", ASKED).tell == ()
    assert decide("2026-11-24 09:00", ASKED).tell == ("o-M1",)


def test_the_coordinator_is_told_once() -> None:
    """They know."""
    told = replace(ASKED, told_at=nine("2026-11-24"))
    assert decide("2026-11-25 09:00", told).tell == ()


def test_silence_after_something_came_back_counts_from_there() -> None:
    """Five working days after the Thursday."""
    back = replace(ASKED, woken_at=nine("2026-11-19"))
    assert decide("2026-11-25 09:00", back).tell == ()
    assert decide("2026-11-26 09:00", back).tell == ("o-M1",)


def test_what_expires_unheard_of_is_told_as_well() -> None:
    """After downtime both fall due at once."""
    late = replace(ASKED, expires_at=at("2026-11-24 23:59"))
    decided = decide("2026-12-02 09:00", late)
    assert [end.reason for end in decided.ends] == ["silence"]
    assert decided.tell == ("o-M1",)


# --- coming back -----------------------------------------------------------------


def test_what_was_put_off_comes_back_as_ordered() -> None:
    """At that minute, whatever the caps."""
    put_off = replace(ASKED, snoozed_until=at("2026-11-20 14:00"))
    sent = (nine("2026-11-18"), nine("2026-11-19"), nine("2026-11-20"))
    assert decide("2026-11-20 13:00", put_off).look_at == at("2026-11-20 14:00")
    decided = decide("2026-11-20 14:00", put_off, sent=sent)
    assert reminded(decided) == [("wake", "m-2026-11-17", ("o-M1",))]


def test_what_has_expired_comes_back_too() -> None:
    """A late answer is welcome."""
    put_off = replace(ASKED, state=S.EXPIRED, snoozed_until=at("2026-12-04 14:00"))
    decided = decide("2026-12-04 14:00", put_off)
    assert [r.kind for r in decided.reminders] == ["wake"]


def test_what_is_over_never_comes_back() -> None:
    """It was asked again since."""
    over = replace(ASKED, state=S.SUPERSEDED, snoozed_until=at("2026-11-20 14:00"))
    assert reminded(decide("2026-11-20 14:00", over)) == []


def test_what_is_coming_back_already_does_not_come_twice() -> None:
    """It is under way."""
    put_off = replace(ASKED, snoozed_until=at("2026-11-20 14:00"))
    assert reminded(decide("2026-11-20 14:00", put_off, under_way={"o-M1"})) == []
