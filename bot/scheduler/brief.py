"""The coordinator's brief: their list, once a week, at the same time of their day.

On a day off it comes on the next working day. It is one message; whatever it says can
be pressed at once, and ``/ledning today`` shows the list as it is by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.desk import Desk, Sitting
from bot.desk.launching import standing_of
from bot.desk.letters import to_person
from bot.desk.setting import calendars, coordinators
from bot.desk.today import list_of
from bot.desk.today_card import today_card
from bot.ports.store import Unit, Work
from engagement.calendar import WorkCalendar, iso_week, monday_of
from engagement.organisation import BriefTime
from engagement.people import Person, Slot

WEEKS_AHEAD = 9
"How far ahead the next brief is looked for: longer than a summer off."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Brief:
    """A brief that was not sent yet."""

    reader: Person
    key: str
    at: datetime


async def send_briefs(work: Work, desk: Desk, now: datetime) -> int:
    """Write the briefs that are due; returns how many."""

    def due(at: Sitting) -> list[_Brief]:
        return [one for one in _briefs(at, weeks=1) if one.at <= now]

    def write(unit: Unit) -> int:
        at = Sitting(unit=unit, desk=desk, now=now)
        return sum(_write(at, one) for one in due(at))

    found = await work.read(lambda unit: due(Sitting(unit=unit, desk=desk, now=now)))
    return await work.run(write) if found else 0


def next_brief(at: Sitting) -> datetime | None:
    """Return when the next brief may go."""
    times = (one.at for one in _briefs(at, weeks=WEEKS_AHEAD))
    return min((max(time, at.now) for time in times), default=None)


def _briefs(at: Sitting, *, weeks: int) -> Iterator[_Brief]:
    """Iterate over each coordinator's next brief of this week and those to come."""
    when = at.unit.programme().brief or BriefTime()
    if not standing_of(at).running or not when.on:
        return
    readers = coordinators(at)
    accounts = at.unit.people.accounts([reader.person_id for reader in readers])
    reached = [reader for reader in readers if reader.person_id in accounts]
    for calendar in calendars(at, reached).values():
        found = (_brief(at, calendar, when.slot, n) for n in range(weeks))
        first = next((one for one in found if one is not None), None)
        if first is not None:
            yield first


def _brief(
    at: Sitting, calendar: WorkCalendar, slot: Slot, number: int
) -> _Brief | None:
    """Return the brief of this week (0) or a later one; None where there is none."""
    reader = calendar.person
    monday = monday_of(calendar.today(at.now)) + timedelta(weeks=number)
    day = calendar.next_working_day(monday + timedelta(days=slot.weekday))
    key = f"brief:{reader.person_id}:{iso_week(monday)}"
    if day is None or at.unit.outbox.by_key(key) is not None:
        return None
    if monday_of(day) != monday:
        return None
    return _Brief(reader=reader, key=key, at=calendar.at(day, slot.at))


def _write(at: Sitting, brief: _Brief) -> bool:
    lines = list_of(at, brief.reader)
    card = today_card(at, brief.reader, lines, 0)
    letter = to_person(at, brief.reader, kind="notice", key=brief.key, card=card)
    return letter is not None and at.unit.outbox.write(letter)
