"""What is asked because something happened."""

from __future__ import annotations

from typing import Any

import pytest

from engagement.cadence import due
from engagement.cadence.budget import Item
from engagement.cadence.events import events
from engagement.occasions import Rank
from engagement.subjects import Subject
from tests.unit.cadence_parts import (
    a_look,
    a_prompt,
    a_setting,
    a_signal,
    a_subject,
    a_view,
    an_event,
    answered,
    at,
    nine,
    planned,
)

SIGNAL = an_event()
LOW = an_event("P28", "low_confidence", subject="objective")
DEADLINE = a_prompt("P35", subject="action", asked_of=("owner",), events=("deadline",))
REVIEW = an_event("P34", "review_before", subject="review", asked_of=("executive",))


def found(now: str, *of: Subject, busy: Any = (), **view: Any) -> list[Item]:
    """Return what events ask for at a moment."""
    setting = a_setting(SIGNAL, LOW, DEADLINE, REVIEW, of=of)
    return list(events(a_look(now, a_view(**view), setting), busy))


@pytest.mark.parametrize(
    ("prompt_id", "subject"),
    [
        ("S1", a_signal()),
        ("P28", a_subject("O1", "objective", events={"low_confidence": "c-1"})),
        ("P34", a_subject("R", "review", None, events={"review_before": "b-1"})),
    ],
)
def test_what_happened_to_a_thing_is_asked_of_its_owner(
    prompt_id: str, subject: Subject
) -> None:
    """A signal, a low confidence; before a review, everybody whom it concerns."""
    [item] = found("2026-11-23 10:00", subject)
    assert (item.prompt.prompt_id, item.rank, item.owed) == (
        prompt_id,
        Rank.EVENT,
        False,
    )


def test_nothing_happened_means_nothing_is_asked() -> None:
    """A signal without an event is history."""
    assert found("2026-11-23 10:00", a_signal(events={})) == []


def test_what_happened_to_the_person_is_asked_of_them() -> None:
    """A new role."""
    new_role = an_event("P01", "new_role", subject=None, asked_of=("executive",))
    view = a_view(events={"new_role": "2026-11-20"})
    look = a_look("2026-11-23 10:00", view, a_setting(new_role))
    [item] = events(look, ())
    assert item.key == "prompt:P01:-:2026-11-20:E1"


def test_an_episode_is_asked_about_once() -> None:
    """Its key exists."""
    past = answered("S1/signal:otif", "2026-10-13 09:00", period="e1")
    assert found("2026-11-23 10:00", a_signal(), past=(past,)) == []


def test_a_second_episode_is_another_question() -> None:
    """Another period, another key."""
    past = answered("S1/signal:otif", "2026-10-13 09:00", period="e0")
    assert len(found("2026-11-23 10:00", a_signal(), past=(past,))) == 1


def test_what_was_asked_a_few_days_ago_is_not_asked_again() -> None:
    """It stands in the chat; five days later it may come."""
    past = answered("S1/signal:otif", "2026-11-19 09:00", period="e0")
    assert found("2026-11-23 10:00", a_signal(), past=(past,)) == []
    assert len(found("2026-11-24 10:00", a_signal(), past=(past,))) == 1


def test_what_waits_already_is_not_asked_for_twice() -> None:
    """Busy is busy."""
    busy = {("S1", "signal:otif")}
    assert found("2026-11-23 10:00", a_signal(), busy=busy) == []


def test_of_several_events_at_once_the_first_that_is_new_is_asked() -> None:
    """One question, not two."""
    both = an_event("P28", "one", "two", subject="objective")
    thing = a_subject("O1", "objective", events={"one": "a", "two": "b"})
    past = answered("P28/objective:O1", "2026-10-13 09:00", period="a")
    look = a_look("2026-11-23 10:00", a_view(past=(past,)), a_setting(both, of=[thing]))
    assert [item.period for item in events(look, ())] == ["b"]


def test_an_event_is_planned_for_the_next_bundle_as_soon_as_it_is_noticed() -> None:
    """On Monday for Tuesday's slot."""
    decided = due(a_view(), a_setting(SIGNAL, of=[a_signal()]), at("2026-11-23 10:00"))
    [want] = decided.wants
    assert (want.prompt_id, want.not_before) == ("S1", nine("2026-11-24"))
    assert decided.sendings == ()


def test_an_event_after_the_slots_day_waits_for_the_next_slot() -> None:
    """By itself it makes no bundle on a Thursday."""
    decided = due(a_view(), a_setting(SIGNAL, of=[a_signal()]), at("2026-11-26 10:00"))
    assert decided.sendings == ()
    assert [w.not_before for w in decided.wants] == [nine("2026-12-01")]


def test_an_event_joins_a_bundle_that_goes_anyway() -> None:
    """Caught up with on Thursday."""
    waiting = planned("A", "2026-11", not_before=nine("2026-11-24"))
    setting = a_setting(a_prompt("A"), SIGNAL, of=[a_signal()])
    decided = due(a_view(unsettled=(waiting,)), setting, at("2026-11-26 09:00"))
    assert [key.split(":")[1] for key in decided.sendings[0].items] == ["S1", "A"]


# --- deadlines -------------------------------------------------------------------


def an_action(**changes: Any) -> Subject:
    return a_subject("A1", "action", **({"events": {"deadline": "due-d7"}} | changes))


def test_a_deadline_is_owed() -> None:
    """It goes out by itself."""
    [item] = found("2026-11-26 10:00", an_action())
    assert item.owed


def test_a_deadline_comes_at_the_persons_time_of_day() -> None:
    """Noticed when the day opens, it waits for nine."""
    [item] = found("2026-11-26 08:00", an_action())
    assert nine("2026-11-26") == item.not_before


def test_a_deadline_is_sent_at_that_time_and_not_before() -> None:
    """The planner looks again then."""
    only = an_event("P35", "deadline", subject="action")
    setting, view = a_setting(only, of=[an_action()]), a_view()
    early = due(view, setting, at("2026-11-26 08:00"))
    assert (early.sendings, early.look_at) == ((), nine("2026-11-26"))
    [sending] = due(view, setting, at("2026-11-26 09:00")).sendings
    assert sending.kind == "owed"
