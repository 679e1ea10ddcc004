"""What waits for somebody: whether it catches up, or only grows.

Rule: a queue that is longer at the end of each of four weeks in a row than the week
before does not catch up by itself. That is one episode for as long as it goes on; it is
known by the week in which it began, so that it is reported once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

GROWS = 4
"Weeks in a row."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One deferred question, from when it was first put off."""

    since: datetime
    until: datetime | None = None
    "When it was asked or came to another end; None: it still waits."


def lengths(waits: Iterable[Wait], ends: Sequence[datetime]) -> tuple[int, ...]:
    """Return how many of the questions waited at each moment."""
    held = tuple(waits)
    return tuple(
        sum(w.since < end and (w.until is None or w.until >= end) for w in held)
        for end in ends
    )


def growing_since(waiting: Sequence[int]) -> int | None:
    """Return the place of the first week of growth, if the queue only grows by now.

    Args:
        waiting: length of the queue at the end of each week, oldest first.
    """
    begun = len(waiting)
    while begun > 1 and waiting[begun - 2] < waiting[begun - 1]:
        begun -= 1
    return begun if len(waiting) - begun >= GROWS else None
