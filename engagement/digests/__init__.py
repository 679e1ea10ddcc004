"""The weekly digest: one pure function per section, in one ordered tuple.

Rules: the parent message has at most six lines, the last of which is the ledger's size
and root; everything else stands in its thread. Nobody is named but for a promise that
they kept, or for what they made visible themselves; the rest are counts, whose figure
is missing included. Participation is told only when most have answered.
"""

from __future__ import annotations

from collections.abc import Callable

from engagement.digests.cases import cases
from engagement.digests.commitments import commitments
from engagement.digests.decisions import decisions
from engagement.digests.figures import every_figure, missing, new_signals, targets
from engagement.digests.objectives import objectives
from engagement.digests.participation import participation
from engagement.digests.week import Lines, Week

Section = Callable[[Week], Lines]

SECTIONS: tuple[Section, ...] = (
    new_signals,
    targets,
    decisions,
    commitments,
    missing,
    cases,
    objectives,
    every_figure,
    participation,
)
LINES_MOST = 6

__all__ = ["LINES_MOST", "SECTIONS", "Lines", "Week", "parent_lines", "thread_lines"]


def parent_lines(
    week: Week, sections: tuple[Section, ...] = SECTIONS
) -> tuple[str, ...]:
    """Return the lines of the parent message; the last one is the ledger's."""
    heads = [head for section in sections if (head := section(week).head)]
    return (*heads[: LINES_MOST - 1], footer(week))


def thread_lines(week: Week) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what stands in the thread: title and lines of each section."""
    found = [section(week) for section in SECTIONS]
    return tuple((one.title, one.details) for one in found if one.details)


def footer(week: Week) -> str:
    """Say where the ledger stood, so that a later cut of its tail can be seen."""
    return week.say("digest.footer", size=week.size, root=week.root)
