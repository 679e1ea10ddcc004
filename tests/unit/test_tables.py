"""One reader for every table, whatever program wrote it."""

from __future__ import annotations

import pytest

from bot.ports.tables import Table
from bot.sources.tables import read_table
from engagement.errors import ImportRefused

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


def test_the_separator_that_a_file_names_itself_is_taken() -> None:
    assert table("sep=,\nvecka; år,värde\n1,2\n").headings == ("vecka; år", "värde")


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


def test_a_column_is_read_top_down() -> None:
    assert table("a;b\n1;2\n3;4\n").column("b") == ["2", "4"]
