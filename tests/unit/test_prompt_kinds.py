"""The kinds of questions: examples, a table that knows them all, odd questions."""

from __future__ import annotations

import importlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from engagement.cards import (
    ChoiceInput,
    ChoiceOption,
    DayInput,
    Input,
    MomentInput,
    NumberInput,
    TextInput,
)
from engagement.errors import Refused
from engagement.prompts import KINDS, details
from engagement.prompts.fields import Clock, Words
from engagement.questions import AskedFollowUp, Given, Question
from engagement.vocabulary import FollowUpKind, PromptKind
from tests.unit.flow_company import TEXTS
from tests.unit.flow_parts import play, wall

CLOCK = Clock(local=wall("2026-11-24T10:00").wall, zone="Europe/Stockholm")
WORDS = Words(language="sv", texts=TEXTS)
FORMS: dict[str, dict[str, str]] = {
    "choice": {"answer": "resources"},
    "four_way": {"answer": "planned"},
    "number": {"answer": "12"},
    "sentence": {"answer": "Mätloggen."},
    "objective_update": {"confidence": "7", "track": "on_track"},
    "commitment_check": {"answer": "kept"},
}


def example(kind: str) -> Question:
    """Return the example that every kind carries."""
    module = importlib.import_module(f"engagement.prompts.{kind}")
    shown: Question = module.EXAMPLE
    return shown


def test_every_kind_that_content_may_name_is_known() -> None:
    assert set(get_args(PromptKind)) == set(KINDS)


@pytest.mark.parametrize("kind", get_args(PromptKind))
def test_the_example_of_a_kind_can_be_shown_answered_and_said(kind: str) -> None:
    question, reader = example(kind), KINDS[kind]
    assert kind == question.kind == reader.name

    inputs = reader.inputs(question, None, CLOCK, WORDS)
    given = reader.from_form(question, FORMS[kind], CLOCK, WORDS)

    assert FORMS[kind].keys() <= {one.input_id for one in inputs}
    assert reader.say(question, given, WORDS)
    again = reader.inputs(question, given, CLOCK, WORDS)
    assert any(getattr(one, "value", None) not in {None, ""} for one in again)


@pytest.mark.parametrize("kind", get_args(PromptKind))
def test_an_empty_form_is_refused_with_words(kind: str) -> None:
    with pytest.raises(Refused) as refused:
        KINDS[kind].from_form(example(kind), {}, CLOCK, WORDS)

    assert TEXTS.text(refused.value.text_key, "sv", **refused.value.values)


@pytest.mark.parametrize("kind", get_args(PromptKind))
def test_what_cannot_be_read_has_words(kind: str) -> None:
    assert TEXTS.knows(f"error.{KINDS[kind].unread}")


def test_a_number_without_a_range_takes_any() -> None:
    """No such content is loaded; a question that is stored may be odd all the same."""
    question = replace(example("number"), number=None)

    given = KINDS["number"].from_form(question, {"answer": "-3,5"}, CLOCK, WORDS)

    assert "-3,5" == KINDS["number"].say(question, given, WORDS)


@pytest.mark.parametrize(
    "confidence", ["", "11", "-1", "7,5", "hög"], ids=lambda value: value or "empty"
)
def test_a_confidence_is_a_whole_number_from_0_to_10(confidence: str) -> None:
    values = {"confidence": confidence, "track": "on_track"}

    with pytest.raises(Refused):
        KINDS["objective_update"].from_form(
            example("objective_update"), values, CLOCK, WORDS
        )


@pytest.mark.parametrize(
    "wrong",
    [{"track": ""}, {"track": "sideways"}, {"value": "mycket"}, {"line": "x" * 2001}],
    ids=str,
)
def test_an_objective_update_is_refused_whole(wrong: dict[str, str]) -> None:
    values = {"confidence": "7", "track": "on_track"} | wrong

    with pytest.raises(Refused):
        KINDS["objective_update"].from_form(
            example("objective_update"), values, CLOCK, WORDS
        )


def test_a_moment_names_no_option_where_several_ask_for_one() -> None:
    """Which objective the talk is about nobody can guess."""
    asked = play("P13")

    assert (
        asked.scene.kind.from_text(asked.scene.question, "onsdag 14", CLOCK, WORDS)
        is None
    )


# --- follow-ups ----------------------------------------------------------------

