"""What an answer is worth: the grade shown with it, and what lifts it afterwards."""

from __future__ import annotations

import pytest

from config import content
from engagement import facts as f
from engagement.catalogue import Prompt
from engagement.evidence.grading import grade_of
from engagement.facts.free_text import FreeText
from engagement.grades import Grade, default_grade
from engagement.objectives import Track
from tests.unit.told_parts import START, Told, question

PROMPTS = {prompt.prompt_id: prompt for prompt in content.load().prompts}


def answered(**parts: object) -> f.PromptAnswered:
    """Return an answer."""
    whole = {"option": None, "question": question()} | parts
    return f.PromptAnswered(
        occasion_id="o",
        person_id="E3",
        revision=1,
        how="tap",
        late=False,
        **whole,  # type: ignore[arg-type]
    )


# --- by itself -----------------------------------------------------------------


def test_grades_have_an_order() -> None:
    """And it is not that of the alphabet."""
    found = sorted(Grade, key=lambda grade: grade.strength)

    assert ["none", "statement", "action", "artefact", "verified"] == found


@pytest.mark.parametrize(
    ("option", "grade"),
    [("done", Grade.STATEMENT), ("fund", Grade.ACTION), ("not_yet", Grade.NONE)],
)
def test_the_grade_is_the_one_that_the_question_was_shown_with(
    option: str, grade: Grade
) -> None:
    assert grade is grade_of(answered(option=option))


@pytest.mark.parametrize(
    ("kind", "option", "grade"),
    [
        ("four_way", "done", Grade.STATEMENT),
        ("four_way", "planned", Grade.STATEMENT),
        ("four_way", "blocked", Grade.NONE),
        ("four_way", "not_relevant", Grade.NONE),
        ("commitment_check", "kept", Grade.ACTION),
        ("commitment_check", "not_yet", Grade.NONE),
        ("choice", "none", Grade.NONE),
        ("choice", "anything", Grade.STATEMENT),
    ],
)
def test_an_option_without_a_grade_has_that_of_its_kind(
    kind: str, option: str, grade: Grade
) -> None:
    """So have answers that were given before options had grades."""
    assert grade is default_grade(kind, option)
    assert grade is grade_of(
        answered(option=option, question=question(kind=kind, options=()))
    )


@pytest.mark.parametrize("words", ["Ingen", "none", "Vet inte än", "-", "?"])
def test_naming_nothing_is_a_full_answer_and_no_coverage(words: str) -> None:
    assert Grade.NONE is grade_of(answered(text=FreeText(text=words)))


def test_a_sentence_is_a_statement() -> None:
    said = answered(text=FreeText(text="Budgeten för provriggen"))

    assert Grade.STATEMENT is grade_of(said)


def test_the_grade_of_what_has_no_options_is_frozen_with_the_question() -> None:
    said = answered(number=None, question=question(grade=Grade.ACTION))

    assert Grade.ACTION is grade_of(said)


def test_words_that_were_taken_out_cannot_be_graded() -> None:
    assert grade_of(answered(text=FreeText(text=None))) is None


def test_an_objective_that_its_owner_reviewed_is_a_statement() -> None:
    reviewed = f.ObjectiveReviewed(
        objective_id="O1",
        person_id="E3",
        on=START.date(),
        value=None,
        track=Track.ON_TRACK,
        confidence=7,
        occasion_id="o",
    )

    assert Grade.STATEMENT is grade_of(reviewed)


# --- with what came after ------------------------------------------------------


def test_done_with_a_line_that_shows_it_is_an_artefact() -> None:
    told = Told()
    told.answer("o")
    told.detail("o", "whom", "Eva")
    assert Grade.STATEMENT is told.thread("o").grade

    told.detail("o", "proof", "Protokoll 12")

    assert Grade.ARTEFACT is told.thread("o").grade


