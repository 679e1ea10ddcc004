"""The ledger's arithmetic against published vectors and against itself."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from typing import Any

import pytest

from engagement.ledger import (
    EMPTY_ROOT,
    Frontier,
    Read,
    Redaction,
    Stored,
    StoredText,
    Tree,
    Verdict,
    commitment,
    leaf,
    root_from_proof,
    text_commitment,
    verify,
)

RFC_LEAVES = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
RFC_ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
HASHES = [hashlib.sha256(b"\0" + bytes.fromhex(data)).digest() for data in RFC_LEAVES]


@pytest.mark.parametrize("size", range(len(RFC_ROOTS)))
def test_both_ways_of_reckoning_give_the_published_root(size: int) -> None:
    frontier = Frontier()
    for one in HASHES[:size]:
        frontier = frontier.append(one)

    assert frontier.root().hex() == RFC_ROOTS[size]
    assert Tree(HASHES[:size]).root().hex() == RFC_ROOTS[size]
    assert frontier.size == size


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
def test_every_record_is_proved_by_its_own_path_and_no_other(size: int) -> None:
    tree = Tree(HASHES[:size])
    for index in range(size):
        proof = tree.proof(index)

        assert tree.root() == root_from_proof(HASHES[index], index, size, proof)
        for other in range(size):
            if other != index:
                found = root_from_proof(HASHES[index], other, size, proof)
                assert tree.root() != found


def test_a_proof_of_the_wrong_length_proves_nothing() -> None:
    tree = Tree(HASHES)
    proof = tree.proof(3)

    assert root_from_proof(HASHES[3], 3, 8, proof[:-1]) is None
    assert root_from_proof(HASHES[3], 3, 8, (*proof, proof[0])) is None
    assert root_from_proof(HASHES[0], 8, 8, ()) is None


@pytest.mark.parametrize("index", [-1, 3])
def test_there_is_no_proof_of_a_record_that_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        Tree(HASHES[:3]).proof(index)


def test_fields_of_a_leaf_cannot_run_into_each_other() -> None:
    """``1,11`` and ``11,1`` collide where lengths are not framed."""
    zero = bytes(32)

    assert leaf(1, 1, "ab", b"c" + zero) != leaf(1, 1, "abc", zero)
    assert leaf(1, 11, "a", zero) != leaf(11, 1, "a", zero)


def test_the_vectors_of_the_reference_page_hold() -> None:
    """docs/reference/ledger.md promises these to whoever writes a verifier."""
    salt = bytes(range(32))
    payload = b'{"fact":{"a":1},"header":{},"texts":{}}'
    committed = commitment(salt, "org", payload)

    assert committed.hex() == (
        "540c301c4996599a0baeacbcfef9e01f3d6ef62058ae487e8cfad6b332bdc54a"
    )
    assert text_commitment(salt, "org", 7, "text", "hej").hex() == (
        "a46c6928679e6028de07ae0b87a0aa4d4e9e6f13c029d22af7fb03e17d1c6e3b"
    )
    assert leaf(7, 1, "prompt.answered", committed).hex() == (
        "6e3512e03242c6517f82c3be40a699139e8df2fde8ea1decb0198f77757cc6c0"
    )


def test_the_commitment_is_plain_hmac_over_framed_fields() -> None:
    """Anybody can recompute it with nothing but HMAC-SHA-256."""
    salt, payload = bytes(range(32)), b"{}"
    message = b"\x01" + b"\x00\x03" + b"org" + payload

    expected = hmac.new(salt, message, hashlib.sha256).digest()

    assert expected == commitment(salt, "org", payload)


# --- verifying a store ---------------------------------------------------------

ORG = "org"
SALT = b"s" * 32


def stored(records: list[tuple[str, bytes, dict[str, str]]]) -> list[Stored]:
    """Build what an honest store would hold: kind, payload and free texts."""
    frontier, rows = Frontier(), []
    for seq, (kind, payload, texts) in enumerate(records):
        committed = commitment(SALT, ORG, payload)
        one = leaf(seq, 1, kind, committed)
        frontier = frontier.append(one)
        rows.append(
            Stored(
                seq=seq,
                kind=kind,
                schema=1,
                commitment=committed,
                leaf=one,
                root=frontier.root(),
                salt=SALT,
                payload=payload,
                texts={f: StoredText(salt=SALT, text=t) for f, t in texts.items()},
            )
        )
    return rows


def reader(record: Stored) -> Read:
    """Read a payload of these tests: ``-3`` redacts record 3, ``-3.text`` its text."""
    assert record.payload is not None
    said = record.payload.decode()
    commitments = {
        field: text_commitment(SALT, ORG, record.seq, field, text)
        for field, text in ORIGINALS.get(record.seq, {}).items()
    }
    if not said.startswith("-"):
        return Read(texts=commitments)
    number, _, field = said[1:].partition(".")
    redaction = Redaction(seq=int(number), field=field or None)
    return Read(texts=commitments, redactions=(redaction,))


ORIGINALS = {1: {"text": "hej"}}
HONEST = [("a", b"0", {}), ("b", b"1", {"text": "hej"}), ("c", b"2", {})]


def checked(rows: list[Stored], head: tuple[int, bytes] | None = None) -> Verdict:
    size, root = head or (len(rows), rows[-1].root if rows else EMPTY_ROOT)
    return verify(ORG, rows, reader, (size, root))


def test_an_honest_store_is_intact() -> None:
    verdict = checked(stored(HONEST))

    assert verdict.intact
    assert (3, None, "") == (verdict.size, verdict.first_bad, verdict.reason)


def test_an_empty_store_is_intact() -> None:
    assert checked([]).intact


CHANGES: dict[str, dict[str, Any]] = {
    "kind": {"kind": "x"},
    "schema": {"schema": 2},
    "commitment": {"commitment": bytes(32)},
    "leaf": {"leaf": bytes(32)},
    "root": {"root": bytes(32)},
    "salt": {"salt": bytes(32)},
    "payload": {"payload": b"x"},
    "payload gone": {"payload": None},
    "salt gone": {"salt": None},
    "payload and salt gone": {"payload": None, "salt": None},
    "number": {"seq": 9},
    "text": {"texts": {"text": StoredText(salt=SALT, text="nej")}},
    "salt of the text": {"texts": {"text": StoredText(salt=bytes(32), text="hej")}},
    "text gone": {"texts": {"text": StoredText(salt=SALT, text=None)}},
    "text and salt gone": {"texts": {"text": StoredText(salt=None, text=None)}},
    "row of the text gone": {"texts": {}},
    "another text": {
        "texts": {
            "text": StoredText(salt=SALT, text="hej"),
            "more": StoredText(salt=SALT, text="x"),
        }
    },
    "payload gone, text left": {
        "payload": None,
        "salt": None,
        "texts": {"text": StoredText(salt=SALT, text="hej")},
    },
}


@pytest.mark.parametrize("changed", CHANGES, ids=str)
def test_a_change_is_found_and_its_record_is_named(changed: str) -> None:
    rows = stored(HONEST)
    rows[1] = replace(rows[1], **CHANGES[changed])

    verdict = checked(rows)

    assert not verdict.intact
    assert verdict.first_bad == 1
    assert verdict.reason
    assert verdict.expected != verdict.found


def test_a_record_taken_out_of_the_middle_is_found() -> None:
    rows = stored(HONEST)

    assert checked([rows[0], rows[2]]).first_bad == 1


def test_a_tail_that_was_cut_without_its_head_is_found() -> None:
    rows = stored(HONEST)

    verdict = checked(rows[:2], (3, rows[2].root))

    assert (2, "size of the head") == (verdict.first_bad, verdict.reason)


def test_a_changed_head_is_found() -> None:
    verdict = checked(stored(HONEST), (3, bytes(32)))

    assert (3, "root of the head") == (verdict.first_bad, verdict.reason)


EMPTY_TEXT = {"text": StoredText(salt=None, text=None)}


def test_a_text_may_be_empty_once_a_later_record_says_so() -> None:
    rows = stored([*HONEST, ("record.redacted", b"-1.text", {})])
    rows[1] = replace(rows[1], texts=EMPTY_TEXT)

    assert checked(rows).intact


def test_a_payload_may_be_empty_with_its_texts_once_a_later_record_says_so() -> None:
    rows = stored([*HONEST, ("record.redacted", b"-1", {})])
    rows[1] = replace(rows[1], payload=None, salt=None, texts=EMPTY_TEXT)

    assert checked(rows).intact


def test_redacting_a_payload_covers_its_texts() -> None:
    """The text went first, then the whole payload was asked for."""
    rows = stored([*HONEST, ("record.redacted", b"-1", {})])
    rows[1] = replace(rows[1], texts=EMPTY_TEXT)

    assert checked(rows).intact


def test_a_redaction_of_another_record_excuses_nothing() -> None:
    rows = stored([*HONEST, ("record.redacted", b"-2.text", {})])
    rows[1] = replace(rows[1], texts=EMPTY_TEXT)

    verdict = checked(rows)

    assert (1, "redaction on record") == (verdict.first_bad, verdict.reason)
