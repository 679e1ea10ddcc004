"""What kind of file somebody dropped without a word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

from bot.desk.desk import Sitting
from bot.desk.imports.kind import Kind
from bot.desk.imports.long_readings import KPIS, PERIODS
from bot.desk.imports.sheet import plain
from bot.ports.tables import Table

_COPY = re.compile(r"[ _-]*(\(\d+\)|\d+|later|copy|kopia)$")


def guess(
    at: Sitting, kinds: Mapping[str, Kind], file_name: str, content: bytes
) -> str | None:
    """Return the kind that a file is called by, or that its heading fits; else None.

    Raises:
        ImportRefused: its name says nothing, and it cannot be read.
    """
    named = _by_name(kinds, file_name)
    if named is not None:
        return named
    return _by_heading(at, kinds, at.desk.tables.read_table(file_name, content))


def _by_name(kinds: Mapping[str, Kind], file_name: str) -> str | None:
    stem = PurePath(file_name.replace("\\", "/")).stem.casefold()
    names = {n: k.name for k in kinds.values() for n in (k.swedish, k.name)}
    return names.get(plain(stem)) or names.get(plain(_COPY.sub("", stem)))


def _by_heading(at: Sitting, kinds: Mapping[str, Kind], table: Table) -> str | None:
    headings = {plain(heading) for heading in table.headings}
    if plain(table.headings[0]) in PERIODS and _measures(at, headings):
        return "readings"
    fitting = [kind for kind in kinds.values() if _fits(kind, headings)]
    # Goals have nothing but a title: their whole heading fits other kinds too.
    whole = [kind for kind in fitting if len(kind.columns) == len(headings)]
    found = fitting if len(fitting) == 1 else whole
    return found[0].name if len(found) == 1 else None


def _measures(at: Sitting, headings: set[str]) -> bool:
    """Whether a heading is a KPI, or there is a column for one."""
    named = set(KPIS)
    for kpi in at.unit.kpis.all():
        named |= {plain(n) for n in (kpi.kpi_id, kpi.name.en, kpi.name.sv)}
    return bool(headings & named)


def _fits(kind: Kind, headings: set[str]) -> bool:
    """Whether a file has every column that it must have, and no unknown one."""
    known = {plain(n) for c in kind.columns for n in (c.name, c.swedish)}
    needed = [{plain(c.name), plain(c.swedish)} for c in kind.columns if c.required]
    return headings <= known and all(names & headings for names in needed)
