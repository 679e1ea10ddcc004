"""Cases: something that a coordinator owes an executive an answer to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class CaseState(StrEnum):
    """Whether somebody still waits for an answer."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One answer that must lead somewhere."""

    case_id: str
    occasion_id: str
    person_id: str
    "Who is waiting."
    owner_id: str
    "The coordinator who owes the answer."
    reason: str
    "``blocked``, or the id of the prompt whose answer opened it."
    opened_at: datetime
    due_on: date
    state: CaseState = CaseState.OPEN
    outcome: str | None = None
    closed_at: datetime | None = None
