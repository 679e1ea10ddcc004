"""The neutral message: what is said, without a word about any platform.

A card holds final sentences in one language. It has no platform ids and no markup;
user text in it is plain text. A choice is an input: whether it becomes buttons, a
list or a form is the renderer's decision. Each action carries one opaque id, made
of the reference of its section and a verb; nothing else that comes back is trusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from engagement.grades import Grade
from engagement.texts import Language

ONE_TAP_MOST = 5
"More answers than this become a list."


class Tone(StrEnum):
    """How a paragraph is meant; renderers choose the looks."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    QUOTE = "quote"
    GOOD = "good"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A piece of running text."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Labels with values, in reading order."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list of lines."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A stored picture; the alternative text carries its numbers."""

    file_id: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A stored file that the reader may fetch."""

    file_id: str
    name: str
    label: str


Block = Paragraph | Fields | Bullets | Picture | Download


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceOption:
    """One option of a choice."""

    option_id: str
    label: str
    grade: Grade | None = None
    "What choosing it is worth as evidence; never shown to whom it is asked."


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceInput:
    """Choose one of several."""

    input_id: str
    label: str
    options: tuple[ChoiceOption, ...]
    value: str | None = None
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInput:
    """Write something."""

    input_id: str
    label: str
    most: int
    "Longest text, in characters."
    value: str = ""
    lines: int = 1
    required: bool = True
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberInput:
    """A number, typed in the person's own notation."""

    input_id: str
    label: str
    least: Decimal
    most: Decimal
    decimals: int
    unit: str = ""
    value: Decimal | None = None
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DayInput:
    """A day."""

    input_id: str
    label: str
    earliest: date
    value: date | None = None
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentInput:
    """A day and a time of day, in the reader's zone."""

    input_id: str
    label: str
    earliest: date
    value: datetime | None = None
    "Local, naive."
    required: bool = True


Input = ChoiceInput | TextInput | NumberInput | DayInput | MomentInput


class Weight(StrEnum):
    """How much an action should stand out."""

    PRIMARY = "primary"
    NORMAL = "normal"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to press. ``action_id`` is ``<reference>.<verb>``, opaque outside."""

    action_id: str
    label: str
    weight: Weight = Weight.NORMAL


class State(StrEnum):
    """What a section asks of its reader."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One question, one confirmation or one notice."""

    reference: str
    "Opaque; what an occasion, a form or a case is known by outside."
    state: State
    blocks: tuple[Block, ...] = ()
    inputs: tuple[Input, ...] = ()
    submit: Action | None = None
    more: tuple[Action, ...] = ()
    "What stands behind *More*: why, later, skip."
    actions: tuple[Action, ...] = ()
    "What stands beside the submit: edit, back."

    @property
    def one_tap(self) -> ChoiceInput | None:
        """The only input, when tapping one of its options can be the answer."""
        match self.inputs:
            case (ChoiceInput() as only,) if len(only.options) <= ONE_TAP_MOST:
                return only
            case _:
                return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One message."""

    language: Language
    title: str
    sections: tuple[Section, ...]
    fallback_text: str
    "Says everything: who, what, until when. Notifications and screen readers."
    watermark: str = ""
    "*Rehearsal*, where nothing is meant in earnest."
