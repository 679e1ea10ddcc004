"""What answers are worth is content: written where the options are, and nowhere else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config import content
from engagement.catalogue import Prompt
from engagement.errors import ContentError


def changed(folder: Path, file: str, was: str, becomes: str) -> dict[str, Prompt]:
    """Load the shipped content with one change."""
    shutil.copytree(content.SHIPPED, folder / "content")
    path = folder / "content" / "prompts" / file
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    return content.load(folder / "content").by_id


def test_a_grade_is_read_as_it_is_written(tmp_path: Path) -> None:
    """And what is worth more is no other question: its digest stays."""
    before = content.load().by_id["P24"]
    was = 'id = "early", grade = "none"'

    after = changed(
        tmp_path, "risk_objectives.toml", was, was.replace("none", "action")
    )["P24"]

    assert ["statement", "action", "none"] == [one.grade for one in after.options]
    assert ["artefact"] == [one.grade for one in after.follow_ups]
    assert before.digest == after.digest


def test_the_four_answers_have_standing_grades(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="four_way") as caught:
        changed(
            tmp_path,
            "policy_roles.toml",
            'kind = "four_way"',
            'kind = "four_way"\ngrade = "action"',
        )

    assert "P18.grade" == caught.value.key
