"""One record of an export: for the verifier, for a spreadsheet and for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engagement.evidence import Mark, Numbered, clause_of
from engagement.facts import Record
from engagement.grades import Grade
from engagement.ledger import Stored, StoredText
from engagement.texts import Language

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"What a spreadsheet takes for the beginning of a formula."
HEADING = (
    "number",
    "fact",
    "state",
    "occurred_at",
    "recorded_at",
    "who",
    "role",
    "requirements",
    "what",
    "leaf",
    "grade",
    "marks",
    "near_audit",
)


def safe(cell: str) -> str:
    """Keep a spreadsheet from running a cell: a quote makes it text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One exported record."""

    stored: Stored
    one: Numbered
    said: str
    answer: str
    "The same without the question, where it answers one."
    proof: tuple[bytes, ...]
    marks: tuple[Mark, ...]
    "What it must not be read without, in every form of the export."
    near_audit: str | None
    "Id of the external audit that it was answered near to."
    language: Language
    "Of the export's words."
    grade: Grade | None
    "Of the newest answer to a question, all in all; None on every other record."

    @property
    def record(self) -> Record | None:
        """The record, where auditors may see it."""
        return self.one.record if self.one.open else None

    @property
    def state(self) -> str:
        """``present``, ``withheld`` or ``redacted``."""
        return self.one.state

    def clauses(self) -> set[str]:
        """Return the clauses it is evidence for, items left out."""
        found = self.record.header.requirements if self.record is not None else ()
        return {clause_of(requirement) for requirement in found}

    def data(self) -> dict[str, Any]:
        """Return it with everything that a verifier needs."""
        stored, shown = self.stored, self.one.open
        return {
            "seq": stored.seq,
            "kind": stored.kind,
            "schema": stored.schema,
            "state": self.state,
            "marks": [mark.value for mark in self.marks],
            "grade": None if self.grade is None else self.grade.value,
            "near_audit": self.near_audit,
            "commitment": stored.commitment.hex(),
            "leaf": stored.leaf.hex(),
            "proof": [step.hex() for step in self.proof],
            "salt": stored.salt.hex() if shown and stored.salt else None,
            "payload": stored.payload.decode() if shown and stored.payload else None,
            "texts": [
                _text(field, held) for field, held in stored.texts.items() if shown
            ],
        }

    def row(self) -> tuple[str, ...]:
        """Return its line in the table."""
        header = self.record.header if self.record is not None else None
        return (
            str(self.stored.seq),
            self.stored.kind,
            self.state,
            f"{header.occurred_at:%Y-%m-%dT%H:%M:%SZ}" if header else "",
            f"{header.recorded_at:%Y-%m-%dT%H:%M:%SZ}" if header else "",
            header.author.name if header else "",
            header.author.role_in(self.language) if header else "",
            " ".join(header.requirements) if header else "",
            self.said,
            self.stored.leaf.hex(),
            self.grade.value if self.grade is not None else "",
            " ".join(mark.value for mark in self.marks),
            self.near_audit or "",
        )


def _text(field: str, held: StoredText) -> dict[str, Any]:
    gone = held.text is None or held.salt is None
    return {
        "field": field,
        "state": "redacted" if gone else "present",
        "salt": None if held.salt is None else held.salt.hex(),
        "text": held.text,
    }
