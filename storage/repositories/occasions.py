"""Questions and answers in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, case, func, or_, select

from engagement.cadence import Past
from engagement.facts import (
    PromptAsked,
    PromptDeferred,
    PromptExpired,
    PromptWithdrawn,
)
from engagement.occasions import Occasion, OccasionState, Rank
from engagement.questions import Given
from engagement.queues import Wait
from storage import tables as t
from storage.repositories.base import WHOSE, Repository

_ids: BindParameter[str] = bindparam("ids", expanding=True)
_UNSEEN = {"organisation_id", "answer_seq", "free_text_seq", "question_seq"}
"Columns that are no fields of an occasion."
_columns = (
    *(column for column in t.occasion.c if column.name not in _UNSEEN),
    t.occasion.c.answer_seq.label("recorded"),
)
_base = select(*_columns).where(t.occasion.c.organisation_id == WHOSE)
_get = _base.where(t.occasion.c.occasion_id == bindparam("occasion_id"))
_by_key = _base.where(t.occasion.c.key == bindparam("key"))
_of_message = (
    select(*_columns)
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
    or_(
        t.occasion.c.state.in_(
            [s.value for s in (OccasionState.PLANNED, OccasionState.ASKED)]
        ),
        # What expired or was skipped comes back where its person ordered that.
        t.occasion.c.snoozed_until.is_not(None),
    ),
).order_by(t.occasion.c.person_id, t.occasion.c.due_at, t.occasion.c.key)
_asked_between = _base.where(
    t.occasion.c.person_id == bindparam("person_id"),
    t.occasion.c.asked_at >= bindparam("since", type_=t.occasion.c.asked_at.type),
).order_by(t.occasion.c.asked_at, t.occasion.c.key)
_past = (
    select(
        t.occasion.c.occasion_id,
        t.occasion.c.key,
        t.occasion.c.person_id,
        t.occasion.c.prompt_id,
        t.occasion.c.subject,
        func.coalesce(t.occasion.c.asked_at, t.occasion.c.planned_at).label("at"),
        t.occasion.c.state,
        t.occasion.c.rank,
        t.occasion.c.message_id,
        t.occasion.c.snoozed_until,
        t.occasion.c.woken_at,
    )
    .where(
        t.occasion.c.organisation_id == WHOSE,
        t.occasion.c.person_id.in_(_ids),
        t.occasion.c.planned_at >= bindparam("since", type_=t.occasion.c.asked_at.type),
    )
    .order_by(t.occasion.c.planned_at, t.occasion.c.key)
)
_same = (
    t.occasion.c.person_id == bindparam("person_id"),
    t.occasion.c.prompt_id == bindparam("prompt_id"),
    func.coalesce(t.occasion.c.subject, "") == bindparam("subject"),
    t.occasion.c.occasion_id != bindparam("occasion_id"),
)
_earlier = _base.where(
    *_same,
    t.occasion.c.state.in_(
        [s.value for s in (OccasionState.ASKED, OccasionState.EXPIRED)]
    ),
)
_told = _base.where(
    t.occasion.c.told_at >= bindparam("since", type_=t.occasion.c.told_at.type),
    t.occasion.c.state.in_(
        [s.value for s in (OccasionState.ASKED, OccasionState.EXPIRED)]
    ),
).order_by(t.occasion.c.told_at, t.occasion.c.key)
_again = (
    select(t.occasion.c.occasion_id)
    .where(
        t.occasion.c.organisation_id == WHOSE,
        *_same,
        t.occasion.c.asked_at > bindparam("asked_at", type_=t.occasion.c.asked_at.type),
    )
    .limit(1)
)
_asked_at = t.occasion.c.asked_at.type
_took_part = select(
    func.count(t.occasion.c.person_id.distinct()).label("asked"),
    func.count(
        case(
            (
                t.occasion.c.state == OccasionState.ANSWERED.value,
                t.occasion.c.person_id,
            )
        ).distinct()
    ).label("answered"),
).where(
    t.occasion.c.organisation_id == WHOSE,
    t.occasion.c.asked_at >= bindparam("start", type_=_asked_at),
    t.occasion.c.asked_at < bindparam("end", type_=_asked_at),
)
_ENDS = (PromptAsked.NAME, PromptExpired.NAME, PromptWithdrawn.NAME)
_at = t.evidence.c.occurred_at
_waits = (
    select(
        t.evidence.c.person_id,
        func.min(case((t.evidence.c.kind == PromptDeferred.NAME, _at))).label("since"),
        func.min(case((t.evidence.c.kind.in_(_ENDS), _at))).label("until"),
    )
    .where(
        t.evidence.c.organisation_id == WHOSE,
        _at >= bindparam("since", type_=_at.type),
        t.evidence.c.kind.in_([PromptDeferred.NAME, *_ENDS]),
        t.evidence.c.occasion_id.is_not(None),
        t.evidence.c.person_id.is_not(None),
    )
    .group_by(t.evidence.c.person_id, t.evidence.c.occasion_id)
    .having(
        func.min(case((t.evidence.c.kind == PromptDeferred.NAME, _at))).is_not(None)
    )
)
_triggered = (
    select(t.occasion.c.prompt_id)
    .distinct()
    .where(
        t.occasion.c.organisation_id == WHOSE,
        t.occasion.c.planned_at >= bindparam("start", type_=_asked_at),
        t.occasion.c.planned_at < bindparam("end", type_=_asked_at),
        t.occasion.c.rank == Rank.EVENT.value,
        t.occasion.c.asked_by.is_(None),
    )
)
_details = (
    select(t.answer_detail)
    .where(
        t.answer_detail.c.organisation_id == WHOSE,
        t.answer_detail.c.occasion_id.in_(_ids),
    )
    .order_by(t.answer_detail.c.seq)
)


def _occasion(row: Row[Any]) -> Occasion:
    columns = row._asdict()
    text = columns.pop("answer_text")
    if text is not None:
        columns["answer"] = replace(columns["answer"] or Given(), text=text)
    columns["state"] = OccasionState(columns["state"])
    columns["rank"] = Rank(columns["rank"])
    return Occasion(**columns)


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
        """Return what is planned, asked or to come back, of some people."""
        return tuple(_occasion(row) for row in self.each(_unsettled, "ids", person_ids))

    def asked_since(self, person_id: str, since: datetime) -> tuple[Occasion, ...]:
        """Return what one person was asked since then, oldest first."""
        return self._read(self.run(_asked_between, person_id=person_id, since=since))

    def past(
        self, person_ids: Sequence[str], since: datetime
    ) -> Mapping[str, tuple[Past, ...]]:
        """Return each person's questions planned since then, oldest first."""
        found: dict[str, list[Past]] = {}
        for row in self.each(_past, "ids", person_ids, since=since):
            found.setdefault(row.person_id, []).append(
                Past(
                    occasion_id=row.occasion_id,
                    key=row.key,
                    prompt_id=row.prompt_id,
                    subject=row.subject,
                    at=row.at,
                    state=OccasionState(row.state),
                    rank=Rank(row.rank),
                    message_id=row.message_id,
                    snoozed=row.snoozed_until is not None or row.woken_at is not None,
                )
            )
        return {person_id: tuple(rows) for person_id, rows in found.items()}

    def earlier(self, occasion: Occasion) -> tuple[Occasion, ...]:
        """Return open questions of the same prompt and subject to the same person."""
        return tuple(_occasion(row) for row in self.run(_earlier, **_same_as(occasion)))

    def told_since(self, since: datetime) -> tuple[Occasion, ...]:
        """Return what a coordinator was told of since then and is still unanswered."""
        return tuple(_occasion(row) for row in self.run(_told, since=since))

    def took_part(self, start: datetime, end: datetime) -> tuple[int, int]:
        """Return how many people were asked in a span, and how many answered."""
        row = self.run(_took_part, start=start, end=end).one()
        return row.asked, row.answered

    def waits(self, since: datetime) -> Mapping[str, tuple[Wait, ...]]:
        """Return each person's questions that were put off since then."""
        found: dict[str, list[Wait]] = {}
        for row in self.run(_waits, since=since):
            wait = Wait(since=row.since, until=row.until)
            found.setdefault(row.person_id, []).append(wait)
        return {person_id: tuple(waits) for person_id, waits in found.items()}

    def triggered(self, start: datetime, end: datetime) -> frozenset[str]:
        """Return the prompts that an event had planned in a span of time."""
        return frozenset(self.run(_triggered, start=start, end=end).scalars())

    def asked_again(self, occasion: Occasion) -> bool:
        """Whether the same was asked of the same person later."""
        if occasion.asked_at is None:
            return False
        values = _same_as(occasion) | {"asked_at": occasion.asked_at}
        return self.first(_again, **values) is not None


def _same_as(occasion: Occasion) -> dict[str, Any]:
    return {
        "person_id": occasion.person_id,
        "prompt_id": occasion.prompt_id,
        "subject": occasion.subject or "",
        "occasion_id": occasion.occasion_id,
    }
