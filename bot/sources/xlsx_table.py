"""Excel workbooks (.xlsx): the first sheet, with the values that were last computed.

Rules: what a workbook would unpack to is checked before anything is unpacked. Days
come as ISO days. Numbers come with the fifteen digits that Excel itself keeps, so
without binary noise; one shown as a percentage comes as its reader saw it, 95.2 for
0.952 shown as 95,2 %. What stands further right than any table needs is not looked at.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any

from bot.sources.sheets import Sheet, SheetLine, refused

MOST_COLUMNS = 256
_MOST_ROWS = 1_048_576
"What Excel can hold; a row number beyond it would make the reader count for ever."
_MOST_MEMBERS = 2_000
_MOST_INFLATED = 32_000_000
_SMALL, _MOST_RATIO = 1_000_000, 200
"A larger member that shrank to less than one part in so many is no honest sheet."

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LITERAL = re.compile(r'"[^"]*"|\\.')


def is_workbook(content: bytes) -> bool:
    """Whether ``content`` is any kind of Office file, old or new."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


def open_xlsx(file: str, content: bytes, *, most: int) -> Sheet:
    """Return the lines of the first sheet; at most ``most`` that are not blank.

    Raises:
        ImportRefused: it is encrypted, of the old format, no workbook, or suspicious.
    """
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise refused(file, "encrypted" if locked else "legacy_xls")
    _refuse_bombs(file, content)
    try:
        lines = _read(content, most)
    except Exception as error:
        # openpyxl raises whatever its parsers stumble over in a broken file.
        raise refused(file, "not_a_table") from error
    return Sheet(lines=lines, separator=None)


def _refuse_bombs(file: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise refused(file, "not_a_table") from error
    # Sizes may lie: a larger packed size shows in the sum, and zipfile never inflates
    # a member beyond the size that it claims.
    if (
        len(members) > _MOST_MEMBERS
        or sum(m.file_size for m in members) > _MOST_INFLATED
        or sum(m.compress_size for m in members) > len(content)
        or any(m.file_size > _honest(m.compress_size) for m in members)
    ):
        raise refused(file, "zip_bomb")


def _honest(packed: int) -> int:
    return max(_SMALL, packed * _MOST_RATIO)


def _read(content: bytes, most: int) -> list[SheetLine]:
    import openpyxl

    with warnings.catch_warnings():
        # What openpyxl does not know of the looks of a sheet is no matter here.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        # The sheet's own word on its size is not taken: it may be wrong or absurd.
        rows = book.worksheets[0].iter_rows(
            min_row=1, min_col=1, max_row=_MOST_ROWS, max_col=MOST_COLUMNS + 1
        )
        return list(islice(_written(rows), most))


def _written(rows: Iterable[Sequence[Any]]) -> Iterator[SheetLine]:
    blank = None
    for number, row in enumerate(rows, start=1):
        # A gap of a million rows is filled with one and the same blank row.
        if row is not blank:
            line = _line(number, row)
            if line.blank:
                blank = row
            else:
                yield line


def _line(number: int, row: Sequence[Any]) -> SheetLine:
    used = len(row)
    while used and row[used - 1].value is None:
        used -= 1
    return SheetLine.of(
        number,
        [_words(cell) for cell in row[:used]],
        width=len(row),
        numbers=frozenset(n for n in range(used) if _is_number(row[n])),
    )


def _is_number(cell: Any) -> bool:
    return isinstance(cell.value, int | float) and not isinstance(cell.value, bool)


def _words(cell: Any) -> str:
    match cell.value:
        case None:
            return ""
        case bool() as truth:
            return str(truth).lower()
        case int() | float() as number:
            exact = Decimal(format(number, ".15g"))
            shown = _LITERAL.sub("", cell.number_format)
            return format(exact.scaleb(2) if "%" in shown else exact, "f")
        case datetime() as moment if moment.time() == time():
            return moment.date().isoformat()
        case datetime() as moment:
            return moment.isoformat(" ", "minutes")
        case other:
            return str(other)
