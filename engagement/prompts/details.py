"""Follow-ups of an answer: shown, read and said like small questions of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engagement.cards import Input
from engagement.errors import Refused
from engagement.prompts import days, fields
from engagement.prompts.fields import ANY_NUMBER, Clock, Words
from engagement.prompts.kind import Read, with_words
from engagement.questions import AskedFollowUp, Given, Question

DETAIL = "detail"
"Name of a follow-up's input where it stands alone."
UNREAD = {"day": "day_unread", "moment": "moment_unread", "number": "number_unread"}
"Kind -> code of the sentence for words that cannot be read as one."


def reached(question: Question, given: Given) -> tuple[AskedFollowUp, ...]:
    """Return the follow-ups that an answer leads to, in order."""
    return tuple(f for f in question.follow_ups if f.follows(given.option))


def input_of(
    follow_up: AskedFollowUp, before: Given | None, clock: Clock, name: str = DETAIL
) -> Input:
    """Show a follow-up's input, with what was given to it before."""
    ask, required = follow_up.ask, follow_up.required
    match follow_up.kind:
        case "choice":
            shown = fields.choice_input(name, ask, follow_up.options, before)
            return replace(shown, required=required)
        case "number":
            number = fields.number_input(name, ask, ANY_NUMBER, before)
            return replace(number, required=required)
        case "day":
            return replace(days.day_input(name, ask, clock, before), required=required)
        case "moment":
            moment = days.moment_input(name, ask, clock, before)
            return replace(moment, required=required)
        case _:
            return fields.sentence_input(name, ask, before, required=required)


def again_from_form(
    follow_up: AskedFollowUp,
    held: Given,
    values: Mapping[str, str],
    clock: Clock,
    words: Words,
) -> Given:
    """Read a follow-up from a form that was filled with what it held before.

    What was left as it was stays so: a day that has passed meanwhile, and the words
    that were typed beside a choice.

    Raises:
        Refused: it is missing or breaks a rule.
    """
    name = follow_up.follow_up_id
    if fields.given(values, name) == _written(held):
        return held
    given = from_form(follow_up, values, clock, words, name)
    return held if given == replace(held, text=None) else given


def _written(held: Given) -> str | None:
    """Return a day or a moment as its form gives it."""
    if held.moment is not None:
        return held.moment.wall.isoformat(timespec="minutes")
    return None if held.day is None else held.day.isoformat()


def is_empty(values: Mapping[str, str], name: str = DETAIL) -> bool:
    """Whether nothing was filled in."""
    return not fields.given(values, name)


def from_form(
    follow_up: AskedFollowUp,
    values: Mapping[str, str],
    clock: Clock,
    words: Words,
    name: str = DETAIL,
) -> Given:
    """Read what was given to a follow-up.

    Raises:
        Refused: it is missing or breaks a rule.
    """
    match follow_up.kind:
        case "choice":
            return fields.choice_from_form(values, name, follow_up.options)
        case "number":
            return fields.number_from_form(values, name, ANY_NUMBER, words)
        case "day":
            return days.day_from_form(values, name, clock)
        case "moment":
            return days.moment_from_form(values, name, clock)
        case _:
            return fields.sentence(values.get(name, ""))


def from_text(
    follow_up: AskedFollowUp, text: str, clock: Clock, words: Words
) -> Given | None:
    """Read what was typed to a follow-up; None where it is something else.

    Words that name no option of a choice are kept as words: ``no budget``.

    Raises:
        Refused: it breaks a rule.
    """
    match follow_up.kind:
        case "choice":
            return _chosen(follow_up, text)
        case "number":
            return fields.number_from_text(text, ANY_NUMBER, words)
        case "day":
            return days.day_from_text(text, clock)
        case "moment":
            return days.moment_from_text(text, clock)
        case _:
            return fields.sentence(text)


def _chosen(follow_up: AskedFollowUp, text: str) -> Given:
    found = fields.choice_from_text(text, follow_up.options)
    if found is None:
        return fields.sentence(text)
    given, rest = found
    return replace(given, text=rest or None)


def read_rest(
    question: Question, given: Given, rest: str, clock: Clock, words: Words
) -> Read:
    """Give what stands behind a typed answer to its first follow-up.

    What cannot be read there stays with the answer: no word is lost, and what the
    follow-up needs is simply asked for afterwards.
    """
    if not rest:
        return Read(given=given)
    for follow_up in reached(question, given)[:1]:
        try:
            detail = from_text(follow_up, rest, clock, words)
        except Refused:
            break
        if detail is not None:
            return Read(given=given, details={follow_up.follow_up_id: detail})
    return Read(given=replace(given, text=fields.sentence(rest).text))


def say(follow_up: AskedFollowUp, given: Given, words: Words) -> str:
    """Say what was given."""
    value = _value(follow_up, given, words)
    if not value:
        return given.text or words.text("answer.withdrawn_text")
    return with_words(value, given, words)


def _value(follow_up: AskedFollowUp, given: Given, words: Words) -> str:
    if given.moment is not None:
        return words.texts.moment(given.moment.wall, words.language)
    if given.day is not None:
        return words.texts.weekday(given.day, words.language)
    if given.number is not None:
        return words.texts.number(given.number, words.language)
    labels = {option.option_id: option.label for option in follow_up.options}
    return labels.get(given.option or "", "")
