"""Whoever changes an export is found by the verifier that came with it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.acceptance.cli_parts import Desk, desk
from tests.acceptance.evidence_parts import (
    OUT,
    edit,
    export,
    fingerprint,
    manifest,
    records,
    reseal,
    verify,
)


@pytest.fixture(scope="module")
def once(played_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(desk(tmp_path_factory.mktemp("export"), played_template))


@pytest.fixture
def whole(once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(once, tmp_path / OUT))


def test_a_changed_payload_is_found(whole: Path) -> None:
    payload = records(whole)[30]["payload"]
    edit(whole, 30, payload=payload.replace("2026", "2025", 1))

    ran = verify(whole, whole)

    assert 1 == ran.status
    assert "NOT INTACT: record 30: the payload is not the one" in ran.said


def test_changed_words_are_found(whole: Path) -> None:
    number, found = next(
        (i, r["texts"]) for i, r in enumerate(records(whole)) if r["texts"]
    )
    found[0]["text"] = "Allt är bra"
    edit(whole, number, texts=found)

    said = verify(whole, whole).said

    assert f"NOT INTACT: record {number}: the free text" in said


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seq", 31),
        ("kind", "prompt.answered"),
        ("leaf", "00" * 32),
        ("commitment", "00" * 32),
        ("proof", []),
        ("salt", "00" * 32),
        ("seq", -1),
        ("seq", None),
        ("proof", ["zz"]),
        ("texts", "none"),
        ("payload", "[]"),
    ],
)
def test_any_other_change_is_found_and_never_a_traceback(
    field: str, value: object, whole: Path
) -> None:
    edit(whole, 30, **{field: value})

    ran = verify(whole, whole)

    assert 1 == ran.status
    assert "NOT INTACT" in ran.said
    assert not ran.warned


def test_a_record_that_went_is_missed(whole: Path) -> None:
    lines = (whole / "records.jsonl").read_text("utf-8").splitlines(keepends=True)
    (whole / "records.jsonl").write_text("".join(lines[:-1]), "utf-8")

    assert "announced" in verify(whole, whole).said


def test_a_record_that_is_there_twice_is_found(whole: Path) -> None:
    lines = (whole / "records.jsonl").read_text("utf-8").splitlines(keepends=True)
    (whole / "records.jsonl").write_text("".join([*lines[:-1], lines[0]]), "utf-8")

    assert "the record is there twice" in verify(whole, whole).said


@pytest.mark.parametrize("name", ["index.html", "records.csv", "clause-5.1.1.html"])
def test_a_changed_page_is_found(name: str, whole: Path) -> None:
    """It is what the auditor reads."""
    page = whole / name
    page.write_bytes(page.read_bytes() + b" ")

    ran = verify(whole, whole)

    assert 1 == ran.status
    assert f"NOT INTACT: the file {name} is not the one" in ran.said


def test_another_ledger_than_the_published_one_is_found(whole: Path) -> None:
    ran = verify(whole, whole, "--expect", f"214:{'ab' * 32}")

    assert 1 == ran.status
    assert "expected 214:abab" in ran.said


def test_a_folder_without_an_export_is_said_to_be_none(bare: Desk) -> None:
    ran = bare.run("evidence", "verify", ".")

    assert 1 == ran.status
    assert "NOT INTACT: the export cannot be read" in ran.said


# --- somebody who rewrites the manifest as well --------------------------------


def test_counts_that_were_made_nicer_are_counted_again(whole: Path) -> None:
    counts = manifest(whole)["counts"]
    room = sum(record["state"] != "present" for record in records(whole))
    reseal(whole, counts=counts | {"answered": counts["answered"] + room + 1})

    ran = verify(whole, whole)

    assert 1 == ran.status
    assert f"NOT INTACT: answered: {counts['answered'] + room + 1}, counted" in ran.said


def test_a_line_of_the_table_that_is_not_its_record_is_found(whole: Path) -> None:
    table = whole / "records.csv"
    text = table.read_text("utf-8-sig")
    assert ";Maria Lindqvist;" in text
    table.write_text(text.replace(";Maria Lindqvist;", ";Eva Bok;", 1), "utf-8-sig")
    reseal(whole)

    said = verify(whole, whole).said

    assert "NOT INTACT: records.csv: who of record" in said


def test_a_line_that_went_from_the_table_is_missed(whole: Path) -> None:
    table = whole / "records.csv"
    lines = table.read_text("utf-8-sig").splitlines(keepends=True)
    table.write_text("".join(lines[:-1]), "utf-8-sig")
    reseal(whole)

    assert "NOT INTACT: records.csv has" in verify(whole, whole).said


def test_a_rehearsal_cannot_be_passed_off_as_real(whole: Path) -> None:
    """Neither by its marks nor by the mode: record 0 says what the ledger is for."""
    everything = records(whole)
    edit(whole, 30, marks=[])
    assert "NOT INTACT: record 30: it is not marked" in verify(whole, whole).said

    for number in range(len(everything)):
        everything[number]["marks"] = []
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in everything)
    (whole / "records.jsonl").write_text(text, "utf-8")
    reseal(whole, mode="live")

    assert "opened for something else" in verify(whole, whole).said


def test_a_page_rewritten_with_its_manifest_is_told_by_the_fingerprint(
    played: Desk,
) -> None:
    """The verifier says that it cannot see it alone; the ledger can."""
    folder = export(played)
    told = fingerprint(folder)
    ask = ("evidence", "verify", str(folder), "--database", played.url)
    assert "the ledger wrote it: record" in played.run(*ask).said
    assert 0 == verify(folder, folder, "--manifest", told[:16].upper()).status
    page = folder / "clause-5.1.1.html"
    page.write_text(page.read_text("utf-8").replace("5.1.1", "9.9.9"), "utf-8")
    reseal(folder)

    alone = verify(folder, folder)
    told_so = verify(folder, folder, "--manifest", told)
    asked = played.run(*ask)

    assert 0 == alone.status
    assert "manifest and pages rewritten together are not seen" in alone.said
    assert 1 == told_so.status
    assert f"manifest: expected {told}" in told_so.said
    assert 1 == asked.status
    assert "NOT KNOWN" in asked.said


@pytest.mark.parametrize("given", ["", "abc", "zz" * 32])
def test_a_fingerprint_that_is_none_is_no_match(given: str, whole: Path) -> None:
    assert 1 == verify(whole, whole, "--manifest", given).status


def test_an_option_without_its_value_is_a_wrong_use(whole: Path) -> None:
    ran = verify(whole, whole, "--manifest")

    assert 2 == ran.status
    assert "--manifest takes FINGERPRINT" in ran.said


def test_what_the_export_did_not_write_is_named(whole: Path) -> None:
    (whole / "clause-0.html").write_text("added")

    ran = verify(whole, whole)

    assert 0 == ran.status
    assert "not part of the export, and not checked: clause-0.html" in ran.said
