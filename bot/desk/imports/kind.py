"""What every kind of import is: columns, a template, facts out of a file, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.desk.imports.changes import Change
from bot.desk.imports.history import Past
from bot.desk.imports.sheet import Column, Sheet
from engagement.errors import Problem
from engagement.facts import EntryRetired, Fact
from engagement.texts import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a file comes to; nothing of it is recorded yet."""

    facts: tuple[Fact, ...]
    "In the order in which they are to be recorded."
    added: tuple[str, ...] = ()
    "Ids, in the order of the file."
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    "Ids that exist and are not in the file: they stay as they are."
    changes: tuple[Change, ...] = ()
    "What becomes of ``changed``, value by value."
    names: Mapping[str, Bilingual | str] = field(default_factory=dict)
    "What ids are called, where that says more than they do."
    retirements: tuple[EntryRetired, ...] = ()
    "What takes ``missing`` out of use, if somebody says so; empty where nothing may."


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What importing a file would do."""

    kind: str
    file_name: str
    sha256: str
    facts: tuple[Fact, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    missing: tuple[str, ...]
    changes: tuple[Change, ...]
    names: Mapping[str, Bilingual | str]
    retirements: tuple[EntryRetired, ...]
    "Of ``missing``, in its order; only done where somebody says so."
    warnings: tuple[Problem, ...]
    "What is perhaps not meant; said like a refusal: ``import.<code>``."


class Kind(Protocol):
    """One kind of file."""

    @property
    def name(self) -> str:
        """What it is called in commands, and what its file is called."""
        ...

    @property
    def swedish(self) -> str:
        """What its file is called in Swedish."""
        ...

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in the order of the template."""
        ...

    @property
    def examples(self) -> tuple[Mapping[str, str], ...]:
        """Lines of the template: name of a column -> what stands there."""
        ...

    def draw(self, sheet: Sheet) -> Drawn:
        """Turn a file into facts.

        Bad places are noted in ``sheet``; what is returned then is of no use.

        Raises:
            ImportRefused: the file as a whole cannot be read as this kind.
        """
        ...

    def reverse(self, fact: Fact, past: Past) -> tuple[Fact, ...] | None:
        """Return what supersedes a fact of an import; None: keep what is newer."""
        ...
