"""Readings in the long form: each line names its period, its KPI and its value.

Rules: a file with a column for the KPI is meant to be long, so what is said of it is
said of the columns period, KPI and value. It is read as a wide table that nobody sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.desk.imports.sheet import plain
from bot.ports.tables import Row, Table
from engagement.errors import ImportRefused, Problem
from engagement.kpis import Kpi

PERIODS = {"period", "week", "month", "vecka", "månad"}
KPIS = {"kpi", "nyckeltal"}
_COLUMNS = {"period": PERIODS, "kpi": KPIS, "value": {"value", "värde"}}
_ABOUT_PERIODS = {"wants_week", "wants_month"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The headings of a long file, as they are written there."""

    period: str
    kpi: str
    value: str


def heads_of(table: Table, kpis: Sequence[Kpi]) -> Heads | None:
    """Return the headings of a long table; None for a wide one.

    Raises:
        ImportRefused: a column of the long form is missing, unknown or there twice.
    """
    places = [n for n, h in enumerate(table.headings) if plain(h) in KPIS]
    if not places:
        return None
    if len(kpis) == 1 and len(table.headings) == len(("period", "value")) and places[0]:
        # The second of two columns is the only KPI, whatever it is called.
        return None
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for heading in table.headings:
        name = next((n for n, words in _COLUMNS.items() if plain(heading) in words), "")
        if not name:
            known = ", ".join((*_COLUMNS, "n", "note"))
            problems.append(_problem(1, heading, "unknown_column", known=known))
        elif name in found:
            again = _problem(1, heading, "column_twice", first=found[name])
            problems.append(again)
        else:
            found[name] = heading
    missing = [name for name in _COLUMNS if name not in found]
    problems += [_problem(1, name, "missing_column") for name in missing]
    if problems:
        raise ImportRefused(table.file, tuple(problems))
    return Heads(**found)


def widened(
    table: Table, heads: Heads, kpis: Iterable[Kpi]
) -> tuple[Table, list[Problem]]:
    """Return a long table with a column for each KPI, and the lines that name none."""
    known = {n.casefold(): k.kpi_id for k in kpis for n in _names(k)}
    problems: list[Problem] = []
    rows: list[Row] = []
    for row in table.rows:
        kpi_id = known.get(row.cells[heads.kpi].casefold())
        if kpi_id is None:
            value = row.cells[heads.kpi]
            problems.append(_problem(row.line, heads.kpi, "kpi_not_there", value=value))
            continue
        blank = dict.fromkeys(known.values(), "")
        written = {
            heads.period: row.cells[heads.period],
            kpi_id: row.cells[heads.value],
        }
        real = frozenset({kpi_id} if heads.value in row.numbers else ())
        rows.append(Row(line=row.line, cells=blank | written, numbers=real))
    headings = (heads.period, *dict.fromkeys(known.values()))
    return replace(table, headings=headings, rows=tuple(rows)), problems


def as_written(problems: Iterable[Problem], heads: Heads) -> list[Problem]:
    """Return what is wrong with a widened table, by the columns of the long one."""
    told: list[Problem] = []
    for one in problems:
        column = one.column
        if one.code in _ABOUT_PERIODS:
            column = heads.period
        elif column not in {None, heads.period}:
            column = heads.value
        told.append(replace(one, column=column))
    return told


def _names(kpi: Kpi) -> tuple[str, ...]:
    return tuple(n for n in (kpi.kpi_id, kpi.name.en, kpi.name.sv) if n)


def _problem(line: int, column: str, code: str, **values: str) -> Problem:
    return Problem(line=line, column=column, code=code, values=values)
