"""A message that was taken for sending, and is put off or dropped instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.desk.desk import Sitting
from bot.desk.recording import machinery
from bot.ports.store import Errand
from engagement.calendar import WorkCalendar
from engagement.cards import Card
from engagement.facts import MessageDropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A message that was taken; without a card it was settled already."""

    errand: Errand
    card: Card | None


def wait_for_hours(at: Sitting, errand: Errand, calendar: WorkCalendar) -> None:
    """Put a message off to the next working hour, or drop one that got too old."""
    later = calendar.next_open(at.now)
    week_over = later is None or (
        errand.letter.kind == "bundle"
        and _week(later) != _week(errand.letter.not_before)
    )
    if later is None or week_over:
        drop(at, errand, "no_working_time")
    else:
        at.unit.outbox.postpone(errand, later, "quiet_hours")


def _week(instant: datetime) -> tuple[int, int]:
    year, week, _ = instant.isocalendar()
    return year, week


def drop(at: Sitting, errand: Errand, reason: str) -> None:
    """Close a message that is not wanted any more, on record."""
    letter = errand.letter
    at.unit.outbox.settle(errand, "dropped", reason=reason, at=at.now, posted=None)
    machinery(at)(
        MessageDropped(
            message_id=letter.message_id,
            kind=letter.kind,
            person_id=letter.person_id,
            reason=reason,
        )
    )
