"""One number within a range; 0-10 is such a range."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from engagement import typed
from engagement.cards import Input
from engagement.prompts.fields import Clock, Words, in_range, number, number_input
from engagement.prompts.kind import ANSWER, Read
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
        return number(values.get(ANSWER, ""), _range(question), words)

    def from_text(
        self, question: Question, text: str, clock: Clock, words: Words
    ) -> Read | None:
        """Read the number."""
        del clock
        found = typed.read_number(text)
        if found is None:
            return None
        value = in_range(found, _range(question), words)
        return Read(given=Given(number=value))

    def say(self, question: Question, given: Given, words: Words) -> str:
        """Say the number with its unit."""
        value = given.number if given.number is not None else Decimal(0)
        shown = words.texts.number(value, words.language)
        return f"{shown} {_range(question).unit}".strip()


def _range(question: Question) -> AskedRange:
    """The range that a number question always has; the loader sees to it."""
    assert question.number is not None  # noqa: S101 - see above
    return question.number
