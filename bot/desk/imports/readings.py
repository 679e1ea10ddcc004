"""``readings.csv``: values of KPIs by week or month.

Rules: a wide file has a column for the period and one for each KPI, a long one the
columns period, KPI and value, and perhaps n and note. A value that differs from the present one is a new
revision; one that is not in the file stays. Nothing is measured ahead of time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.desk.imports.cells import NAME, NUMBER
from bot.desk.imports.changes import Change
from bot.desk.imports.history import Past, key_of
from bot.desk.imports.kind import Drawn
from bot.desk.imports.long_readings import KPIS, as_written, heads_of, widened
from bot.desk.imports.reading_notes import NOTE, Beside, N, apart
from bot.desk.imports.sheet import Column, Sheet, plain
from bot.ports.tables import LineReading, Table
from engagement.errors import ImportRefused
from engagement.facts import (
    Fact,
    ReadingRecorded,
    ReadingSetAside,
    ReadingWithdrawn,
)
from engagement.facts.free_text import FreeText
from engagement.kpis import Kpi, Reading

_PERIOD = Column("period", "period", NAME, required=True)
_KPI = Column("kpi", "nyckeltal", NAME)
_VALUE = Column("value", "värde", NUMBER)
_EXAMPLES: tuple[Mapping[str, str], ...] = (
    {"period": "2026-W46", "kpi": "otif", "value": "93,8", "n": "412"},
    {
        "period": "2026-W47",
        "kpi": "otif",
        "value": "95,2",
        "n": "398",
        "note": "Utan reservdelar",
    },
)


class ReadingsKind:
    """Values of KPIs; its columns are those of the long form."""

    name = "readings"
    swedish = "mätvärden"
    columns = (_PERIOD, _KPI, _VALUE, N, NOTE)
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
        long = any(plain(h) in KPIS for h in sheet.table.headings)
        table, beside = apart(sheet, kpis, long=long)
        return _compared(sheet, _read(sheet, table, kpis), beside)

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


def _read(sheet: Sheet, table: Table, kpis: tuple[Kpi, ...]) -> tuple[LineReading, ...]:
    read = sheet.at.desk.tables.read_readings
    heads = heads_of(table, kpis)
    if heads is None:
        return read(table, kpis, today=sheet.today)
    wide, unknown = widened(table, heads, kpis)
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
        raise ImportRefused(table.file, tuple(in_order))
    return found


def _aside(past: Past, key: str) -> tuple[Fact, ...]:
    """Return that the earlier reading was set aside, if it was when it was replaced."""
    aside = past.before_and_after(ReadingSetAside, key, ReadingRecorded)
    return () if aside is None or aside.reason is None else (aside,)


def _compared(
    sheet: Sheet, read: Iterable[LineReading], beside: Mapping[int, Beside]
) -> Drawn:
    held: dict[str, dict[str, Reading]] = {}
    facts: list[Fact] = []
    changes: list[Change] = []
    told: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
    for one in read:
        kpi_id, period = one.reading.kpi_id, str(one.reading.period)
        if kpi_id not in held:
            present = sheet.at.unit.kpis.readings(kpi_id)
            held[kpi_id] = {str(r.period): r for r in present}
        now = held[kpi_id].get(period)
        reading = _noted(one.reading, beside.get(one.line, Beside()), now)
        name = f"{kpi_id}/{period}"
        if now is None:
            told["added"].append(name)
        elif different := tuple(_differences(name, now, reading)):
            told["changed"].append(name)
            changes += different
        else:
            told["unchanged"].append(name)
            continue
        facts.append(_recorded(sheet, reading))
    return Drawn(
        facts=tuple(facts),
        added=tuple(told["added"]),
        changed=tuple(told["changed"]),
        unchanged=tuple(told["unchanged"]),
        changes=tuple(changes),
    )


def _noted(reading: Reading, beside: Beside, now: Reading | None) -> Reading:
    """Return a reading with what stands beside it.

    What the file has no column for stays as it is where the value does.
    """
    same = now if now is not None and now.value == reading.value else reading
    return replace(
        reading,
        n=beside.n if N.name in beside.told else same.n,
        note=beside.note if NOTE.name in beside.told else same.note,
    )


def _differences(name: str, now: Reading, new: Reading) -> Iterator[Change]:
    yield from (
        Change.of(name, column, old, value)
        for column, old, value in (
            (_VALUE, now.value, new.value),
            (N, now.n, new.n),
            (NOTE, now.note, new.note),
        )
        if old != value
    )


def _recorded(sheet: Sheet, reading: Reading) -> ReadingRecorded:
    kpi_id, period = reading.kpi_id, str(reading.period)
    return ReadingRecorded(
        kpi_id=kpi_id,
        period=period,
        revision=sheet.at.unit.kpis.revision(kpi_id, period) + 1,
        value=reading.value,
        n=reading.n,
        note=FreeText.of(reading.note),
    )


READINGS = ReadingsKind()
