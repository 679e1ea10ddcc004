"""Live pages: server-sent events that carry the present state of what changed.

A page that connects, first or again, gets everything as it is now; after that, what
changed, whole. Nothing is replayed and nothing can be lost. ``sse-starlette`` ends
the streams when the server is asked to stop; a plain streaming response would hold
it up.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import anyio
from sse_starlette import EventSourceResponse, ServerSentEvent

from bot.platforms.webchat.bar import RehearsalBar
from bot.platforms.webchat.changes import Changes, Listener
from bot.platforms.webchat.page import Pages
from bot.platforms.webchat.parts import Room, Viewer

GATHER = 0.05
"Seconds in which several changes become one: an answer changes a card and adds one."
PING = 15
"Seconds between two signs of life."
GOODBYE = 1.0
"Seconds that a stream gets to end by itself when the server is asked to stop."
STALLED = 20.0
"Seconds after which a page that takes nothing is let go."


def stream(
    pages: Pages,
    changes: Changes,
    viewer: Viewer,
    rooms: tuple[Room, ...],
    window: int,
) -> EventSourceResponse:
    """Return the endless answer to one open page."""
    ending = anyio.Event()
    return EventSourceResponse(
        live(pages, changes, viewer, rooms=rooms, window=window, ending=ending),
        ping=PING,
        send_timeout=STALLED,
        shutdown_event=ending,
        shutdown_grace_period=GOODBYE,
    )


async def live(
    pages: Pages,
    changes: Changes,
    viewer: Viewer,
    *,
    rooms: tuple[Room, ...],
    window: int,
    ending: anyio.Event,
) -> AsyncIterator[ServerSentEvent]:
    """Yield one event for each time that something looks different."""
    topics = {room.conversation for room in rooms} | {RehearsalBar.TOPIC}
    shown: dict[str, str] = {}
    with changes.listening(topics) as listener, _closed_at(ending, listener):
        while (told := await listener.changed(GATHER)) is not None:
            now = await pages.now(viewer, window, told)
            fresh = [html for topic, html in now.items() if shown.get(topic) != html]
            shown |= now
            if fresh:
                yield ServerSentEvent(data="\n".join(fresh))


@contextmanager
def _closed_at(ending: anyio.Event, listener: Listener) -> Iterator[None]:
    """Close ``listener`` at the end, so that its stream is finished and not cut off."""

    async def close() -> None:
        await ending.wait()
        listener.close()

    closing = asyncio.create_task(close())
    try:
        yield
    finally:
        closing.cancel()
