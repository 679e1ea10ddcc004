"""Content files: missing, empty, in another encoding; and what is read of sound ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import content
from engagement.errors import ContentError
from tests.unit.test_content_faults import FILES, TWO, _write


@pytest.mark.parametrize("file", [name for name in FILES if "/" not in name])
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    (_write(tmp_path) / file).unlink()

    with pytest.raises(ContentError, match="is missing") as caught:
        content.load(tmp_path)

    assert file == caught.value.file


def test_content_without_a_question_is_refused(tmp_path: Path) -> None:
    """A package that lost its files must not pass for a quiet programme."""
    for path in _write(tmp_path).glob("prompts/*"):
        path.unlink()

    with pytest.raises(ContentError, match="prompts"):
        content.load(tmp_path)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    """An editor on Windows may save CP1252."""
    path = _write(tmp_path) / "concepts.toml"
    path.write_bytes(FILES["concepts.toml"].replace("Risker", "Öden").encode("cp1252"))

    with pytest.raises(ContentError, match="UTF-8") as caught:
        content.load(tmp_path)

    assert caught.value.file == "concepts.toml"


def test_a_bound_is_exactly_what_was_written(tmp_path: Path) -> None:
    """Never a binary float on its way."""
    (kpi,) = content.load(_write(tmp_path)).kpis

    assert str(kpi.upper_bound) == "99.50"


def test_a_four_way_answer_can_open_a_case(tmp_path: Path) -> None:
    """Its options are standing ones, so they are known without being listed."""
    folder = _write(tmp_path)
    path = folder / TWO
    text = path.read_text(encoding="utf-8")
    number = next(line for line in text.splitlines() if line.startswith("number ="))
    text = text.replace('kind = "number"', 'kind = "four_way"')
    text = text.replace(number, 'cases = [{when = ["blocked"], working_days = 5}]')
    path.write_text(text, encoding="utf-8")

    assert content.load(folder).by_id["P02"].cases[0].opens("blocked")
