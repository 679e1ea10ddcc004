"""One record of an export: for the verifier, for a spreadsheet and for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engagement.facts import Record
from engagement.ledger import Stored, StoredText

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
    "near_audit",
)


def safe(cell: str) -> str:
    """Keep a spreadsheet from running a cell: a quote makes it text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def clause_key(clause: str) -> list[tuple[int, str]]:
    """Return what clauses are sorted by: 5.1.10 comes after 5.1.9."""
    return [(int(p) if p.isdecimal() else 99, p) for p in clause.split(".")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One exported record."""

    stored: Stored
    record: Record | None
    "None: redacted, or not for auditors."
    state: str
    said: str
    proof: tuple[bytes, ...]
    near_audit: str | None = None
    "Id of the external audit that it was answered near to; see ``audits``."

    def clauses(self) -> set[str]:
        """Return the clauses it is evidence for, items left out."""
        found = self.record.header.requirements if self.record is not None else ()
        return {_clause(requirement) for requirement in found}

    def data(self) -> dict[str, Any]:
        """Return it with everything that a verifier needs."""
        stored, shown = self.stored, self.state == "present"
        return {
            "seq": stored.seq,
            "kind": stored.kind,
            "schema": stored.schema,
            "state": self.state,
            "commitment": stored.commitment.hex(),
            "leaf": stored.leaf.hex(),
            "near_audit": self.near_audit,
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
            header.author.role if header else "",
            " ".join(header.requirements) if header else "",
            self.said,
            self.stored.leaf.hex(),
            self.near_audit or "",
        )


def _clause(requirement: str) -> str:
    """``iso9001:2015/5.1.1.e`` -> ``5.1.1``."""
    parts = requirement.partition("/")[2].split(".")
    return ".".join(part for part in parts if part.isdecimal())


def _text(field: str, held: StoredText) -> dict[str, Any]:
    gone = held.text is None or held.salt is None
    return {
        "field": field,
        "state": "redacted" if gone else "present",
        "salt": None if held.salt is None else held.salt.hex(),
        "text": held.text,
    }
