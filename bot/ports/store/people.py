"""Who takes part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.ports.inbound import Actor
from engagement.people import Absence, Assignment, ClosedPeriod, Person


class People(Protocol):
    """Who takes part."""

    def get(self, person_id: str) -> Person | None:
        """Return one person, also one who left."""
        ...

    def of_account(self, actor: Actor) -> Person | None:
        """Return the person whose account it is."""
        ...

    def accounts(self, person_ids: Sequence[str]) -> Mapping[str, Actor]:
        """Return the accounts that people are written to; some may have none."""
        ...

    def all(self) -> tuple[Person, ...]:
        """Return everybody who has not left, by id."""
        ...

    def everybody(self) -> tuple[Person, ...]:
        """Return everybody, also those who left, by id."""
        ...

    def coordinators(self) -> tuple[Person, ...]:
        """Return the coordinators who have not left, by id."""
        ...

    def assignments(self) -> tuple[Assignment, ...]:
        """Return every function that is or was held."""
        ...

    def assignments_of(self, person_ids: Sequence[str]) -> tuple[Assignment, ...]:
        """Return every function that some people hold or held."""
        ...

    def absences(self, person_ids: Sequence[str]) -> tuple[Absence, ...]:
        """Return the absences of some people that were not withdrawn."""
        ...

    def closed_periods(self) -> tuple[ClosedPeriod, ...]:
        """Return when the company or a site is closed."""
        ...

    def to_look_at(self, now: datetime, *, after: str, most: int) -> tuple[Person, ...]:
        """Return people, by id and after ``after``, whose time to be looked at came."""
        ...

    def look_at(self, times: Mapping[str, datetime | None]) -> None:
        """Say when the planner shall look at whom next."""
        ...

    def next_look(self) -> datetime | None:
        """Return the earliest of those times."""
        ...
