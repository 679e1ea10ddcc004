"""``ledning evidence verify`` says intact, or names the first record that is not."""

from __future__ import annotations

import pytest

from tests.acceptance.cli_parts import Desk


def test_a_ledger_that_nobody_touched_is_intact(played: Desk) -> None:
    ran = played.run("evidence", "verify")

    assert 0 == ran.status
    assert f"intact: {played.published()}\n" == ran.said


CHANGES = {
    "a payload": "UPDATE ledger_payload SET payload = replace(CAST(payload AS TEXT),"
    " 'E3', 'E4') WHERE seq = 40",
    "a salt": "UPDATE ledger_payload SET salt = zeroblob(32) WHERE seq = 40",
    "a leaf": "UPDATE ledger SET leaf = zeroblob(32) WHERE seq = 40",
    "a root": "UPDATE ledger SET root = zeroblob(32) WHERE seq = 40",
    "a kind": "UPDATE ledger SET kind = 'prompt.skipped' WHERE seq = 40",
    "a commitment": "UPDATE ledger SET commitment = zeroblob(32) WHERE seq = 40",
    "a payload that went": "UPDATE ledger_payload SET payload = NULL, salt = NULL"
    " WHERE seq = 40",
    "a payload of another type": "UPDATE ledger_payload SET payload = 5 WHERE seq = 40",
    "a number": "UPDATE ledger SET seq = 99999 WHERE seq = 40",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_changed_is_named(change: str, played: Desk) -> None:
    played.change(change)

    ran = played.run("evidence", "verify")

    assert 1 == ran.status
    assert ran.said.startswith("NOT INTACT: record 40: ")
    assert "expected" in ran.said
    assert "found" in ran.said


def test_words_that_were_changed_are_named(played: Desk) -> None:
    """The record is named, and which of its texts."""
    ((seq,),) = played.rows(
        "SELECT min(seq) FROM ledger_text WHERE field = 'question.text'"
    )
    played.change(
        "UPDATE ledger_text SET text = text || '!' WHERE seq ="
        " (SELECT min(seq) FROM ledger_text WHERE field = 'question.text')"
        " AND field = 'question.text'"
    )

    said = played.run("evidence", "verify").said

    assert said.startswith(f"NOT INTACT: record {seq}: commitment of question.text\n")


def test_the_first_of_several_changes_is_named(played: Desk) -> None:
    """By number, not as text: 9 comes before 10."""
    played.change(
        "UPDATE ledger_payload SET payload = NULL, salt = NULL WHERE seq IN (100, 99)"
    )

    said = played.run("evidence", "verify").said

    assert said.startswith("NOT INTACT: record 99: redaction on record")


def test_what_was_published_earlier_still_holds(played: Desk) -> None:
    ((size, root),) = played.rows("SELECT seq + 1, root FROM ledger WHERE seq = 200")

    ran = played.run("evidence", "verify", "--expect", f"{size}:{root.hex().upper()}")

    assert 0 == ran.status
    assert played.published() in ran.said


def test_a_tail_that_was_cut_consistently_is_found_by_what_was_published(
    played: Desk,
) -> None:
    """From inside it cannot be seen; the digest of last week can see it."""
    published = played.published()
    played.change(
        "DELETE FROM ledger WHERE seq > 255",
        "DELETE FROM ledger_payload WHERE seq > 255",
        "DELETE FROM ledger_text WHERE seq > 255",
        # The peaks of 256 records are one: the root itself.
        "UPDATE ledger_head SET size = 256,"
        " root = (SELECT root FROM ledger WHERE seq = 255),"
        " peaks = (SELECT root FROM ledger WHERE seq = 255)",
    )

    alone = played.run("evidence", "verify")
    ran = played.run("evidence", "verify", "--expect", published)

    assert 0 == alone.status
    assert 1 == ran.status
    assert "NOT INTACT" in ran.said
    assert "the tail was cut" in ran.said


def test_a_history_that_was_rewritten_is_found_by_what_was_published(
    played: Desk,
) -> None:
    ((root,),) = played.rows("SELECT root FROM ledger WHERE seq = 19")

    ran = played.run("evidence", "verify", "--expect", f"20:{'ab' * 32}")

    assert 1 == ran.status
    assert "the first 20 records are not those that were published" in ran.said
    assert f"expected {'ab' * 32}" in ran.said
    assert f"found    {root.hex()}" in ran.said


@pytest.mark.parametrize(
    "expect", ["", "214", "214:", "x:" + "ab" * 32, "214:" + "g" * 64, "-1:" + "a" * 64]
)
def test_what_is_no_size_and_root_is_refused(expect: str, played: Desk) -> None:
    ran = played.run("evidence", "verify", "--expect", expect)

    assert 1 == ran.status
    assert "--expect takes SIZE:ROOT" in ran.warned
