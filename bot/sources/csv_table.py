"""CSV: text with commas, semicolons or tabs.

Rules: the heading decides what separates the cells: a tab if it has one, else a
semicolon, else a comma, because headings hold commas more often than semicolons.
Encodings are told apart by their byte order mark; without one, what is not UTF-8 is
taken for Windows-1252, which is what Excel in western Europe writes.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from bot.sources.sheets import Sheet, SheetLine, refused

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = ("utf-8", "cp1252")
_SEPARATORS = "\t;,"


def open_csv(file: str, content: bytes) -> Sheet:
    """Return the lines of a CSV file.

    Raises:
        ImportRefused: it is not text; reading on, a quotation mark is not closed.
    """
    text = _decoded(file, content)
    separator = _separator(text)
    return Sheet(lines=_lines(file, text, separator), separator=separator)


def _decoded(file: str, content: bytes) -> str:
    marked = [name for mark, name in _MARKED if content.startswith(mark)]
    for encoding in marked or _UNMARKED:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refused(file, "encoding")


def _separator(text: str) -> str:
    # Excel's own hint above a heading, ``sep=;``, tells the same way as a heading.
    heading = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(heading.split('"')[::2])
    return next((s for s in _SEPARATORS if s in bare), ",")


def _lines(file: str, text: str, separator: str) -> Iterator[SheetLine]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            if begins > 1 or not _is_hint(cells, separator):
                yield SheetLine.of(begins, cells, width=len(cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise refused(file, "broken_quotes", line=begins) from error


def _is_hint(cells: list[str], separator: str) -> bool:
    return separator.join(cells).lower() == f"sep={separator}"
