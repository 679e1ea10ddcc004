"""Values to JSON and back, by the annotations of frozen dataclasses.

Rules: the encoding is canonical (sorted keys, no blanks, no floats, Unicode NFC,
UTC instants with six decimals), because what is hashed must have one spelling. No
class path leaves this file: a member of a union of dataclasses is tagged with its
bare name, everything else is known by its place. A field that is None is left out.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
Json = bool | int | str | list[Any] | dict[str, Any] | None

_TAG = "_"
_canonical = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


def canonical(data: Json) -> bytes:
    """Return the one spelling of ``data`` as UTF-8."""
    return _canonical(data).encode()


def instant(value: datetime) -> str:
    """Return an aware instant as ``2026-11-24T08:00:00.000000Z``.

    Raises:
        ValueError: ``value`` is naive.
    """
    if value.tzinfo is None:
        raise ValueError("a naive datetime is not an instant")
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def encode(value: Any) -> dict[str, Any]:
    """Return the JSON form of a dataclass instance."""
    form: dict[str, Any] = _form(type(value)).write(value)
    return form


def decode(kind: type[T], data: Json) -> T:
    """Return the instance of ``kind`` that ``data`` is the JSON form of.

    Raises:
        KeyError, TypeError, ValueError: ``data`` is not such a form.
    """
    read: Callable[[Json], T] = _form(kind).read
    return read(data)


class _Form(NamedTuple):
    """How values of one annotation are written and read."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _text(value: str) -> str:
    return value if value.isascii() else unicodedata.normalize("NFC", value)


def _wall_or_instant(value: datetime) -> str:
    return value.isoformat() if value.tzinfo is None else instant(value)


_known: dict[Any, _Form] = {
    str: _Form(_text, _same),
    int: _Form(_same, _same),
    bool: _Form(_same, _same),
    Decimal: _Form(lambda v: format(v, "f"), Decimal),
    datetime: _Form(_wall_or_instant, datetime.fromisoformat),
    date: _Form(date.isoformat, date.fromisoformat),
    time: _Form(time.isoformat, time.fromisoformat),
}


def _form(annotation: Any) -> _Form:
    form = _known.get(annotation)
    if form is None:
        form = _known[annotation] = _build(annotation)
    return form


def _build(annotation: Any) -> _Form:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in {typing.Union, types.UnionType}:
        return _union([a for a in arguments if a is not types.NoneType])
    if origin is typing.Literal:
        return _Form(_same, _same)
    if origin in {tuple, frozenset, Mapping}:
        return _container(origin, arguments)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return _Form(lambda value: value.value, annotation)
    if dataclasses.is_dataclass(annotation):
        return _dataclass(annotation)
    raise TypeError(f"no JSON form is defined for {annotation!r}")


def _container(origin: Any, arguments: tuple[Any, ...]) -> _Form:
    if origin is Mapping:
        one = _form(arguments[1])
        return _Form(
            lambda values: {k: one.write(v) for k, v in values.items()},
            lambda data: {k: one.read(v) for k, v in data.items()},
        )
    one = _form(arguments[0])
    if origin is frozenset:
        return _Form(
            lambda values: sorted(map(one.write, values)),
            lambda data: frozenset(map(one.read, data)),
        )
    if arguments[1:] == (Ellipsis,):
        return _Form(
            lambda values: [one.write(v) for v in values],
            lambda data: tuple(one.read(d) for d in data),
        )
    each = [_form(a) for a in arguments]
    return _Form(
        lambda values: [f.write(v) for f, v in zip(each, values, strict=True)],
        lambda data: tuple(f.read(d) for f, d in zip(each, data, strict=True)),
    )


def _dataclass(kind: Any) -> _Form:
    hints = typing.get_type_hints(kind)
    fields = [(f.name, _form(hints[f.name])) for f in dataclasses.fields(kind)]
    optional = {
        f.name: None
        for f in dataclasses.fields(kind)
        if types.NoneType in typing.get_args(hints[f.name])
    }

    def write(value: Any) -> Json:
        data = {}
        for name, form in fields:
            held = getattr(value, name)
            if held is not None:
                data[name] = form.write(held)
        return data

    def read(data: Any) -> Any:
        found = {name: form.read(data[name]) for name, form in fields if name in data}
        return kind(**(optional | found))

    return _Form(write, read)


def _union(members: list[Any]) -> _Form:
    if len(members) == 1:
        return _form(members[0])
    forms = {member.__name__: _form(member) for member in members}

    def write(value: Any) -> dict[str, Any]:
        name = type(value).__name__
        return {_TAG: name, **forms[name].write(value)}

    def read(data: Any) -> Any:
        rest = dict(data)
        return forms[rest.pop(_TAG)].read(rest)

    return _Form(write, read)
