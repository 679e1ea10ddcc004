"""State of what questions are about: one table, a kind and a body per entry."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, select

from engagement import facts as f
from engagement.codec import canonical, encode
from engagement.objectives import Objective
from engagement.reviews import ActionState, ReviewAction
from engagement.risks import Risk
from storage import tables as t
from storage.columns import decoded
from storage.projections.base import Place
from storage.statements import first

_body = select(t.entry.c.body).where(
    t.entry.c.organisation_id == bindparam("whose"),
    t.entry.c.kind == bindparam("kind"),
    t.entry.c.entry_id == bindparam("entry_id"),
)

KINDS: dict[str, Any] = {
    "objective": Objective,
    "risk": Risk,
    "action": ReviewAction,
}
"Kinds whose state an answer changes."


def _put(place: Place, kind: str, entry_id: str, body: object) -> None:
    place.put(
        t.entry,
        kind=kind,
        entry_id=entry_id,
        body=canonical(encode(body)).decode(),
        retired=False,
    )


def _held(place: Place, kind: str, entry_id: str) -> Any:
    values = {"whose": place.organisation_id, "kind": kind, "entry_id": entry_id}
    row = first(place.connection, _body, values)
    return None if row is None else decoded(KINDS[kind], row[0])


def _change(place: Place, kind: str, entry_id: str, body: object) -> None:
    """Keep what an answer changed; a retired entry stays retired."""
    key = {"kind": kind, "entry_id": entry_id}
    place.update(t.entry, key, body=canonical(encode(body)).decode())


def goal_recorded(place: Place, fact: f.GoalRecorded) -> None:
    """Keep a goal."""
    _put(place, "goal", fact.goal.goal_id, fact.goal)


def objective_recorded(place: Place, fact: f.ObjectiveRecorded) -> None:
    """Keep an objective."""
    _put(place, "objective", fact.objective.objective_id, fact.objective)


def objective_reviewed(place: Place, fact: f.ObjectiveReviewed) -> None:
    """Keep where its owner says it stands."""
    held: Objective | None = _held(place, "objective", fact.objective_id)
    if held is not None:
        changed = replace(
            held,
            reviewed_on=fact.on,
            value=fact.value if fact.value is not None else held.value,
            track=fact.track,
            confidence=fact.confidence,
        )
        _change(place, "objective", fact.objective_id, changed)


def visibility_chosen(place: Place, fact: f.VisibilityChosen) -> None:
    """Keep who wants an objective told under their name; only its owner can."""
    kind, _, objective_id = fact.subject.partition(":")
    held = _held(place, kind, objective_id) if kind == "objective" else None
    if isinstance(held, Objective) and held.owner_id == fact.person_id:
        shown_by = fact.person_id if fact.visible else None
        changed = replace(held, shown_by=shown_by)
        _change(place, "objective", objective_id, changed)


def risk_recorded(place: Place, fact: f.RiskRecorded) -> None:
    """Keep a risk."""
    _put(place, "risk", fact.risk.risk_id, fact.risk)


def review_recorded(place: Place, fact: f.ReviewRecorded) -> None:
    """Keep a review."""
    _put(place, "review", fact.review.review_id, fact.review)


def audit_recorded(place: Place, fact: f.AuditRecorded) -> None:
    """Keep an external audit."""
    _put(place, "audit", fact.audit.audit_id, fact.audit)


def action_recorded(place: Place, fact: f.ActionRecorded) -> None:
    """Keep an action."""
    _put(place, "action", fact.action.action_id, fact.action)


def entry_recorded(place: Place, fact: f.EntryRecorded) -> None:
    """Keep something that has no kind of its own yet."""
    _put(place, f"subject/{fact.entry.kind}", fact.entry.entry_id, fact.entry)


def entry_retired(place: Place, fact: f.EntryRetired) -> None:
    """It is no longer used."""
    if fact.kind == "closed_period":
        place.update(t.closed_period, {"period_id": fact.entry_id}, retired=True)
        return
    place.update(t.entry, {"kind": fact.kind, "entry_id": fact.entry_id}, retired=True)


_ACTION_STATES = {
    "done": ActionState.DONE,
    "planned": ActionState.PLANNED,
    "blocked": ActionState.BLOCKED,
    "not_relevant": ActionState.DROPPED,
}


def subject_reviewed(place: Place, fact: f.SubjectReviewed) -> None:
    """Keep when its owner last looked at it, and what became of an action."""
    kind, _, entry_id = fact.subject.partition(":")
    held = _held(place, kind, entry_id) if kind in KINDS else None
    if held is None:
        return
    changed = replace(held, reviewed_on=fact.on)
    if isinstance(changed, ReviewAction) and fact.outcome in _ACTION_STATES:
        state = _ACTION_STATES[fact.outcome]
        done_on = fact.on if state is ActionState.DONE else None
        changed = replace(changed, state=state, state_on=fact.on, done_on=done_on)
    _change(place, kind, entry_id, changed)
