"""(b) Planning 1,000, 10,000 and 100,000 people: the cost of one person.

In processor time of this process, which is where SQLite works too: a neighbour on the
same machine must not make the larger company look dearer.
"""

from __future__ import annotations

import asyncio
import time
from itertools import pairwise
from pathlib import Path

from benchmarks.company import NOW, found, people
from bot.app import make_desk
from bot.scheduler.planner import plan

SIZES = (1_000, 10_000, 100_000)


def measure(folder: Path, sizes: tuple[int, ...] = SIZES) -> dict[str, float]:
    """Return milliseconds per person for each size, and how they grow."""
    costs = {}
    for size in sizes:
        store = found(folder / f"plan{size}.db")
        people(store, size)
        desk = make_desk(lambda: NOW)
        begin = time.process_time()
        looked = asyncio.run(plan(store.work, desk, NOW))
        costs[size] = (time.process_time() - begin) / looked * 1000
        store.close()
    found_costs = [costs[size] for size in sizes]
    growth = [later / earlier for earlier, later in pairwise(found_costs)]
    return {
        **{f"ms_per_person_{size}": round(cost, 3) for size, cost in costs.items()},
        "growth": round(max(growth), 3),
        "wanted_at_most": 1.2,
    }
