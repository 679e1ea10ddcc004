"""Numbers in files, in every notation that is met here."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.sources.decimals import Mark, decimal_mark, is_ambiguous, parse_decimal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("95", "95"),
        ("95.2", "95.2"),
        ("95,2", "95.2"),
        (" 95,2 ", "95.2"),
        ("95,20", "95.20"),
        ("95,2 %", "95.2"),
        ("95,2\u00a0%", "95.2"),
        ("95%", "95"),
        ("-3", "-3"),
        ("+3", "3"),
        ("\u22123,5", "-3.5"),
        ("\u20133,5", "-3.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234\u202f567", "1234567"),
        ("1 234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("1 234,567", "1234.567"),
        ("1234,567", "1234.567"),
        ("0,234", "0.234"),
        ("0.234", "0.234"),
        ("12,34", "12.34"),
        ("1,2345", "1.2345"),
        ("007", "7"),
    ],
)
def test_a_plain_number_is_read_in_any_notation(text: str, expected: str) -> None:
    assert Decimal(expected) == parse_decimal(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "%",
        "-",
        "n/a",
        "12a",
        "1 2",
        "12 34,5",
        "1,2,3",
        "1.2.3",
        "1.234.56",
        "1,23.4",
        "--3",
        "- 3",
        "1e5",
        "3-4",
        ",5",
        "5,",
        "NaN",
        "Infinity",
        "#DIV/0!",
        "٣",
        "2026-W40",
        "1234567890123456",
        "0,1234567890123456",
    ],
)
def test_what_is_no_number_or_too_long_a_one_is_not_read(text: str) -> None:
    assert parse_decimal(text) is None
    assert not is_ambiguous(text)


@pytest.mark.parametrize("text", ["1,234", "12.345", "-999,999", "1,234 %"])
def test_what_may_be_two_numbers_is_not_guessed(text: str) -> None:
    assert is_ambiguous(text)
    assert parse_decimal(text) is None


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("1,234", ",", "1.234"),
        ("1,234", ".", "1234"),
        ("1.234", ",", "1234"),
        ("1.234", ".", "1.234"),
        ("95,2", ".", "95.2"),
        ("95.2", ",", "95.2"),
    ],
)
def test_the_decimal_mark_of_the_file_decides_only_what_is_unclear(
    text: str, mark: Mark, expected: str
) -> None:
    assert Decimal(expected) == parse_decimal(text, mark)


@pytest.mark.parametrize(
    ("texts", "separator", "expected"),
    [
        (["1,234", "95,2"], ",", ","),
        (["1,234", "95.2"], ";", "."),
        (["1.234,5", "1,234"], None, ","),
        (["1,234,567", "1,234"], None, "."),
        (["0,125", "1,234"], "\t", ","),
        (["95,2", "95.2", "1,234"], ";", None),
        (["1,234", "2,345"], ";", ","),
        (["1,234", "2,345"], ",", "."),
        (["1,234", "2,345"], "\t", None),
        (["1,234", "2,345"], None, None),
        (["1.234", "2.345"], ";", None),
        (["1.234", "2,345"], ";", None),
        (["95", "96"], ";", None),
        (["n/a"], ";", None),
        ([], ",", "."),
    ],
)
def test_a_file_decides_once_by_what_is_clear_in_it(
    texts: list[str], separator: str | None, expected: Mark | None
) -> None:
    assert expected == decimal_mark(texts, separator)
