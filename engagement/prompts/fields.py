"""What can be given to an input: a choice, a sentence, a number; days are in ``days``.

Each one is shown as inputs, read from a form, and read from what was typed. A reader
of typed text returns None where the text is something else; a reader of a form raises,
because a form leaves no doubt about what was meant.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from engagement import typed
from engagement.cards import ChoiceInput, ChoiceOption, NumberInput, TextInput
from engagement.errors import Refused
from engagement.questions import SENTENCE_MOST, AskedRange, Given
from engagement.texts import Language, Texts
from engagement.typed.words import key
from engagement.typed.words import words as words_of

_FAR = Decimal(10) ** 12
ANY_NUMBER = AskedRange(least=-_FAR, most=_FAR, decimals=6, unit="")
"Where nobody has said which numbers fit."


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


def given(values: Mapping[str, str], name: str) -> str:
    """Return what stands in a form's field, without blanks around it."""
    return values.get(name, "").strip()


# --- choice --------------------------------------------------------------------


def choice_input(
    name: str, label: str, options: tuple[ChoiceOption, ...], before: Given | None
) -> ChoiceInput:
    """Show a choice."""
    value = before.option if before is not None else None
    return ChoiceInput(input_id=name, label=label, options=options, value=value)


def choice_from_form(
    values: Mapping[str, str], name: str, options: tuple[ChoiceOption, ...]
) -> Given:
    """Read a choice from a form.

    Raises:
        Refused: nothing, or nothing that can be chosen, was chosen.
    """
    option = given(values, name)
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
    name: str, label: str, before: Given | None, *, required: bool = True
) -> TextInput:
    """Show a place for a sentence."""
    return TextInput(
        input_id=name,
        label=label,
        most=SENTENCE_MOST,
        value=(before.text or "") if before is not None else "",
        lines=2,
        required=required,
    )


def sentence(text: str, most: int = SENTENCE_MOST) -> Given:
    """Read a sentence; what cannot be seen or stored is left out of it.

    Raises:
        Refused: it is empty or longer than ``most`` characters.
    """
    clean = "".join(c for c in text if c in "\n\t" or _is_storable(c)).strip()
    if not any(c.isprintable() and not c.isspace() for c in clean):
        raise Refused("sentence_empty")
    if len(clean) > most:
        raise Refused("sentence_long", most=most, n=len(clean))
    return Given(text=clean)


def _is_storable(character: str) -> bool:
    """Whether it is neither a control character nor half of a surrogate pair."""
    return unicodedata.category(character) not in {"Cc", "Cs"}


# --- number --------------------------------------------------------------------


def number_input(
    name: str, label: str, asked: AskedRange, before: Given | None
) -> NumberInput:
    """Show a place for a number."""
    return NumberInput(
        input_id=name,
        label=label,
        least=asked.least,
        most=asked.most,
        decimals=asked.decimals,
        unit=asked.unit,
        value=before.number if before is not None else None,
    )


def number_from_form(
    values: Mapping[str, str], name: str, asked: AskedRange, words: Words
) -> Given:
    """Read a number from a form.

    Raises:
        Refused: it is none, or out of range, or more precise than asked for.
    """
    found = number_from_text(given(values, name), asked, words)
    if found is None:
        raise Refused("number_unread")
    return replace(found, text=None)


def number_from_text(text: str, asked: AskedRange, words: Words) -> Given | None:
    """Read a number from what was typed, and what is said besides.

    Raises:
        Refused: it is out of range, or more precise than asked for.
    """
    found = typed.read_number(text)
    if found is None:
        if typed.is_beyond(text):
            raise _out_of_range(asked, words)
        return None
    value = in_range(found, asked, words)
    unit = f"{asked.unit} {asked.unit_one or ''}"
    return Given(number=value, text=remark(text, unit))


def in_range(value: Decimal, asked: AskedRange, words: Words) -> Decimal:
    """Return ``value`` as it was given, without zeros beyond the decimals asked for.

    Raises:
        Refused: it is out of range, or more precise than asked for.
    """
    if not asked.least <= value <= asked.most:
        raise _out_of_range(asked, words)
    rounded = value.quantize(Decimal(1).scaleb(-asked.decimals))
    if rounded == value:
        # The shorter of the two: 12 is not 12.0, and 95.20 is not 95.200000.
        return min(value, rounded, key=_places)
    if asked.decimals:
        raise Refused("number_decimals", n=asked.decimals)
    raise Refused("number_whole")


def _out_of_range(asked: AskedRange, words: Words) -> Refused:
    return Refused(
        "number_range",
        least=words.texts.number(asked.least, words.language),
        most=words.texts.number(asked.most, words.language),
    )


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def remark(text: str, unit: str = "") -> str | None:
    """Return typed words that say more than a number does: *about 12, mostly cars*."""
    said = {word.word for word in words_of(text) if word.word.isalpha()}
    return sentence(text).text if said - {*key(unit).split()} else None
