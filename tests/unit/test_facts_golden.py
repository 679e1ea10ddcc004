"""Every kind of fact has an encoding that is frozen: ``golden/<name>.json``.

A changed file means that records of yesterday are read otherwise today. A new kind of
fact gets a new file: the failing test says what belongs into it.
"""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from engagement.facts import (
    KINDS,
    SCHEMA,
    Header,
    Record,
    decode_record,
    encode_record,
    free_texts,
)
from tests.unit.fact_parts import HEADER, commit
from tests.unit.fact_story import EXAMPLES

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(KINDS)


def golden(name: str) -> bytes:
    file = GOLDEN / f"{name}.json"
    example = Record(fact=EXAMPLES[name], header=HEADER)
    wanted = encode_record(example, commit).decode()
    assert file.is_file(), f"put this into golden/{name}.json:\n{wanted}"
    return file.read_bytes().rstrip(b"\n")


def test_every_kind_has_a_golden_encoding_and_nothing_else_has() -> None:
    assert NAMES == sorted(file.stem for file in GOLDEN.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_the_example_has_every_field_filled_in(name: str) -> None:
    """A field that the example leaves out would not be frozen."""
    fact = EXAMPLES[name]

    assert [] == [f.name for f in fields(fact) if getattr(fact, f.name) is None]
    assert [] == [f.name for f in fields(Header) if not getattr(HEADER, f.name)]


@pytest.mark.parametrize("name", NAMES)
def test_a_record_is_written_as_it_always_was(name: str) -> None:
    record = Record(fact=EXAMPLES[name], header=HEADER)

    assert golden(name) == encode_record(record, commit)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_long_ago_is_read_as_it_was_meant(name: str) -> None:
    expected = Record(fact=EXAMPLES[name], header=HEADER)

    found = decode_record(name, SCHEMA, golden(name), free_texts(EXAMPLES[name]))

    assert expected == found


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_people_are_committed_to_and_never_in_the_payload(
    name: str,
) -> None:
    texts = free_texts(EXAMPLES[name])
    written = golden(name).decode()

    for field, text in texts.items():
        assert commit(field, text).hex() == json.loads(written)["texts"][field]
        assert text not in written


def test_every_golden_text_is_canonical() -> None:
    """Sorted keys, no blanks: what is hashed has one spelling."""
    for name in NAMES:
        data = json.loads(golden(name))
        spelled = json.dumps(
            data, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert spelled == golden(name).decode()
