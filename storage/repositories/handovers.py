"""Things on their way from one person to another, in SQL."""

from __future__ import annotations

from sqlalchemy import select

from engagement.handovers import Handover, HandoverState
from storage import tables as t
from storage.repositories.base import WHOSE, Repository

_all = (
    select(t.handover)
    .where(t.handover.c.organisation_id == WHOSE)
    .order_by(t.handover.c.subject)
)


class HandoversInSql(Repository):
    """Things on their way."""

    def all(self) -> tuple[Handover, ...]:
        """Return the newest hand-over of each thing, by subject."""
        return tuple(
            Handover(
                subject=row.subject,
                person_id=row.person_id,
                was=row.was,
                on=row.on,
                until=row.until,
                state=HandoverState(row.state),
            )
            for row in self.run(_all)
        )
