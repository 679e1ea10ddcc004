"""A fact with its header: written, read, and refused where it is none of ours."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest

from engagement.errors import LedgerBroken
from engagement.facts import (
    KINDS,
    SCHEMA,
    Fact,
    Header,
    ObjectiveReviewed,
    PromptAnswered,
    PromptAsked,
    PromptWithdrawn,
    ReadingSetAside,
    Record,
    decode_record,
    encode_record,
    free_texts,
    read_payload,
)
from engagement.facts.free_text import FreeText
from engagement.ledger import Redaction, Stored
from engagement.texts import Bilingual
from tests.unit.fact_parts import HEADER, commit, recorded
from tests.unit.fact_story import EXAMPLES, STORY

WITHDRAWN = PromptWithdrawn(occasion_id="o4", reason="switched_off")


def payload(fact: Fact, header: Header = HEADER) -> bytes:
    return encode_record(Record(fact=fact, header=header), commit)


def read_again(fact: Fact, texts: Mapping[str, str | None] | None = None) -> Any:
    held = free_texts(fact) if texts is None else texts
    return decode_record(fact.NAME, SCHEMA, payload(fact), held).fact


def stored(kind: str, written: bytes) -> Stored:
    return Stored(
        seq=0,
        kind=kind,
        schema=SCHEMA,
        commitment=b"",
        leaf=b"",
        root=b"",
        salt=b"",
        payload=written,
        texts={},
    )


# --- names ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", Fact.__args__)
def test_a_name_is_a_subject_and_a_verb_in_the_past(kind: type[Fact]) -> None:
    """What is recorded has happened: ``set_aside`` and ``not_understood`` too."""
    subject, verb = kind.NAME.split(".")
    irregular = (
        "chosen|handed_over|held|kept|left|made|set_aside|told|undone"
        "|not_understood|withdrawn"
    )

    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", subject)
    assert re.fullmatch(rf"[a-z]+ed|{irregular}", verb)


def test_no_two_facts_share_a_name() -> None:
    assert len(Fact.__args__) == len(KINDS)
    assert set(Fact.__args__) == set(KINDS.values())


@pytest.mark.parametrize("kind", Fact.__args__)
def test_a_fact_cannot_be_changed_once_it_is_made(kind: type[Fact]) -> None:
    fact = EXAMPLES[kind.NAME]
    first = dataclasses.fields(fact)[0].name

    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(fact, first, None)
    assert not hasattr(fact, "__dict__")


def test_a_name_never_holds_a_class_path() -> None:
    """Renaming a class must not change what was written."""
    for fact in STORY:
        written = json.dumps(json.loads(payload(fact)), ensure_ascii=False)
        assert type(fact).__name__ not in written
        assert "engagement" not in written


# --- there and back ------------------------------------------------------------


@pytest.mark.parametrize("number", range(len(STORY)))
def test_a_record_survives_the_ledger(number: int) -> None:
    record = recorded(STORY[number], number)
    texts = free_texts(record.fact)

    found = decode_record(
        record.fact.NAME, SCHEMA, encode_record(record, commit), texts
    )

    assert record == found


def test_a_bare_header_survives_too() -> None:
    """The machinery has no role, speaks for nobody and has no source."""
    bare = replace(HEADER, on_behalf_of=None, source=None, audience=(), requirements=())
    written = payload(WITHDRAWN, bare)

    assert bare == decode_record(WITHDRAWN.NAME, SCHEMA, written, {}).header
    assert b"on_behalf_of" not in written
    assert b"source" not in written


def test_who_spoke_for_whom_survives() -> None:
    written = payload(WITHDRAWN, replace(HEADER, on_behalf_of="E2"))

    assert "E2" == decode_record("prompt.withdrawn", 1, written, {}).header.on_behalf_of


def test_times_come_back_in_utc() -> None:
    header = decode_record("prompt.withdrawn", 1, payload(WITHDRAWN), {}).header

    assert HEADER.recorded_at == header.recorded_at
    assert UTC is header.recorded_at.tzinfo


def test_a_field_that_was_added_later_takes_its_default() -> None:
    """Old payloads lack it; so a new field must have one."""
    fact = EXAMPLES["objective.reviewed"]
    assert isinstance(fact, ObjectiveReviewed)
    data = json.loads(payload(fact))
    del data["fact"]["late"]

    found = decode_record(fact.NAME, 1, json.dumps(data).encode(), free_texts(fact))

    assert replace(fact, late=False) == found.fact


# --- words of people -----------------------------------------------------------


def test_every_free_text_and_the_words_of_a_question_lie_apart() -> None:
    answered = EXAMPLES["prompt.answered"]
    assert isinstance(answered, PromptAnswered)

    assert {
        "text": "Offerten är inne 🙂",
        "question.text": answered.question.text,
        "question.object": answered.question.object,
    } == free_texts(answered)


def test_an_empty_object_of_a_question_is_no_text() -> None:
    asked = EXAMPLES["prompt.asked"]
    assert isinstance(asked, PromptAsked)
    bare = replace(asked, question=replace(asked.question, object=""))

    assert {"question.text"} == free_texts(bare).keys()
    assert bare == read_again(bare)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_redacted_words_are_read_as_none_and_the_fact_stays(name: str) -> None:
    fact = EXAMPLES[name]
    names = free_texts(fact)

    found = read_again(fact, dict.fromkeys(names))

    expected: Any = fact
    for field in names:
        whole, _, part = field.partition(".")
        held = getattr(expected, whole)
        gone = replace(held, **{part: ""}) if part else FreeText(text=None)
        expected = replace(expected, **{whole: gone})
    assert expected == found


def test_one_text_may_go_while_the_others_stay() -> None:
    answered = EXAMPLES["prompt.answered"]
    assert isinstance(answered, PromptAnswered)

    found = read_again(answered, free_texts(answered) | {"text": None})

    assert replace(answered, text=FreeText(text=None)) == found


def test_no_text_and_a_redacted_text_are_two_things() -> None:
    """A reading that counts again has no reason; one with a reason may lose it."""
    again = ReadingSetAside(kpi_id="otif", period="2026-W46", reason=None)

    assert again == read_again(again)
    assert {} == free_texts(again)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("hej\0 då", "hej då"),
        ("halva \ud83d", "halva ?"),
        ("rad ett\nrad två\t", "rad ett\nrad två\t"),
        ("\u202bעברית\u202c 👩🏽‍🔧", "\u202bעברית\u202c 👩🏽‍🔧"),
        ("", ""),
        (None, None),
    ],
)
def test_what_no_store_can_keep_is_left_out_of_a_text(
    text: str | None, kept: str | None
) -> None:
    assert kept == FreeText(text=text).text


def test_nothing_said_is_no_free_text() -> None:
    assert FreeText.of(None) is None
    assert FreeText.of("") is None
    assert FreeText(text="ja") == FreeText.of("ja")


# --- what is none of ours ------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "schema"),
    [("prompt.invented", 1), ("prompt.withdrawn", 2), ("prompt.withdrawn", 0)],
)
def test_an_unknown_kind_or_version_is_refused(kind: str, schema: int) -> None:
    with pytest.raises(LedgerBroken, match="unknown kind or version"):
        decode_record(kind, schema, payload(WITHDRAWN), {})


def without(part: str) -> bytes:
    data = json.loads(payload(WITHDRAWN))
    del data[part]
    return json.dumps(data).encode()


def with_fact(**changes: object) -> bytes:
    data = json.loads(payload(WITHDRAWN))
    data["fact"] |= changes
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"\xff",
        b"{",
        b"[]",
        b"null",
        b'{"fact":[],"header":{},"texts":{}}',
        without("fact"),
        without("header"),
        without("texts"),
        with_fact(reason=1),
        with_fact(occasion_id=None),
        with_fact(stranger="x"),
    ],
)
def test_a_payload_of_another_shape_is_refused_in_one_way(written: bytes) -> None:
    with pytest.raises(LedgerBroken, match=r"prompt\.withdrawn"):
        decode_record("prompt.withdrawn", SCHEMA, written, {})


def test_a_number_that_is_none_is_refused_like_everything_else() -> None:
    """``decimal`` has an error of its own that is no ValueError."""
    written = payload(EXAMPLES["reading.recorded"]).replace(b"93.80", b"viele")

    with pytest.raises(LedgerBroken):
        decode_record("reading.recorded", SCHEMA, written, {"note": "x"})


# --- for the verifier ----------------------------------------------------------


def test_the_verifier_gets_the_commitments_of_the_texts() -> None:
    fact = EXAMPLES["prompt.skipped"]

    read = read_payload(stored(fact.NAME, payload(fact)))

    assert {"text": commit("text", "mässa")} == read.texts
    assert () == read.redactions


def test_the_verifier_gets_what_a_record_redacts() -> None:
    fact = EXAMPLES["record.redacted"]

    read = read_payload(stored(fact.NAME, payload(fact)))

    assert (Redaction(seq=7, field="text"),) == read.redactions


@pytest.mark.parametrize("kind", ["prompt.withdrawn", "record.redacted"])
@pytest.mark.parametrize(
    "written", [b"", b"[]", b"{}", b'{"texts":[1]}', b'{"texts":{"a":"zz"}}']
)
def test_the_verifier_refuses_a_payload_that_nobody_writes(
    kind: str, written: bytes
) -> None:
    with pytest.raises(LedgerBroken):
        read_payload(stored(kind, written))


def test_a_redaction_without_a_record_is_refused() -> None:
    with pytest.raises(LedgerBroken):
        read_payload(stored("record.redacted", b'{"texts":{},"fact":{"seq":"7"}}'))


def test_a_role_is_kept_in_both_languages_and_read_in_the_readers() -> None:
    """A record of yesterday has the organisation's language, and is still read."""
    both = Bilingual(en="plant manager USA", sv="platschef USA")
    author = replace(HEADER.author, role="platschef USA", roles=both)
    header = replace(HEADER, author=author)

    found = decode_record(WITHDRAWN.NAME, SCHEMA, payload(WITHDRAWN, header), {})

    assert author == found.header.author
    assert "plant manager USA" == found.header.author.role_in("en")
    assert "platschef USA" == found.header.author.role_in("sv")
    assert "operativ chef" == HEADER.author.role_in("en")
