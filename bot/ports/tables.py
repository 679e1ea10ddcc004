"""Tables out of files: what the desk sees of CSV and Excel, and who reads them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from engagement.kpis import Kpi, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of data."""

    line: int
    "1-based number of the line or row in the file where it begins."
    cells: dict[str, str]
    "Heading -> what is written there; empty where nothing is."
    numbers: frozenset[str] = frozenset()
    "Headings whose cell is a real number of a workbook, written with a point."


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with named columns."""

    file: str
    "Name of the file, for refusals."
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    separator: str | None
    "What separates the cells; None in a workbook."

    def column(self, heading: str) -> list[str]:
        """Return what is written in one column, top down."""
        return [row.cells[heading] for row in self.rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReading:
    """A reading and the line of the file that it stands on."""

    line: int
    reading: Reading
    "Of revision 1; who records it knows what was there before."


NumberOf = Callable[[Row, str], Decimal | str]
"""Row and heading to the number in that cell, or to the code of what is wrong with it:
``not_a_number`` or ``ambiguous_number``."""


class Tables(Protocol):
    """Reads files that people import."""

    def read_table(self, name: str, content: bytes) -> Table:
        """Return the table in ``content``, a file called ``name``.

        Raises:
            ImportRefused: it is too large, no table, or lines do not fit the heading.
        """
        ...

    def read_readings(
        self, table: Table, kpis: Sequence[Kpi], *, today: date | None = None
    ) -> tuple[LineReading, ...]:
        """Return the readings of ``kpis``, in the order of the lines.

        A period that begins after ``today`` is refused; without one, none is.

        Raises:
            ImportRefused: columns, periods or values cannot be used.
        """
        ...

    def numbers(self, table: Table, headings: Collection[str]) -> NumberOf:
        """Return the reader of the numbers that stand under ``headings``.

        Their decimal mark is decided once for the whole file.
        """
        ...
