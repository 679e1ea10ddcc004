"""What ends without an answer, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engagement.cadence import Decisions, End, Setting, due, expiry_of
from engagement.occasions import Occasion, Rank
from engagement.occasions import OccasionState as S
from engagement.organisation import Rules
from tests.unit.cadence_parts import (
    a_calendar,
    a_commitment,
    a_person,
    a_prompt,
    a_setting,
    a_signal,
    a_subject,
    a_view,
    an_event,
    asked,
    at,
    away,
    day,
    nine,
    owed,
    planned,
)

RISK = a_prompt("R1", subject="risk", asked_of=("owner",))
CEO = a_prompt("M3", asked_of=("ceo",))
SETTING = a_setting(a_prompt("M1"), RISK, CEO, an_event(), of=[a_subject("a")])


def end_of(
    occasion: Occasion, now: str, setting: Setting = SETTING, **view: Any
) -> tuple[str, str] | None:
    """Return how a question ends now, and why."""
    calendar = view.pop("calendar", None)
    decided = due(a_view(calendar, unsettled=(occasion,), **view), setting, at(now))
    found = [(end.how, end.reason) for end in decided.ends]
    return found[0] if found else None


# --- silence ---------------------------------------------------------------------


def test_silence_is_recorded_after_ten_working_days() -> None:
    """When the tenth is over."""
    expiry = expiry_of(nine("2026-11-17"), a_calendar(), Rules())
    assert at("2026-12-01 23:59") == expiry


def test_a_question_expires_when_its_silence_is_to_be_recorded() -> None:
    """The first working moment after it."""
    one = asked("M1", "2026-11-17 09:00")
    assert end_of(one, "2026-12-01 16:00") is None
    assert end_of(one, "2026-12-02 08:00") == ("expired", "silence")


def test_an_absence_that_was_recorded_since_makes_it_later() -> None:
    """Days away do not count."""
    one = asked("M1", "2026-11-17 09:00")
    calendar = a_calendar(absences=(away("2026-11-23", "2026-11-24"),))
    assert end_of(one, "2026-12-02 08:00", calendar=calendar) is None


def test_it_never_expires_before_its_person_was_told() -> None:
    """Fewer days in the rules do not shorten what was said."""
    quick = replace(SETTING, rules=Rules(expires_after=1))
    one = asked("M1", "2026-11-17 09:00")
    assert end_of(one, "2026-12-01 16:00", quick) is None


def test_what_is_put_off_does_not_expire() -> None:
    """It comes back first."""
    one = asked("M1", "2026-11-03 09:00", snoozed_until=nine("2026-12-15"))
    assert end_of(one, "2026-12-02 08:00") is None


def test_what_came_back_expires_ten_working_days_after_that() -> None:
    """Its person has seen it again."""
    one = asked("M1", "2026-11-17 09:00", woken_at=nine("2026-11-26"))
    assert end_of(one, "2026-12-02 08:00") is None
    assert end_of(one, "2026-12-11 08:00") == ("expired", "silence")


def test_what_was_asked_is_never_withdrawn() -> None:
    """It stands in the chat; what ends is the waiting, with its own reason."""
    one = asked("OFF", "2026-11-17 09:00")
    assert end_of(one, "2026-11-24 09:00") is None
    assert end_of(one, "2026-12-02 08:00") == ("expired", "switched_off")


# --- nobody needs it -------------------------------------------------------------


def test_a_prompt_that_was_switched_off_is_withdrawn() -> None:
    """A coordinator's too: they switched it off."""
    assert end_of(planned("OFF"), "2026-11-23 09:00") == ("withdrawn", "switched_off")


@pytest.mark.parametrize("key", ["R1/risk:b", "M3"])
def test_a_question_about_what_is_gone_is_withdrawn(key: str) -> None:
    """The risk was retired; the function is somebody else's now."""
    one = planned(key, "2026-11")
    assert end_of(one, "2026-11-23 09:00") == ("withdrawn", "subject_gone")


