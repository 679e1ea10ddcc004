"""Everything that is stored about one person, for that person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engagement.cases import Case
from engagement.commitments import Commitment
from engagement.facts import EvidenceExported, EvidenceOpened, Record
from engagement.occasions import Occasion


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """An account of a platform that is linked to a person."""

    platform: str
    workspace: str
    user_id: str
    verified_by: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """One free text that a person wrote and that is still there."""

    seq: int
    field: str
    kind: str
    "Name of its fact."
    text: str
    at: datetime
    question: str = ""
    "What it answered, as it was shown; empty where it answered nothing."


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRow:
    """One message that was written to a person."""

    kind: str
    created_at: datetime
    sent_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Somebody wants their own words back."""

    person_id: str
    seq: int
    field: str
    at: datetime
    left: Mapping[str, str]
    "What stands instead: by language, and as ``own`` in the person's."


class Holdings(Protocol):
    """What the organisation holds about one person; newest first throughout."""

    def accounts(self, person_id: str) -> tuple[AccountRow, ...]:
        """Return every account that was linked."""
        ...

    def occasions(self, person_id: str) -> tuple[Occasion, ...]:
        """Return every question that was put, whatever became of it."""
        ...

    def commitments(self, person_id: str) -> tuple[Commitment, ...]:
        """Return every commitment."""
        ...

    def cases(self, person_id: str) -> tuple[Case, ...]:
        """Return every case in which the person waits or waited."""
        ...

    def consents(self, person_id: str) -> Mapping[str, int]:
        """Return occasion id -> revision that auditors were let in to."""
        ...

    def texts(self, person_id: str) -> tuple[OwnText, ...]:
        """Return the person's own words."""
        ...

    def records(self, person_id: str) -> tuple[tuple[int, Record], ...]:
        """Return every record about the person or by them that still says something."""
        ...

    def openings(self, person_id: str) -> tuple[EvidenceOpened, ...]:
        """Return who was shown the person's records."""
        ...

    def exports(self, person_id: str) -> tuple[tuple[datetime, EvidenceExported], ...]:
        """Return the exports that may hold records of the person."""
        ...

    def sent(self, person_id: str) -> tuple[SentRow, ...]:
        """Return what was written to the person."""
        ...

    def was_opened(self, fact: EvidenceOpened) -> bool:
        """Whether the same was noted before on the same day."""
        ...
