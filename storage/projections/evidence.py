"""The index by which evidence is found: person, entry, requirement, time."""

from __future__ import annotations

from engagement.facts import EntryRetired, Fact
from storage import tables as t
from storage.projections.base import Place
from storage.statements import inserting

_BODIES = {
    "goal": "goal_id",
    "objective": "objective_id",
    "risk": "risk_id",
    "review": "review_id",
    "action": "action_id",
    "entry": "entry_id",
    "kpi": "kpi_id",
    "period": "period_id",
    "baseline": "kpi_id",
    "person": "person_id",
}


def entry_of(fact: Fact) -> str | None:
    """Return what a fact is about, as ``kind:id``; corrections of it share the key."""
    for kind, name in _BODIES.items():
        body = getattr(fact, kind, None)
        if body is not None and hasattr(body, name):
            found: str = getattr(body, name)
            prefix = f"subject/{body.kind}" if kind == "entry" else kind
            return f"{prefix}:{found}"
    if isinstance(fact, EntryRetired):
        return f"{fact.kind}:{fact.entry_id}"
    if (kpi_id := getattr(fact, "kpi_id", None)) is not None:
        return f"reading:{kpi_id}/{getattr(fact, 'period', '')}"
    if (subject := getattr(fact, "subject", None)) is not None:
        return str(subject)
    if (objective_id := getattr(fact, "objective_id", None)) is not None:
        return f"objective:{objective_id}"
    return None


def index(place: Place, fact: Fact) -> None:
    """Note a record under everything that it can be looked up by."""
    header = place.header
    person_id = getattr(fact, "person_id", None) or header.author.person_id
    place.insert(
        t.evidence,
        seq=place.seq,
        kind=fact.NAME,
        person_id=person_id,
        entry=entry_of(fact),
        occasion_id=getattr(fact, "occasion_id", None),
        message=header.source.message if header.source is not None else None,
        occurred_at=header.occurred_at,
        late=int(getattr(fact, "late", False)),
    )
    if header.requirements:
        place.connection.execute(
            inserting(t.evidence_requirement),
            [
                {
                    "organisation_id": place.organisation_id,
                    "requirement_id": requirement,
                    "seq": place.seq,
                }
                for requirement in dict.fromkeys(header.requirements)
            ],
        )
