"""What a question takes, said to whom it could not read; and whose turn it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from engagement.flows.accepting import accepted, claims, unread
from engagement.occasions import OccasionState
from engagement.questions import AskedFollowUp
from engagement.texts import Language
from tests.unit.flow_company import NOW, TEXTS
from tests.unit.flow_parts import Play, play


@pytest.mark.parametrize(
    ("prompt", "language", "takes"),
    [
        ("P33", "sv", "ett tal från 0 till 20 kunder"),
        ("P26", "en", "a number from 0 to 10"),
        ("P35", "sv", "något av de här: Klart · Planerat · Har kört fast"),
        ("P06", "en", "a sentence in your own words"),
    ],
)
def test_a_question_says_what_can_be_written_to_it(
    prompt: str, language: Language, takes: str
) -> None:
    said = accepted(play(prompt).scene, language)
    assert said is not None
    assert said.startswith(takes)


def test_the_sentence_names_the_question_and_has_one_full_stop() -> None:
    asked = play("P33")
    question = replace(asked.scene.question, text="Hur många? Det tar 82 dagar.")
    asked.occasion = replace(asked.occasion, question=question)

    error = unread(asked.scene, "sv")

    assert TEXTS.text(error.text_key, "sv", **error.values) == (
        "Jag kunde inte läsa det som svar på ”Hur många? Det tar 82 dagar”. Du kan "
        "skriva ett tal från 0 till 20 kunder. Det du skrev är sparat."
    )


def with_follow_up(kind: str) -> Play:
    """Return an answered question that waits for a follow-up of a kind."""
    asked = play("P35")
    follow_up = AskedFollowUp(
        follow_up_id="x", when=("done",), kind=kind, ask="Vad?", required=True
    )
    question = replace(asked.scene.question, follow_ups=(follow_up,))
    asked.occasion = replace(asked.occasion, question=question)
    asked.press("answer", answer="done")
    return asked


@pytest.mark.parametrize(
    ("kind", "takes"),
    [
        ("moment", "dag och tid"),
        ("day", "en dag"),
        ("number", "ett tal, till exempel"),
        ("sentence", "en mening"),
        ("choice", "något av de här"),
    ],
)
def test_a_follow_up_that_waits_says_what_it_takes(kind: str, takes: str) -> None:
    said = accepted(with_follow_up(kind).scene, "sv")
    assert said is not None
    assert said.startswith(takes)


def test_after_later_a_day_is_taken() -> None:
    asked = play("P35")
    asked.press("later")
    assert accepted(asked.scene, "en") == "a day, such as “Tuesday” or 2026-12-01"


def test_a_number_without_a_range_is_any_number() -> None:
    asked = play("P33")
    question = replace(asked.scene.question, number=None)
    asked.occasion = replace(asked.occasion, question=question)
    assert accepted(asked.scene, "en") == "a number, such as 95.2"


def test_an_answer_with_nothing_to_add_stands_and_a_closed_question_says_why() -> None:
    answered = play("P06")
    answered.press("answer", answer="Signeringsrundan")
    answered.occasion = replace(
        answered.occasion,
        question=replace(answered.scene.question, follow_ups=()),
    )
    assert unread(answered.scene, "sv").code == "answer_stands"
    answered.press("edit")
    assert unread(answered.scene, "sv").code == "unread"
    gone = play("P06")
    gone.occasion = replace(gone.occasion, state=OccasionState.WITHDRAWN)
    assert unread(gone.scene, "sv").code == "question_closed"


# --- the last press ----------------------------------------------------------------


def test_words_belong_to_what_was_pressed_last_while_it_waits() -> None:
    waits = with_follow_up("sentence").scene
    other = replace(play("P06").occasion, occasion_id="other")
    before = replace(other, asked_at=NOW - timedelta(hours=1))
    assert claims(waits, NOW, [waits.occasion, before])


def test_not_when_something_was_asked_since_or_nothing_waits() -> None:
    waits = with_follow_up("sentence").scene
    later = replace(
        waits.occasion, occasion_id="other", asked_at=NOW + timedelta(minutes=1)
    )
    assert not claims(waits, NOW, [later])
    asked = play("P35")
    assert not claims(asked.scene, NOW, [])
    asked.press("why")
    assert not claims(asked.scene, NOW, [])
    asked.press("later")
    assert claims(asked.scene, NOW, [])
