"""What every kind of question knows how to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from engagement.cards import Input
from engagement.prompts.fields import Clock, Words
from engagement.questions import Given, Question

ANSWER = "answer"
"Name of the only input of a question that has one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What typed words say: the answer, and maybe more than that."""

    given: Given
    details: Mapping[str, Given] = field(default_factory=dict)
    "Follow-up id -> what the rest of the words give to it."


class Kind(Protocol):
    """One kind of question; a file of this package each."""

    @property
    def name(self) -> str:
        """As content names it."""
        ...

    @property
    def unread(self) -> str:
        """Code of the sentence for words that are no answer to it."""
        ...

    def inputs(
        self, question: Question, given: Given | None, clock: Clock, words: Words
    ) -> tuple[Input, ...]:
        """Show the question's inputs, with what was given before."""
        ...

    def from_form(
        self, question: Question, values: Mapping[str, str], clock: Clock, words: Words
    ) -> Given:
        """Read the answer from a form or from one tap.

        Raises:
            Refused: something is missing, out of range or cannot be chosen.
        """
        ...

    def from_text(
        self, question: Question, text: str, clock: Clock, words: Words
    ) -> Read | None:
        """Read the answer from what was typed; None where it is something else.

        Raises:
            Refused: it is an answer, but one that breaks a rule.
        """
        ...

    def say(self, question: Question, given: Given, words: Words) -> str:
        """Say the answer in words."""
        ...


def with_words(said: str, given: Given, words: Words) -> str:
    """Say an answer with what was said besides, where something was."""
    if not given.text:
        return said
    return words.text("answer.with_words", answer=said, words=given.text)
