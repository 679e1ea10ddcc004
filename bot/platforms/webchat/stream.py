"""Live pages: server-sent events that carry the present state of what changed.

A page that connects, first or again, gets everything as it is now; after that, what
changed, whole. Nothing is replayed and nothing can be lost. ``sse-starlette`` ends
the streams when the server is asked to stop; a plain streaming response would hold
it up.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

from sse_starlette import EventSourceResponse, ServerSentEvent

from bot.platforms.webchat.bar import RehearsalBar
from bot.platforms.webchat.changes import Changes
from bot.platforms.webchat.page import Pages
from bot.platforms.webchat.parts import Room, Viewer

GATHER = 0.05
"Seconds in which several changes become one: an answer changes a card and adds one."
PING = 15
"Seconds between two signs of life."
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
    return EventSourceResponse(
        live(pages, changes, viewer, rooms, window),
        ping=PING,
        send_timeout=STALLED,
    )


async def live(
    pages: Pages,
    changes: Changes,
    viewer: Viewer,
    rooms: tuple[Room, ...],
    window: int,
) -> AsyncIterator[ServerSentEvent]:
    """Yield one event for each time that something looks different."""
    topics = {room.conversation for room in rooms} | {RehearsalBar.TOPIC}
    shown: dict[str, str] = {}
    with changes.listening(topics) as listener:
        while (told := await listener.changed(GATHER)) is not None:
            now = await pages.now(viewer, window, told)
            fresh = [html for topic, html in now.items() if shown.get(topic) != html]
            shown |= now
            if fresh:
                yield ServerSentEvent(data="\n".join(fresh))
