"""The index by which evidence is found: person, entry, requirement, time.

The person is whom a fact is about, not who recorded it: what the machinery notes of
somebody's question (silence, a deferral, a reminder) is found under their name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, select

from engagement.facts import EntryRetired, EvidenceOpened, Fact, PromptUntriggered
from storage import tables as t
from storage.projections.base import Place
from storage.statements import inserting, write

_BODIES = {
    "goal": "goal_id",
    "objective": "objective_id",
    "risk": "risk_id",
    "review": "review_id",
    "audit": "audit_id",
    "action": "action_id",
    "entry": "entry_id",
    "kpi": "kpi_id",
    "period": "period_id",
    "baseline": "kpi_id",
    "person": "person_id",
}
_OF_A_PERSON = ("person", "assignment", "absence")
"Bodies that name the person they are about."


def _whose(table: Table, key: str) -> Select[str]:
    return select(table.c.person_id).where(
        table.c.organisation_id == bindparam("whose"), table.c[key] == bindparam("key")
    )


_OWNERS: Mapping[str, Select[str]] = {
    "commitment_id": _whose(t.commitment, "commitment_id"),
    "case_id": _whose(t.case, "case_id"),
    "occasion_id": _whose(t.occasion, "occasion_id"),
}
"What names a person only by a question or a promise of theirs."


def person_of(place: Place, fact: Fact) -> str | None:
    """Return whom a fact is about; who recorded it where it is about nobody."""
    named: str | None = getattr(fact, "person_id", None)
    for body in _OF_A_PERSON if named is None else ():
        named = named or getattr(getattr(fact, body, None), "person_id", None)
    for name, statement in _OWNERS.items() if named is None else ():
        key = getattr(fact, name, None)
        if named is None and key is not None:
            values = {"whose": place.organisation_id, "key": key}
            named = place.connection.scalar(statement, values)
    return named or place.header.author.person_id


def entry_of(fact: Fact) -> str | None:
    """Return what a fact is about, as ``kind:id``; corrections of it share the key."""
    for kind, name in _BODIES.items():
        body = getattr(fact, kind, None)
        if body is not None and hasattr(body, name):
            found: str = getattr(body, name)
            prefix = f"subject/{body.kind}" if kind == "entry" else kind
            return f"{prefix}:{found}"
    if isinstance(fact, EvidenceOpened):
        return f"reader:{fact.reader_id}:{fact.on}"
    if isinstance(fact, EntryRetired):
        return f"{fact.kind}:{fact.entry_id}"
    if isinstance(fact, PromptUntriggered):
        return f"prompt:{fact.prompt_id}/{fact.quarter}"
    if (kpi_id := getattr(fact, "kpi_id", None)) is not None:
        return f"reading:{kpi_id}/{getattr(fact, 'period', '')}"
    if (subject := getattr(fact, "subject", None)) is not None:
        return str(subject)
    if (objective_id := getattr(fact, "objective_id", None)) is not None:
        return f"objective:{objective_id}"
    return None


class Index:
    """Entries of some records, written together."""

    def __init__(self) -> None:
        self._evidence: list[dict[str, Any]] = []
        self._requirements: list[dict[str, Any]] = []

    def note(self, place: Place, fact: Fact) -> None:
        """Note a record under everything that it can be looked up by."""
        header = place.header
        own = {"organisation_id": place.organisation_id, "seq": place.seq}
        self._evidence.append(
            own
            | {
                "kind": fact.NAME,
                "person_id": person_of(place, fact),
                "entry": entry_of(fact),
                "occasion_id": getattr(fact, "occasion_id", None),
                "message": header.source.message if header.source is not None else None,
                "occurred_at": header.occurred_at,
                "late": int(getattr(fact, "late", False)),
            }
        )
        self._requirements.extend(
            own | {"requirement_id": requirement}
            for requirement in dict.fromkeys(header.requirements)
        )

    def write(self, connection: Connection) -> None:
        """Write what was noted."""
        for table, rows in (
            (t.evidence, self._evidence),
            (t.evidence_requirement, self._requirements),
        ):
            if rows:
                write(connection, inserting(table), rows)
