"""Columns of ``readings.csv`` beside the values: how many observations, and a note.

Rules: both are optional. They belong to the one value of their line, so a wide file has
them with a single KPI only; with several they are columns that nobody knows. A KPI that
is called like one of them is meant first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.desk.imports.cells import TEXT, TEXT_MOST, whole
from bot.desk.imports.sheet import Column, Sheet, plain
from bot.ports.tables import Row, Table
from engagement.kpis import Kpi

MOST = 999_999_999
N = Column("n", "antal", whole(1, MOST))
NOTE = Column("note", "anteckning", TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside the value of a line."""

    told: frozenset[str] = frozenset()
    "Names of those columns that are in the file."
    n: int | None = None
    note: str = ""


def apart(
    sheet: Sheet, kpis: Sequence[Kpi], *, long: bool
) -> tuple[Table, Mapping[int, Beside]]:
    """Return the table without these columns, and what they hold by line.

    Bad cells are noted in ``sheet``.
    """
    table = sheet.table
    taken = {n.casefold() for k in kpis for n in (k.kpi_id, k.name.en, k.name.sv)}
    heads: dict[str, str] = {}
    for heading in table.headings:
        if heading.casefold() not in taken:
            for column in (N, NOTE):
                if plain(heading) in {column.name, column.swedish}:
                    heads.setdefault(column.name, heading)
    left = tuple(h for h in table.headings if h not in heads.values())
    single = len(left) == len(("period", "value"))
    if not heads or not (long or single):
        return table, {}
    beside = {row.line: _read(sheet, row, heads) for row in table.rows}
    return replace(table, headings=left), beside


def _read(sheet: Sheet, row: Row, heads: Mapping[str, str]) -> Beside:
    n, note = (row.cells[heads[c]] if c in heads else "" for c in (N.name, NOTE.name))
    number = int(n) if n.isascii() and n.isdecimal() and len(n) <= len(str(MOST)) else 0
    if n and number < 1:
        values = {"value": n, "least": 1, "most": MOST}
        sheet.refuse(row.line, "not_whole", heads[N.name], **values)
    if len(note) > TEXT_MOST:
        values = {"most": TEXT_MOST, "found": len(note)}
        sheet.refuse(row.line, "too_long", heads[NOTE.name], **values)
    return Beside(told=frozenset(heads), n=number or None, note=" ".join(note.split()))
