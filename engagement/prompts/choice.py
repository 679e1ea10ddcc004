"""A choice: one of the options that the question names."""

from __future__ import annotations

from collections.abc import Mapping

from engagement.cards import ChoiceOption, Input
from engagement.prompts import details
from engagement.prompts.fields import (
    Clock,
    Words,
    choice_from_form,
    choice_from_text,
    choice_input,
)
from engagement.prompts.kind import ANSWER, Read
from engagement.questions import Given, Question

EXAMPLE = Question(
    prompt_id="P27",
    prompt_version=1,
    prompt_digest="0" * 64,
    language="sv",
    kind="choice",
    text="Vilken del av planen för ”Leveransprecision” är svagast?",
    options=(
        ChoiceOption(option_id="resources", label="Resurserna"),
        ChoiceOption(option_id="timetable", label="Tidplanen"),
        ChoiceOption(option_id="none", label="Ingen"),
    ),
)


class Choice:
    """Tap one; or write it, and what stands behind it becomes the follow-up."""

    name = "choice"

    def inputs(
        self, question: Question, given: Given | None, clock: Clock, words: Words
    ) -> tuple[Input, ...]:
        """Show the options."""
        del clock
        label = words.text("input.choice")
        return (choice_input(ANSWER, label, question.options, given),)

    def from_form(
        self, question: Question, values: Mapping[str, str], clock: Clock, words: Words
    ) -> Given:
        """Read the option that was tapped or chosen."""
        del clock, words
        return choice_from_form(values, ANSWER, question.options)

    def from_text(
        self, question: Question, text: str, clock: Clock, words: Words
    ) -> Read | None:
        """Read an option's words, its number or its letter."""
        found = choice_from_text(text, question.options)
        if found is None:
            return None
        given, rest = found
        more = details.from_rest(question, given, rest, clock, words)
        return Read(given=given, details=more)

    def say(self, question: Question, given: Given, words: Words) -> str:
        """Say the option."""
        del words
        return question.label(given.option or "")
