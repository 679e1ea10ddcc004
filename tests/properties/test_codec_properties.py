"""Whatever the types allow is written in one spelling and read as it was."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from hypothesis import given
from hypothesis import strategies as st

from engagement.codec import canonical, decode, encode
from engagement.facts import (
    SCHEMA,
    MessageNotUnderstood,
    Record,
    decode_record,
    encode_record,
    free_texts,
)
from engagement.facts.free_text import FreeText
from engagement.spelling import instant
from tests.unit.fact_parts import HEADER, commit


class Shade(StrEnum):
    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    text: str
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Twig:
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    text: str
    number: int
    truth: bool
    amount: Decimal
    at: datetime
    day: date
    clock: time
    shade: Shade
    literal: Literal["en", "sv"]
    branch: Leaf | Twig
    leaves: tuple[Leaf, ...]
    pair: tuple[str, int]
    shades: frozenset[Shade]
    named: Mapping[str, Leaf] = field(default_factory=dict)
    maybe: str | None = None
    holes: tuple[int | None, ...] = ()


CHARACTERS = st.characters(exclude_categories=["Cs"])
NFC = st.text(CHARACTERS).map(lambda text: unicodedata.normalize("NFC", text))
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=6)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
INSTANTS = st.datetimes(
    datetime.fromisoformat("0001-01-02"),
    datetime.fromisoformat("9999-12-30"),
    timezones=ZONES,
)
LEAVES = st.builds(Leaf, text=NFC, amount=st.none() | AMOUNTS)
TREES = st.builds(
    Tree,
    text=NFC,
    number=st.integers(),
    truth=st.booleans(),
    amount=AMOUNTS,
    at=INSTANTS | st.datetimes(),
    day=st.dates(),
    clock=st.times(),
    shade=st.sampled_from(Shade),
    literal=st.sampled_from(["en", "sv"]),
    branch=LEAVES | st.builds(Twig, number=st.integers()),
    leaves=st.lists(LEAVES, max_size=3).map(tuple),
    pair=st.tuples(NFC, st.integers()),
    shades=st.frozensets(st.sampled_from(Shade)),
    named=st.dictionaries(NFC, LEAVES, max_size=3),
    maybe=st.none() | NFC,
    holes=st.lists(st.none() | st.integers(), max_size=3).map(tuple),
)


@given(TREES)
def test_what_is_written_is_read_as_it_was(tree: Tree) -> None:
    assert tree == decode(Tree, json.loads(canonical(encode(tree))))


@given(TREES)
def test_what_was_read_is_written_as_it_was(tree: Tree) -> None:
    written = canonical(encode(tree))

    assert written == canonical(encode(decode(Tree, json.loads(written))))


def floats(data: Any) -> bool:
    match data:
        case dict():
            return any(map(floats, data.values()))
        case list():
            return any(map(floats, data))
        case _:
            return isinstance(data, float)


@given(TREES)
def test_the_spelling_is_canonical(tree: Tree) -> None:
    """Sorted, without blanks, NFC, no floats."""
    written = canonical(encode(tree)).decode()
    data = json.loads(written)

    assert written == json.dumps(
        data, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    assert unicodedata.is_normalized("NFC", written)
    assert not floats(data)


@given(INSTANTS, ZONES)
def test_the_zone_of_an_instant_leaves_no_trace(at: datetime, zone: timezone) -> None:
    there = at.astimezone(UTC).astimezone(zone)

    assert instant(at) == instant(there)
    assert at.astimezone(UTC) == datetime.fromisoformat(instant(there))


@given(st.text())
def test_any_words_of_a_person_survive_a_record(words: str) -> None:
    """All but NUL and half a surrogate pair, which no store keeps."""
    text = FreeText(text=words)
    fact = MessageNotUnderstood(
        person_id="E3", platform="webchat", platform_message="m-1", text=text
    )
    record = Record(fact=fact, header=HEADER)
    written, texts = encode_record(record, commit), free_texts(fact)

    assert record == decode_record(fact.NAME, SCHEMA, written, texts)
    assert "\0" not in texts["text"]
    assert texts["text"] == texts["text"].encode().decode()