@pytest.mark.parametrize("words", [None, "  "])
def test_proof_that_went_or_is_empty_shows_nothing(words: str | None) -> None:
    told = Told()
    told.answer("o")
    told.detail("o", "proof", words)

    assert Grade.STATEMENT is told.thread("o").grade


def test_what_a_question_does_not_know_lifts_nothing() -> None:
    told = Told()
    told.answer("o")
    told.detail("o", "gone", "Protokoll 12")

    assert Grade.STATEMENT is told.thread("o").grade


def test_a_promise_that_was_kept_is_an_action() -> None:
    told = Told()
    told.answer("o")
    told.promise("o", "c1")
    assert Grade.STATEMENT is told.thread("o").grade

    told.keep("c1")

    assert Grade.ACTION is told.thread("o").grade


def test_verified_is_what_a_coordinator_looked_at() -> None:
    told = Told()
    seq = told.answer("o")
    told.verify(seq, "o")

    assert Grade.VERIFIED is told.thread("o").grade


def test_an_answer_that_was_edited_is_not_verified_any_more() -> None:
    told = Told()
    seq = told.answer("o")
    told.detail("o", "proof", "Protokoll 12")
    told.verify(seq, "o")
    told.answer("o", revision=2)

    thread = told.thread("o")
    assert thread.verified is None
    # Nor does the proof of the old version back up the new one.
    assert Grade.STATEMENT is thread.grade


def test_nobody_makes_a_no_into_coverage_by_looking_at_it() -> None:
    told = Told()
    seq = told.answer("o", "not_yet")
    told.verify(seq, "o")

    assert Grade.NONE is told.thread("o").grade


def test_what_may_not_be_shown_is_not_graded() -> None:
    told = Told()
    told.answer("o", "not_yet", shown=False)

    thread = told.thread("o")
    assert thread.answered
    assert thread.grade is None
    assert not thread.negative


def test_without_an_answer_there_is_nothing_to_verify_or_to_grade() -> None:
    told = Told()
    told.ask("o")

    thread = told.thread("o")
    assert (None, None, []) == (thread.grade, thread.verified, thread.details)


def test_an_objective_has_no_question_that_could_lift_it() -> None:
    told = Told()
    told.put(
        f.ObjectiveReviewed(
            objective_id="O1",
            person_id="E3",
            on=START.date(),
            value=None,
            track=Track.ON_TRACK,
            confidence=7,
            occasion_id="o",
        )
    )
    told.detail("o", "proof", "Protokoll 12")

    assert Grade.STATEMENT is told.thread("o").grade


# --- the shipped content -------------------------------------------------------


@pytest.mark.parametrize("prompt", PROMPTS.values(), ids=PROMPTS)
def test_every_option_says_what_it_is_worth(prompt: Prompt) -> None:
    """Somebody decided it, one by one; nothing is worth more by a forgotten default."""
    assert not [option.option_id for option in prompt.options if option.grade is None]


@pytest.mark.parametrize(
    "option",
    ["P05/absent", "P09/not_yet", "P11/no", "P17/longer", "P24/early", "CHECK/not_yet"],
)
def test_an_honest_not_yet_is_no_coverage(option: str) -> None:
    prompt_id, _, option_id = option.partition("/")
    found = PROMPTS[prompt_id].option(option_id)

    assert found is not None
    assert Grade.NONE is found.grade


@pytest.mark.parametrize(
    "option", ["P08/fund", "P08/decline", "P21/confirm", "P37/approve"]
)
def test_an_answer_that_is_the_decision_itself_is_an_action(option: str) -> None:
    """A reasoned no counts as much as a yes."""
    prompt_id, _, option_id = option.partition("/")
    found = PROMPTS[prompt_id].option(option_id)

    assert found is not None
    assert Grade.ACTION is found.grade


@pytest.mark.parametrize("option", ["P27/none", "P40/none"])
def test_none_is_a_statement_where_it_is_what_was_asked_for(option: str) -> None:
    found = PROMPTS[option[:3]].option("none")

    assert found is not None
    assert Grade.STATEMENT is found.grade
