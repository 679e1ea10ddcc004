"""What a question can be about: one view of everything that can fill a prompt.

Objectives, risks, actions, suppliers and the rest become a ``Subject`` with named
values; a prompt's placeholders are filled from those names alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from engagement.catalogue import Reader
from engagement.texts import Bilingual

Value = str | int | Decimal | date | Bilingual
"A value of a placeholder; words of the organisation are ``str`` or ``Bilingual``."


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing of a subject that can be chosen, such as one of its findings."""

    choice_id: str
    label: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One thing that a question can be about."""

    kind: str
    "``objective``, ``risk``, ``action``, ``review``, ``supplier`` ..."
    subject_id: str
    title: Bilingual
    owner_id: str | None
    "The person who answers for it; None is *vacant*."
    reviewed_on: date | None = None
    "When its owner last reviewed it; counts as an asking."
    since: date | None = None
    "Since when it exists; a first question waits for it."
    cadence: str | None = None
    "How often its owner reviews it, where that differs from the prompt's cadence."
    due_on: date | None = None
    "When it is to be reached, if it has such a day."
    top: bool = False
    "Whether it weighs most among its owner's subjects of this kind."
    values: Mapping[str, Value] = field(default_factory=dict)
    beside: Bilingual = Bilingual()
    "Its other figures, for a question that tells its first one."
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    "Event name -> period key of that event, for what has happened to it."
    audience: tuple[Reader, ...] | None = None
    "Who may read what its values quote; None where they quote nobody."

    @property
    def key(self) -> str:
        """``objective:O1``: what a unique key and a record name it by."""
        return f"{self.kind}:{self.subject_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that has no table of its own yet, from ``subjects.csv``."""

    kind: str
    entry_id: str
    title: Bilingual
    owner_id: str | None = None
    on: date | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    "Its own words; ``closed`` ends the asking about it, whatever it says."

    @property
    def closed(self) -> bool:
        """Whether nobody is to be asked about it any more."""
        return bool(self.values.get("closed"))
