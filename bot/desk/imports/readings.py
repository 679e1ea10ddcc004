"""``readings.csv``: values of KPIs by week or month.

Rules: a wide file has a column for the period and one for each KPI, a long one the
columns period, KPI and value. A value that differs from the present one is a new
revision; one that is not in the file stays. Nothing is measured ahead of time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.desk.imports.cells import NAME, NUMBER
from bot.desk.imports.changes import Change
from bot.desk.imports.history import Past, key_of
from bot.desk.imports.kind import Drawn
from bot.desk.imports.long_readings import as_written, heads_of, widened
from bot.desk.imports.sheet import Column, Sheet
from bot.ports.tables import LineReading
from engagement.errors import ImportRefused
from engagement.facts import (
    Fact,
    ReadingRecorded,
    ReadingSetAside,
    ReadingWithdrawn,
)
from engagement.kpis import Kpi, Reading

_PERIOD = Column("period", "period", NAME, required=True)
_KPI = Column("kpi", "nyckeltal", NAME)
_VALUE = Column("value", "värde", NUMBER)
_EXAMPLES: tuple[Mapping[str, str], ...] = (
    {"period": "2026-W46", "kpi": "otif", "value": "93,8"},
    {"period": "2026-W47", "kpi": "otif", "value": "95,2"},
)


class ReadingsKind:
    """Values of KPIs; its columns are those of the long form."""

    name = "readings"
    swedish = "mätvärden"
    columns = (_PERIOD, _KPI, _VALUE)
    examples = _EXAMPLES

    def draw(self, sheet: Sheet) -> Drawn:
        """Turn a file into facts.

        Raises:
            ImportRefused: there are no KPIs yet, or columns, periods or values cannot
                be used.
        """
        kpis = sheet.at.unit.kpis.all()
        if not kpis:
            sheet.refuse(0, "no_kpis")
            raise ImportRefused(sheet.table.file, tuple(sheet.problems))
        return _compared(sheet, _read(sheet, kpis))

    def reverse(self, fact: Fact, past: Past) -> tuple[Fact, ...] | None:
        """Return what supersedes a fact of an import; None: keep what is newer."""
        if not isinstance(fact, ReadingRecorded):
            return None
        key = key_of(fact) or ""
        newest = past.newest(ReadingRecorded, key)
        present = past.at.unit.kpis.revision(fact.kpi_id, fact.period)
        if newest is None or (newest.revision, newest.value) != (present, fact.value):
            return None
        if past.recorded_again(ReadingRecorded, key):
            return None
        revision = present + 1
        before = past.before(ReadingRecorded, key)
        gone = past.before(ReadingWithdrawn, key)
        if before is None or (gone is not None and gone.revision > before.revision):
            withdrawn = ReadingWithdrawn(
                kpi_id=fact.kpi_id, period=fact.period, revision=revision
            )
            return (withdrawn,)
        back: tuple[Fact, ...] = (replace(before, revision=revision),)
        return (*back, *_aside(past, key))


def _read(sheet: Sheet, kpis: tuple[Kpi, ...]) -> tuple[LineReading, ...]:
    read = sheet.at.desk.tables.read_readings
    heads = heads_of(sheet.table, kpis)
    if heads is None:
        return read(sheet.table, kpis, today=sheet.today)
    wide, unknown = widened(sheet.table, heads, kpis)
    try:
        found = read(wide, kpis, today=sheet.today)
    except ImportRefused as refused:
        problems = [*unknown, *as_written(refused.problems, heads)]
    else:
        problems = unknown
    if unknown:
        # Without the lines of unknown KPIs, the rest may seem to hold nothing.
        problems = [p for p in problems if p.line]
    if problems:
        in_order = sorted(problems, key=lambda problem: problem.line)
        raise ImportRefused(sheet.table.file, tuple(in_order))
    return found


def _aside(past: Past, key: str) -> tuple[Fact, ...]:
    """Return that the earlier reading was set aside, if it was when it was replaced."""
    aside = past.before_and_after(ReadingSetAside, key, ReadingRecorded)
    return () if aside is None or aside.reason is None else (aside,)


def _compared(sheet: Sheet, read: Iterable[LineReading]) -> Drawn:
    held: dict[str, dict[str, Reading]] = {}
    facts: list[Fact] = []
    changes: list[Change] = []
    told: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
    for one in read:
        reading = one.reading
        kpi_id, period = reading.kpi_id, str(reading.period)
        if kpi_id not in held:
            present = sheet.at.unit.kpis.readings(kpi_id)
            held[kpi_id] = {str(r.period): r for r in present}
        now = held[kpi_id].get(period)
        how = "added" if now is None else "changed"
        name = f"{kpi_id}/{period}"
        if now is not None and now.value == reading.value:
            how = "unchanged"
        else:
            facts.append(_recorded(sheet, reading))
        if how == "changed" and now is not None:
            changes.append(Change.of(name, _VALUE, now.value, reading.value))
        told[how].append(name)
    return Drawn(
        facts=tuple(facts),
        added=tuple(told["added"]),
        changed=tuple(told["changed"]),
        unchanged=tuple(told["unchanged"]),
        changes=tuple(changes),
    )


def _recorded(sheet: Sheet, reading: Reading) -> ReadingRecorded:
    kpi_id, period = reading.kpi_id, str(reading.period)
    return ReadingRecorded(
        kpi_id=kpi_id,
        period=period,
        revision=sheet.at.unit.kpis.revision(kpi_id, period) + 1,
        value=reading.value,
    )


READINGS = ReadingsKind()
