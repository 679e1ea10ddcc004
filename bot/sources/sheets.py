"""What the file formats hand over: lines of trimmed cells, and how a file is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engagement.errors import ImportRefused, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One line, just as it stands in the file."""

    line: int
    "1-based number of the line or row where it begins."
    cells: tuple[str, ...]
    numbers: frozenset[int] = frozenset()
    "Places of cells that are real numbers in a workbook, not text."

    @property
    def blank(self) -> bool:
        """Whether nothing is written on it."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The lines of one file."""

    lines: Iterator[SheetLine]
    "Reading on may raise ``ImportRefused``."
    separator: str | None
    "What stands between the cells; None in a workbook."


def refused(file: str, code: str, *, line: int = 0, **values: str) -> ImportRefused:
    """Return the refusal of ``file`` for one reason; line 0 means the whole file."""
    problem = Problem(line=line, column=None, code=code, values=values)
    return ImportRefused(file, (problem,))
