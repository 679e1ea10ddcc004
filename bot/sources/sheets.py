"""What the file formats hand over: lines of trimmed cells, and how a file is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engagement.errors import ImportRefused, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One line as it stands in the file."""

    line: int
    "1-based number of the line or row where it begins."
    cells: tuple[str, ...]
    "Without blanks around them, and without blank ones at the end."
    width: int
    "How many cells the line has room for, the blank ones included."
    numbers: frozenset[int] = frozenset()
    "Places of cells that are real numbers in a workbook, not text."

    @classmethod
    def of(
        cls,
        line: int,
        written: Sequence[str],
        *,
        width: int,
        numbers: frozenset[int] = frozenset(),
    ) -> SheetLine:
        """Return the line of the cells ``written``, as they stand there."""
        cells = [cell.strip() for cell in written]
        while cells and not cells[-1]:
            cells.pop()
        return cls(line=line, cells=tuple(cells), width=width, numbers=numbers)

    @property
    def blank(self) -> bool:
        """Whether nothing is written on it."""
        return not self.cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The lines of one file."""

    lines: Iterable[SheetLine]
    "Reading on may raise ``ImportRefused``."
    separator: str | None
    "What stands between the cells; None in a workbook."


def problem(
    line: int, code: str, *, column: str | None = None, **values: str
) -> Problem:
    """Return one bad place; line 0 means the whole file."""
    return Problem(line=line, column=column, code=code, values=values)


def refused(file: str, code: str, *, line: int = 0, **values: str) -> ImportRefused:
    """Return the refusal of ``file`` for one reason."""
    return ImportRefused(file, (problem(line, code, **values),))
