"""What a clause is covered by, with what speaks against it beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engagement.evidence.threads import Thread
from engagement.grades import Grade

COVERING = tuple(sorted(set(Grade) - {Grade.NONE}, key=lambda g: -g.strength))
"Grades that cover something, strongest first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The questions of one clause."""

    asked: int
    grades: Mapping[Grade, int]
    "Answers by what is behind them; without those that say no."
    negative: int
    skipped: int
    silent: int
    unread: int
    "Answers that may not be shown, or whose words were taken out."

    @property
    def covered(self) -> bool:
        """Whether anything at all speaks for it."""
        return any(self.grades.values())


def coverage(threads: Iterable[Thread], clause: str) -> Coverage:
    """Count the questions that serve a clause."""
    mine = [one for one in threads if clause in one.clauses]
    return Coverage(
        asked=sum(one.delivered or one.unsent for one in mine),
        grades={g: sum(one.grade is g for one in mine) for g in COVERING},
        # A no whose promise was kept afterwards is counted where that put it.
        negative=sum(one.grade is Grade.NONE for one in mine),
        skipped=sum(one.skipped for one in mine),
        silent=sum(one.silent for one in mine),
        unread=sum(one.answered and one.grade is None for one in mine),
    )
