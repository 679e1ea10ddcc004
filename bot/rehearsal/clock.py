"""The rehearsal clock: moves forward from event to event, through the real scheduler."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.app import Application
from bot.rehearsal.story import Story
from engagement.errors import OperationError
from storage.chat import ClockInSql

STEPS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}
EVENT_WITHIN = timedelta(days=60)
"How far *next event* goes when nothing happens."
LEAST = timedelta(minutes=1)
"What is overdue already must not keep the clock standing."


@dataclass
class RehearsalClock:
    """``bot.ports.Rehearsal``."""

    stored: ClockInSql
    began: datetime
    application: Application | None = None
    story: Story | None = None
    progress: Callable[[datetime], None] | None = None
    colleagues: bool = True
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def now(self) -> datetime:
        """Return rehearsal time (UTC)."""
        return await self.stored.read() or self.began

    def let_colleagues(self, answer: bool) -> None:  # noqa: FBT001 - a switch on the page
        """Switch the others' answering on or off."""
        self.colleagues = answer

    async def advance(self, step: str, playing: str | None) -> datetime:
        """Move on by an ``event``, a ``day`` or a ``week``.

        Raises:
            OperationError: there is no such step.
        """
        async with self._lock:
            now = await self.now()
            if self.story is not None:
                self.story.silent = {playing} if playing is not None else set()
            if step == "event":
                return await self._to_event(now)
            if step not in STEPS:
                raise OperationError(f"no such step: {step}")
            return await self.run_until(now + STEPS[step])

    async def run_until(self, target: datetime) -> datetime:
        """Move on to ``target``, stopping at everything that is due on the way."""
        while True:
            at = await self._next(await self.now())
            if at is None or at > target:
                break
            await self._move(at)
        await self._move(target)
        return target

    async def _to_event(self, now: datetime) -> datetime:
        """Move on until somebody was written to, or wrote."""
        before, last = await self._size(), now + EVENT_WITHIN
        while True:
            at = await self._next(await self.now())
            if at is None or at > last:
                await self._move(last)
                return last
            await self._move(at)
            if await self._size() > before:
                return at

    async def _next(self, now: datetime) -> datetime | None:
        app = self._app()
        times = [await app.ticker.next_due(now)]
        if self.story is not None and self.colleagues:
            times.append(await self.story.next_due(now))
        found = [max(at, now + LEAST) for at in times if at is not None]
        return min(found, default=None)

    async def _move(self, at: datetime) -> None:
        app = self._app()
        await self.stored.move(at)
        if self.progress is not None:
            self.progress(at)
        await app.ticker.tick(at)
        if self.story is not None and self.colleagues and await self.story.act(at):
            await app.ticker.tick(at)

    async def _size(self) -> int:
        app = self._app()
        return await app.store.work.read(lambda unit: unit.outbox.delivered())

    def _app(self) -> Application:
        assert self.application is not None  # noqa: S101 - set before it is used
        return self.application
