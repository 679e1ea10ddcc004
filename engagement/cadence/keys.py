"""Names that may exist once only: the period of a question, and its unique key."""

from __future__ import annotations

from datetime import date

from engagement.calendar import iso_week
from engagement.catalogue import Cadence
from engagement.subjects import Subject


def period_of(cadence: Cadence, day: date) -> str:
    """Return the period of a cadence that ``day`` lies in; it is part of the key."""
    quarter, half = (day.month + 2) // 3, (day.month + 5) // 6
    return {
        Cadence.WEEKLY: iso_week(day),
        Cadence.MONTHLY: f"{day:%Y-%m}",
        Cadence.QUARTERLY: f"{day.year}-Q{quarter}",
        Cadence.HALF_YEARLY: f"{day.year}-H{half}",
        Cadence.YEARLY: f"{day.year}",
        Cadence.EVENT: day.isoformat(),
    }[cadence]


def topic_of(subject: Subject | None) -> str | None:
    """Return the name of what a question is about; None: about nothing by name."""
    return None if subject is None else subject.key


def key_of(prompt_id: str, subject: str | None, period: str, person_id: str) -> str:
    """Return the unique key of an occasion."""
    return f"prompt:{prompt_id}:{subject or '-'}:{period}:{person_id}"
