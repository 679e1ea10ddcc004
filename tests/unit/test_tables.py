"""One reader for every table, whatever program wrote it."""

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

from bot.sources.tables import Table, check_columns, read_table
from engagement.errors import ImportRefused, Problem

Cells = list[dict[str, str]]
EXPECTED: Cells = [
    {"vecka": "2026-W22", "på väg": "90,2"},
    {"vecka": "2026-W23", "på väg": ""},
]


def table(text: str | bytes) -> Table:
    return read_table("t.csv", text if isinstance(text, bytes) else text.encode())


def cells(read: Table) -> Cells:
    return [row.cells for row in read.rows]


def problems(
    content: str | bytes, **bounds: int
) -> list[tuple[int, str, dict[str, str]]]:
    """Return line, code and values of every problem."""
    content = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(ImportRefused) as refused:
        read_table("t", content, **bounds)
    assert refused.value.file == "t"
    return [(p.line, p.code, p.values) for p in refused.value.problems]


def workbook(
    rows: Sequence[Sequence[Any]], formats: dict[str, str] | None = None
) -> bytes:
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


@pytest.mark.parametrize(
    "content",
    [
        "vecka;på väg\n2026-W22;90,2\n2026-W23;\n",
        'vecka,på väg\n2026-W22,"90,2"\n2026-W23,\n',
        "vecka\tpå väg\n2026-W22\t90,2\n2026-W23\t\n",
        "vecka;på väg\r\n2026-W22;90,2\r\n2026-W23;",
        "vecka;på väg\r2026-W22;90,2\r2026-W23;\r",
        "\n\nvecka ; på väg\n\n 2026-W22;\u00a090,2 \n;\n2026-W23;\n\n",
        "vecka;på väg;;\n2026-W22;90,2;;\n2026-W23;;;\n",
        "sep=;\nvecka;på väg\n2026-W22;90,2\n2026-W23;\n",
    ],
    ids=["semicolon", "comma", "tab", "crlf", "cr", "blanks", "empty ends", "sep="],
)
def test_the_heading_tells_what_separates_the_cells(content: str) -> None:
    assert cells(table(content)) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_common_encoding_is_read(encoding: str) -> None:
    content = "vecka;på väg\n2026-W22;90,2\n2026-W23;\n".encode(encoding)

    assert cells(table(content)) == EXPECTED


def test_big_endian_utf_16_is_read_by_its_mark() -> None:
    content = "\ufeffa;b\n1;å\n".encode("utf-16-be")

    assert cells(table(content)) == [{"a": "1", "b": "å"}]


@pytest.mark.parametrize(
    "content",
    [b"a;b\n\x811;\xc3(", "a;b\n1;2".encode("utf-16-le"), b"\xef\xbb\xbfa;b\n\xff;1"],
    ids=["no code page", "utf-16 without a mark", "broken utf-8 with a mark"],
)
def test_characters_that_cannot_be_read_are_refused(content: bytes) -> None:
    assert problems(content) == [(0, "encoding", {})]


def test_a_cell_may_hold_line_breaks_and_separators() -> None:
    read = table('a;b\n"one; two\nthree ""four""";1\nfive;2\n')

    assert cells(read) == [
        {"a": 'one; two\nthree "four"', "b": "1"},
        {"a": "five", "b": "2"},
    ]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    read = table('a;b\n\n"x\ny";1\nz;2\n')

    assert [row.line for row in read.rows] == [3, 5]


def test_a_comma_in_a_heading_does_not_separate_where_semicolons_do() -> None:
    assert table("vecka;andel, %, alla\n1;2\n").headings == ("vecka", "andel, %, alla")


def test_a_semicolon_within_quotation_marks_does_not_separate() -> None:
    assert table('"a;b",c\n1,2\n').headings == ("a;b", "c")


@pytest.mark.parametrize("content", ["", "\n\n", "a;b\n", "a;b\n;\n"])
def test_without_a_line_of_data_a_table_is_empty(content: str) -> None:
    assert problems(content) == [(0, "empty", {})]


def test_every_line_that_does_not_fit_the_heading_is_told() -> None:
    """A missing separator is as wrong as one too many."""
    found = problems("a,b\n1,2\n3,90,2\n4\n5,6\n,,7\n")

    assert found == [
        (3, "ragged_row", {"found": "3", "expected": "2"}),
        (4, "ragged_row", {"found": "1", "expected": "2"}),
        (6, "ragged_row", {"found": "3", "expected": "2"}),
    ]


def test_every_wrong_heading_is_told() -> None:
    found = problems("a;;A;b;b\n1;2;3;4;5\n")

    assert found == [
        (1, "no_heading", {"number": "2"}),
        (1, "duplicate_heading", {"heading": "A"}),
        (1, "duplicate_heading", {"heading": "b"}),
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [('a;b\n1;"2\n3;4\n', 2), ('a;b\n1;2\n"3"x;4\n', 3)],
    ids=["never closed", "out of place"],
)
def test_a_quotation_mark_that_swallows_the_rest_is_refused(
    content: str, line: int
) -> None:
    assert problems(content) == [(line, "broken_quotes", {})]


def test_a_table_may_be_just_as_large_as_allowed() -> None:
    content = b"a;b\n" + b"1;2\n" * 5

    assert len(read_table("t", content, most_rows=5, most_bytes=24).rows) == 5
    assert problems(content, most_rows=4) == [(0, "too_many_rows", {"most": "4"})]
    assert problems(content, most_bytes=23) == [(0, "too_large", {"most": "2.3e-05"})]


def test_a_heading_may_not_go_on_for_ever() -> None:
    wide = ";".join(f"c{n}" for n in range(257))

    assert problems(f"{wide}\n{wide}\n") == [(1, "too_many_columns", {"most": "256"})]


def test_a_workbook_is_read_as_it_looks() -> None:
    """Days as days, numbers without noise, percentages as they are shown."""
    content = workbook(
        [
            ["day", "value"],
            [date(2026, 10, 1), 0.1 + 0.2],
            [datetime(2026, 10, 1, 8, 30), 95],  # noqa: DTZ001 - a workbook knows no zone
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


@pytest.mark.parametrize(
    "absurd",
    [
        replaced(PLAIN, SHEET, b'<row r="2"', b'<row r="999999999999"'),
        replaced(PLAIN, SHEET, b'ref="A1:B2"', b'ref="A1:XFD1048576"'),
        replaced(PLAIN, SHEET, b'r="B2"', b'r="XFD2"'),
    ],
    ids=["row number", "dimension", "column"],
)
def test_absurd_places_in_a_sheet_do_not_make_the_reader_work(absurd: bytes) -> None:
    """Each would be filled up with millions of blank cells, or with lines for ever."""
    try:
        read_table("t", absurd)
    except ImportRefused as refused:
        assert [p.code for p in refused.problems] == ["empty"]


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


def test_missing_and_unknown_columns_are_told_together() -> None:
    read = table("name;mail\nx;y\n")
    check_columns(read, ["name"], ["mail"])
    with pytest.raises(ImportRefused) as refused:
        check_columns(read, ["name", "role"])

    assert refused.value.problems == (
        Problem(line=0, column="role", code="missing_column", values={}),
        Problem(
            line=0, column="mail", code="unknown_column", values={"known": "name, role"}
        ),
    )


def test_a_column_is_read_top_down() -> None:
    assert table("a;b\n1;2\n3;4\n").column("b") == ["2", "4"]
