"""One file being read: its lines, and every bad place in them.

Rules: a file is good or it is refused whole, with all of its bad places. Columns are
known by their English heading, or by a Swedish one, whatever their case and order. A
column that is not in the file leaves what is there as it is; an empty cell empties it,
unless its column says ``KEEP``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from bot.desk.desk import Sitting
from bot.desk.imports.known import Known
from bot.desk.setting import today_of
from bot.ports.tables import NumberOf, Row, Table
from engagement.errors import ImportRefused, Problem

E = TypeVar("E")

KEEP: Any = object()
"The value of a cell that leaves what is there as it is."


class Unreadable(Exception):
    """A cell does not hold what its column holds."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is written in one place."""

    text: str
    "Never empty: without blanks around it, and in one Unicode spelling."
    row: Row
    heading: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Holds:
    """What a column holds, and how one of its cells is read."""

    code: str
    "Text key suffix: ``import.holds.<code>``."
    read: Callable[[Cell], Any]
    "Raises ``Unreadable``."
    numeric: bool = False
    "Whether its cells have a say in what the file's decimal mark is."
    choices: Mapping[str, Any] = field(default_factory=dict, compare=False)
    "Word -> meaning of what is chosen from words; English first, then Swedish."


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind of file."""

    name: str
    "Its heading in templates."
    swedish: str
    "Its Swedish heading."
    holds: Holds
    field: str = ""
    "What it fills, also ``title.en``; empty where the kind itself sees to it."
    required: bool = False
    "Whether it must be in the file, and no cell of it empty."
    blank: Any = None
    "What an empty cell means."


def plain(heading: str) -> str:
    """Return a heading as headings are compared: ``Due date`` is ``due_date``."""
    words = unicodedata.normalize("NFC", heading).casefold().replace("-", " ")
    return "_".join(words.replace("_", " ").split())


class Sheet:
    """One file being read, in one transaction."""

    def __init__(self, at: Sitting, table: Table) -> None:
        self.at = at
        self.table = table
        self.known = Known(at)
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.number: NumberOf = at.desk.tables.numbers(table, ())

    @cached_property
    def today(self) -> date:
        """The date where the organisation is at home."""
        return today_of(self.at.unit.organisation(), self.at.now)

    def refuse(
        self, line: int, code: str, column: str | None = None, **values: object
    ) -> None:
        """Note a bad place; line 0 means the whole file."""
        self.problems.append(_problem(line, code, column, values))

    def warn(self, line: int, code: str, **values: object) -> None:
        """Note something that is imported, or left out, but perhaps not meant."""
        self.warnings.append(_problem(line, code, None, values))

    def lines(self, columns: Sequence[Column]) -> Iterator[Line]:
        """Iterate over the lines of data.

        Raises:
            ImportRefused: the file does not have these columns.
        """
        headings = self._headings(columns)
        numbers = {c.name for c in columns if c.holds.numeric}
        numeric = [headings[name] for name in numbers & headings.keys()]
        self.number = self.at.desk.tables.numbers(self.table, numeric)
        for row in self.table.rows:
            yield Line(self, row, headings)

    def _headings(self, columns: Sequence[Column]) -> dict[str, str]:
        """Return the heading in the file of each column that is in it."""
        names = {plain(n): c.name for c in columns for n in (c.swedish, c.name)}
        found: dict[str, str] = {}
        for heading in self.table.headings:
            name = names.get(plain(heading))
            if name is None:
                known = ", ".join(column.name for column in columns)
                self.refuse(1, "unknown_column", heading, known=known)
            elif name in found:
                self.refuse(1, "column_twice", heading, first=found[name])
            else:
                found[name] = heading
        for column in columns:
            if column.required and column.name not in found:
                self.refuse(1, "missing_column", column.name)
        if self.problems:
            raise ImportRefused(self.table.file, tuple(self.problems))
        return found


class Line:
    """One line of data."""

    def __init__(self, sheet: Sheet, row: Row, headings: Mapping[str, str]) -> None:
        self.sheet = sheet
        self.number = row.line
        self.bad = False
        "Whether something of it could not be read."
        self._row = row
        self._headings = headings

    def refuse(self, code: str, column: str | None = None, **values: object) -> None:
        """Note that the line, or one of its cells, is bad."""
        self.bad = True
        heading = self._headings.get(column or "", column)
        self.sheet.refuse(self.number, code, heading, **values)

    def warn(self, code: str, **values: object) -> None:
        """Note something about the line that is perhaps not meant."""
        self.sheet.warn(self.number, code, **values)

    def value(self, column: Column) -> Any:
        """Return what a column holds here; ``KEEP`` where there is nothing to read."""
        heading = self._headings.get(column.name)
        if heading is None:
            return KEEP
        written = self._row.cells[heading]
        text = " ".join(unicodedata.normalize("NFC", written).split())
        if not text:
            if column.required:
                self.refuse("required", column.name)
            return column.blank
        cell = Cell(text=text, row=self._row, heading=heading, sheet=self.sheet)
        try:
            return column.holds.read(cell)
        except Unreadable as error:
            self.refuse(error.code, column.name, **error.values)
            return KEEP

    def fill(self, entry: E, columns: Sequence[Column]) -> E:
        """Return ``entry`` with everything that this line says about it."""
        given: dict[str, Any] = {}
        for column in columns:
            if not column.field:
                continue
            value = self.value(column)
            if value is KEEP:
                continue
            name, _, part = column.field.partition(".")
            if part:
                so_far = given.get(name, getattr(entry, name))
                value = replace(so_far, **{part: value})
            given[name] = value
        whole: Any = entry
        filled: E = replace(whole, **given)
        return filled


def _problem(
    line: int, code: str, column: str | None, values: Mapping[str, object]
) -> Problem:
    said = {name: str(value) for name, value in values.items()}
    return Problem(line=line, column=column, code=code, values=said)
