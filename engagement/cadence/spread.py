"""In which week each of somebody's rounds begins, so that no week is overloaded.

Rule: the most frequent rounds are placed first, each in the week of its own round that
is emptiest by then, the earliest of equals. So the first question comes in the first
week, and the second one not with it as long as there is room.
"""

from __future__ import annotations

from functools import lru_cache

HORIZON = 52
"Weeks that are kept even: the longest round."


@lru_cache(maxsize=1024)
def places(lengths: tuple[int, ...]) -> tuple[int, ...]:
    """Return the week in which each round begins, counted from 0.

    Args:
        lengths: weeks of each round, the shortest first.
    """
    load, found = [0] * HORIZON, []
    for length in lengths:
        # Of weeks whose busiest turn is the same, the one that is emptier at first.
        week = min(range(length), key=lambda w: (max(load[w::length]), load[w], w))
        for each in range(week, HORIZON, length):
            load[each] += 1
        found.append(week)
    return tuple(found)
