"""One reader for every table that is imported: CSV or Excel, told apart by content.

Rules: the first line that is not blank names the columns. Blank lines are skipped,
lines are trimmed of blank cells at their end, cells of blanks around them. A table is
read whole or not at all, and a refusal lists every bad place that was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest

from bot.ports.tables import Row, Table
from bot.sources.csv_table import open_csv
from bot.sources.decimals import numbers
from bot.sources.readings import read_readings
from bot.sources.sheets import SheetLine, problem, refused
from bot.sources.xlsx_table import MOST_COLUMNS, is_workbook, open_xlsx
from engagement.errors import ImportRefused, Problem

__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "numbers",
    "read_readings",
    "read_table",
]
# The module as a whole is what the port ``Tables`` asks for.

MOST_ROWS, MOST_BYTES = 20_000, 5_000_000
"What is read unless the caller sets other bounds."
_MEGABYTE = 1_000_000


def read_table(
    name: str,
    content: bytes,
    *,
    most_rows: int = MOST_ROWS,
    most_bytes: int = MOST_BYTES,
) -> Table:
    """Return the table in ``content``, a file called ``name``.

    Raises:
        ImportRefused: it is too large, not a table, or lines do not fit the heading.
    """
    if len(content) > most_bytes:
        raise refused(name, "too_large", most=f"{most_bytes / _MEGABYTE:g}")
    if is_workbook(content):
        sheet = open_xlsx(name, content, most=most_rows + 2)
    else:
        sheet = open_csv(name, content)
    lines = list(islice((x for x in sheet.lines if not x.blank), most_rows + 2))
    if len(lines) > most_rows + 1:
        raise refused(name, "too_many_rows", most=str(most_rows))
    if len(lines) <= 1:
        workbook = is_workbook(content) or not name.casefold().endswith(".xlsx")
        raise refused(name, "empty" if workbook else "not_a_table")
    return _table(name, lines[0], lines[1:], sheet.separator)


def _table(
    name: str, heading: SheetLine, body: Sequence[SheetLine], separator: str | None
) -> Table:
    headings = heading.cells
    problems = [*_bad_headings(heading), *_ragged(len(headings), body)]
    if problems:
        raise ImportRefused(name, tuple(problems))
    rows = tuple(_row(headings, line) for line in body)
    return Table(file=name, headings=headings, rows=rows, separator=separator)


def _bad_headings(heading: SheetLine) -> Iterator[Problem]:
    if len(heading.cells) > MOST_COLUMNS:
        yield problem(heading.line, "too_many_columns", most=str(MOST_COLUMNS))
    for place, words in enumerate(heading.cells, start=1):
        if not words:
            yield problem(heading.line, "no_heading", number=str(place))
    known: set[str] = set()
    for words in filter(None, heading.cells):
        if words.casefold() in known:
            yield problem(heading.line, "duplicate_heading", heading=words)
        known.add(words.casefold())


def _ragged(expected: int, body: Iterable[SheetLine]) -> Iterator[Problem]:
    for line in body:
        if len(line.cells) > expected or line.width < expected:
            found = str(max(len(line.cells), line.width))
            yield problem(line.line, "ragged_row", found=found, expected=str(expected))


def _row(headings: Sequence[str], line: SheetLine) -> Row:
    written = dict(zip_longest(headings, line.cells, fillvalue=""))
    numbers = frozenset(h for n, h in enumerate(headings) if n in line.numbers)
    return Row(line=line.line, cells=written, numbers=numbers)
