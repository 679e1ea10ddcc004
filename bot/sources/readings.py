"""Readings out of a table: a period and one or more KPIs to a line.

Rules: the first column holds the period, every other one a KPI under its id or its
name. With one KPI and two columns, the second is that KPI whatever it is called. A
blank cell is no reading. Either every line is good and all readings come back, or
every bad place is told and none does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from bot.ports.tables import LineReading, Row, Table
from bot.sources.decimals import numbers
from bot.sources.sheets import problem, refused
from engagement.errors import ImportRefused, Problem
from engagement.kpis import Kpi, Period, PeriodKind, Reading

_LEAST_MONTH = 28
"Days between two periods that can only be months."
_DAY_LETTERS = len("2026-10-01")


def read_readings(
    table: Table, kpis: Sequence[Kpi], *, today: date | None = None
) -> tuple[LineReading, ...]:
    """Return the readings of ``kpis`` in ``table``, in the order of its lines.

    A period that begins after ``today`` is refused; without one, none is.

    Raises:
        ImportRefused: columns, periods or values cannot be used, or there are none.
    """
    taken = _Taken(table, _columns(table, kpis), today)
    for row in table.rows:
        taken.take(row)
    if taken.problems:
        raise ImportRefused(table.file, tuple(taken.problems))
    if not taken.readings:
        raise refused(table.file, "empty")
    return tuple(taken.readings)


def cadence_of(periods: Sequence[str]) -> PeriodKind:
    """Return how often a KPI is measured whose periods are written like these.

    Weeks and months say so themselves. Days mean months where no two of them are
    nearer than a month, and weeks otherwise. What is no period says nothing.
    """
    read = [period for text in periods if (period := _read(text, PeriodKind.MONTH))]
    if any(period.kind is PeriodKind.WEEK for period in read):
        return PeriodKind.WEEK
    days = sorted(day for text in periods if (day := _day(text)) is not None)
    near = any((b - a).days < _LEAST_MONTH for a, b in pairwise(days))
    if near or len(days) == len(read) <= 1:
        return PeriodKind.WEEK
    return PeriodKind.MONTH


def _columns(table: Table, kpis: Sequence[Kpi]) -> dict[str, Kpi]:
    """Return the KPI of each heading but the first."""
    first, *values = table.headings
    if _read(first, PeriodKind.WEEK):
        raise refused(table.file, "heading_is_data", line=1)
    if not values:
        raise refused(table.file, "no_values", line=1)
    if len(values) == len(kpis) == 1:
        return {values[0]: kpis[0]}
    named = {n.casefold(): k for k in kpis for n in (k.name.sv, k.name.en, k.kpi_id)}
    known = ", ".join(k.kpi_id for k in kpis)
    problems = [
        problem(1, "unknown_column", column=heading, known=known)
        for heading in values
        if heading.casefold() not in named
    ]
    columns = {h: k for h in values if (k := named.get(h.casefold()))}
    if len(columns) > len({k.kpi_id for k in columns.values()}):
        problems.append(problem(1, "same_kpi_twice"))
    if problems:
        raise ImportRefused(table.file, tuple(problems))
    return columns


def _read(text: str, days_mean: PeriodKind) -> Period | None:
    try:
        return Period.parse(text, days_mean)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    """Return the day that ``text`` is, if it is one and no week or month."""
    if _read(text, PeriodKind.WEEK) == _read(text, PeriodKind.MONTH):
        return None
    return date.fromisoformat(text[:_DAY_LETTERS])


@dataclass(slots=True, kw_only=True)
class _Clash:
    """Days that lie in a period that is there already."""

    at: int
    "Where among the problems it is told."
    lines: set[int]


class _Taken:
    """What has been read so far, good and bad."""

    def __init__(
        self, table: Table, columns: Mapping[str, Kpi], today: date | None
    ) -> None:
        self.readings: list[LineReading] = []
        self.problems: list[Problem] = []
        self._period_column = table.headings[0]
        self._columns = columns
        self._today = today
        self._number = numbers(table, columns.keys())
        self._lines: dict[tuple[str, Period], int] = {}
        self._told: set[tuple[int, str, tuple[str, ...]]] = set()
        self._clashes: dict[PeriodKind, _Clash] = {}

    def take(self, row: Row) -> None:
        """Read one line."""
        written = {h: kpi for h, kpi in self._columns.items() if row.cells[h]}
        if not written:
            return
        text = row.cells[self._period_column]
        if not _read(text, PeriodKind.WEEK):
            code = "not_a_period" if text else "no_period"
            self._refuse(row, self._period_column, code, value=text)
        for heading, kpi in written.items():
            period = self._period(row, heading, kpi)
            value = self._value(row, heading, kpi)
            if value is not None and period is not None:
                reading = Reading(kpi_id=kpi.kpi_id, period=period, value=value)
                self.readings.append(LineReading(line=row.line, reading=reading))

    def _refuse(self, row: Row, heading: str, code: str, **values: str) -> None:
        self.problems.append(problem(row.line, code, column=heading, **values))

    def _refuse_once(
        self, row: Row, heading: str | None, code: str, **values: str
    ) -> None:
        """Tell what is wrong with the period once, however many KPIs the line has."""
        told = (row.line, code, tuple(values.values()))
        if told not in self._told:
            self._told.add(told)
            self.problems.append(problem(row.line, code, column=heading, **values))

    def _period(self, row: Row, heading: str, kpi: Kpi) -> Period | None:
        text = row.cells[self._period_column]
        period = _read(text, kpi.cadence)
        if period is None:
            return None
        if period.kind is not kpi.cadence:
            self._refuse(row, heading, f"wants_{kpi.cadence}", value=text)
            return None
        if self._today is not None and period.first_day() > self._today:
            self._refuse_once(row, None, "period_ahead", period=str(period))
        first = self._lines.setdefault((kpi.kpi_id, period), row.line)
        if first == row.line:
            return period
        values = {"period": str(period), "first": str(first)}
        if _day(text) is None:
            self._refuse_once(row, self._period_column, "duplicate_period", **values)
        else:
            self._refuse_day(row, period.kind, **values, value=text)
        return None

    def _refuse_day(self, row: Row, kind: PeriodKind, **values: str) -> None:
        """Tell of the first day of a period that is there already, and how many more.

        A file of daily figures has hundreds of them, and one cure.
        """
        clash = self._clashes.get(kind)
        if clash is None:
            self._clashes[kind] = _Clash(at=len(self.problems), lines={row.line})
            self._refuse(row, self._period_column, f"same_{kind}", **values)
            return
        clash.lines.add(row.line)
        if len(clash.lines) > 1:
            told = self.problems[clash.at]
            self.problems[clash.at] = replace(
                told,
                code=f"days_in_{kind}",
                values={**told.values, "count": str(len(clash.lines))},
            )

    def _value(self, row: Row, heading: str, kpi: Kpi) -> Decimal | None:
        text, value = row.cells[heading], self._number(row, heading)
        low, high = kpi.lower_bound, kpi.upper_bound
        if isinstance(value, str):
            self._refuse(row, heading, value, value=text)
            return None
        if low is not None and value < low:
            self._refuse(row, heading, "below_bound", value=text, bound=f"{low:f}")
        if high is not None and value > high:
            self._refuse(row, heading, "above_bound", value=text, bound=f"{high:f}")
        return value
