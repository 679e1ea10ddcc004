"""When a person may be written to: working days and hours on their own wall clock.

Holidays, closed periods and absences are data. A day counts as a working day when it
is one of the person's weekdays, no holiday where they are, not closed for their site,
and they are neither away nor have paused the bot.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engagement.moments import instant_of
from engagement.people import Absence, ClosedPeriod, Person

HORIZON_DAYS = 550
"How far ahead a free day is looked for: longer than a Swedish parental leave."
_DAY = timedelta(days=1)

Holidays = Mapping[tuple[str, str | None], frozenset[date]]
"(Country, region) -> its days off."


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """One person's working days and hours."""

    person: Person
    holidays: frozenset[date] = frozenset()
    absences: tuple[Absence, ...] = ()
    closed: tuple[ClosedPeriod, ...] = ()

    @classmethod
    def of(
        cls,
        person: Person,
        holidays: Holidays,
        absences: tuple[Absence, ...] = (),
        closed: tuple[ClosedPeriod, ...] = (),
    ) -> WorkCalendar:
        """Return the calendar of ``person``; absences of others are left out."""
        days = holidays.get((person.country, person.region), frozenset())
        own = tuple(a for a in absences if a.person_id == person.person_id)
        return cls(person=person, holidays=days, absences=own, closed=closed)

    def today(self, now: datetime) -> date:
        """Return the date on the person's wall clock."""
        return self.person.local(now).date()

    def works_on(self, day: date) -> bool:
        """Whether ``day`` is a working day on which the bot may write."""
        person = self.person
        return (
            day.weekday() in person.hours.days
            and day not in self.holidays
            and person.active_on(day)
            and not (person.paused_until is not None and day < person.paused_until)
            and not any(a.covers(day) for a in self.absences)
            and not any(c.covers(day, person.site) for c in self.closed)
        )

    def at(self, day: date, wall: time) -> datetime:
        """Return the instant of ``wall`` on ``day`` on the person's clock."""
        return instant_of(datetime.combine(day, wall), self.person.tz)

    def open_at(self, now: datetime) -> bool:
        """Whether the person may be written to at ``now``."""
        local, hours = self.person.local(now), self.person.hours
        return self.works_on(local.date()) and hours.start <= local.time() < hours.end

    def next_open(self, now: datetime) -> datetime | None:
        """Return the first instant from ``now`` on at which they may be written to.

        None: there is none within ``HORIZON_DAYS``.
        """
        if self.open_at(now):
            return now
        today = self.today(now)
        for ahead in range(HORIZON_DAYS):
            opening = self.at(today + timedelta(days=ahead), self.person.hours.start)
            # Hours that the clocks skip altogether leave a working day without any.
            if opening > now and self.open_at(opening):
                return opening
        return None

    def next_working_day(self, day: date) -> date | None:
        """Return ``day`` or the first working day after it."""
        for ahead in range(HORIZON_DAYS):
            found = day + timedelta(days=ahead)
            if self.works_on(found):
                return found
        return None

    def add_working_days(self, day: date, number: int) -> date:
        """Return the day that lies ``number`` working days after ``day``.

        Days away do not count, so nobody is reminded of what came while they were
        away; where no such day is in sight, the horizon is returned.
        """
        found = day
        for _ in range(number):
            later = self.next_working_day(found + _DAY)
            if later is None:
                return day + timedelta(days=HORIZON_DAYS)
            found = later
        return found

    def slot_of_week(self, monday: date) -> datetime | None:
        """Return when the weekly bundle goes out in the week of ``monday``.

        On a day off it is the next working day of that week at the same time; None
        when there is none left. A weekday after the last one that the person works
        means that last one, or the bundle would never come.
        """
        slot, days = self.person.slot, self.person.hours.days
        first = min(slot.weekday, max(days, default=slot.weekday))
        for weekday in range(first, 7):
            day = monday + timedelta(days=weekday)
            if self.works_on(day):
                return self.at(day, self.slot_time())
        return None

    def slot_time(self) -> time:
        """Return the time of the slot, moved into the working hours."""
        hours, at = self.person.hours, self.person.slot.at
        return at if hours.start <= at < hours.end else hours.start


def monday_of(day: date) -> date:
    """Return the Monday of the ISO week of ``day``."""
    return day - timedelta(days=day.weekday())


def iso_week(day: date) -> str:
    """Return ``2026-W48``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
