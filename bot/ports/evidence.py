"""The ledger, for reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One record of the ledger as a reader may see it."""

    seq: int
    kind: str
    "Fixed name of the fact, ``prompt.answered``."
    who: str
    "Name and role at that time; the machinery has a name of its own."
    what: str
    "One or two sentences in the reader's language; empty where it is withheld."
    occurred_at: datetime
    recorded_at: datetime
    clauses: tuple[str, ...]
    state: str
    "``present``, ``redacted`` or ``withheld`` (not for this reader)."
    leaf: str
    "Hex."
    about: str | None = None
    "Person id of whose record it is, where it was shown."


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a check of the whole ledger found."""

    intact: bool
    size: int
    root: str
    "Hex."
    first_bad: int | None = None
    "Number of the first record that is not what was committed."
    reason: str = ""
    "What was expected and what was found there."


class EvidenceBook(Protocol):
    """The ledger, for reading."""

    async def newest(
        self,
        viewer: str,
        *,
        before: int | None,
        most: int,
        about: str | None,
        everything: bool,
    ) -> Sequence[EvidenceLine]:
        """Return records newest first, before number ``before``.

        ``about`` is a person id, or None for everybody. ``everything`` adds the
        bookkeeping to what people said, promised and decided.
        """
        ...

    async def verify(self) -> Verification:
        """Check every record against the leaves, the roots and the head."""
        ...
