"""A fact in a sentence, in both languages, with the real words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from config import texts
from engagement import facts as f
from engagement.describing import describe, describe_answer
from engagement.facts.free_text import FreeText
from engagement.prompts import sentence
from engagement.reviews import Review
from engagement.texts import LANGUAGES, Language
from tests.unit.fact_parts import DUE, QUESTION
from tests.unit.fact_story import EXAMPLES, STORY, planned

TEXTS = texts.load()
NAMES = {"E3": "Maria Lindqvist", "C1": "Karin Åberg"}


def told(fact: f.Fact, language: Language = "en") -> str:
    return describe(fact, language, TEXTS, NAMES)


def example(name: str, **changes: Any) -> f.Fact:
    found: Any = EXAMPLES[name]
    changed: f.Fact = replace(found, **changes)
    return changed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(len(STORY)))
def test_every_fact_is_a_sentence(number: int, language: Language) -> None:
    """No placeholder left over, no Python, no gap where nothing was given."""
    said = told(STORY[number], language)

    assert re.search(r"\w{3}", said)
    assert not re.search(r"[{}]|None|True|False|  |\(\)|  $", said)
    assert said == said.strip()


@pytest.mark.parametrize("number", range(len(STORY)))
def test_both_languages_have_words_of_their_own(number: int) -> None:
    bare = {"reading.recorded"}

    if STORY[number].NAME not in bare:
        assert told(STORY[number], "sv") != told(STORY[number], "en")


def test_people_are_named_where_their_names_are_known() -> None:
    absent = EXAMPLES["absence.withdrawn"]

    assert "Maria Lindqvist is not away after all." == told(absent)
    assert "E3 is not away after all." == describe(absent, "en", TEXTS)


def test_a_code_is_told_in_words() -> None:
    assert "Closed without an answer (no answer)." == told(EXAMPLES["prompt.expired"])
    reason = TEXTS.text("skip.no_time", "en")
    assert f"Skipped ({reason}). mässa" == told(EXAMPLES["prompt.skipped"])


def test_a_code_without_words_is_told_as_it_is() -> None:
    """Content and platforms bring codes that nobody here can know."""
    dropped = example("message.dropped", reason="full_moon")

    assert "(reminder, full moon)" in told(dropped)


def test_the_words_of_an_action_state_are_those_of_its_option() -> None:
    assert "Looked at by its owner: action A1. Planned" == told(
        EXAMPLES["subject.reviewed"]
    )


def test_an_outcome_that_the_answer_before_has_in_words_is_not_told_as_a_code() -> None:
    """The choices of a question are its own: only its answer knows their words."""
    fact = example("subject.reviewed", subject="risk:R07", outcome="unchanged")
    assert "Looked at by its owner: risk or opportunity R07." == told(fact)


def test_what_a_kind_has_no_word_for_is_told_by_its_id() -> None:
    fact = example("subject.reviewed", subject="supplier:S3", outcome="unchanged")
    assert "Looked at by its owner: supplier S3." == told(fact)


@pytest.mark.parametrize(
    ("period", "said"), [("2026-W46", "W46 2026"), ("2026-10", "Oct 2026")]
)
def test_a_period_is_told_as_people_say_it(period: str, said: str) -> None:
    assert f"otif, {said}: value withdrawn" == told(
        example("reading.withdrawn", period=period)
    )


def test_a_question_may_have_a_period_that_is_none_of_the_calendar() -> None:
    assert "Question P01 planned for Maria Lindqvist." == told(
        replace(planned("o9", "P01", None), period="ask-77")
    )


@pytest.mark.parametrize(
    ("weeks", "said"), [(1, "is asked every week"), (2, "is asked every 2 weeks")]
)
def test_numbers_choose_singular_or_plural(weeks: int, said: str) -> None:
    assert said in told(example("pace.changed", weeks=weeks))


def test_an_answer_is_told_with_its_question() -> None:
    said = told(EXAMPLES["prompt.answered"], "sv")

    assert QUESTION.text in said
    assert "Planerat" in said


def test_a_sentence_is_told_in_its_own_words() -> None:
    answered = example(
        "prompt.answered", question=sentence.EXAMPLE, option=None, number=None
    )

    assert "Offerten är inne 🙂" in told(answered)


def test_an_objective_update_is_told_whole() -> None:
    said = told(EXAMPLES["objective.reviewed"], "sv")

    for part in ("5", "95,4", "Hamnen avgör"):
        assert part in said


def test_an_objective_update_needs_no_line() -> None:
    said = told(example("objective.reviewed", line=None, value=None))

    assert "5" in said
    assert "”" not in said


GONE = FreeText(text=None)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("case.closed", {"outcome": GONE}),
        ("objective.reviewed", {"line": GONE}),
        ("prompt.answered", {"question": replace(QUESTION, text="")}),
        ("prompt.asked", {"question": replace(QUESTION, text="")}),
        ("prompt.answered", {"question": sentence.EXAMPLE, "text": GONE}),
        ("answer.detailed", {"text": GONE}),
    ],
)
def test_what_was_redacted_is_said_to_be(name: str, changes: dict[str, Any]) -> None:
    assert "(text withdrawn)" in told(example(name, **changes))


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (example("reading.set_aside", reason=None), "otif, W46 2026: counts again."),
        (
            example(
                "review.recorded",
                review=Review(review_id="L2", held_on=date(2026, 12, 15)),
            ),
            "Management review planned for 15 December.",
        ),
        (EXAMPLES["review.recorded"], "Management review on 15 December cancelled."),
        (example("record.redacted", field=None), "Record 7 was redacted (erasure)."),
        (EXAMPLES["record.redacted"], "Words of record 7 were redacted (erasure)."),
        (example("commitment.withdrawn", reason=None), "Commitment withdrawn."),
        (
            example("prompt.deferred", until=DUE.utc),
            (
                "A question was put off (enough messages already)"
                " until 2026-12-01 13:00 UTC."
            ),
        ),
        (
            example("reading.recorded", value=Decimal("1234.50")),
            "otif, W46 2026: 1,234.50 (version 1)",
        ),
    ],
)
def test_what_differs_is_told_differently(fact: f.Fact, said: str) -> None:
    assert said == told(fact)


def test_who_looked_is_told_by_name_and_so_is_what_was_allowed() -> None:
    opened = told(example("evidence.opened", reader_id="C1", person_id="E3"))
    refused = told(example("consent.stated", person_id="E3", given=False))

    assert "Karin Åberg opened the records of Maria Lindqvist: evidence page." == opened
    assert "Maria Lindqvist keeps an answer from the ISO auditor." == refused


def test_an_answer_can_be_told_without_its_question() -> None:
    """In a chain the question stands above it."""
    answered = EXAMPLES["prompt.answered"]

    assert QUESTION.text in told(answered)
    said = describe_answer(answered, "en", TEXTS, NAMES)
    assert said
    assert QUESTION.text not in said
    assert said in told(answered)
    kept = EXAMPLES["commitment.kept"]
    assert told(kept) == describe_answer(kept, "en", TEXTS, NAMES)
