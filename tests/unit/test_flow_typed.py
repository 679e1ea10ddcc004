"""Answers and follow-ups in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engagement.errors import NotUnderstood
from engagement.questions import Given
from tests.unit.flow_parts import play, wall

SENTENCE = "Att vi aldrig levererar något vi själva inte skulle ta emot."


TYPED: list[tuple[str, str, dict[str, Any]]] = [
    ("P35", "klart", {"option": "done"}),
    ("P35", "done", {"option": "done"}),
    ("P35", "planerat", {"option": "planned"}),
    ("P35", "inte aktuellt", {"option": "not_relevant"}),
    ("P10", "delvis", {"option": "partly"}),
    ("P10", "2", {"option": "partly"}),
    ("P20", "3", {"option": "three"}),
    ("P12", "95", {"number": Decimal(95)}),
    ("P33", "12 kunder", {"number": Decimal(12)}),
    ("P01", SENTENCE, {"text": SENTENCE}),
    ("P26", "8", {"confidence": 8, "option": "on_track"}),
    ("P26", "6", {"confidence": 6, "option": "at_risk"}),
    ("P26", "3", {"confidence": 3, "option": "off_track"}),
    ("CHECK", "klart", {"option": "kept"}),
    ("CHECK", "inte än", {"option": "not_yet"}),
    ("NEAR", "det står fast", {"option": "still_on"}),
    ("PACE", "för ofta", {"option": "too_often"}),
]


@pytest.mark.parametrize(("prompt_id", "text", "expected"), TYPED)
def test_words_are_an_answer_too(
    prompt_id: str, text: str, expected: dict[str, Any]
) -> None:
    asked = play(prompt_id)

    asked.type(text)

    assert Given(**expected) == asked.occasion.answer


@pytest.mark.parametrize(
    ("prompt_id", "text", "answer", "details"),
    [
        (
            "P35",
            "kört fast: ingen budget",
            Given(option="blocked"),
            {"obstacle": Given(text="ingen budget")},
        ),
        (
            "P35",
            "kört fast: pengar, cfo:n vill vänta",
            Given(option="blocked"),
            {"obstacle": Given(option="money", text="cfo:n vill vänta")},
        ),
        (
            "P35",
            "planerat onsdag 14",
            Given(option="planned"),
            {"when": Given(moment=wall("2026-11-25T14:00"))},
        ),
        (
            "P35",
            "onsdag 14",
            Given(option="planned"),
            {"when": Given(moment=wall("2026-11-25T14:00"))},
        ),
        (
            "P35",
            "klart, se protokollet",
            Given(option="done"),
            {"proof": Given(text="se protokollet")},
        ),
        (
            "P35",
            "inte aktuellt: avtalet är slut",
            Given(option="not_relevant"),
            {"reason": Given(text="avtalet är slut")},
        ),
        (
            "CHECK",
            "inte än, onsdag 14",
            Given(option="not_yet"),
            {"new_time": Given(moment=wall("2026-11-25T14:00"))},
        ),
        (
            "NEAR",
            "fredag 9",
            Given(option="move"),
            {"new_time": Given(moment=wall("2026-11-27T09:00"))},
        ),
        (
            "P08",
            "besluta senare: fredag",
            Given(option="later"),
            {"decide_on": Given(day=date(2026, 11, 27))},
        ),
    ],
)
def test_what_stands_behind_a_typed_answer_is_its_follow_up(
    prompt_id: str, text: str, answer: Given, details: dict[str, Given]
) -> None:
    asked = play(prompt_id)

    asked.type(text)

    assert (answer, details) == (asked.occasion.answer, asked.details)
    assert asked.scene.pending is None


@pytest.mark.parametrize(
    ("prompt_id", "text", "expected"),
    [
        (
            "P10",
            "Ja, men bara i Göteborg",
            Given(option="yes", text="men bara i Göteborg"),
        ),
        (
            "P35",
            "planerat, ska ta det med Eva",
            Given(option="planned", text="ska ta det med Eva"),
        ),
        ("P35", "planerat tisdag", Given(option="planned", text="tisdag")),
        (
            "P33",
            "ca 12, mest fordon",
            Given(number=Decimal(12), text="ca 12, mest fordon"),
        ),
        (
            "P26",
            "7 men leverantören är sen",
            Given(confidence=7, option="on_track", text="7 men leverantören är sen"),
        ),
        (
            "CHECK",
            "kört fast: ingen budget",
            Given(option="not_yet", text="kört fast: ingen budget"),
        ),
    ],
)
def test_no_typed_word_is_lost(prompt_id: str, text: str, expected: Given) -> None:
    """What the follow-up cannot use stays with the answer."""
    asked = play(prompt_id)

    asked.type(text)

    assert (expected, {}) == (asked.occasion.answer, asked.details)


def test_an_option_is_read_in_the_other_language_too() -> None:
    """Somebody who is asked in Swedish may answer in English, and the other way."""
    swedish, english = play("P08", "sv"), play("P08", "en")

    swedish.type("decline: no room this year")
    english.type("avslå")

    assert Given(option="decline") == swedish.occasion.answer
    assert Given(text="no room this year") == swedish.details["reason"]
    assert Given(option="decline") == english.occasion.answer


def test_words_of_a_prompt_that_changed_meanwhile_are_not_read() -> None:
    """What the options are called now says nothing about the question as asked."""
    asked = play("P08")
    assert asked.prompt is not None
    asked.prompt = replace(asked.prompt, digest="0" * 64)

    with pytest.raises(NotUnderstood):
        asked.type("decline")
