"""Values to JSON and back: one spelling, and no guessing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, Literal, Optional
from zoneinfo import ZoneInfo

import pytest

from engagement.codec import canonical, decode, encode
from engagement.spelling import instant


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Size(Enum):
    SMALL = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    text: str = ""
    number: int = 0
    truth: bool = False
    amount: Decimal = Decimal(0)
    at: datetime = datetime(2026, 11, 24, 8, tzinfo=UTC)
    day: date = date(2026, 11, 24)
    clock: time = time(9)
    colour: Colour = Colour.RED
    size: Size = Size.SMALL
    literal: Literal["en", "sv"] = "en"
    inner: Inner = Inner()
    either: Inner | Other = Inner()
    many: tuple[str, ...] = ()
    pair: tuple[str, int] = ("a", 1)
    holes: tuple[int | None, ...] = ()
    some: frozenset[Colour] = frozenset()
    named: Mapping[str, Inner] = field(default_factory=dict)
    maybe: str | None = None
    perhaps: Optional[Decimal] = Decimal(1)  # noqa: UP045 - the other spelling


def there(**changes: Any) -> dict[str, Any]:
    return encode(Everything(**changes))


def there_and_back(**changes: Any) -> Everything:
    written = canonical(there(**changes))
    return decode(Everything, json.loads(written))


# --- round trips ---------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"text": "Åsa ”citat” 🙂\n"},
        {"number": -(10**18)},
        {"truth": True},
        {"amount": Decimal("-0.50")},
        {"at": datetime(2026, 11, 24, 8, 0, 0, 1, tzinfo=UTC)},
        {"at": datetime(1, 1, 1, tzinfo=UTC)},
        {"at": datetime(2026, 11, 24, 14)},  # noqa: DTZ001 - a wall clock
        {"day": date(999, 1, 1)},
        {"clock": time(23, 59, 59, 999999)},
        {"colour": Colour.BLUE, "size": Size.SMALL, "literal": "sv"},
        {"inner": Inner(text="x"), "either": Other(number=3)},
        {"many": ("b", "a", "b"), "pair": ("z", -1), "holes": (1, None, 3)},
        {"some": frozenset(Colour)},
        {"named": {"b": Inner(), "a": Inner(text="x")}},
        {"maybe": "", "perhaps": None},
    ],
)
def test_what_is_written_is_read_as_it_was(changes: dict[str, Any]) -> None:
    assert Everything(**changes) == there_and_back(**changes)


# --- one spelling --------------------------------------------------------------


def test_keys_are_sorted_and_nothing_is_blank() -> None:
    assert b'{"a":[1,{"b":"\xc3\xa5","c":null}],"z":true}' == canonical(
        {"z": True, "a": [1, {"c": None, "b": "å"}]}
    )


def test_a_float_has_no_place() -> None:
    """0.1 + 0.2 has more than one spelling."""
    with pytest.raises(TypeError, match=r"0\.5 is no int"):
        there(number=0.5)
    with pytest.raises(TypeError):
        there(amount=0.5)
    with pytest.raises(ValueError, match="Out of range"):
        canonical({"x": float("nan")})


def test_composed_and_decomposed_letters_are_one() -> None:
    composed, decomposed = "Å\u00e9", "A\u030ae\u0301"

    assert there(text=composed) == there(text=decomposed)
    assert composed == there_and_back(text=decomposed).text
    assert there(named={composed: Inner()}) == there(named={decomposed: Inner()})


def test_two_keys_that_are_spelled_alike_are_not_one_of_them() -> None:
    with pytest.raises(ValueError, match="one spelling"):
        there(named={"Å": Inner(), "A\u030a": Inner()})


def test_a_set_is_written_in_order() -> None:
    assert ["blue", "red"] == there(some=frozenset(Colour))["some"]


@pytest.mark.parametrize(
    ("number", "spelled"),
    [("1E+3", "1000"), ("1.50", "1.50"), ("-1E-7", "-0.0000001"), ("0", "0")],
)
def test_a_number_is_written_out_with_the_decimals_it_carries(
    number: str, spelled: str
) -> None:
    assert spelled == there(amount=Decimal(number))["amount"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_a_number_that_is_none_is_neither_written_nor_read(number: str) -> None:
    with pytest.raises(ValueError, match="reckoned"):
        there(amount=Decimal(number))
    with pytest.raises(ValueError, match="reckoned"):
        decode(Everything, {"amount": number})


def test_none_is_left_out() -> None:
    assert "maybe" not in there(maybe=None)
    assert "perhaps" not in there(perhaps=None)


def test_no_class_path_is_written_but_a_bare_name_where_there_is_a_choice() -> None:
    assert {"_": "Other", "number": 3} == there(either=Other(number=3))["either"]
    assert {"text": "x"} == there(inner=Inner(text="x"))["inner"]


# --- instants ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "spelled"),
    [
        (datetime(2026, 11, 24, 8, tzinfo=UTC), "2026-11-24T08:00:00.000000Z"),
        (
            datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Stockholm")),
            "2026-11-24T08:00:00.000000Z",
        ),
        (
            datetime(
                2026, 11, 24, 13, 30, tzinfo=timezone(timedelta(hours=5, minutes=30))
            ),
            "2026-11-24T08:00:00.000000Z",
        ),
        (datetime(987, 1, 2, 3, 4, 5, 6, tzinfo=UTC), "0987-01-02T03:04:05.000006Z"),
        (
            datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Stockholm"), fold=1),
            "2026-10-25T01:30:00.000000Z",
        ),
    ],
)
def test_an_instant_has_one_spelling_whatever_its_zone(
    at: datetime, spelled: str
) -> None:
    assert spelled == instant(at)
    assert spelled == there(at=at)["at"]
    assert at.astimezone(UTC) == there_and_back(at=at).at
    assert UTC is there_and_back(at=at).at.tzinfo


class Nowhere(tzinfo):
    """A zone that does not know its offset: such a time is naive as well."""

    def utcoffset(self, _at: datetime | None, /) -> timedelta | None:
        return None

    def dst(self, _at: datetime | None, /) -> timedelta | None:
        return None

    def tzname(self, _at: datetime | None, /) -> str | None:
        return None


@pytest.mark.parametrize("zone", [None, Nowhere()])
def test_a_naive_time_is_no_instant(zone: tzinfo | None) -> None:
    with pytest.raises(ValueError, match="naive"):
        instant(datetime(2026, 11, 24, 8, tzinfo=zone))


def test_a_wall_clock_stays_one() -> None:
    wall = datetime(2026, 11, 24, 14)  # noqa: DTZ001 - a wall clock

    assert "2026-11-24T14:00:00" == there(at=wall)["at"]
    assert there_and_back(at=wall).at.tzinfo is None


# --- optional and unknown fields -----------------------------------------------


def test_what_is_left_out_takes_its_default() -> None:
    """A field that was added later is lacking in what was written before."""
    assert Everything(perhaps=None) == decode(Everything, {})


def test_what_must_be_there_is_demanded() -> None:
    with pytest.raises(TypeError, match="number"):
        decode(Other, {})


def test_a_field_that_nobody_knows_is_refused() -> None:
    with pytest.raises(TypeError, match="Inner has no b, c"):
        decode(Inner, {"c": 1, "b": 2})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("text", 1),
        ("text", None),
        ("number", "1"),
        ("number", True),
        ("number", 1.0),
        ("truth", 1),
        ("amount", 1),
        ("amount", "viele"),
        ("at", "yesterday"),
        ("at", 1),
        ("day", "2026-11-24T08:00:00"),
        ("clock", "9 o'clock"),
        ("colour", "green"),
        ("size", "small"),
        ("literal", "de"),
        ("inner", []),
        ("inner", "x"),
        ("either", []),
        ("either", {"text": ""}),
        ("either", {"_": "Stranger"}),
        ("many", "abc"),
        ("many", {"a": 1}),
        ("pair", ["a"]),
        ("pair", ["a", 1, 2]),
        ("some", "red"),
        ("named", []),
        ("named", {"a": "x"}),
        ("holes", ["x"]),
    ],
)
def test_data_of_another_shape_is_refused(name: str, data: Any) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        decode(Everything, {name: data})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 1),
        ("number", True),
        ("truth", 1),
        ("at", "2026-11-24"),
        ("day", datetime(2026, 11, 24, tzinfo=UTC)),
        ("clock", "09:00"),
        ("colour", "red"),
        ("literal", "de"),
        ("inner", Other(number=1)),
        ("either", Everything()),
        ("many", ["a"]),
        ("pair", ("a",)),
    ],
)
def test_a_value_of_another_type_is_not_written(name: str, value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        there(**{name: value})


# --- types that have no form ---------------------------------------------------


@dataclass(frozen=True)
class Floating:
    number: float = 0.0


@dataclass(frozen=True)
class Loose:
    anything: object = None


@dataclass(frozen=True)
class Listed:
    items: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Mixed:
    value: str | int = ""


@dataclass(frozen=True)
class Twins:
    value: Inner | Literal["a"] = Inner()


def namesake() -> type[Any]:
    @dataclass(frozen=True)
    class Inner:
        other: int = 0

    return Inner


def test_two_members_of_one_name_could_not_be_told_apart() -> None:
    @dataclass(frozen=True)
    class Both:
        value: Any = None

    Both.__annotations__["value"] = Inner | namesake()

    with pytest.raises(TypeError, match="no JSON form"):
        encode(Both())


@pytest.mark.parametrize("value", [Floating(), Loose(), Listed(), Mixed(), Twins()])
def test_a_type_without_a_form_is_refused_before_anything_is_written(
    value: Any,
) -> None:
    with pytest.raises(TypeError, match="no JSON form"):
        encode(value)
