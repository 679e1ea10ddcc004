"""Later and skip, by button and by words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from engagement.cards import ChoiceInput, DayInput
from engagement.errors import Closed, Refused
from engagement.facts import PromptSnoozed
from engagement.occasions import OccasionState
from engagement.people import WorkingHours
from tests.unit.flow_company import NOW, TODAY
from tests.unit.flow_parts import Play, person, play, verb_of, wall


def at(text: str) -> datetime:
    """Return the instant of a wall clock in Stockholm."""
    return wall(text).utc


def later(chosen: str, asked: Play | None = None) -> datetime | None:
    """Put a question off; return until when."""
    put_off = asked or play("P35")
    put_off.press("later")
    put_off.press("snooze", when=chosen)
    return put_off.occasion.snoozed_until


def options(asked: Play) -> dict[str, str]:
    """Return what can be chosen, by id."""
    [one] = asked.section.inputs
    assert isinstance(one, ChoiceInput)
    return {option.option_id: option.label for option in one.options}


# --- later ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("today", "2026-11-24T13:15"),
        ("tomorrow", "2026-11-25T09:00"),
        ("next_week", "2026-12-01T09:00"),
    ],
)
def test_a_question_comes_back_when_that_was_chosen(chosen: str, expected: str) -> None:
    """Today: a round time three hours on. Next week: with that week's questions."""
    assert at(expected) == later(chosen)


def test_a_snooze_keeps_the_wall_clock_that_was_meant() -> None:
    asked = play("P35")
    later("tomorrow", asked)

    assert wall("2026-11-25T09:00") == asked.fact(PromptSnoozed).until


def test_a_day_can_be_chosen() -> None:
    asked = play("P35")
    asked.press("later")
    asked.press("snooze", when="day")
    [day] = asked.section.inputs
    assert DayInput(input_id="day", label="Vilken dag?", earliest=TODAY) == day

    asked.press("snooze_day", day="2026-12-04")

    assert at("2026-12-04T09:00") == asked.occasion.snoozed_until


def test_today_as_a_day_is_later_today() -> None:
    asked = play("P35")

    asked.press("snooze_day", day="2026-11-24")

    assert at("2026-11-24T13:15") == asked.occasion.snoozed_until


def test_a_day_off_means_the_working_day_after_it() -> None:
    """At the start of her hours, when she opens her mail."""
    asked = play("P35")

    asked.press("snooze_day", day="2026-11-28")

    assert at("2026-11-30T08:00") == asked.occasion.snoozed_until


def test_a_round_time_is_the_same_for_two_presses() -> None:
    """A double click changes nothing, even a minute later."""
    asked = play("P35").wait(minutes=4)
    later("today", asked)
    before = list(asked.facts)

    asked.wait(minutes=1).press("snooze", when="today")

    assert before == asked.facts


def test_today_is_not_offered_when_nothing_of_it_is_left() -> None:
    asked = play("P35").wait(hours=6)

    asked.press("later")

    assert ["tomorrow", "next_week", "day"] == list(options(asked))


def test_today_from_an_old_card_means_the_next_morning() -> None:
    """No button is dead; what it came to is said with its date."""
    asked = play("P35").wait(hours=6)

    asked.press("snooze", when="today")

    assert at("2026-11-25T09:00") == asked.occasion.snoozed_until
    assert "Kommer tillbaka onsdag 25 november 09:00." in asked.said


def test_tomorrow_is_named_when_it_is_not_the_day_after() -> None:
    asked = play("P35").wait(days=3)

    asked.press("later")

    assert "måndag 30 november" == options(asked)["tomorrow"]


def test_a_week_off_is_skipped() -> None:
    off = frozenset(date(2026, 11, 30) + timedelta(days=n) for n in range(5))

    assert at("2026-12-07T08:00") == later("next_week", play("P35", off=off))


def test_without_a_working_day_in_sight_the_wish_stands() -> None:
    away = person(hours=WorkingHours(days=frozenset()))

    assert at("2026-11-25T08:00") == later(
        "tomorrow",
        play("P35", person=replace(away, slot=replace(away.slot, at=time(8)))),
    )