def test_a_question_about_what_is_there_is_not() -> None:
    """Not even where it cannot be filled in just now."""
    setting = replace(SETTING, unfillable=frozenset({("R1", "risk:a")}))
    one = planned("R1/risk:a", "2026-11", not_before=nine("2026-12-01"))
    assert end_of(one, "2026-11-23 09:00", setting) is None


def test_a_check_of_what_was_kept_already_is_withdrawn() -> None:
    """Nobody is asked about what they have reported."""
    one = planned("CHECK/commitment:K1", owed=True)
    assert end_of(one, "2026-11-23 09:00") == ("withdrawn", "commitment_closed")


def test_a_coordinators_own_words_are_always_wanted() -> None:
    """However old they are."""
    one = owed(due_at=nine("2026-09-01"), not_before=nine("2026-12-01"))
    assert end_of(one, "2026-11-23 09:00") is None


def left(*occasions: Occasion) -> Decisions:
    """Return what is decided about somebody who is gone."""
    calendar = a_calendar(a_person(left_on=day("2026-11-20")))
    view = a_view(calendar, unsettled=occasions)
    return due(view, SETTING, at("2026-11-23 09:00"))


def test_who_has_left_is_asked_nothing_and_looked_at_no_more() -> None:
    """What was planned is withdrawn, what was asked expires, the rest stays."""
    done = replace(
        asked("R1/risk:a"), state=S.EXPIRED, snoozed_until=nine("2026-12-01")
    )
    decided = left(planned("M1"), asked("M3"), done)
    assert decided == Decisions(
        ends=(
            End(occasion_id="o-M1", how="withdrawn", reason="person_left"),
            End(occasion_id="o-M3", how="expired", reason="person_left"),
        )
    )


# --- its time is over ------------------------------------------------------------


def test_what_was_not_asked_within_its_period_ends_with_it() -> None:
    """November's question on 1 December."""
    one = planned("M1", "2026-11", not_before=nine("2026-12-01"))
    assert end_of(one, "2026-11-30 09:00") is None
    assert end_of(one, "2026-12-01 08:00") == ("expired", "period_over")


def test_an_event_that_holds_no_more_ends() -> None:
    """The signal was explained."""
    waits = {"rank": Rank.EVENT, "not_before": nine("2026-12-01")}
    one = planned("S1/signal:otif", "e1", **waits)
    there = replace(SETTING, subjects={"E1": (a_signal(),)})
    over = replace(SETTING, subjects={"E1": (a_signal(events={}),)})
    assert end_of(one, "2026-11-23 09:00", there) is None
    assert end_of(one, "2026-11-23 09:00", over) == ("expired", "untriggered")


def test_what_is_owed_and_could_not_go_for_seven_working_days_is_stale() -> None:
    """It is recorded instead of sent: its moment has passed."""
    commitment = a_commitment("2026-11-16 10:00")
    one = planned(
        "CHECK/commitment:K1",
        "2026-11-16T10:00",
        owed=True,
        due_at=nine("2026-11-17"),
        not_before=nine("2026-12-01"),
    )
    held = (commitment,)
    assert end_of(one, "2026-11-26 09:00", commitments=held) is None
    found = end_of(one, "2026-11-27 09:00", commitments=held)
    assert found == ("expired", "stale")


def test_stale_days_are_working_days() -> None:
    """Who was away for a week is asked when they are back."""
    one = planned(
        "CHECK/commitment:K1",
        "2026-11-16T10:00",
        owed=True,
        due_at=nine("2026-11-17"),
        not_before=nine("2026-12-01"),
    )
    calendar = a_calendar(absences=(away("2026-11-18", "2026-11-26"),))
    held = (a_commitment("2026-11-16 10:00"),)
    assert end_of(one, "2026-11-30 09:00", calendar=calendar, commitments=held) is None
