"""Who must look again, and at what.

Rules: what is told is only *that* something changed, never what, so a page that
missed a hundred changes needs to look once. What waits for one page is therefore a
set no larger than the number of its topics, however slow its reader is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


class Listener:
    """One open page; everything is new to it at first."""

    def __init__(self, topics: Iterable[str]) -> None:
        self._topics = frozenset(topics)
        self._waiting = set(self._topics)
        self._wake = asyncio.Event()
        self._wake.set()
        self._closed = False

    def tell(self, topic: str) -> None:
        """Note that ``topic`` changed, if this page shows it."""
        if topic in self._topics:
            self._waiting.add(topic)
            self._wake.set()

    def close(self) -> None:
        """End; what waits is no longer wanted."""
        self._closed = True
        self._wake.set()

    async def changed(self, gather: float) -> frozenset[str] | None:
        """Wait for changes; return their topics, or None when all has ended.

        ``gather`` is how many seconds to wait for more of them once one is there.
        """
        await self._wake.wait()
        if gather and not self._closed:
            await asyncio.sleep(gather)
        if self._closed:
            return None
        self._wake.clear()
        taken = frozenset(self._waiting)
        self._waiting.clear()
        return taken


class Changes:
    """Tells open pages what to look at again."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()

    def tell(self, topic: str) -> None:
        """Say that ``topic`` changed."""
        for listener in self._listeners:
            listener.tell(topic)

    @contextmanager
    def listening(self, topics: Iterable[str]) -> Iterator[Listener]:
        """Listen while the block lasts."""
        listener = Listener(topics)
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def close(self) -> None:
        """End every stream that is open now."""
        for listener in self._listeners:
            listener.close()
