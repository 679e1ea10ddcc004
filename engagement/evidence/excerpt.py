"""What an export is made of: some records, and where each belongs.

Rules: a record that its reader may not see is counted and never opened. A question is
known by its occasion; promises and cases lead back to the one they came from, also
where that lies outside the excerpt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engagement.audits import Audit, answered_near
from engagement.facts import Record
from engagement.facts.free_text import FreeText
from engagement.organisation import Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """One record of the ledger."""

    seq: int
    kind: str
    record: Record | None
    "None: its payload was taken out."
    shown: bool = True
    "Whether the reader of this excerpt may see what it says."

    @property
    def fact(self) -> Any:
        """The fact, or None where it was taken out."""
        return None if self.record is None else self.record.fact

    @property
    def state(self) -> str:
        """``present``, ``withheld`` or ``redacted``."""
        if self.record is None:
            return "redacted"
        return "present" if self.shown else "withheld"

    @property
    def open(self) -> bool:
        """Whether it can be read."""
        return self.state == "present"

    @property
    def robbed(self) -> bool:
        """Whether the record, or a text of it, was taken out."""
        fact = self.fact
        if fact is None:
            return True
        names = getattr(fact, "__dataclass_fields__", {})
        held = [getattr(fact, name) for name in names]
        question = getattr(fact, "question", None)
        return (question is not None and not question.text) or any(
            isinstance(one, FreeText) and one.text is None for one in held
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is known of a question besides the records of the excerpt."""

    prompt_id: str
    asked_at: datetime | None = None
    "When it was delivered, also before the excerpt begins."
    lost: int | None = None
    "Number of an answer, within the span, whose payload was taken out."


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Records by number, in order, as one filter means them."""

    mode: Mode
    records: tuple[Numbered, ...]
    questions: Mapping[str, Asked] = field(default_factory=dict)
    "By occasion."
    origins: Mapping[str, str] = field(default_factory=dict)
    "Id of a promise or of a case -> the occasion that it came from."
    audits: tuple[Audit, ...] = ()
    "External audits of the organisation."
    zone: str = "UTC"
    "IANA name, of the organisation: its days count."

    def audit_near(self, one: Numbered) -> Audit | None:
        """Return the external audit that an answer was given near to, if one was."""
        if one.record is None or not one.shown:
            return None
        at = one.record.header.occurred_at
        return answered_near(self.audits, one.kind, at, self.zone)

    def occasion_of(self, one: Numbered) -> str | None:
        """Return the question that a record goes back to, if it is about one."""
        fact = one.fact
        if fact is None:
            return None
        named: str | None = getattr(fact, "occasion_id", None)
        if named is not None:
            return named or None
        for key in ("commitment_id", "case_id"):
            which: str | None = getattr(fact, key, None)
            if which is not None:
                return self.origins.get(which) or None
        return None
