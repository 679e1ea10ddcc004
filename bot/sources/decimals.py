"""Numbers as people and programs write them in files.

Rules: ``95,2`` and ``95.2`` are plain, and so are ``1 234,5``, ``1.234,5`` and
``1,234.5``. One mark with one to three digits before it and exactly three behind can be
read in two ways: ``1,234`` is more than a thousand in London and a bit more than one in
Malmö. ``decimal_mark`` decides that once for a file, never cell by cell. Where the file
gives no answer such a number is not read: a guess may be wrong a thousandfold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Literal

from bot.ports.tables import NumberOf, Row, Table
from engagement.kpis import fits

Mark = Literal[",", "."]

_BLANK = "[ \u00a0\u2007\u2009\u202f]"
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_PERCENT = re.compile(f"{_BLANK}?%$")
_BLANK_GROUPS = re.compile(rf"[0-9]{{1,3}}(?:{_BLANK}[0-9]{{3}})+(?![0-9])")

_WHOLE = re.compile(r"[0-9]+")
_ONE_MARK = re.compile(r"[0-9]+([.,])[0-9]+")
_GROUPS = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})+")
_GROUPS_AND_MARK = re.compile(
    r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*(?!\1)([.,])[0-9]+"
)
_EITHER = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}")

_SAME: dict[str, Mark] = {",": ",", ".": "."}
_OTHER: dict[str, Mark] = {",": ".", ".": ","}


def parse_decimal(text: str, mark: Mark | None = None) -> Decimal | None:
    """Return the number that ``text`` is, or None if it is none or may be two.

    ``mark`` is the decimal mark of the file; it matters only where the number itself
    does not tell. A percent sign at the end is dropped.
    """
    sign, digits = _split(text)
    decided = _mark_of(digits)
    if _EITHER.fullmatch(digits):
        decided = mark
    elif _WHOLE.fullmatch(digits):
        decided = "."
    if decided is None:
        return None
    plain = digits.replace(_OTHER[decided], "").replace(decided, ".")
    value = Decimal(sign + plain)
    return value if fits(value) else None


def is_ambiguous(text: str) -> bool:
    """Whether ``text`` is a number, but may be two."""
    return _EITHER.fullmatch(_split(text)[1]) is not None


def decimal_mark(texts: Iterable[str], separator: str | None) -> Mark | None:
    """Return the decimal mark of a file whose numbers are ``texts``, or None.

    A number that tells by itself decides; if two disagree, nothing is decided. Without
    one, the comma is the decimal mark of a semicolon-separated file that groups no
    thousands, and the point that of a comma-separated file.
    """
    digits = [_split(text)[1] for text in texts]
    told = {mark for one in digits if (mark := _mark_of(one))}
    if told:
        return told.pop() if len(told) == 1 else None
    unclear = {found[1] for one in digits if (found := _EITHER.fullmatch(one))}
    if separator == ";" and unclear == {","}:
        return ","
    return "." if separator == "," else None


def numbers(table: Table, headings: Collection[str]) -> NumberOf:
    """Return the reader of the numbers that stand under ``headings`` in ``table``.

    Real numbers of a workbook are written with a point and say nothing of the rest.
    """
    mark = decimal_mark(
        (row.cells[h] for row in table.rows for h in headings if h not in row.numbers),
        table.separator,
    )

    def number_of(row: Row, heading: str) -> Decimal | str:
        text = row.cells[heading]
        value = parse_decimal(text, "." if heading in row.numbers else mark)
        if value is None:
            return "ambiguous_number" if is_ambiguous(text) else "not_a_number"
        return value

    return number_of


def _split(text: str) -> tuple[str, str]:
    """Return the sign and the rest, without percent sign and blanks of thousands."""
    bare = _PERCENT.sub("", text.strip().translate(_MINUS))
    sign, digits = bare[:1], bare[1:]
    if sign not in {"+", "-"}:
        sign, digits = "", bare
    if groups := _BLANK_GROUPS.match(digits):
        digits = re.sub(_BLANK, "", groups[0]) + digits[groups.end() :]
    return sign, digits


def _mark_of(digits: str) -> Mark | None:
    """Return the decimal mark, if this number alone tells which it is."""
    grouped = _GROUPS_AND_MARK.fullmatch(digits) or _GROUPS.fullmatch(digits)
    if grouped:
        return _OTHER[grouped[1]]
    plain = _ONE_MARK.fullmatch(digits)
    return None if plain is None or _EITHER.fullmatch(digits) else _SAME[plain[1]]
