"""The same twice, too late, or to a question that is closed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from engagement.errors import Closed, NotUnderstood
from engagement.facts import (
    PromptAnswered,
)
from engagement.occasions import OccasionState
from engagement.questions import Given
from tests.unit.flow_parts import Play, answered, play

SENTENCE = "Att vi aldrig levererar något vi själva inte skulle ta emot."


@pytest.mark.parametrize(
    ("prompt_id", "values"),
    [
        ("P35", {"answer": "planned"}),
        ("P33", {"answer": "12"}),
        ("P01", {"answer": SENTENCE}),
        ("P26", {"confidence": "7", "track": "on_track", "line": "Bra."}),
    ],
)
def test_a_double_click_changes_nothing(prompt_id: str, values: dict[str, str]) -> None:
    asked = answered(prompt_id, **values)
    step, before = asked.step, list(asked.facts)

    asked.press("answer", **values)

    assert (step, before) == (asked.step, asked.facts)


def test_a_double_click_does_not_end_the_offer_of_more() -> None:
    asked = answered("P35", answer="done")

    asked.press("answer", answer="done")

    assert "more" == asked.step


def test_a_second_press_of_a_follow_up_changes_nothing() -> None:
    asked = answered("P35", answer="planned")
    asked.press("detail", detail="2026-12-03T14:00")
    before = list(asked.facts)

    asked.press("detail", detail="2026-12-03T14:00")

    assert before == asked.facts


@pytest.mark.parametrize("detail", ["2026-12-04T14:00", "in a while", ""])
def test_a_follow_up_that_was_given_is_refused_with_words(detail: str) -> None:
    asked = answered("P35", answer="planned")
    asked.press("detail", detail="2026-12-03T14:00")

    with pytest.raises(Closed, match="already_answered"):
        asked.press("detail", detail=detail)


def test_tapping_what_was_typed_with_words_keeps_the_words() -> None:
    asked = play("P10")
    asked.type("Ja, men bara i Göteborg")

    asked.press("answer", answer="yes")

    assert Given(option="yes", text="men bara i Göteborg") == asked.occasion.answer


def test_another_option_on_an_answered_question_is_refused_with_words() -> None:
    asked = answered("P35", answer="planned")

    with pytest.raises(Closed, match="already_answered"):
        asked.press("answer", answer="done")


@pytest.mark.parametrize("verb", ["why", "later", "skip", "snooze", "skipped", "same"])
def test_an_old_button_of_an_answered_question_is_refused_with_words(verb: str) -> None:
    with pytest.raises(Closed, match="already_answered"):
        answered("P35", answer="planned").press(verb, when="today", reason="other")


def test_typing_the_same_again_changes_nothing() -> None:
    asked = answered("P10", answer="yes")
    before = list(asked.facts)

    asked.type("ja")

    assert before == asked.facts


@pytest.mark.parametrize("text", ["jo förresten", "nej", "200"])
def test_other_words_after_an_answer_are_kept_beside_it(text: str) -> None:
    """Which is what NotUnderstood stands for; the answer stands."""
    with pytest.raises(NotUnderstood, match="answer_stands"):
        answered("P33", answer="12").type(text)


def test_an_expired_question_can_be_answered_and_is_marked_late() -> None:
    asked = play("P35").expire()

    asked.press("answer", answer="done")

    assert asked.fact(PromptAnswered).late
    assert any("sent" in line for line in asked.said)


@pytest.mark.parametrize(
    ("changes", "late"),
    [
        ({}, True),
        ({"snoozed_until": datetime(2026, 12, 10, tzinfo=UTC)}, False),
        ({"woken_at": datetime(2026, 12, 8, tzinfo=UTC)}, False),
        ({"expires_at": None}, False),
    ],
)
def test_late_is_after_its_time_unless_it_was_put_off(
    changes: dict[str, Any], *, late: bool
) -> None:
    """Also in the hours before the planner has recorded the silence."""
    asked = play("P35").wait(days=15)
    asked._set(**changes)

    asked.press("answer", answer="done")

    assert late is asked.fact(PromptAnswered).late


def test_in_time_is_not_late() -> None:
    assert not answered("P35", answer="done").fact(PromptAnswered).late


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (OccasionState.PLANNED, "question_closed"),
        (OccasionState.WITHDRAWN, "question_closed"),
        (OccasionState.SUPERSEDED, "question_superseded"),
    ],
)
def test_a_closed_question_is_refused_with_words(
    state: OccasionState, code: str
) -> None:
    """Typed words are kept all the same."""
    closed = play("P35")
    closed._set(state=state)

    with pytest.raises(Closed, match=code):
        closed.press("answer", answer="done")
    with pytest.raises(NotUnderstood, match=code):
        closed.type("klart")


@pytest.mark.parametrize(
    "closed", [answered("P35", answer="planned"), play("P35")], ids=["answered", "open"]
)
def test_what_was_asked_again_is_closed(closed: Play) -> None:
    closed.superseded = True

    with pytest.raises(Closed, match="question_superseded"):
        closed.press("answer", answer="done")


def test_an_unknown_button_is_refused_with_words() -> None:
    with pytest.raises(Closed, match="button_gone"):
        play("P35").press("destroy")


@pytest.mark.parametrize(
    ("prompt_id", "code"),
    [
        ("P35", "not_understood"),
        ("P10", "not_understood"),
        ("P33", "number_unread"),
        ("P26", "confidence_unread"),
        ("CHECK", "not_understood"),
    ],
)
def test_words_that_are_no_answer_are_kept_and_told_what_is_asked(
    prompt_id: str, code: str
) -> None:
    with pytest.raises(NotUnderstood, match=code):
        play(prompt_id).type("vi får se hur det går med det")
