"""The five things that can be given: a choice, a sentence, a number, a day, a moment.

Each one is shown as inputs, read from a form, and read from what was typed. A reader
of typed text returns None where the text is something else; a reader of a form raises,
because a form leaves no doubt about what was meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from engagement import typed
from engagement.cards import (
    ChoiceInput,
    ChoiceOption,
    DayInput,
    MomentInput,
    NumberInput,
    TextInput,
)
from engagement.errors import Refused
from engagement.moments import Moment
from engagement.questions import SENTENCE_MOST, AskedRange, Given
from engagement.texts import Language, Texts

YEARS_AHEAD = 5
"A day further ahead than this is taken for a slip of the pen."


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The reader's wall clock."""

    local: datetime
    "Naive."
    zone: str

    @property
    def today(self) -> date:
        """The reader's date."""
        return self.local.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one input, in one language."""

    language: Language
    texts: Texts

    def text(self, key: str, **values: object) -> str:
        """Return a sentence."""
        return self.texts.text(key, self.language, **values)


def _given(values: Mapping[str, str], name: str) -> str:
    """Return what stands in a form's field, without blanks around it."""
    return values.get(name, "").strip()


# --- choice --------------------------------------------------------------------


def choice_input(
    name: str, label: str, options: tuple[ChoiceOption, ...], given: Given | None
) -> ChoiceInput:
    """Show a choice."""
    value = given.option if given is not None else None
    return ChoiceInput(input_id=name, label=label, options=options, value=value)


def choice_from_form(
    values: Mapping[str, str], name: str, options: tuple[ChoiceOption, ...]
) -> Given:
    """Read a choice from a form.

    Raises:
        Refused: nothing, or nothing that can be chosen, was chosen.
    """
    option = _given(values, name)
    if option not in {o.option_id for o in options}:
        raise Refused("choose_one")
    return Given(option=option)


def choice_from_text(
    text: str, options: tuple[ChoiceOption, ...]
) -> tuple[Given, str] | None:
    """Read a choice from what was typed, and what stands behind it."""
    found = typed.read_option(text, [(o.option_id, o.label) for o in options])
    return None if found is None else (Given(option=found[0]), found[1])


# --- sentence ------------------------------------------------------------------


def sentence_input(
    name: str, label: str, given: Given | None, *, required: bool = True
) -> TextInput:
    """Show a place for a sentence."""
    return TextInput(
        input_id=name,
        label=label,
        most=SENTENCE_MOST,
        value=(given.text or "") if given is not None else "",
        lines=2,
        required=required,
    )


def sentence(text: str) -> Given:
    """Read a sentence.

    Raises:
        Refused: it is empty or longer than ``SENTENCE_MOST``.
    """
    text = text.strip()
    if not text:
        raise Refused("sentence_empty")
    if len(text) > SENTENCE_MOST:
        raise Refused("sentence_long", most=SENTENCE_MOST, n=len(text))
    return Given(text=text)


# --- number --------------------------------------------------------------------


def number_input(
    name: str, label: str, asked: AskedRange, given: Given | None
) -> NumberInput:
    """Show a place for a number."""
    return NumberInput(
        input_id=name,
        label=label,
        least=asked.least,
        most=asked.most,
        decimals=asked.decimals,
        unit=asked.unit,
        value=given.number if given is not None else None,
    )


def number(text: str, asked: AskedRange, words: Words) -> Given:
    """Read a number.

    Raises:
        Refused: it is none, or out of range, or more precise than asked for.
    """
    found = typed.read_number(text)
    if found is None:
        raise Refused("number_unread")
    return Given(number=in_range(found, asked, words))


def in_range(value: Decimal, asked: AskedRange, words: Words) -> Decimal:
    """Return ``value`` with the decimals that are asked for.

    Raises:
        Refused: it is out of range, or more precise than asked for.
    """
    shown = {
        "least": words.texts.number(asked.least, words.language),
        "most": words.texts.number(asked.most, words.language),
    }
    if not asked.least <= value <= asked.most:
        raise Refused("number_range", **shown)
    step = Decimal(1).scaleb(-asked.decimals)
    rounded = value.quantize(step)
    if rounded != value:
        raise Refused("number_decimals", n=asked.decimals)
    return rounded


# --- day and moment ------------------------------------------------------------


def day_input(name: str, label: str, clock: Clock, given: Given | None) -> DayInput:
    """Show a place for a day."""
    value = given.day if given is not None else None
    return DayInput(input_id=name, label=label, earliest=clock.today, value=value)


def day_from_form(values: Mapping[str, str], name: str, clock: Clock) -> Given:
    """Read a day from a form.

    Raises:
        Refused: it is no day, past, or absurdly far ahead.
    """
    try:
        found = date.fromisoformat(_given(values, name))
    except ValueError:
        raise Refused("day_unread") from None
    return Given(day=sensible_day(found, clock))


def sensible_day(day: date, clock: Clock) -> date:
    """Return ``day``.

    Raises:
        Refused: it is past, or absurdly far ahead.
    """
    if day < clock.today:
        raise Refused("day_past")
    if day.year > clock.today.year + YEARS_AHEAD:
        raise Refused("day_far", n=YEARS_AHEAD)
    return day


def day_from_text(text: str, clock: Clock) -> Given | None:
    """Read a day from what was typed.

    Raises:
        Refused: it is a day, but past or absurdly far ahead.
    """
    found = typed.read_day(text, clock.today)
    return None if found is None else Given(day=sensible_day(found, clock))


def moment_input(
    name: str, label: str, clock: Clock, given: Given | None
) -> MomentInput:
    """Show a place for a day and a time of day."""
    value = given.moment.wall if given is not None and given.moment else None
    return MomentInput(input_id=name, label=label, earliest=clock.today, value=value)


def moment_from_form(values: Mapping[str, str], name: str, clock: Clock) -> Given:
    """Read a day and a time from a form: ``2026-12-01T14:00``.

    Raises:
        Refused: it is no moment, past, or absurdly far ahead.
    """
    try:
        wall = datetime.fromisoformat(_given(values, name))
    except ValueError:
        raise Refused("moment_unread") from None
    return Given(moment=sensible_moment(wall.replace(tzinfo=None), clock))


def sensible_moment(wall: datetime, clock: Clock) -> Moment:
    """Return the moment.

    Raises:
        Refused: it is past, or absurdly far ahead.
    """
    sensible_day(wall.date(), clock)
    if wall <= clock.local:
        raise Refused("moment_past")
    return Moment.of(wall, clock.zone)


def moment_from_text(text: str, clock: Clock) -> Given | None:
    """Read a day and a time from what was typed.

    Raises:
        Refused: a day was named without a time, or the moment is past or too far.
    """
    found = typed.read_moment(text, clock.local)
    if found is None:
        return None
    if found.at is None:
        sensible_day(found.day, clock)
        raise Refused("moment_time_missing", day=found.day)
    return Given(moment=sensible_moment(datetime.combine(found.day, found.at), clock))
