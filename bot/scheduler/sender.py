"""Follows up in the background what a person did.

What was received is acknowledged as soon as it is committed; replies follow.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

_log = structlog.get_logger("sender")


class Sender:
    """Runs ``follow_up`` whenever it was woken, one at a time."""

    def __init__(self, follow_up: Callable[[], Awaitable[object]]) -> None:
        self._follow_up = follow_up
        self._woken = asyncio.Event()
        self._free = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Say that something was left to send."""
        self._woken.set()

    async def settle(self) -> None:
        """Send everything that is ready, and return when it is sent."""
        async with self._free:
            self._woken.clear()
            await self._follow_up()

    async def start(self) -> None:
        """Begin to send in the background."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Finish what is being sent, send what was left, and end."""
        if self._task is not None:
            async with self._free:
                self._task.cancel()
            self._task = None
        if self._woken.is_set():
            await self.settle()

    async def _run(self) -> None:
        while True:
            await self._woken.wait()
            try:
                await self.settle()
            except Exception:  # noqa: BLE001 - logged; what is left stays in the outbox
                _log.exception("send.failed")
