"""What the pages show: who one can be, and one's conversations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.platforms.webchat.bar import RehearsalBar
from bot.platforms.webchat.parts import Parts, Room, Viewer, rooms_of, viewer_of
from bot.platforms.webchat.render import Renderer
from bot.platforms.webchat.view import Day, Reading
from bot.ports import ChatMessage
from engagement.texts import Language

WINDOW = 40
"Messages of a conversation that are shown at first."
WINDOW_MOST = 480


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One conversation on the page."""

    index: int
    room: Room
    log: Markup


class Pages:
    """Loads what a page needs and renders it."""

    def __init__(self, parts: Parts, bar: RehearsalBar) -> None:
        self._parts = parts
        self._bar = bar
        self._renderer = Renderer(parts.templates, parts.texts)

    async def chooser(self, language: Language) -> str:
        """Return the page on which one chooses who to be."""
        users = await self._parts.users()
        return self._renderer.open_page(
            "chooser.html",
            language,
            rehearsal=self._parts.rehearsal is not None,
            coordinators=[user for user in users if user.coordinator],
            executives=[user for user in users if not user.coordinator],
        )

    async def chat(
        self, viewer: Viewer, *, current: str | None, window: int, reply: str | None
    ) -> str:
        """Return the page of all of a person's conversations.

        ``current`` is the conversation that a narrow page shows, and ``reply`` the
        message that the composer answers where no script does that.
        """
        rooms = await rooms_of(self._parts, viewer)
        ids = [room.conversation for room in rooms]
        shown = current if current in ids else ids[0]
        return self._renderer.page(
            "chat.html",
            viewer,
            panels=[
                Panel(index=i, room=r, log=await self.log(viewer, r, window))
                for i, r in enumerate(rooms)
            ],
            current=shown,
            # A wide page shows a channel beside one's own conversation.
            side=shown if shown in ids[1:] else next(iter(ids[1:]), None),
            window=window,
            reply=reply,
            bar=await self.bar(viewer),
        )

    async def now(
        self, viewer: Viewer, window: int, topics: frozenset[str] | None = None
    ) -> dict[str, str]:
        """Return topic -> fragment that puts its present state into the page.

        ``topics`` are the only ones wanted; None is all of them.
        """
        fresh: dict[str, str] = {}
        for index, room in enumerate(await rooms_of(self._parts, viewer)):
            if topics is None or room.conversation in topics:
                log = await self.log(viewer, room, window)
                fresh[room.conversation] = self._renderer.page(
                    "now_log.html", viewer, index=index, log=log
                )
        if self._bar.there and (topics is None or self._bar.TOPIC in topics):
            fresh[self._bar.TOPIC] = self._renderer.page(
                "now_bar.html", viewer, bar=await self.bar(viewer)
            )
        return fresh

    async def log(self, viewer: Viewer, room: Room, window: int) -> Markup:
        """Return the newest ``window`` lines of a conversation."""
        messages = await self._parts.chat.latest(
            room.conversation, viewer.user_id, most=window
        )
        more = len(messages) >= window and window < WINDOW_MOST
        return self._renderer.log(
            room,
            await self._days(viewer, room, messages),
            viewer=viewer,
            more=min(window * 2, WINDOW_MOST) if more else None,
        )

    async def bar(self, viewer: Viewer) -> Markup:
        """Return the rehearsal's controls; empty where there is no rehearsal."""
        if not self._bar.there:
            return Markup()
        state = await self._bar.state(viewer)
        return self._renderer.page("bar.html", viewer, state=state)

    async def _days(
        self, viewer: Viewer, room: Room, messages: Sequence[ChatMessage]
    ) -> tuple[Day, ...]:
        names = {user.user_id: user.name for user in await self._parts.users()}
        reading = Reading(viewer=viewer, names=names, texts=self._parts.texts)
        roots = await self._roots(viewer, room, messages)
        if room.channel is None:
            return reading.in_order(messages, roots)
        return reading.in_threads(messages, roots)

    async def _roots(
        self, viewer: Viewer, room: Room, messages: Sequence[ChatMessage]
    ) -> Mapping[str, ChatMessage]:
        """Return the messages that are answered but older than the window."""
        shown = {message.message_id for message in messages}
        wanted = dict.fromkeys(m.thread for m in messages if m.thread)
        roots: dict[str, ChatMessage] = {}
        for message_id in wanted:
            if message_id not in shown:
                root = await self._parts.chat.message(message_id)
                if root is not None and readable(root, room, viewer):
                    roots[message_id] = root
        return roots

    async def viewer(self, user_id: str) -> Viewer | None:
        """Return the person of that id."""
        for user in await self._parts.users():
            if user.user_id == user_id:
                return viewer_of(user)
        return None


def readable(message: ChatMessage, room: Room, viewer: Viewer) -> bool:
    """Whether ``viewer`` may see ``message`` in ``room``."""
    return message.conversation == room.conversation and message.visible_to in {
        None,
        viewer.user_id,
    }
