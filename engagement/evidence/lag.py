"""How long an answer took, in the working time of whom it was asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from statistics import median

from engagement.calendar import WorkCalendar
from engagement.evidence.threads import SAID, Thread

_DAY = timedelta(days=1)


def working_time(calendar: WorkCalendar, start: datetime, end: datetime) -> timedelta:
    """Return how much of a span lies in somebody's working hours."""
    found, day = timedelta(), calendar.today(start)
    while day <= calendar.today(end):
        if calendar.works_on(day):
            hours = calendar.person.hours
            opens, closes = calendar.at(day, hours.start), calendar.at(day, hours.end)
            found += max(min(closes, end) - max(opens, start), timedelta())
        day += _DAY
    return found


def lags(
    threads: Iterable[Thread], calendars: Mapping[str, WorkCalendar]
) -> list[timedelta]:
    """Return the working time from each delivery to the first answer to it."""
    found = []
    for thread in threads:
        asked_at = thread.question.asked_at
        first = next((s for s in thread.of(*SAID) if s.fact.revision == 1), None)
        if first is None or first.record is None or asked_at is None:
            continue
        calendar = calendars.get(first.fact.person_id)
        if calendar is not None:
            said_at = first.record.header.occurred_at
            found.append(working_time(calendar, asked_at, said_at))
    return found


def median_of(found: list[timedelta]) -> timedelta | None:
    """Return the middle one; None where there is none."""
    if not found:
        return None
    return timedelta(seconds=median(one.total_seconds() for one in found))
