"""Questions and answers in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, func, select

from engagement.occasions import Occasion, OccasionState, Rank
from engagement.questions import Given
from storage import tables as t
from storage.repositories.base import WHOSE, Repository

_ids: BindParameter[str] = bindparam("ids", expanding=True)
_base = select(t.occasion).where(t.occasion.c.organisation_id == WHOSE)
_get = _base.where(t.occasion.c.occasion_id == bindparam("occasion_id"))
_by_key = _base.where(t.occasion.c.key == bindparam("key"))
_of_message = (
    select(t.occasion)
    .join_from(
        t.message_item,
        t.occasion,
        (t.message_item.c.organisation_id == t.occasion.c.organisation_id)
        & (t.message_item.c.occasion_id == t.occasion.c.occasion_id),
    )
    .where(
        t.message_item.c.organisation_id == WHOSE,
        t.message_item.c.message_id == bindparam("message_id"),
    )
    .order_by(t.message_item.c.position)
)
_unsettled = _base.where(
    t.occasion.c.person_id.in_(_ids),
    t.occasion.c.state.in_(
        [s.value for s in (OccasionState.PLANNED, OccasionState.ASKED)]
    ),
).order_by(t.occasion.c.person_id, t.occasion.c.due_at, t.occasion.c.key)
_asked_between = _base.where(
    t.occasion.c.person_id == bindparam("person_id"),
    t.occasion.c.asked_at >= bindparam("since", type_=t.occasion.c.asked_at.type),
).order_by(t.occasion.c.asked_at, t.occasion.c.key)
_last_asked = (
    select(
        t.occasion.c.person_id,
        t.occasion.c.prompt_id,
        t.occasion.c.subject,
        func.max(func.coalesce(t.occasion.c.asked_at, t.occasion.c.planned_at)).label(
            "at"
        ),
        func.max(t.occasion.c.period).label("period"),
    )
    .where(t.occasion.c.organisation_id == WHOSE, t.occasion.c.person_id.in_(_ids))
    .group_by(t.occasion.c.person_id, t.occasion.c.prompt_id, t.occasion.c.subject)
)
_details = (
    select(t.answer_detail)
    .where(
        t.answer_detail.c.organisation_id == WHOSE,
        t.answer_detail.c.occasion_id.in_(_ids),
    )
    .order_by(t.answer_detail.c.seq)
)
_ANSWERS = {"answer_text", "answer_seq", "free_text_seq", "organisation_id"}


def _occasion(row: Row[Any]) -> Occasion:
    columns = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    text = columns["answer_text"]
    answer: Given | None = columns["answer"]
    if text is not None:
        columns["answer"] = replace(answer or Given(), text=text)
    kept = {name: held for name, held in columns.items() if name not in _ANSWERS}
    kept["recorded"] = columns["answer_seq"]
    kept["state"] = OccasionState(kept["state"])
    kept["rank"] = Rank(kept["rank"])
    return Occasion(**kept)


class OccasionsInSql(Repository):
    """Questions and their answers."""

    def _read(self, rows: Iterable[Row[Any]]) -> tuple[Occasion, ...]:
        found = [_occasion(row) for row in rows]
        answered = [
            o.occasion_id
            for o in found
            if o.state is OccasionState.ANSWERED and o.question is not None
        ]
        details: dict[str, list[tuple[str, Given]]] = {}
        for row in self.each(_details, "ids", answered):
            given = replace(row.given, text=row.text)
            details.setdefault(row.occasion_id, []).append((row.follow_up_id, given))
        return tuple(
            replace(o, details=tuple(details[o.occasion_id]))
            if o.occasion_id in details
            else o
            for o in found
        )

    def get(self, occasion_id: str) -> Occasion | None:
        """Return one occasion."""
        rows = self._read(self.run(_get, occasion_id=occasion_id))
        return rows[0] if rows else None

    def by_key(self, key: str) -> Occasion | None:
        """Return the occasion of a unique key."""
        rows = self._read(self.run(_by_key, key=key))
        return rows[0] if rows else None

    def of_message(self, message_id: str) -> tuple[Occasion, ...]:
        """Return what a message asks, in order."""
        return self._read(self.run(_of_message, message_id=message_id))

    def unsettled(self, person_ids: Sequence[str]) -> tuple[Occasion, ...]:
        """Return the planned and asked occasions of some people."""
        return tuple(_occasion(row) for row in self.each(_unsettled, "ids", person_ids))

    def asked_since(self, person_id: str, since: datetime) -> tuple[Occasion, ...]:
        """Return what one person was asked since then, oldest first."""
        return self._read(self.run(_asked_between, person_id=person_id, since=since))

    def last_asked(
        self, person_ids: Sequence[str]
    ) -> Mapping[str, Mapping[tuple[str, str | None], tuple[datetime, str]]]:
        """Return when each prompt was last asked or planned, and for which period."""
        found: dict[str, dict[tuple[str, str | None], tuple[datetime, str]]] = {}
        for row in self.each(_last_asked, "ids", person_ids):
            mine = found.setdefault(row.person_id, {})
            mine[row.prompt_id, row.subject] = (row.at, row.period)
        return found
