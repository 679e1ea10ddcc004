"""Whoever changes an export is found by the verifier that came with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.acceptance.cli_parts import Desk, desk
from tests.acceptance.evidence_parts import OUT, edit, export, records, verify


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
