"""Skip: with a reason, once, and never for good."""

from __future__ import annotations

import pytest

from engagement.cards import TextInput
from engagement.errors import Closed, Refused
from engagement.facts import PromptSkipped
from engagement.occasions import OccasionState
from tests.unit.flow_parts import play


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("not_mine", "Inte mitt område"),
        ("no_time", "Hinner inte nu"),
        ("unclear", "Otydlig fråga"),
    ],
)
def test_a_skip_has_a_reason(reason: str, said: str) -> None:
    asked = play("P35")
    asked.press("skip")

    asked.press("skipped", reason=reason)

    assert (OccasionState.SKIPPED, reason) == (asked.state, asked.occasion.skip_reason)
    assert f"Överhoppad: {said}. Det går fortfarande att svara." in asked.said


def test_another_reason_asks_for_a_line() -> None:
    asked = play("P35")
    asked.press("skip")
    asked.press("skipped", reason="other")
    [line] = asked.section.inputs
    assert isinstance(line, TextInput)
    assert ("line", 500) == (line.input_id, line.most)

    asked.press("skipped_line", line="Det är Åsas fråga.")

    skipped = asked.fact(PromptSkipped)
    assert ("other", "Det är Åsas fråga.") == (skipped.reason, skipped.text.text)
    assert "Överhoppad: Det är Åsas fråga. Det går fortfarande att svara." in asked.said


def test_a_skip_is_not_an_empty_answer() -> None:
    asked = play("P35")

    asked.press("skipped", reason="unclear")

    assert (["prompt.skipped"], 0) == (asked.kinds, asked.occasion.revision)


@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [
        ("hoppa över", "none", None),
        ("skip, not my area", "other", "not my area"),
    ],
)
def test_a_skip_can_be_typed(text: str, reason: str, words: str | None) -> None:
    asked = play("P01")

    asked.type(text)

    assert (reason, words) == (asked.occasion.skip_reason, asked.scene.answer.text)


def test_a_skip_without_a_reason_says_no_more() -> None:
    asked = play("P01")

    asked.type("hoppa över")

    assert "Överhoppad. Det går fortfarande att svara." in asked.said


@pytest.mark.parametrize("first", ["skip", "skip_line"])
@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [
        ("Hinner inte nu", "no_time", None),
        ("Det är Åsas fråga", "other", "Det är Åsas fråga"),
    ],
)
def test_words_after_skip_are_the_reason(
    first: str, text: str, reason: str, words: str | None
) -> None:
    """Not the answer of a question that takes any words."""
    asked = play("P01")
    asked.press("skip")
    if first == "skip_line":
        asked.press("skipped", reason="other")

    asked.type(text)

    assert (reason, words) == (asked.occasion.skip_reason, asked.scene.answer.text)


@pytest.mark.parametrize("reason", ["not_mine", "no_time"])
def test_skipping_twice_changes_nothing(reason: str) -> None:
    asked = play("P35")
    asked.press("skipped", reason=reason)
    before = list(asked.facts)

    asked.press("skipped", reason=reason)

    assert before == asked.facts


@pytest.mark.parametrize(
    ("verb", "values"),
    [
        ("skip", {}),
        ("skipped", {"reason": "unclear"}),
        ("skipped", {"reason": "other"}),
        ("skipped_line", {"line": "Nej."}),
    ],
)
def test_another_skip_of_a_skipped_question_is_refused_with_words(
    verb: str, values: dict[str, str]
) -> None:
    asked = play("P35")
    asked.press("skipped", reason="no_time")

    with pytest.raises(Closed, match="already_skipped"):
        asked.press(verb, **values)


def test_a_skipped_question_can_be_answered() -> None:
    asked = play("P35")
    asked.press("skipped", reason="no_time")

    asked.press("answer", answer="done")

    assert OccasionState.ANSWERED is asked.state


def test_an_expired_question_can_still_be_skipped() -> None:
    asked = play("P35").expire()
    asked.press("skip")

    asked.press("skipped", reason="not_mine")

    assert OccasionState.SKIPPED is asked.state


@pytest.mark.parametrize(
    ("verb", "values", "code"),
    [
        ("skipped", {}, "choose_one"),
        ("skipped", {"reason": "whatever"}, "choose_one"),
        ("skipped_line", {}, "sentence_empty"),
        ("skipped_line", {"line": "x" * 501}, "sentence_long"),
    ],
)
def test_a_bad_reason_is_refused_with_words(
    verb: str, values: dict[str, str], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        play("P35").press(verb, **values)


def test_a_typed_reason_is_no_longer_than_a_written_one() -> None:
    with pytest.raises(Refused, match="sentence_long"):
        play("P35").type("hoppa över: " + "x" * 501)
