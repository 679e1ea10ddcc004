"""A choice: one of the options that the question names."""

from __future__ import annotations

from collections.abc import Mapping

from engagement.cards import ChoiceOption, Input
from engagement.prompts import details
from engagement.prompts.days import bare_moment_from_text
from engagement.prompts.fields import (
    Clock,
    Words,
    choice_from_form,
    choice_from_text,
    choice_input,
)
from engagement.prompts.kind import ANSWER, Read, with_words
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
    unread = "not_understood"

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
        """Read an option's words, its number or its letter; or when it will be done."""
        found = choice_from_text(text, question.options)
        if found is not None:
            return details.read_rest(question, *found, clock, words)
        return _when(question, text, clock)

    def say(self, question: Question, given: Given, words: Words) -> str:
        """Say the option, with what was typed besides."""
        return with_words(question.label(given.option or ""), given, words)


def _when(question: Question, text: str, clock: Clock) -> Read | None:
    """Read *tisdag 14* as the only option that asks for a day and a time."""
    asking = [
        (option.option_id, follow_up.follow_up_id)
        for option in question.options
        for follow_up in question.follow_ups
        if follow_up.kind == "moment" and follow_up.follows(option.option_id)
    ]
    moment = bare_moment_from_text(text, clock) if len(asking) == 1 else None
    if moment is None:
        return None
    option, follow_up = asking[0]
    return Read(given=Given(option=option), details={follow_up: moment})
