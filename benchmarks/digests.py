"""(c) The weekly digest with 1,000 and with 100,000 past answers."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from benchmarks.company import LEADERS, NOW, answered, figures, found, people
from bot.app import Store, make_desk
from bot.desk.desk import Sitting
from bot.desk.digest import compose, reported

SIZES = (1_000, 100_000)
ROUNDS = 15


def measure(folder: Path, sizes: tuple[int, ...] = SIZES) -> dict[str, float]:
    """Return milliseconds for each size, and their ratio."""
    stores = []
    for size in sizes:
        store = found(folder / f"digest{size}.db")
        people(store, LEADERS)
        figures(store)
        answered(store, size)
        stores.append(store)
    times: list[list[float]] = [[] for _ in sizes]
    for _ in range(ROUNDS):
        for number, store in enumerate(stores):
            times[number].append(_compose(store))
    for store in stores:
        store.close()
    few, many = (median(one) for one in times)
    return {
        f"ms_{sizes[0]}": round(few * 1000, 2),
        f"ms_{sizes[1]}": round(many * 1000, 2),
        "ratio": round(many / few, 3),
        "wanted_at_most": 1.3,
    }


def _compose(store: Store) -> float:
    desk = make_desk(lambda: NOW)
    begin = time.perf_counter()
    store.work.here(
        lambda unit: compose(
            Sitting(unit=unit, desk=desk, now=NOW), reported(NOW.date())
        )
    )
    return time.perf_counter() - begin
