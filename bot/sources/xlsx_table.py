"""Excel workbooks (.xlsx): the first sheet, with the values that were last computed.

Rules: what a workbook would unpack to is checked before anything is unpacked. Days
come as ISO days. Numbers come with the fifteen digits that Excel itself keeps, so
without binary noise; one shown as a percentage comes as its reader saw it, 95.2 for
0.952 shown as 95,2 %.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
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


def open_xlsx(file: str, content: bytes) -> Sheet:
    """Return the lines of the first sheet.

    Raises:
        ImportRefused: it is encrypted, of the old format, no workbook, or suspicious;
            reading on, its sheet is broken.
    """
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise refused(file, "encrypted" if locked else "legacy_xls")
    _refuse_bombs(file, content)
    return Sheet(lines=_lines(file, content), separator=None)


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
        or any(
            m.file_size > max(_SMALL, m.compress_size * _MOST_RATIO) for m in members
        )
    ):
        raise refused(file, "zip_bomb")


def _lines(file: str, content: bytes) -> Iterator[SheetLine]:
    import openpyxl

    try:
        with warnings.catch_warnings():
            # What openpyxl does not understand of the looks of a sheet is no matter.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            rows = [*book.worksheets[0].iter_rows(...)]
    except Exception as error:
        raise refused(file, "not_a_table") from error
