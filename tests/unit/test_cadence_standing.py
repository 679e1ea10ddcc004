"""The check of a commitment stands for the question that the commitment answered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engagement.cadence import Decisions, due
from engagement.commitments import Commitment, CommitmentState
from engagement.occasions import Occasion, Rank
from tests.unit.cadence_parts import (
    a_commitment,
    a_prompt,
    a_setting,
    a_subject,
    a_view,
    an_event,
    answered,
    at,
    planned,
)

P35 = a_prompt("P35", subject="action", kind="four_way", asked_of=("owner",))
ACTION = a_subject("A1", "action")
NAME = "P35/action:A1"
BEFORE = answered(NAME, "2026-10-20 09:00")
SETTING = a_setting(P35, of=[ACTION])


def promised(due: str, **changes: Any) -> Commitment:
    """Return what its owner said of the action when they were asked in October."""
    return a_commitment(due, occasion_id=BEFORE.occasion_id, **changes)


def decide(
    now: str, *held: Commitment, setting: Any = SETTING, **view: Any
) -> Decisions:
    return due(a_view(past=(BEFORE,), commitments=held, **view), setting, at(now))


def asks(decided: Decisions) -> list[str]:
    return [w.prompt_id for w in decided.wants if w.prompt_id != "NEAR"]


def test_the_two_are_not_asked_about_the_same_action_on_one_day() -> None:
    """Promised for Monday: on Tuesday the check goes, and the month's question not."""
    assert asks(decide("2026-11-24 09:00")) == ["P35"]
    assert asks(decide("2026-11-24 09:00", promised("2026-11-23 10:00"))) == ["CHECK"]


def test_it_stands_for_the_whole_period_and_no_longer() -> None:
    """A check on the last of November, nothing before it; one in December is far off."""
    late = promised("2026-11-27 10:00")
    assert asks(decide("2026-11-24 09:00", late)) == []
    next_month = promised("2026-12-10 10:00")
    assert "P35" in asks(decide("2026-11-24 09:00", next_month))


def test_what_was_kept_or_missed_in_the_period_is_not_asked_about_again() -> None:
    kept = promised(
        "2026-11-20 10:00", state=CommitmentState.KEPT, closed_at=at("2026-11-23 09:30")
    )
    assert asks(decide("2026-11-24 09:00", closed=(kept,))) == []
    earlier = replace(kept, closed_at=at("2026-10-26 09:30"))
    assert asks(decide("2026-11-24 09:00", closed=(earlier,))) == ["P35"]


def test_what_was_withdrawn_stands_for_nothing() -> None:
    gone = promised(
        "2026-11-20 10:00",
        state=CommitmentState.WITHDRAWN,
        closed_at=at("2026-11-23 09:30"),
    )
    assert asks(decide("2026-11-24 09:00", closed=(gone,))) == ["P35"]


def test_an_event_gives_way_in_the_week_of_the_check_alone() -> None:
    event = an_event("P35", "deadline", subject="action", kind="four_way")
    soon = a_subject("A1", "action", events={"deadline": "due-7:2026-12-01"})
    setting = a_setting(event, of=[soon])
    this_week, next_week = promised("2026-11-23 10:00"), promised("2026-11-30 10:00")
    assert "P35" in asks(decide("2026-11-24 09:00", next_week, setting=setting))
    assert "P35" not in asks(decide("2026-11-24 09:00", this_week, setting=setting))


def test_without_a_check_nothing_stands_for_it() -> None:
    setting = replace(SETTING, prompts=(P35,))
    held = promised("2026-11-23 10:00")
    assert asks(decide("2026-11-24 09:00", held, setting=setting)) == ["P35"]


def test_one_that_was_planned_is_withdrawn_unless_a_coordinator_asks_it() -> None:
    def ends(one: Occasion) -> list[tuple[str, str]]:
        held = promised("2026-11-23 10:00")
        found = decide("2026-11-24 09:00", held, unsettled=(one,)).ends
        return [(end.how, end.reason) for end in found]

    waiting = planned(NAME, "2026-11", rank=Rank.CADENCE)
    assert ends(waiting) == [("withdrawn", "checked")]
    assert ends(replace(waiting, asked_by="C1")) == []
