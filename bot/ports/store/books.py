"""The ledger and what is derived from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engagement.evidence import Excerpt
from engagement.facts import EvidenceExported, Header, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One import."""

    import_id: str
    kind: str
    file_name: str
    rows: int
    at: datetime
    first_seq: int
    last_seq: int
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRow:
    """One posted digest."""

    period: str
    message_id: str
    revision: int
    posted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which records are meant."""

    clause: str | None = None
    "``5.1.1`` or ``5.1.1.e``: with all that stands below it."
    person_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    "Before it."


class Shown(Protocol):
    """Whether a reader may see what a record says; see ``engagement.access``."""

    def __call__(self, header: Header, /, *, consented: bool = False) -> bool:
        """Answer for one record; ``consented``: its author let auditors in."""
        ...


class Books(Protocol):
    """The ledger and what is derived from it: append, read, head."""

    def head(self) -> tuple[int, bytes]:
        """Return size and root."""
        ...

    def occasion_of_message(self, message: str) -> str | None:
        """Return the question that a person's own message answered."""
        ...

    def root_at(self, seq: int) -> bytes:
        """Return the root of the tree that ends with record ``seq``."""
        ...

    def records(self, first: int, last: int) -> tuple[tuple[int, Record | None], ...]:
        """Return records by number, None where the payload was redacted."""
        ...

    def previous(self, kind: str, entry: str, before: int) -> Record | None:
        """Return the newest record of a kind about an entry before a number.

        ``kind`` is the name of a fact, ``entry`` what it is about: ``risk:R01``.
        """
        ...

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """Return every record of a kind, oldest first; the redacted ones left out."""
        ...

    def untriggered(self, quarter: str) -> tuple[str, ...]:
        """Return the prompts that are on record as untriggered in a quarter, by id."""
        ...

    def imports(self) -> tuple[ImportRow, ...]:
        """Return imports, newest first."""
        ...

    def digest(self, period: str) -> DigestRow | None:
        """Return the digest of a period."""
        ...

    def latest_digest(self) -> DigestRow | None:
        """Return the newest digest."""
        ...

    def excerpt(self, wanted: Filter, shown: Shown) -> Excerpt:
        """Return what a filter means; what is not ``shown`` is there unread."""
        ...

    def exported(self, manifest: str) -> tuple[int, Header, EvidenceExported] | None:
        """Return the newest export whose manifest's hash begins so."""
        ...

    def holds(self, wanted: Filter) -> bool:
        """Whether there is any record that a filter means."""
        ...