def test_what_was_put_off_can_be_answered_at_once() -> None:
    asked = play("P35")
    later("tomorrow", asked)

    asked.press("answer", answer="done")

    assert (OccasionState.ANSWERED, None) == (asked.state, asked.occasion.snoozed_until)


def test_what_was_put_off_says_so() -> None:
    asked = play("P35")
    later("tomorrow", asked)

    assert "Kommer tillbaka onsdag 25 november 09:00." in asked.said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("senare", "2026-11-25T09:00"),
        ("imorgon", "2026-11-25T09:00"),
        ("hinner inte", "2026-11-25T09:00"),
        ("påminn mig på fredag", "2026-11-27T09:00"),
        ("remind me on Friday at 14", "2026-11-27T14:00"),
        ("påminn mig idag", "2026-11-24T13:15"),
    ],
)
def test_later_can_be_typed(text: str, expected: str) -> None:
    asked = play("P35")

    asked.type(text)

    assert at(expected) == asked.occasion.snoozed_until


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fredag", "2026-11-27T09:00"),
        ("fredag 14", "2026-11-27T14:00"),
        ("Nästa vecka", "2026-12-01T09:00"),
        ("senare i dag", "2026-11-24T13:15"),
    ],
)
@pytest.mark.parametrize("prompt_id", ["P35", "P01"])
def test_a_day_typed_after_later_is_no_answer(
    prompt_id: str, text: str, expected: str
) -> None:
    """Not even where any words would be one."""
    asked = play(prompt_id)
    asked.press("later")

    asked.type(text)

    assert at(expected) == asked.occasion.snoozed_until


def test_an_answer_typed_after_later_is_one() -> None:
    """Whoever changes their mind need not go back first."""
    asked = play("P35")
    asked.press("later")

    asked.type("klart")

    assert OccasionState.ANSWERED is asked.state


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-11-23", "day_past"),
        ("2027-03-01", "later_far"),
        ("2126-11-25", "day_far"),
        ("snart", "day_unread"),
        ("", "day_unread"),
        ("2026-13-45", "day_unread"),
    ],
)
def test_an_absurd_day_is_refused_with_words(day: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        play("P35").press("snooze_day", day=day)


def test_a_time_that_is_over_is_refused_with_words() -> None:
    with pytest.raises(Refused, match="moment_past"):
        play("P35").type("påminn mig idag 9:00")


@pytest.mark.parametrize("values", [{}, {"when": ""}, {"when": "never"}])
def test_something_must_be_chosen(values: dict[str, str]) -> None:
    with pytest.raises(Refused, match="choose_one"):
        play("P35").press("snooze", **values)


@pytest.mark.parametrize("verb", ["later", "snooze", "snooze_day"])
@pytest.mark.parametrize("how", ["expired", "skipped"])
def test_what_would_not_come_back_cannot_be_put_off(verb: str, how: str) -> None:
    asked = play("P35")
    if how == "expired":
        asked.expire()
    else:
        asked.press("skipped", reason="unclear")

    assert "later" not in {verb_of(action) for action in asked.section.more}
    with pytest.raises(Closed, match="later_too_late"):
        asked.press(verb, when="tomorrow", day="2026-11-26")
    with pytest.raises(Closed, match="later_too_late"):
        asked.type("påminn mig imorgon")


def test_back_leads_back() -> None:
    asked = play("P35")
    asked.press("later")

    asked.press("back")

    assert play("P35").section == asked.section


@pytest.mark.parametrize("step", ["later", "later_day"])
def test_a_step_is_forgotten_where_it_makes_no_sense_any_more(step: str) -> None:
    """The silence was recorded while the person was choosing a day."""
    asked = play("P35", step=step).expire()

    assert "" == asked.scene.place
    assert ["why", "skip"] == [verb_of(action) for action in asked.section.more]


def test_hours_are_those_of_the_person() -> None:
    """Half past three in Pune is ten in the morning in Greenwich."""
    priya = person(zone="Asia/Kolkata", language="en")

    assert datetime(2026, 11, 25, 3, 30, tzinfo=UTC) == later(
        "tomorrow", play("P35", "en", person=priya)
    )
    assert NOW.tzinfo is UTC
