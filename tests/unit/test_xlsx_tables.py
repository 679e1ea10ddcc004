"""Excel workbooks are read as they look, and refused before they can do harm."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from bot.sources.tables import read_table
from engagement.errors import ImportRefused


def workbook(rows: Sequence[list[Any]], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    book.create_sheet("second").append(["other", "sheet"])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def problems(content: bytes, **bounds: int) -> list[tuple[int, str, dict[str, str]]]:
    """Return line, code and values of every problem."""
    with pytest.raises(ImportRefused) as refused:
        read_table("t", content, **bounds)
    return [(p.line, p.code, p.values) for p in refused.value.problems]


def test_a_workbook_is_read_as_it_looks() -> None:
    """Days as days, numbers without noise, percentages as they are shown."""
    content = workbook(
        [
            ["day", "value"],
            [date(2026, 10, 1), 0.1 + 0.2],
            [datetime.combine(date(2026, 10, 1), time(8, 30)), 95],
            ["2026-W40", 0.952],
            [time(8, 30), 0.5],
            [True, 1e-7],
            ["text", "90,2"],
            ["quoted", 95.2],
            ["whole", 1],
        ],
        {"B4": "0.0%", "B8": '0.0"%"', "B9": "0 %"},
    )

    assert [
        (row.line, *row.cells.values()) for row in read_table("t", content).rows
    ] == [
        (2, "2026-10-01", "0.3"),
        (3, "2026-10-01 08:30", "95"),
        (4, "2026-W40", "95.2"),
        (5, "08:30:00", "0.5"),
        (6, "true", "0.0000001"),
        (7, "text", "90,2"),
        (8, "quoted", "95.2"),
        (9, "whole", "100"),
    ]


def test_real_numbers_of_a_workbook_are_told_from_text() -> None:
    read = read_table("t", workbook([["a", "b"], [1.234, "1,234"], [True, 5]]))

    assert [row.numbers for row in read.rows] == [{"a"}, {"b"}]


def test_blank_lines_and_styled_cells_of_a_workbook_do_not_count() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A2"], sheet["B2"], sheet["A4"], sheet["B4"] = "a", "b", 1, 2
    sheet["Z9"].fill = PatternFill("solid", fgColor="FF0000")
    saved = io.BytesIO()
    book.save(saved)
    read = read_table("t", saved.getvalue())

    assert [(row.line, row.cells) for row in read.rows] == [(4, {"a": "1", "b": "2"})]
    assert read.separator is None


def test_a_workbook_with_too_many_rows_is_refused() -> None:
    content = workbook([["a", "b"], [1, 2], [3, 4]])

    assert problems(content, most_rows=1) == [(0, "too_many_rows", {"most": "1"})]


def test_too_wide_a_workbook_is_refused() -> None:
    content = workbook([[f"c{n}" for n in range(300)], ["1"]])

    assert problems(content) == [(1, "too_many_columns", {"most": "256"})]


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def replaced(content: bytes, member: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with ``old`` replaced in one of its members."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert old in members[member]
    return zipped(members | {member: members[member].replace(old, new)})


SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook([["a", "b"], [1, 2]])


@pytest.mark.parametrize(
    "content",
    [
        zipped({SHEET: b" " * 5_000_000}),
        zipped({f"m{n}": struct.pack("<q", n) * 50_000 for n in range(100)}),
        zipped({f"m{n}": b"" for n in range(2001)}),
    ],
    ids=["too dense", "too much", "too many"],
)
def test_a_zip_bomb_is_refused_before_it_is_opened(content: bytes) -> None:
    assert problems(content) == [(0, "zip_bomb", {})]


def test_a_packed_size_that_lies_does_not_hide_a_bomb() -> None:
    """The directory claims ten times the packed bytes, so the ratio looks honest."""
    content = bytearray(zipped({SHEET: b" " * 5_000_000}))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 20 : entry + 24] = struct.pack("<I", 50_000)

    assert problems(bytes(content)) == [(0, "zip_bomb", {})]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b'<row r="2"', b'<row r="1048576"', {"a": "1", "b": "2"}),
        (b'ref="A1:B2"', b'ref="A1:XFD1048576"', {"a": "1", "b": "2"}),
        (b'r="B2"', b'r="XFD2"', {"a": "1", "b": ""}),
    ],
    ids=["last row", "dimension", "last column"],
)
def test_far_places_in_a_sheet_do_not_make_the_reader_work(
    old: bytes, new: bytes, expected: dict[str, str]
) -> None:
    """Each would be filled up with millions of blank cells."""
    read = read_table("t", replaced(PLAIN, SHEET, old, new))

    assert [row.cells for row in read.rows] == [expected]


@pytest.mark.timeout(20)
def test_an_impossible_row_number_does_not_make_the_reader_count_for_ever() -> None:
    absurd = replaced(PLAIN, SHEET, b'<row r="2"', b'<row r="999999999999"')

    assert problems(absurd) == [(0, "empty", {})]


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (OLE, "legacy_xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04 and then nonsense", "not_a_table"),
        (zipped({"word/document.xml": b"<w/>"}), "not_a_table"),
        (replaced(PLAIN, SHEET, b"</row>", b"</raw>"), "not_a_table"),
        (replaced(PLAIN, SHEET, b"<sheetData>", b"<sheetData>&lol;"), "not_a_table"),
    ],
    ids=["xls", "password", "no zip", "another format", "broken xml", "entity"],
)
def test_what_is_no_readable_workbook_is_refused_in_words(
    content: bytes, code: str
) -> None:
    assert problems(content) == [(0, code, {})]
