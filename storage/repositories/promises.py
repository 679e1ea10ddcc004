"""Commitments and cases in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from engagement.cases import Case, CaseState
from engagement.commitments import Commitment, CommitmentState
from storage import tables as t
from storage.repositories.base import WHOSE, Repository

_commitments = select(t.commitment).where(t.commitment.c.organisation_id == WHOSE)
_commitment = _commitments.where(
    t.commitment.c.commitment_id == bindparam("commitment_id")
)
_of_occasion = _commitments.where(
    t.commitment.c.occasion_id == bindparam("occasion_id")
).order_by(t.commitment.c.made_at, t.commitment.c.commitment_id)
_open = _commitments.where(
    t.commitment.c.person_id.in_(bindparam("ids", expanding=True)),
    t.commitment.c.state == CommitmentState.OPEN.value,
).order_by(t.commitment.c.due_at, t.commitment.c.made_at)
_instant = t.commitment.c.closed_at.type
_settled = _commitments.where(
    t.commitment.c.person_id.in_(bindparam("ids", expanding=True)),
    t.commitment.c.closed_at >= bindparam("since", type_=_instant),
).order_by(t.commitment.c.closed_at, t.commitment.c.commitment_id)
_of_person = _commitments.where(
    t.commitment.c.person_id == bindparam("person_id")
).order_by(t.commitment.c.made_at.desc(), t.commitment.c.commitment_id)
_kept = _commitments.where(
    t.commitment.c.state == CommitmentState.KEPT.value,
    t.commitment.c.closed_at >= bindparam("start", type_=_instant),
    t.commitment.c.closed_at < bindparam("end", type_=_instant),
).order_by(t.commitment.c.closed_at)
_cases = select(t.case).where(t.case.c.organisation_id == WHOSE)
_case = _cases.where(t.case.c.case_id == bindparam("case_id"))
_open_cases = _cases.where(
    t.case.c.state == CaseState.OPEN.value, t.case.c.due_on <= bindparam("until")
).order_by(t.case.c.due_on, t.case.c.opened_at)
_cases_of = _cases.where(t.case.c.person_id == bindparam("person_id")).order_by(
    t.case.c.opened_at.desc(), t.case.c.case_id
)
_opened = select(func.count()).where(
    t.case.c.organisation_id == WHOSE,
    t.case.c.opened_at >= bindparam("start", type_=_instant),
    t.case.c.opened_at < bindparam("end", type_=_instant),
)
_closed = select(func.count()).where(
    t.case.c.organisation_id == WHOSE,
    t.case.c.closed_at >= bindparam("start", type_=_instant),
    t.case.c.closed_at < bindparam("end", type_=_instant),
)
_closed_of = _cases.where(
    t.case.c.person_id == bindparam("person_id"),
    t.case.c.closed_at >= bindparam("since", type_=_instant),
).order_by(t.case.c.closed_at.desc(), t.case.c.case_id)
_case_of_occasion = _cases.where(t.case.c.occasion_id == bindparam("occasion_id"))
_talked = (
    select(t.talk.c.person_id, func.max(t.talk.c.noted_at).label("at"))
    .where(
        t.talk.c.organisation_id == WHOSE,
        t.talk.c.noted_at >= bindparam("since", type_=t.talk.c.noted_at.type),
    )
    .group_by(t.talk.c.person_id)
)


def _to_commitment(row: Row[Any]) -> Commitment:
    return Commitment(
        commitment_id=row.commitment_id,
        person_id=row.person_id,
        occasion_id=row.occasion_id,
        what=row.what or "",
        due=row.due,
        first_due=row.first_due,
        made_at=row.made_at,
        state=CommitmentState(row.state),
        moved=row.moved,
        missed=row.missed,
        closed_at=row.closed_at,
    )


def _to_case(row: Row[Any]) -> Case:
    return Case(
        case_id=row.case_id,
        occasion_id=row.occasion_id,
        person_id=row.person_id,
        owner_id=row.owner_id,
        reason=row.reason,
        opened_at=row.opened_at,
        due_on=row.due_on,
        state=CaseState(row.state),
        outcome=row.outcome,
        closed_at=row.closed_at,
        reminded=row.reminded,
        reminded_on=row.reminded_on,
        words=row.words,
    )


class PromisesInSql(Repository):
    """What executives promised, and what coordinators owe them."""

    def commitment(self, commitment_id: str) -> Commitment | None:
        """Return one commitment."""
        row = self.run(_commitment, commitment_id=commitment_id).first()
        return None if row is None else _to_commitment(row)

    def commitments_of_occasion(self, occasion_id: str) -> tuple[Commitment, ...]:
        """Return what an answer promised."""
        rows = self.run(_of_occasion, occasion_id=occasion_id)
        return tuple(_to_commitment(row) for row in rows)

    def open_commitments(self, person_ids: Sequence[str]) -> tuple[Commitment, ...]:
        """Return what some people still owe."""
        return tuple(_to_commitment(row) for row in self.each(_open, "ids", person_ids))

    def closed_commitments(
        self, person_ids: Sequence[str], since: datetime
    ) -> tuple[Commitment, ...]:
        """Return what some people owed until it was closed, since then."""
        rows = self.each(_settled, "ids", person_ids, since=since)
        return tuple(_to_commitment(row) for row in rows)

    def commitments_of(self, person_id: str) -> tuple[Commitment, ...]:
        """Return every commitment of one person, newest first."""
        rows = self.run(_of_person, person_id=person_id)
        return tuple(_to_commitment(row) for row in rows)

    def kept_between(self, start: datetime, end: datetime) -> tuple[Commitment, ...]:
        """Return commitments that were kept in a span of time."""
        rows = self.run(_kept, start=start, end=end)
        return tuple(_to_commitment(row) for row in rows)

    def case(self, case_id: str) -> Case | None:
        """Return one case."""
        row = self.run(_case, case_id=case_id).first()
        return None if row is None else _to_case(row)

    def open_cases(self, *, until: date | None = None) -> tuple[Case, ...]:
        """Return the cases that somebody waits for, due by ``until``; urgent first."""
        rows = self.run(_open_cases, until=until or date.max)
        return tuple(_to_case(row) for row in rows)

    def cases_of(self, person_id: str) -> tuple[Case, ...]:
        """Return every case in which one person waits or waited, newest first."""
        return tuple(_to_case(row) for row in self.run(_cases_of, person_id=person_id))

    def cases_between(self, start: datetime, end: datetime) -> tuple[int, int]:
        """Return how many cases were opened and how many closed in a span of time."""
        opened = self.run(_opened, start=start, end=end).scalar_one()
        closed = self.run(_closed, start=start, end=end).scalar_one()
        return int(opened), int(closed)

    def closed_cases(self, person_id: str, since: datetime) -> tuple[Case, ...]:
        """Return the cases of one person that were closed since then, newest first."""
        rows = self.run(_closed_of, person_id=person_id, since=since)
        return tuple(_to_case(row) for row in rows)

    def case_of_occasion(self, occasion_id: str) -> Case | None:
        """Return the case that an answer opened."""
        row = self.run(_case_of_occasion, occasion_id=occasion_id).first()
        return None if row is None else _to_case(row)

    def talked_since(self, since: datetime) -> Mapping[str, datetime]:
        """Return when a coordinator last noted a talk with each person, since then."""
        return {row.person_id: row.at for row in self.run(_talked, since=since)}
