"""One number within a range; 0-10 is such a range."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from engagement.cards import Input
from engagement.prompts.fields import (
    ANY_NUMBER,
    Clock,
    Words,
    number_from_form,
    number_from_text,
    number_input,
)
from engagement.prompts.kind import ANSWER, Read, with_words
from engagement.questions import AskedRange, Given, Question

EXAMPLE = Question(
    prompt_id="P33",
    prompt_version=1,
    prompt_digest="0" * 64,
    language="sv",
    kind="number",
    text="Hur många av våra 20 största kunder har berättat hur nöjda de är?",
    number=AskedRange(least=Decimal(0), most=Decimal(20), decimals=0, unit="kunder"),
)


class Number:
    """Typed in the person's own notation, comma or point."""

    name = "number"
    unread = "number_unread"

    def inputs(
        self, question: Question, given: Given | None, clock: Clock, words: Words
    ) -> tuple[Input, ...]:
        """Show a place for the number."""
        del clock
        label = words.text("input.number")
        return (number_input(ANSWER, label, _range(question), given),)

    def from_form(
        self, question: Question, values: Mapping[str, str], clock: Clock, words: Words
    ) -> Given:
        """Read the number."""
        del clock
        return number_from_form(values, ANSWER, _range(question), words)

    def from_text(
        self, question: Question, text: str, clock: Clock, words: Words
    ) -> Read | None:
        """Read the number; words beside it are kept: ``ca 12, mest fordon``."""
        del clock
        found = number_from_text(text, _range(question), words)
        return None if found is None else Read(given=found)

    def say(self, question: Question, given: Given, words: Words) -> str:
        """Say the number with its unit, and what was typed besides."""
        asked = _range(question)
        value = given.number if given.number is not None else asked.least
        shown = words.texts.number(value, words.language)
        unit = asked.unit_one if value == 1 and asked.unit_one else asked.unit
        return with_words(f"{shown} {unit}".strip(), given, words)


def _range(question: Question) -> AskedRange:
    """The range that a number question has; content without one is refused."""
    return question.number or ANY_NUMBER
