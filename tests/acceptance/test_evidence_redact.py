"""What has to go goes for good, by the book, and the ledger stays intact."""

from __future__ import annotations

import pytest

from tests.acceptance.cli_parts import Desk
from tests.acceptance.evidence_parts import export, records, verify

BY_THE_BOOK = ("--reason", "erasure", "--by", "kvalitetschef")


def words(desk: Desk) -> tuple[int, str]:
    """Return record and field of an answer in somebody's own words."""
    ((seq, field),) = desk.rows(
        "SELECT seq, field FROM ledger_text JOIN ledger USING (seq)"
        " WHERE kind IN ('prompt.answered', 'answer.detailed', 'objective.reviewed')"
        " AND field IN ('text', 'line') ORDER BY seq LIMIT 1"
    )
    return seq, field


def test_one_text_goes_and_the_fact_stays(played: Desk) -> None:
    seq, field = words(played)
    published = played.published()

    ran = played.run("evidence", "redact", str(seq), "--text", field, *BY_THE_BOOK)

    assert 0 == ran.status, ran.warned
    assert f"Record {seq} is redacted; record" in ran.said
    assert 0 == played.run("evidence", "verify", "--expect", published).status
    ((salt, text, payload),) = played.rows(
        "SELECT t.salt, text, payload FROM ledger_text t JOIN ledger_payload USING (seq)"  # noqa: S608 - a number
        f" WHERE seq = {seq} AND field = 'text'"
    )
    assert (None, None) == (salt, text)
    assert payload is not None


def test_a_whole_record_goes_and_an_export_says_so(played: Desk) -> None:
    seq, _ = words(played)

    ran = played.run("evidence", "redact", str(seq), *BY_THE_BOOK)
    folder = export(played)

    assert 0 == ran.status, ran.warned
    (found,) = (one for one in records(folder) if one["seq"] == seq)
    assert ("redacted", None, []) == (found["state"], found["payload"], found["texts"])
    assert 0 == verify(folder, folder).status


def test_what_went_cannot_go_twice(played: Desk) -> None:
    seq, field = words(played)
    played.run("evidence", "redact", str(seq), "--text", field, *BY_THE_BOOK)
    before = played.published()

    ran = played.run("evidence", "redact", str(seq), "--text", field, *BY_THE_BOOK)

    assert 1 == ran.status
    assert f"record {seq} has no free text {field}" in ran.warned
    assert before == played.published()


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("0", "without it the ledger cannot be read"),
        ("99999", "has no payload to take out"),
    ],
)
def test_what_cannot_go_is_told(record: str, said: str, live: Desk) -> None:
    before = live.published()

    ran = live.run("evidence", "redact", record, *BY_THE_BOOK)

    assert 1 == ran.status
    assert said in ran.warned
    assert before == live.published()


def test_a_reason_is_one_of_three(live: Desk) -> None:
    """It stays for ever, so nobody's story may be told in it."""
    ran = live.run("evidence", "redact", "5", "--reason", "Maria bad", "--by", "x")

    assert 2 == ran.status
    assert "erasure" in ran.warned
