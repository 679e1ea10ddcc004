"""Reminders of cases to their owners: before the day, on it, and weekly after it.

Everything that one owner is to be told comes as one message. What was told is a fact,
so it comes once, whatever ends in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.desk.cases import remind
from bot.desk.desk import Desk, Sitting
from bot.desk.setting import calendars, today_of
from bot.ports.store import Unit, Work
from engagement.calendar import WorkCalendar
from engagement.cases import Case, Reminding, reminding
from engagement.organisation import OrganisationState
from engagement.people import Person

AHEAD = timedelta(days=60)
"How far ahead a day can lie that an absence brings the reminder forward of."


async def remind_of_cases(work: Work, desk: Desk, now: datetime) -> int:
    """Write the reminders that are due; returns how many owners are told."""

    def any_due(unit: Unit) -> bool:
        return any(_due(Sitting(unit=unit, desk=desk, now=now)))

    def write(unit: Unit) -> int:
        at = Sitting(unit=unit, desk=desk, now=now)
        return sum(remind(at, owner, found) for owner, found in list(_due(at)))

    return await work.run(write) if await work.read(any_due) else 0


def next_reminder(at: Sitting) -> datetime | None:
    """Return when somebody who owes an answer begins to work next."""
    later = at.now + timedelta(minutes=1)
    times = (
        calendar.next_open(later)
        for _, calendar, _ in _owners(at)
        if not calendar.open_at(at.now)
    )
    return min((time for time in times if time is not None), default=None)


def _due(at: Sitting) -> Iterator[tuple[Person, list[tuple[Case, Reminding]]]]:
    """Iterate over whom to tell of what."""
    for owner, calendar, cases in _owners(at):
        found = [
            (case, why)
            for case in cases
            if (why := reminding(case, calendar, at.now)) is not None
        ]
        if found:
            yield owner, found


def _owners(at: Sitting) -> Iterator[tuple[Person, WorkCalendar, list[Case]]]:
    """Iterate over who owes answers that fall due before long."""
    organisation = at.unit.organisation()
    if organisation.state is not OrganisationState.LAUNCHED:
        return
    held: dict[str, list[Case]] = {}
    last = today_of(organisation, at.now) + AHEAD
    for case in at.unit.promises.open_cases(until=last):
        held.setdefault(case.owner_id, []).append(case)
    people = [p for p in map(at.unit.people.get, held) if p is not None]
    when = calendars(at, people)
    for person in people:
        yield person, when[person.person_id], held[person.person_id]
