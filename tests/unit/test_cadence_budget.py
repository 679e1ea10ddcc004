"""The caps on messages, and what fits into one."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest

from engagement.cadence import free_from
from engagement.cadence.budget import Item, select
from engagement.occasions import Rank
from engagement.organisation import Rules
from engagement.people import Slot
from tests.unit.cadence_parts import (
    INTERNAL,
    a_calendar,
    a_person,
    a_prompt,
    at,
    away,
    planned,
)

CHECK = next(p for p in INTERNAL if p.prompt_id == "CHECK")


def free(now: str, *sent: str, **rules: Any) -> datetime | None:
    """Return when one more message may go, in Stockholm."""
    return free_from([at(s) for s in sent], at(now), a_calendar(), Rules(**rules))


def an_item(key: str = "M1", rank: Rank = Rank.CADENCE, **changes: Any) -> Item:
    """Return an item; ``kind`` is its prompt's."""
    kind = str(changes.pop("kind", "choice"))
    prompt_id = key.partition("/")[0]
    return Item.of(planned(key, rank=rank, **changes), a_prompt(prompt_id, kind=kind))


def chosen(*items: Item, extra: bool = False) -> list[str]:
    """Return the prompts that are chosen."""
    selection = select(items, Rules(), extra_event=extra)
    return [item.prompt.prompt_id for item in selection.chosen]


# --- caps ------------------------------------------------------------------------


def test_who_was_not_written_to_may_be_written_to_now() -> None:
    """Within their hours."""
    assert at("2026-11-24 10:00") == free("2026-11-24 10:00")


def test_outside_the_hours_the_next_opening_is_free() -> None:
    """The evening waits for the morning."""
    assert at("2026-11-25 08:00") == free("2026-11-24 19:00")


def test_one_message_a_day() -> None:
    """A second one comes the next working day, at the person's time of day."""
    assert at("2026-11-25 09:00") == free("2026-11-24 10:00", "2026-11-24 09:00")


def test_the_day_after_a_friday_is_a_monday() -> None:
    """Nothing goes on a weekend."""
    assert at("2026-11-30 09:00") == free("2026-11-27 10:00", "2026-11-27 09:00")


def test_three_messages_in_any_seven_days() -> None:
    """The fourth may come when the first is a week old, to the minute."""
    sent = ("2026-11-19 09:00", "2026-11-20 09:00", "2026-11-24 09:00")
    assert at("2026-11-26 09:00") == free("2026-11-25 10:00", *sent)


def test_seven_days_are_counted_in_hours_not_in_calendar_weeks() -> None:
    """Thursday to Wednesday is one week, whatever week it is."""
    sent = ("2026-11-26 09:00", "2026-11-27 09:00", "2026-11-30 09:00")
    assert at("2026-12-03 09:00") == free("2026-12-01 10:00", *sent)


def test_what_is_on_its_way_counts_as_sent() -> None:
    """Also where it will go only after the moment that is asked about."""
    coming = ("2026-11-25 09:00", "2026-11-26 09:00", "2026-11-27 09:00")
    assert at("2026-12-02 09:00") == free("2026-11-24 10:00", *coming)


def test_a_day_off_after_the_cap_is_passed_over() -> None:
    """Free means free and at work."""
    calendar = a_calendar(absences=(away("2026-11-25", "2026-11-27"),))
    found = free_from(
        [at("2026-11-24 09:00")], at("2026-11-24 10:00"), calendar, Rules()
    )
    assert at("2026-11-30 09:00") == found


def test_who_has_no_working_day_in_sight_is_never_free() -> None:
    """Also not after the day's message."""
    calendar = a_calendar(absences=(away("2026-11-25", "2029-01-01"),))
    sent, now = [at("2026-11-24 09:00")], at("2026-11-24 10:00")
    assert free_from(sent, now, calendar, Rules()) is None


@pytest.mark.parametrize("cap", ["messages_per_day", "messages_per_week"])
def test_a_cap_of_none_lets_nothing_through(cap: str) -> None:
    """And does not look for ever."""
    assert free("2026-11-24 10:00", **{cap: 0}) is None


def test_the_first_moment_after_a_cap_keeps_to_the_working_hours() -> None:
    """A slot at six in the evening moves to eight in the morning."""
    late = a_person(slot=Slot(at=time(18)))
    sent, now = [at("2026-11-24 08:00")], at("2026-11-24 10:00")
    found = free_from(sent, now, a_calendar(late), Rules())
    assert at("2026-11-25 08:00") == found


# --- what fits -------------------------------------------------------------------


def test_two_items_fit_and_the_third_is_cut_for_the_budget() -> None:
    """The caller defers it."""
    items = [an_item("A"), an_item("B"), an_item("C")]
    selection = select(items, Rules(), extra_event=False)
    assert [("C", "budget")] == [(i.prompt.prompt_id, r) for i, r in selection.cut]


def test_an_event_goes_before_a_commitment_before_what_comes_round_before_a_lesson() -> (
    None
):
    """Whatever is older."""
    ranks = {"L": Rank.LESSON, "R": Rank.CADENCE, "C": Rank.COMMITMENT, "E": Rank.EVENT}
    items = [an_item(name, rank) for name, rank in ranks.items()]
    selection = select(items, Rules(items_per_bundle=4), extra_event=False)
    assert [i.prompt.prompt_id for i in selection.chosen] == ["E", "C", "R", "L"]


def test_of_one_rank_the_oldest_goes_first() -> None:
    """Whatever its name."""
    old = an_item("Z", due_at=at("2026-11-03 09:00"))
    assert chosen(an_item("A"), an_item("B"), old) == ["Z", "A"]


def test_two_sentences_never_share_a_message() -> None:
    """The second one waits, and what can be tapped takes its place."""
    items = [
        an_item("A", kind="sentence"),
        an_item("B", kind="sentence"),
        an_item("C"),
    ]
    selection = select(items, Rules(), extra_event=False)
    assert [i.prompt.prompt_id for i in selection.chosen] == ["A", "C"]
    assert [reason for _, reason in selection.cut] == ["two_sentences"]


def test_some_get_an_event_on_top_of_the_budget() -> None:
    """The two items of others stay."""
    items = [an_item("E", Rank.EVENT), an_item("A"), an_item("B")]
    assert chosen(*items, extra=True) == ["E", "A", "B"]


def test_without_an_event_nobody_gets_more_than_the_budget() -> None:
    """The extra place is an event's."""
    assert chosen(an_item("A"), an_item("B"), an_item("C"), extra=True) == ["A", "B"]


def test_equals_never_change_places_with_random_identifiers() -> None:
    """Two commitments of one moment stand as they were given, whatever their ids."""

    def check(which: str) -> Item:
        return Item.of(planned(f"CHECK/commitment:{which}"), CHECK)

    for first, second in (("aa", "bb"), ("bb", "aa")):
        items = (check(first), check(second))
        selection = select(items, Rules(), extra_event=False)
        assert items == selection.chosen


def test_an_item_is_known_by_prompt_and_subject() -> None:
    """The same question in another period is the same question."""
    assert an_item("R1/risk:a").name == ("R1", "risk:a")
