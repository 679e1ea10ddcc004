"""Weeks and months: what a reading belongs to.

A week is an ISO 8601 week (Monday first, week 1 holds the first Thursday), a month
a calendar month. Periods of one kind have an order; a KPI never mixes the kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_WEEK = re.compile(r"([0-9]{4})[ -]?[WwVv]\.? ?([0-9]{1,2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
"A day, with the midnight that databases write behind it."

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
"Beyond these a period is a slip of the pen."
_DECEMBER = 12


class PeriodKind(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """One ISO week or one month.

    Raises:
        ValueError: there is no such week or month.
    """

    kind: PeriodKind
    year: int
    "Of a week: the ISO year, which is not always the calendar's."
    number: int

    def __post_init__(self) -> None:
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise ValueError(f"the year {self.year} is out of range")
        self.first_day()

    @classmethod
    def of(cls, day: date, kind: PeriodKind) -> Period:
        """Return the period that ``day`` lies in."""
        if kind is PeriodKind.MONTH:
            return cls(kind=kind, year=day.year, number=day.month)
        year, week, _ = day.isocalendar()
        return cls(kind=kind, year=year, number=week)

    @classmethod
    def parse(cls, text: str, days_mean: PeriodKind = PeriodKind.WEEK) -> Period:
        """Read ``2026-W40`` (also ``2026 v40``), ``2026-10`` or ``2026-10-01``.

        A day stands for the period of kind ``days_mean`` that it lies in.

        Raises:
            ValueError: ``text`` is none of these, or there is no such period.
        """
        text = text.strip()
        if found := _WEEK.fullmatch(text):
            kind = PeriodKind.WEEK
        elif found := _MONTH.fullmatch(text):
            kind = PeriodKind.MONTH
        elif found := _DAY.fullmatch(text):
            return cls.of(date.fromisoformat(found[1]), days_mean)
        else:
            raise ValueError(f"{text!r} is no week, month or day")
        return cls(kind=kind, year=int(found[1]), number=int(found[2]))

    def first_day(self) -> date:
        """Return the Monday of the week, or the first of the month."""
        if self.kind is PeriodKind.MONTH:
            return date(self.year, self.number, 1)
        return date.fromisocalendar(self.year, self.number, 1)

    def next(self) -> Period:
        """Return the period right after this one."""
        if self.kind is PeriodKind.WEEK:
            return Period.of(self.first_day() + timedelta(weeks=1), self.kind)
        years, month = divmod(self.number, _DECEMBER)
        return Period(kind=self.kind, year=self.year + years, number=month + 1)

    def through(self, last: Period) -> Iterator[Period]:
        """Iterate from this period to ``last``, both included."""
        period = self
        while period <= last:
            yield period
            period = period.next()

    def __str__(self) -> str:
        mark = "W" if self.kind is PeriodKind.WEEK else ""
        return f"{self.year}-{mark}{self.number:02}"
