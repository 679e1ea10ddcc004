"""Follow-ups of an answer: shown, read and said like small questions of their own."""

from __future__ import annotations

from collections.abc import Mapping

from engagement.cards import Input
from engagement.errors import Refused
from engagement.prompts import fields
from engagement.prompts.fields import Clock, Words
from engagement.questions import AskedFollowUp, Given, Question

DETAIL = "detail"
"Name of a follow-up's only input."


def pending(
    question: Question, given: Given, answered: Mapping[str, Given]
) -> AskedFollowUp | None:
    """Return the follow-up that the answer leads to and that nothing was given to."""
    for follow_up in question.follow_ups:
        open_ = follow_up.follow_up_id not in answered
        if open_ and follow_up.follows(given.option):
            return follow_up
    return None


def inputs(
    follow_up: AskedFollowUp, given: Given | None, clock: Clock
) -> tuple[Input, ...]:
    """Show a follow-up's input."""
    ask = follow_up.ask
    match follow_up.kind:
        case "choice":
            shown: Input = fields.choice_input(DETAIL, ask, follow_up.options, given)
        case "day":
            shown = fields.day_input(DETAIL, ask, clock, given)
        case "moment":
            shown = fields.moment_input(DETAIL, ask, clock, given)
        case _:
            required = follow_up.required
            shown = fields.sentence_input(DETAIL, ask, given, required=required)
    return (shown,)


def from_form(
    follow_up: AskedFollowUp, values: Mapping[str, str], clock: Clock
) -> Given:
    """Read what was given to a follow-up.

    Raises:
        Refused: it is missing or breaks a rule.
    """
    match follow_up.kind:
        case "choice":
            return fields.choice_from_form(values, DETAIL, follow_up.options)
        case "day":
            return fields.day_from_form(values, DETAIL, clock)
        case "moment":
            return fields.moment_from_form(values, DETAIL, clock)
        case _:
            return fields.sentence(values.get(DETAIL, ""))


def from_text(follow_up: AskedFollowUp, text: str, clock: Clock) -> Given | None:
    """Read what was typed to a follow-up; None where it is something else.

    Words that name no option of a choice are kept as words: ``no budget``.

    Raises:
        Refused: it breaks a rule.
    """
    match follow_up.kind:
        case "choice":
            found = fields.choice_from_text(text, follow_up.options)
            return found[0] if found is not None else fields.sentence(text)
        case "day":
            return fields.day_from_text(text, clock)
        case "moment":
            return fields.moment_from_text(text, clock)
        case _:
            return fields.sentence(text)


def from_rest(
    question: Question, given: Given, rest: str, clock: Clock, words: Words
) -> dict[str, Given]:
    """Give what stands behind a typed answer to its first follow-up.

    What cannot be read there is simply asked for afterwards.
    """
    del words
    follow_up = pending(question, given, {})
    if follow_up is None or not rest:
        return {}
    try:
        detail = from_text(follow_up, rest, clock)
    except Refused:
        return {}
    return {} if detail is None else {follow_up.follow_up_id: detail}


def say(follow_up: AskedFollowUp, given: Given, words: Words) -> str:
    """Say what was given."""
    if given.moment is not None:
        return words.texts.moment(given.moment.wall, words.language)
    if given.day is not None:
        return words.texts.weekday(given.day, words.language)
    for option in follow_up.options:
        if option.option_id == given.option:
            return option.label
    return given.text or ""
