"""One sentence, in the person's own words."""

from __future__ import annotations

from collections.abc import Mapping

from engagement.cards import Input
from engagement.prompts.fields import Clock, Words, sentence, sentence_input
from engagement.prompts.kind import ANSWER, Read
from engagement.questions import Given, Question

EXAMPLE = Question(
    prompt_id="P06",
    prompt_version=1,
    prompt_digest="0" * 64,
    language="sv",
    kind="sentence",
    text="Vilken rutin görs bara ”för att ISO kräver det”?",
)


class Sentence:
    """Whatever is typed is the answer."""

    name = "sentence"
    unread = "not_understood"

    def inputs(
        self, question: Question, given: Given | None, clock: Clock, words: Words
    ) -> tuple[Input, ...]:
        """Show a place to write."""
        del question, clock
        return (sentence_input(ANSWER, words.text("input.sentence"), given),)

    def from_form(
        self, question: Question, values: Mapping[str, str], clock: Clock, words: Words
    ) -> Given:
        """Read the sentence."""
        del question, clock, words
        return sentence(values.get(ANSWER, ""))

    def from_text(
        self, question: Question, text: str, clock: Clock, words: Words
    ) -> Read | None:
        """Read the sentence."""
        del question, clock, words
        return Read(given=sentence(text))

    def say(self, question: Question, given: Given, words: Words) -> str:
        """Say it; a withdrawn text says so."""
        del question
        return given.text or words.text("answer.withdrawn_text")
