"""Reading a day, or a day and a time, on the wall clock of the person who types.

Rules:

- ``tisdag 14`` is the next Tuesday 14:00: today while that is ahead, else in a week. A
  bare ``tisdag`` on a Tuesday is the one in a week, because today is called today.
- ``nästa tisdag`` is the Tuesday of next week, and ``nästa vecka`` its Monday.
- What has no year is never past. What is given in full, or counted from today (``idag
  9``), is returned as it is, past or not: refusing it is the asker's business.
- A time alone is today's while it is ahead, else tomorrow's; other words beside it may
  be a day that nobody here knows, so then it is nothing. A bare number is nothing.
- With a negation anywhere (*hinner inte tisdag*) nothing is read.
- ``24:00`` is the start of the day after. Without an explicit time ``at`` is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engagement.typed.clock import MIDNIGHT, Clock, read_clock
from engagement.typed.days import scan
from engagement.typed.mentions import Frame, resolve
from engagement.typed.names import NUMBER
from engagement.typed.words import NUMBER_WORDS, negated, plain

_HOURS_AHEAD = re.compile(
    r"(?:om|in|inom|within) (?:(?:ca|cirka|ungefär|about|around) )?(?:"
    rf"(?P<n>{NUMBER}) ?(?:(?P<hours>timme|timmar|tim|h|hour|hours|hr|hrs)"
    r"|(?P<minutes>minut|minuter|min|mins|minute|minutes))"
    r"|(?P<half>en halvtimme|half an hour)|(?P<quarter>en kvart))[.!]?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WallTime:
    """A day, and a time of day where one was said, without a zone."""

    day: date
    at: time | None


def read_day(text: str, today: date) -> date | None:
    """Return the one day that ``text`` names, or None; times of day do not matter."""
    if negated(text):
        return None
    try:
        return resolve(scan(plain(text)).mentions, _all_day(today))
    except OverflowError:
        return None


def read_moment(text: str, now: datetime) -> WallTime | None:
    """Return the day and the time that ``text`` names, or None.

    ``now`` is naive: the wall clock of the person.
    """
    if negated(text):
        return None
    line = plain(text)
    try:
        return _in_hours(line, now) or _moment(line, now)
    except OverflowError:
        return None


def _in_hours(line: str, now: datetime) -> WallTime | None:
    found = _HOURS_AHEAD.fullmatch(line)
    if found is None:
        return None
    then = now.replace(second=0, microsecond=0) + _ahead(found)
    return WallTime(day=then.date(), at=then.time())


def _ahead(found: re.Match[str]) -> timedelta:
    if found["half"] or found["quarter"]:
        return timedelta(minutes=30 if found["half"] else 15)
    said = found["n"]
    count = int(said) if said.isdecimal() else NUMBER_WORDS.get(said, 1)
    return timedelta(hours=count) if found["hours"] else timedelta(minutes=count)


def _moment(line: str, now: datetime) -> WallTime | None:
    found = scan(line)
    clock = read_clock(found.left, line)
    if not found.mentions:
        return _alone(clock, now)
    day = resolve(found.mentions, _frame(clock, now))
    return _wall(day, clock.minute) if day else None


def _alone(clock: Clock, now: datetime) -> WallTime | None:
    if clock.minute is None or not clock.alone:
        return None
    return _wall(_first(clock.minute, now), clock.minute)


def _frame(clock: Clock, now: datetime) -> Frame:
    if clock.minute is None:
        return _all_day(now.date())
    first = _first(clock.minute, now)
    return Frame(today=now.date(), dates_from=first, weekdays_from=first)


def _all_day(today: date) -> Frame:
    return Frame(today=today, dates_from=today, weekdays_from=_days_on(today, 1))


def _first(minute: int, now: datetime) -> date:
    """Return the first day on which ``minute`` is ahead."""
    ahead = minute > now.hour * 60 + now.minute
    return now.date() if ahead else _days_on(now.date(), 1)


def _wall(day: date, minute: int | None) -> WallTime:
    if minute is None:
        return WallTime(day=day, at=None)
    if minute == MIDNIGHT:
        return WallTime(day=_days_on(day, 1), at=time(0))
    return WallTime(day=day, at=time(*divmod(minute, 60)))


def _days_on(day: date, days: int) -> date:
    return day + timedelta(days=days)
