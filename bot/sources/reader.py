"""The desk's reader of files, out of the parts of this package."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from bot.ports.tables import LineReading, NumberOf, Row, Table
from bot.sources.decimals import Mark, decimal_mark, is_ambiguous, parse_decimal
from bot.sources.readings import read_readings
from bot.sources.tables import read_table
from engagement.kpis import Kpi


class TableReader:
    """Reads CSV and Excel files; fulfils ``bot.ports.tables.Tables``."""

    def read_table(self, name: str, content: bytes) -> Table:
        """Return the table in a file."""
        return read_table(name, content)

    def read_readings(
        self, table: Table, kpis: Sequence[Kpi]
    ) -> tuple[LineReading, ...]:
        """Return the readings in a table."""
        return read_readings(table, kpis)

    def numbers(self, table: Table, headings: Collection[str]) -> NumberOf:
        """Return the reader of numbers under some headings."""
        texts = (
            row.cells[heading]
            for row in table.rows
            for heading in headings
            if heading not in row.numbers
        )
        mark = decimal_mark(texts, table.separator)

        def read(row: Row, heading: str) -> Decimal | str:
            text = row.cells[heading]
            own: Mark | None = "." if heading in row.numbers else mark
            value = parse_decimal(text, own)
            if value is not None:
                return value
            return "ambiguous_number" if is_ambiguous(text) else "not_a_number"

        return read
