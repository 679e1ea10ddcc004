"""What the cadence decided; values that somebody else carries out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engagement.occasions import Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """A question that is wanted and was not planned before."""

    key: str
    prompt_id: str
    subject: str | None
    period: str
    rank: Rank
    owed: bool
    due_at: datetime
    "Since when it is wanted."
    not_before: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferral:
    """A wanted question that has to wait."""

    key: str
    reason: str
    "``budget``, ``two_sentences``, ``cap``, or ``pace`` (why is asked instead)."
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A question that ends without an answer."""

    occasion_id: str
    how: str
    "``expired`` (its time passed; it can be answered late) or ``withdrawn``."
    reason: str
    """Expired: ``silence``, ``period_over``, ``stale`` or ``untriggered``. Withdrawn, or
    expired where it had been asked: ``switched_off``, ``subject_gone``, ``person_left``,
    ``commitment_closed``, ``commitment_moved``, ``commitment_due`` or ``checked``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A message to write now."""

    kind: str
    "``bundle``, ``owed`` or, holding no question, ``introduction``."
    key: str
    items: tuple[str, ...]
    "Keys of its questions, in order."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A reply in a question's thread."""

    kind: str
    "``reminder`` (after silence) or ``wake`` (as the person had ordered)."
    message_id: str
    occasion_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Everything decided about one person at one moment."""

    wants: tuple[Want, ...] = ()
    deferrals: tuple[Deferral, ...] = ()
    ends: tuple[End, ...] = ()
    sendings: tuple[Sending, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    tell: tuple[str, ...] = ()
    "Occasions whose silence the coordinator is told of."
    pace: int | None = None
    "New number of weeks between two bundles."
    look_at: datetime | None = None
    "When to look again; None: never, the person is gone."