OPTIONS = (
    ChoiceOption(option_id="money", label="Pengar"),
    ChoiceOption(option_id="people", label="Folk"),
)
INPUTS: dict[str, type[Input]] = {
    "choice": ChoiceInput,
    "day": DayInput,
    "moment": MomentInput,
    "number": NumberInput,
    "sentence": TextInput,
}
GIVEN: dict[str, tuple[str, Given]] = {
    "choice": ("money", Given(option="money")),
    "day": ("2026-12-04", Given(day=date(2026, 12, 4))),
    "moment": ("2026-12-04T14:00", Given(moment=wall("2026-12-04T14:00"))),
    "number": ("12,5", Given(number=Decimal("12.5"))),
    "sentence": ("Så här.", Given(text="Så här.")),
}
TYPED: dict[str, tuple[str, Given]] = {
    "choice": ("pengar", Given(option="money")),
    "day": ("4 december", Given(day=date(2026, 12, 4))),
    "moment": ("4 december 14:00", Given(moment=wall("2026-12-04T14:00"))),
    "number": ("12,5", Given(number=Decimal("12.5"))),
    "sentence": ("Så här.", Given(text="Så här.")),
}
SAID = {
    "choice": "Pengar",
    "day": "fredag 4 december",
    "moment": "fredag 4 december 14:00",
    "number": "12,5",
    "sentence": "Så här.",
}


def follow_up(kind: str, *, required: bool = True) -> AskedFollowUp:
    """Return a follow-up of a kind."""
    return AskedFollowUp(
        follow_up_id="more",
        when=("*",),
        kind=kind,
        ask="Och sedan?",
        options=OPTIONS if kind == "choice" else (),
        required=required,
    )


def test_every_kind_of_follow_up_that_content_may_name_is_known() -> None:
    assert set(get_args(FollowUpKind)) == set(INPUTS)


@pytest.mark.parametrize("kind", INPUTS)
@pytest.mark.parametrize("required", [True, False])
def test_a_follow_up_is_shown(kind: str, *, required: bool) -> None:
    shown = details.input_of(follow_up(kind, required=required), None, CLOCK)

    assert (INPUTS[kind], "detail", "Och sedan?", required) == (
        type(shown),
        shown.input_id,
        shown.label,
        shown.required,
    )


@pytest.mark.parametrize("kind", INPUTS)
def test_a_follow_up_is_read_from_a_form_and_said(kind: str) -> None:
    value, expected = GIVEN[kind]

    read = details.from_form(follow_up(kind), {"detail": value}, CLOCK, WORDS)

    assert (expected, SAID[kind]) == (
        read,
        details.say(follow_up(kind), read, WORDS),
    )


@pytest.mark.parametrize("kind", INPUTS)
def test_a_follow_up_is_read_from_what_is_typed(kind: str) -> None:
    text, expected = TYPED[kind]

    assert expected == details.from_text(follow_up(kind), text, CLOCK, WORDS)


@pytest.mark.parametrize("kind", INPUTS)
def test_a_follow_up_that_is_left_empty_is_refused(kind: str) -> None:
    with pytest.raises(Refused):
        details.from_form(follow_up(kind), {}, CLOCK, WORDS)


@pytest.mark.parametrize("kind", INPUTS)
def test_a_follow_up_that_is_saved_as_it_was_stays_as_it_was(kind: str) -> None:
    """With the words that were typed beside it, and a day that has passed."""
    value, held = GIVEN[kind]
    with_words = held if kind == "sentence" else replace(held, text="ungefär så")
    later = replace(CLOCK, local=wall("2027-02-01T10:00").wall)

    again = details.again_from_form(
        follow_up(kind), with_words, {"more": value}, later, WORDS
    )

    assert with_words == again


def test_words_beside_a_detail_are_said_too() -> None:
    held = Given(option="money", text="cfo:n vill vänta")

    assert "Pengar. ”cfo:n vill vänta”" == details.say(follow_up("choice"), held, WORDS)


def test_a_rest_that_breaks_a_rule_stays_with_the_answer() -> None:
    """A typed plan for yesterday is still a plan; the time is asked for afterwards."""
    question = example("four_way")

    read = details.read_rest(
        question, Given(option="planned"), "2026-11-01 14:00", CLOCK, WORDS
    )

    assert (Given(option="planned", text="2026-11-01 14:00"), {}) == (
        read.given,
        read.details,
    )


def test_without_a_follow_up_the_rest_stays_with_the_answer() -> None:
    read = details.read_rest(
        example("choice"), Given(option="none"), "tror jag", CLOCK, WORDS
    )

    assert Given(option="none", text="tror jag") == read.given
