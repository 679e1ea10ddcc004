"""The documents lead somewhere, and leave out nothing that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from bot.cli.main import app
from bot.desk import imports
from bot.handlers.commands import COMMANDS
from config.settings import Settings
from engagement.facts import KINDS
from tests.architecture.tree import ROOT, name, tracked

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def pages() -> list[Path]:
    """Return every document."""
    return [file for file in tracked() if file.suffix == ".md"]


@cache
def said() -> str:
    """Return everything that the documents say."""
    return "\n".join(page.read_text("utf-8") for page in pages())


def anchors(page: Path) -> set[str]:
    """Return what a link can lead to within a page, as GitHub names it."""
    headings = _HEADING.findall(page.read_text("utf-8"))
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in kept}


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_link_within_leads_somewhere(page: Path) -> None:
    links = [
        link
        for link in _LINK.findall(page.read_text("utf-8"))
        if "://" not in link and not link.startswith("mailto:")
    ]

    lost = []
    for link in links:
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert not lost


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_fact_is_explained(kind: str) -> None:
    """An auditor reads its name in an export."""
    assert f"`{kind}`" in said()


def commands(group: Any, *words: str) -> Iterator[str]:
    for one, command in getattr(group, "commands", {}).items():
        yield " ".join(["ledning", *words, one])
        yield from commands(command, *words, one)


@pytest.mark.parametrize("command", list(commands(get_command(app))))
def test_every_command_of_the_operator_is_explained(command: str) -> None:
    assert command in said()


@pytest.mark.parametrize(
    "word", [n for c in COMMANDS for n in c.names if n != "language"]
)
def test_every_command_in_chat_is_explained_in_both_languages(word: str) -> None:
    manual = (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")

    assert re.search(rf"`{word}\b", manual)


@pytest.mark.parametrize("kind", list(imports.KINDS))
def test_every_kind_of_import_is_explained(kind: str) -> None:
    assert re.search(rf"`{kind}(\.csv)?`", said())


@pytest.mark.parametrize(
    "setting", [str(f.validation_alias) for f in Settings.model_fields.values()]
)
def test_every_setting_is_explained(setting: str) -> None:
    operations = (ROOT / "docs" / "operations.md").read_text("utf-8")

    assert f"`{setting}`" in operations
