"""A first answer: one tap, one form, or words; and what is asked on top of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engagement.cards import State
from engagement.errors import NotUnderstood, Refused
from engagement.facts import (
    AnswerDetailed,
    CommitmentMade,
    PromptAnswered,
)
from engagement.occasions import OccasionState
from engagement.questions import Given
from tests.unit.flow_parts import answered, play, wall

SENTENCE = "Att vi aldrig levererar något vi själva inte skulle ta emot."


def test_the_first_tap_is_an_answer_at_once() -> None:
    """Whoever puts the phone away after it has answered."""
    asked = play("P35")

    asked.press("answer", answer="planned")

    answered = asked.fact(PromptAnswered)
    assert (OccasionState.ANSWERED, "planned", "tap", 1) == (
        asked.state,
        answered.option,
        answered.how,
        answered.revision,
    )


def test_an_answer_keeps_the_question_as_it_was_shown() -> None:
    asked = play("P35")
    shown = asked.scene.question

    asked.press("answer", answer="done")

    answered = asked.fact(PromptAnswered)
    assert (shown, "action:A2", "E3") == (
        answered.question,
        answered.subject,
        answered.person_id,
    )


@pytest.mark.parametrize(
    ("prompt_id", "values", "expected"),
    [
        ("P33", {"answer": "12"}, Given(number=Decimal(12))),
        ("P01", {"answer": f"  {SENTENCE} "}, Given(text=SENTENCE)),
        ("P27", {"answer": "what"}, Given(option="what")),
    ],
)
def test_a_form_is_an_answer(
    prompt_id: str, values: dict[str, str], expected: Given
) -> None:
    """A list of more than five options is a form too, not a tap."""
    asked = play(prompt_id)

    asked.press("answer", **values)

    assert (expected, "form") == (asked.occasion.answer, asked.fact(PromptAnswered).how)


@pytest.mark.parametrize(
    ("prompt_id", "answer", "follow_up", "detail", "expected"),
    [
        (
            "P35",
            "planned",
            "when",
            "2026-12-03T14:00",
            Given(moment=wall("2026-12-03T14:00")),
        ),
        ("P35", "blocked", "obstacle", "money", Given(option="money")),
        ("P35", "not_relevant", "reason", "Såld.", Given(text="Såld.")),
        ("P08", "later", "decide_on", "2026-12-03", Given(day=date(2026, 12, 3))),
        ("P23", "up", "happened", "Brand.", Given(text="Brand.")),
    ],
)
def test_a_follow_up_comes_on_top_of_the_answer(
    prompt_id: str, answer: str, follow_up: str, detail: str, expected: Given
) -> None:
    asked = play(prompt_id)
    asked.press("answer", answer=answer)
    waiting = asked.scene.pending
    assert waiting is not None

    asked.press("detail", detail=detail)

    detailed = asked.fact(AnswerDetailed)
    assert (follow_up, waiting.ask) == (detailed.follow_up_id, detailed.ask)
    assert {follow_up: expected} == asked.details
    assert asked.scene.pending is None


@pytest.mark.parametrize(
    ("prompt_id", "answer", "text", "expected"),
    [
        ("P35", "planned", "onsdag 14", Given(moment=wall("2026-11-25T14:00"))),
        (
            "P35",
            "planned",
            "onsdag 14 om Eva kan",
            Given(moment=wall("2026-11-25T14:00"), text="onsdag 14 om Eva kan"),
        ),
        ("P35", "blocked", "Någon annans beslut", Given(option="decision")),
        ("P35", "blocked", "verktyget är trasigt", Given(text="verktyget är trasigt")),
        ("P08", "later", "på fredag", Given(day=date(2026, 11, 27))),
        ("P23", "up", "Brand i gjuteriet.", Given(text="Brand i gjuteriet.")),
    ],
)
def test_a_follow_up_can_be_typed(
    prompt_id: str, answer: str, text: str, expected: Given
) -> None:
    asked = play(prompt_id)
    asked.press("answer", answer=answer)

    asked.type(text)

    assert [expected] == list(asked.details.values())


@pytest.mark.parametrize(
    ("prompt_id", "answer", "code"),
    [
        ("P35", "planned", "moment_unread"),
        ("P08", "later", "day_unread"),
    ],
)
def test_what_cannot_be_read_as_the_follow_up_is_asked_for_again(
    prompt_id: str, answer: str, code: str
) -> None:
    """In its own terms, and the words are kept."""
    asked = play(prompt_id)
    asked.press("answer", answer=answer)

    with pytest.raises(NotUnderstood, match=code):
        asked.type("det vet jag inte riktigt")


def test_a_day_without_a_time_is_asked_for_the_time() -> None:
    """A day alone does not get things done more often."""
    asked = play("P35")
    asked.press("answer", answer="planned")

    with pytest.raises(Refused, match="moment_time_missing") as refused:
        asked.type("tisdag")

    assert {"day": date(2026, 12, 1)} == refused.value.values


# --- what may be left open -----------------------------------------------------


def test_proof_is_offered_and_never_demanded() -> None:
    """The answer looks answered all the while."""
    asked = play("P35")

    asked.press("answer", answer="done")

    offered = asked.scene.offered
    assert offered is not None
    assert ("proof", State.ANSWERED) == (offered.follow_up_id, asked.section.state)
    assert asked.scene.pending is None
    assert ("detail",) == tuple(one.input_id for one in asked.section.inputs)


def test_that_is_all_ends_the_offer_without_a_record() -> None:
    asked = play("P35")
    asked.press("answer", answer="done")
    before = list(asked.facts)

    asked.press("enough")

    assert before == asked.facts
    assert () == asked.section.inputs


def test_the_offer_is_forgotten_with_its_step() -> None:
    """A day later, when the step has run out, the card is just an answer."""
    asked = play("P35")
    asked.press("answer", answer="done")

    asked.step = ""

    assert (State.ANSWERED, ()) == (asked.section.state, asked.section.inputs)


def test_a_line_can_still_be_added_afterwards() -> None:
    asked = play("P35")
    asked.press("answer", answer="done")
    asked.press("enough")

    asked.press("more")
    asked.press("detail", detail="https://example.com/minutes")

    assert {"proof": Given(text="https://example.com/minutes")} == asked.details


def test_an_empty_line_is_the_same_as_no_line() -> None:
    asked = play("P35")
    asked.press("answer", answer="done")
    before = list(asked.facts)

    asked.press("detail", detail="  ")

    assert (before, "") == (asked.facts, asked.step)


def test_proof_can_be_typed() -> None:
    asked = play("P35")
    asked.press("answer", answer="done")

    asked.type("se protokollet")

    assert {"proof": Given(text="se protokollet")} == asked.details


# --- promises in the words of the question -------------------------------------


@pytest.mark.parametrize(
    ("prompt_id", "answer", "what"),
    [
        ("P35", "planned", "Ta beslut om provrigg"),
        ("P18", "planned", "Ring Nordkran om ”Läckande ventilblock”"),
        ("P13", "O5", "Prata med den som äger ”Leverantörsfel”"),
        ("P28", "Dela upp planen med inköp.", "Dela upp planen med inköp."),
    ],
)
def test_a_day_and_a_time_make_a_commitment(
    prompt_id: str, answer: str, what: str
) -> None:
    asked = answered(prompt_id, answer=answer)
    assert "commitment.made" not in asked.kinds

    asked.press("detail", detail="2026-12-03T14:00")

    made = asked.fact(CommitmentMade)
    assert (what, wall("2026-12-03T14:00"), "E3", "Q") == (
        made.what.text,
        made.due,
        made.person_id,
        made.occasion_id,
    )


def test_nothing_is_promised_where_no_objective_is_chosen() -> None:
    assert answered("P13", answer="none").scene.pending is None
