"""How single values are spelled in JSON: texts, numbers, days, instants, choices.

Rules: every value has exactly one spelling, because what is hashed must. Numbers are
texts with all the decimals that they carry, instants are UTC with six decimals, texts
are Unicode NFC. A value of another type is refused, never converted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, NamedTuple


class Form(NamedTuple):
    """How values of one kind are written and read."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def instant(value: datetime) -> str:
    """Return an aware instant as ``2026-11-24T08:00:00.000000Z``.

    Raises:
        ValueError: ``value`` is naive.
    """
    if value.utcoffset() is None:
        raise ValueError("a naive datetime is not an instant")
    # Not strftime: its %Y does not pad years before 1000 on every system.
    wall = value.astimezone(UTC).replace(tzinfo=None)
    return f"{wall.isoformat(timespec='microseconds')}Z"


def expect(value: Any, kind: type, *, but: type | None = None) -> None:
    """Refuse what is no ``kind``, and what is ``but``.

    Raises:
        TypeError: naming the value.
    """
    if not isinstance(value, kind) or (but is not None and isinstance(value, but)):
        raise TypeError(f"{value!r} is no {kind.__name__}")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        expect(value, str)
    return value if value.isascii() else unicodedata.normalize("NFC", value)


def _same_text(data: Any) -> str:
    expect(data, str)
    return str(data)


def _integer(value: Any) -> int:
    expect(value, int, but=bool)
    return int(value)


def _truth(value: Any) -> bool:
    expect(value, bool)
    return bool(value)


def _number_text(value: Any) -> str:
    expect(value, Decimal)
    if not value.is_finite():
        raise ValueError(f"{value} cannot be reckoned with")
    return format(value, "f")


def _number(data: Any) -> Decimal:
    expect(data, str)
    try:
        found = Decimal(data)
    except InvalidOperation as error:
        raise ValueError(f"{data!r} is no number") from error
    if not found.is_finite():
        raise ValueError(f"{found} cannot be reckoned with")
    return found


def _wall_or_instant(value: Any) -> str:
    expect(value, datetime)
    return value.isoformat() if value.tzinfo is None else instant(value)


def _day(value: Any) -> str:
    expect(value, date, but=datetime)
    text: str = value.isoformat()
    return text


def _clock(value: Any) -> str:
    expect(value, time)
    text: str = value.isoformat()
    return text


def one_of(allowed: tuple[Any, ...]) -> Form:
    """Return the form of a literal type."""

    def pass_on(value: Any) -> Any:
        if value not in allowed:
            raise ValueError(f"{value!r} is none of {allowed}")
        return value

    return Form(pass_on, pass_on)


def of_enum(kind: type[Enum]) -> Form:
    """Return the form of an enumeration: its members' values."""

    def write(value: Any) -> Any:
        expect(value, kind)
        return value.value

    return Form(write, kind)


SINGLE: Mapping[Any, Form] = {
    str: Form(_text, _same_text),
    int: Form(_integer, _integer),
    bool: Form(_truth, _truth),
    Decimal: Form(_number_text, _number),
    datetime: Form(_wall_or_instant, datetime.fromisoformat),
    date: Form(_day, date.fromisoformat),
    time: Form(_clock, time.fromisoformat),
}
"Forms of single values by their annotation."
