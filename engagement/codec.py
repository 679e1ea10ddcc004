"""Values to JSON and back, by the annotations of frozen dataclasses.

Rules: the encoding is canonical (sorted keys, no blanks, no floats, Unicode NFC,
UTC instants with six decimals), because what is hashed must have one spelling. No
class path leaves this file: a member of a union of dataclasses is tagged with its
bare name, everything else is known by its place. A field that is None is left out.
Both ways are strict: a value of another type than its annotation says is refused,
and so is a field that nobody knows.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from operator import attrgetter
from typing import Any, TypeVar

from engagement.spelling import SINGLE, Form, expect, of_enum, one_of

T = TypeVar("T")
Json = bool | int | str | list[Any] | dict[str, Any] | None

_TAG = "_"
_canonical = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


def canonical(data: Json) -> bytes:
    """Return the one spelling of ``data`` as UTF-8."""
    return _canonical(data).encode()


def encode(value: Any) -> dict[str, Any]:
    """Return the JSON form of a dataclass instance.

    Raises:
        TypeError: an annotation has no JSON form, or a value is of another type.
        ValueError: a number is not finite.
    """
    form: dict[str, Any] = _form(type(value)).write(value)
    return form


def decode(kind: type[T], data: Json) -> T:
    """Return the instance of ``kind`` that ``data`` is the JSON form of.

    Raises:
        KeyError, TypeError, ValueError: ``data`` is not such a form.
    """
    read: Callable[[Json], T] = _form(kind).read
    return read(data)


_known: dict[Any, Form] = dict(SINGLE)


def _form(annotation: Any) -> Form:
    form = _known.get(annotation)
    if form is None:
        form = _known[annotation] = _build(annotation)
    return form


def _build(annotation: Any) -> Form:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in {typing.Union, types.UnionType}:
        return _union(arguments)
    if origin is typing.Literal:
        return one_of(arguments)
    if origin is Mapping:
        return _mapping(arguments)
    if origin is frozenset:
        return _set(_form(arguments[0]))
    if origin is tuple:
        return _tuple(arguments)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return of_enum(annotation)
    if dataclasses.is_dataclass(annotation):
        return _dataclass(annotation)
    raise TypeError(f"no JSON form is defined for {annotation!r}")


def _mapping(arguments: tuple[Any, ...]) -> Form:
    key, one = _form(arguments[0]), _form(arguments[1])

    def write(values: Any) -> dict[str, Any]:
        data = {key.write(k): one.write(v) for k, v in values.items()}
        if len(data) != len(values):
            raise ValueError("two keys have one spelling")
        return data

    def read(data: Any) -> dict[Any, Any]:
        expect(data, dict)
        return {key.read(k): one.read(v) for k, v in data.items()}

    return Form(write, read)


def _set(one: Form) -> Form:
    def read(data: Any) -> frozenset[Any]:
        expect(data, list)
        return frozenset(map(one.read, data))

    return Form(lambda values: sorted(map(one.write, values)), read)


def _tuple(arguments: tuple[Any, ...]) -> Form:
    if arguments[1:] == (Ellipsis,):
        one = _form(arguments[0])
        return _sequence(
            lambda values: map(one.write, values), lambda data: map(one.read, data)
        )
    each = [_form(a) for a in arguments]
    return _sequence(
        lambda values: (f.write(v) for f, v in zip(each, values, strict=True)),
        lambda data: (f.read(d) for f, d in zip(each, data, strict=True)),
    )


def _sequence(
    write: Callable[[Any], Iterable[Any]], read: Callable[[Any], Iterable[Any]]
) -> Form:
    def write_all(values: Any) -> list[Any]:
        expect(values, tuple)
        return list(write(values))

    def read_all(data: Any) -> tuple[Any, ...]:
        expect(data, list)
        return tuple(read(data))

    return Form(write_all, read_all)


def _dataclass(kind: Any) -> Form:
    hints = typing.get_type_hints(kind)
    fields = {f.name: _form(hints[f.name]) for f in dataclasses.fields(kind)}
    optional = {
        name: None for name in fields if types.NoneType in typing.get_args(hints[name])
    }

    names, writers = tuple(fields), [form.write for form in fields.values()]
    # With a second name it always returns a tuple, and reads all fields in one call.
    held_by = attrgetter(*names, "__class__")

    def write(value: Any) -> Json:
        expect(value, kind)
        return {
            name: put(held)
            for name, put, held in zip(names, writers, held_by(value), strict=False)
            if held is not None
        }

    def read(data: Any) -> Any:
        expect(data, dict)
        if strangers := data.keys() - fields.keys():
            raise TypeError(f"{kind.__name__} has no {', '.join(sorted(strangers))}")
        found = {name: fields[name].read(held) for name, held in data.items()}
        return kind(**(optional | found))

    return Form(write, read)


def _union(arguments: tuple[Any, ...]) -> Form:
    members = [a for a in arguments if a is not types.NoneType]
    form = _form(members[0]) if len(members) == 1 else _tagged(members)
    if len(members) == len(arguments):
        return form
    return Form(
        lambda value: None if value is None else form.write(value),
        lambda data: None if data is None else form.read(data),
    )


def _tagged(members: list[Any]) -> Form:
    """Members are told apart by their bare names, so each needs one of its own."""
    forms = {getattr(m, "__name__", ""): _form(m) for m in members}
    if len(forms) < len(members) or not all(map(dataclasses.is_dataclass, members)):
        raise TypeError(f"no JSON form is defined for {members!r}")

    def write(value: Any) -> dict[str, Any]:
        name = type(value).__name__
        if name not in forms:
            raise TypeError(f"{value!r} is none of {', '.join(forms)}")
        return {_TAG: name, **forms[name].write(value)}

    def read(data: Any) -> Any:
        expect(data, dict)
        rest = dict(data)
        return forms[rest.pop(_TAG)].read(rest)

    return Form(write, read)
