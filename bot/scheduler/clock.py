"""The clock: APScheduler ticks on an interval and remembers nothing.

Its cron trigger would fire 02:30 twice on 25 October and at a non-existent 02:30 on
29 March; what is due is computed from wall clocks at each tick instead.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

SECONDS = 20


class Clock:
    """Calls ``tick`` at an interval until it is stopped; never twice at a time."""

    def __init__(self, tick: Callable[[], Awaitable[None]]) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_job(
            tick,
            IntervalTrigger(seconds=SECONDS, timezone="UTC"),
            id="tick",
            max_instances=1,
            coalesce=True,
            misfire_grace_time=int(timedelta(minutes=5).total_seconds()),
        )

    def start(self) -> None:
        """Begin; the first tick comes after one interval."""
        self._scheduler.start()

    def stop(self) -> None:
        """End after the tick that is running."""
        self._scheduler.shutdown(wait=False)
