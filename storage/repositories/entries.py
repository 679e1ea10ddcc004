"""Goals, objectives, risks, reviews, actions and the rest in SQL."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from sqlalchemy import bindparam, false, select, true

from engagement.audits import Audit
from engagement.codec import decode
from engagement.kpis import Kpi
from engagement.objectives import Goal, Objective
from engagement.reviews import Review, ReviewAction
from engagement.risks import Risk
from engagement.subjects import Entry
from storage import tables as t
from storage.repositories.base import WHOSE, Repository

T = TypeVar("T")
_of_kind = (
    select(t.entry.c.body)
    .where(
        t.entry.c.organisation_id == WHOSE,
        t.entry.c.kind == bindparam("kind"),
        t.entry.c.retired == false(),
    )
    .order_by(t.entry.c.entry_id)
)
_others = (
    select(t.entry.c.body)
    .where(
        t.entry.c.organisation_id == WHOSE,
        t.entry.c.kind.startswith("subject/"),
        t.entry.c.retired == false(),
    )
    .order_by(t.entry.c.kind, t.entry.c.entry_id)
)


_retired = select(t.entry.c.body).where(
    t.entry.c.organisation_id == WHOSE,
    t.entry.c.kind == bindparam("kind"),
    t.entry.c.entry_id == bindparam("entry_id"),
    t.entry.c.retired == true(),
)
_TYPES: dict[str, type[Any]] = {
    "goal": Goal,
    "objective": Objective,
    "risk": Risk,
    "review": Review,
    "audit": Audit,
    "action": ReviewAction,
    "kpi": Kpi,
}


class EntriesInSql(Repository):
    """What questions are about."""

    def _of_kind(self, name: str, kind: type[T]) -> tuple[T, ...]:
        bodies = self.run(_of_kind, kind=name).scalars()
        return tuple(decode(kind, json.loads(body)) for body in bodies)

    def goals(self) -> tuple[Goal, ...]:
        """Return the strategic goals."""
        return self._of_kind("goal", Goal)

    def objectives(self) -> tuple[Objective, ...]:
        """Return the objectives."""
        return self._of_kind("objective", Objective)

    def risks(self) -> tuple[Risk, ...]:
        """Return the risks and opportunities."""
        return self._of_kind("risk", Risk)

    def reviews(self) -> tuple[Review, ...]:
        """Return the management reviews, by day."""
        found = self._of_kind("review", Review)
        return tuple(sorted(found, key=lambda r: (r.held_on, r.review_id)))

    def audits(self) -> tuple[Audit, ...]:
        """Return the external audits, by day."""
        found = self._of_kind("audit", Audit)
        return tuple(sorted(found, key=lambda a: (a.first_on, a.audit_id)))

    def actions(self) -> tuple[ReviewAction, ...]:
        """Return the actions of all reviews."""
        return self._of_kind("action", ReviewAction)

    def others(self) -> tuple[Entry, ...]:
        """Return what came from ``subjects.csv``."""
        return tuple(
            decode(Entry, json.loads(body)) for body in self.run(_others).scalars()
        )

    def retired(self, kind: str, entry_id: str) -> Any:
        """Return what was retired as it was then; None where it is in use, or none."""
        body = self.run(_retired, kind=kind, entry_id=entry_id).scalar()
        return (
            None if body is None else decode(_TYPES.get(kind, Entry), json.loads(body))
        )
