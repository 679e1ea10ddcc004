"""Facts about things that go from one person to another, for good or for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from engagement.facts.free_text import FreeText


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHandedOver:
    """Somebody is to answer for something from ``on``; it is not theirs yet."""

    NAME: ClassVar = "item.handed_over"
    subject: str
    "``objective:O1``, ``commitment:…``."
    person_id: str
    "Who is to take it over."
    was: str
    "Who answers for it until then."
    on: date
    until: date | None = None
    "Last day of a hand-over for a while; None: for good."


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAccepted:
    """They answer for it from now on."""

    NAME: ClassVar = "item.accepted"
    subject: str
    person_id: str
    by_silence: bool = False
    "Whether nobody said anything in time; else they pressed a button."


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDeclined:
    """They say that it is not theirs; nobody answers for it."""

    NAME: ClassVar = "item.declined"
    subject: str
    person_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReturned:
    """It went back to who answered for it before."""

    NAME: ClassVar = "item.returned"
    subject: str
    person_id: str
    "To whom."
    was: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDropped:
    """Nobody is to answer for it any more, for a reason."""

    NAME: ClassVar = "item.dropped"
    subject: str
    person_id: str
    "Who answered for it."
    reason: FreeText
