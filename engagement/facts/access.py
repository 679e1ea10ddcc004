"""Facts about who may read, and who has read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentStated:
    """An author said whether auditors may read what was told in confidence."""

    NAME: ClassVar = "consent.stated"
    occasion_id: str
    person_id: str
    revision: int
    "Of the answer that was there to read; later words need a word of their own."
    given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceOpened:
    """Somebody read another person's records; once a day for each two people."""

    NAME: ClassVar = "evidence.opened"
    reader_id: str
    person_id: str
    "Whose records they are."
    on: date
    "The reader's own day."
    where: str
    "``page``, ``status``, ``cases`` or ``today``: where it was first on that day."
