"""People in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, false, func, select, true

from bot.ports import Actor
from engagement.people import Absence, Assignment, ClosedPeriod, Function, Person
from storage import tables as t
from storage.repositories.base import WHOSE, Repository
from storage.statements import replacing, write

_get = select(t.person.c.body).where(
    t.person.c.organisation_id == WHOSE, t.person.c.person_id == bindparam("person_id")
)
_of_account = (
    select(t.person.c.body)
    .join_from(
        t.identity,
        t.person,
        (t.identity.c.organisation_id == t.person.c.organisation_id)
        & (t.identity.c.person_id == t.person.c.person_id),
    )
    .where(
        t.identity.c.organisation_id == WHOSE,
        t.identity.c.platform == bindparam("platform"),
        t.identity.c.workspace == bindparam("workspace"),
        t.identity.c.user_id == bindparam("user_id"),
    )
)
_accounts = (
    select(t.identity)
    .where(
        t.identity.c.organisation_id == WHOSE,
        t.identity.c.person_id.in_(bindparam("person_ids", expanding=True)),
    )
    .order_by(t.identity.c.since, t.identity.c.platform)
)
_all = (
    select(t.person.c.body)
    .where(t.person.c.organisation_id == WHOSE, t.person.c.gone == false())
    .order_by(t.person.c.person_id)
)
_names = select(t.person.c.body).where(t.person.c.organisation_id == WHOSE)
_coordinators = _all.where(t.person.c.coordinator == true())
_assignments = (
    select(t.assignment)
    .where(t.assignment.c.organisation_id == WHOSE)
    .order_by(t.assignment.c.since, t.assignment.c.person_id)
)
_assignments_of = _assignments.where(
    t.assignment.c.person_id.in_(bindparam("person_ids", expanding=True))
)
_absences = (
    select(t.absence)
    .where(
        t.absence.c.organisation_id == WHOSE,
        t.absence.c.withdrawn == false(),
        t.absence.c.person_id.in_(bindparam("person_ids", expanding=True)),
    )
    .order_by(t.absence.c.starts)
)
_closed = (
    select(t.closed_period.c.body)
    .where(
        t.closed_period.c.organisation_id == WHOSE,
        t.closed_period.c.retired == false(),
    )
    .order_by(t.closed_period.c.period_id)
)
_to_look_at = (
    select(t.person.c.body)
    .join_from(
        t.look,
        t.person,
        (t.look.c.organisation_id == t.person.c.organisation_id)
        & (t.look.c.person_id == t.person.c.person_id),
    )
    .where(
        t.look.c.organisation_id == WHOSE,
        t.look.c.at <= bindparam("now", type_=t.look.c.at.type),
        t.look.c.person_id > bindparam("after"),
    )
    .order_by(t.look.c.person_id)
    .limit(bindparam("most"))
)
_next_look = select(func.min(t.look.c.at)).where(t.look.c.organisation_id == WHOSE)


def _assignment(row: Row[Any]) -> Assignment:
    return Assignment(
        function=Function(row.function),
        person_id=row.person_id,
        since=row.since,
        until=row.until,
    )


class PeopleInSql(Repository):
    """Who takes part."""

    def get(self, person_id: str) -> Person | None:
        """Return one person, also one who left."""
        found: Person | None = self.run(_get, person_id=person_id).scalar()
        return found

    def of_account(self, actor: Actor) -> Person | None:
        """Return the person whose account it is."""
        row = self.first(
            _of_account,
            platform=actor.platform,
            workspace=actor.workspace,
            user_id=actor.user_id,
        )
        return None if row is None else row[0]

    def accounts(self, person_ids: Sequence[str]) -> Mapping[str, Actor]:
        """Return the accounts that people are written to: the ones linked first."""
        found: dict[str, Actor] = {}
        for row in self.each(_accounts, "person_ids", person_ids):
            actor = Actor(
                platform=row.platform, workspace=row.workspace, user_id=row.user_id
            )
            found.setdefault(row.person_id, actor)
        return found

    def all(self) -> tuple[Person, ...]:
        """Return everybody who has not left, by id."""
        return tuple(self.run(_all).scalars())

    def everybody(self) -> tuple[Person, ...]:
        """Return everybody, also those who left, by id."""
        found: list[Person] = list(self.run(_names).scalars())
        return tuple(sorted(found, key=lambda p: p.person_id))

    def names(self) -> Mapping[str, str]:
        """Return the names of everybody, also of those who left, by id."""
        return {one.person_id: one.name for one in self.run(_names).scalars()}

    def coordinators(self) -> tuple[Person, ...]:
        """Return the coordinators who have not left, by id."""
        return tuple(self.run(_coordinators).scalars())

    def assignments(self) -> tuple[Assignment, ...]:
        """Return every function that is or was held."""
        return tuple(_assignment(row) for row in self.run(_assignments))

    def assignments_of(self, person_ids: Sequence[str]) -> tuple[Assignment, ...]:
        """Return every function that some people hold or held."""
        found = self.each(_assignments_of, "person_ids", person_ids)
        return tuple(_assignment(row) for row in found)

    def absences(self, person_ids: Sequence[str]) -> tuple[Absence, ...]:
        """Return the absences of some people that were not withdrawn."""
        return tuple(
            Absence(
                absence_id=row.absence_id,
                person_id=row.person_id,
                starts=row.starts,
                ends=row.ends,
            )
            for row in self.each(_absences, "person_ids", person_ids)
        )

    def closed_periods(self) -> tuple[ClosedPeriod, ...]:
        """Return when the company or a site is closed."""
        return tuple(self.run(_closed).scalars())

    def to_look_at(self, now: datetime, *, after: str, most: int) -> tuple[Person, ...]:
        """Return people, by id and after ``after``, whose time to be looked at came."""
        return tuple(self.run(_to_look_at, now=now, after=after, most=most).scalars())

    def look_at(self, times: Mapping[str, datetime | None]) -> None:
        """Say when the planner shall look at whom next."""
        if not times:
            return
        rows = [
            {"organisation_id": self.whose, "person_id": person_id, "at": at}
            for person_id, at in times.items()
        ]
        dialect = self.connection.dialect.name
        write(self.connection, replacing(t.look, dialect), rows)

    def next_look(self) -> datetime | None:
        """Return the earliest of those times."""
        found: datetime | None = self.run(_next_look).scalar()
        return found
