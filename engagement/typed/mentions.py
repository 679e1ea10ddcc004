"""What kinds of day a text can mention, and which day they come to together.

Rules: a weekday, a week, a day of a month or of a year without its year is the next
such one, never one that is over. A full date and a distance are what they say, past
or not. Two different days, or a weekday that does not fit its date, come to none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

YEARS_MOST = 8
"29 February can be that far away, around a year such as 2100."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A full date; one that no calendar has is kept until it is asked for."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """``1 december``."""

    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Monthly:
    """``den 1:a``."""

    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """``idag``, ``om 3 dagar``, ``in two months``."""

    days: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """``tisdag``; ``nästa tisdag`` is the one of next week."""

    number: int
    "Monday is 0."
    next_week: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekNumber:
    """``vecka 49`` (ISO 8601)."""

    number: int
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekAhead:
    """``nästa vecka``, ``om två veckor``."""

    weeks: int
    whole: bool
    "Whether the week was named, and not a distance: alone it is its Monday."


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """Something about a day that names none."""

    past: bool = False
    "``igår``, ``last week``: whichever day, it is over."


Week = WeekNumber | WeekAhead
Dated = Fixed | Yearly | Monthly | Ahead
Mention = Dated | Week | Weekday | Unclear


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """From where days are counted."""

    today: date
    dates_from: date
    "The first day that a date without its year or its month can be."
    weekdays_from: date
    "The first day that a bare weekday can be."


def resolve(mentions: Sequence[Mention], frame: Frame) -> date | None:
    """Return the one day that all ``mentions`` agree on, or None.

    Raises:
        OverflowError: the day lies beyond the calendar.
    """
    if any(isinstance(m, Unclear) for m in mentions):
        return None
    named = [m for m in mentions if isinstance(m, Weekday)]
    if len({m.number for m in named}) > 1:
        return None
    weekday = named[0].number if named else None
    weeks = [m for m in mentions if isinstance(m, Week)]
    if dated := [m for m in mentions if isinstance(m, Dated)]:
        day = _only(_day(m, frame) for m in dated)
        return day if day and _fits(day, weekday, weeks, frame) else None
    if weeks:
        return _only(_in_week(week, weekday, frame) for week in weeks)
    return _next(named, frame) if named else None


def _only(days: Iterable[date | None]) -> date | None:
    found = set(days)
    return found.pop() if len(found) == 1 else None


def _fits(day: date, weekday: int | None, weeks: list[Week], frame: Frame) -> bool:
    same_weekday = weekday in {None, day.weekday()}
    return same_weekday and all(
        _in_week(week, day.weekday(), frame) == day for week in weeks
    )


def _next(named: list[Weekday], frame: Frame) -> date:
    number = named[0].number
    if any(m.next_week for m in named):
        return _monday(frame.today) + timedelta(days=7 + number)
    ahead = (number - frame.weekdays_from.weekday()) % 7
    return frame.weekdays_from + timedelta(days=ahead)


def _day(mention: Dated, frame: Frame) -> date | None:
    if isinstance(mention, Fixed):
        return _date(mention.year, mention.month, mention.day)
    if isinstance(mention, Ahead):
        return _ahead(frame.today, mention)
    first = frame.dates_from
    years = range(first.year, first.year + YEARS_MOST + 1)
    months = [mention.month] if isinstance(mention, Yearly) else range(1, 13)
    found = (_date(y, month, mention.day) for y, month in product(years, months))
    return next((day for day in found if day and day >= first), None)


def _in_week(week: Week, weekday: int | None, frame: Frame) -> date | None:
    if isinstance(week, WeekAhead):
        day = _in_week_ahead(week, weekday, frame.today)
    elif week.year is not None:
        return _week_date(week.year, week.number, weekday)
    else:
        day = _in_week_number(week.number, weekday, frame)
    return day if day and day >= frame.dates_from else None


def _in_week_number(number: int, weekday: int | None, frame: Frame) -> date | None:
    year, this, _ = frame.today.isocalendar()
    day = _week_date(year, number, weekday)
    over = day is None or day < frame.dates_from
    # What is over of this very week is not meant for next year.
    return _week_date(year + 1, number, weekday) if over and number != this else day


def _in_week_ahead(week: WeekAhead, weekday: int | None, today: date) -> date | None:
    if weekday is None and not week.whole:
        return today + timedelta(weeks=week.weeks)
    if weekday is None and not week.weeks:
        return None
    return _monday(today) + timedelta(weeks=week.weeks, days=weekday or 0)


def _week_date(year: int, week: int, weekday: int | None) -> date | None:
    try:
        return date.fromisocalendar(year, week, (weekday or 0) + 1)
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _ahead(today: date, mention: Ahead) -> date | None:
    """Months keep the day, or end on the last one of a shorter month."""
    years, month = divmod(today.month - 1 + mention.months, 12)
    days = range(today.day, today.day - 4, -1)
    found = (_date(today.year + years, month + 1, day) for day in days)
    day = next(filter(None, found), None)
    return day and day + timedelta(days=mention.days)
