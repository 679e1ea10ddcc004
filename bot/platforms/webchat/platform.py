"""The web chat behind the port of every chat platform."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from jinja2 import Environment
from starlette.routing import BaseRoute

from bot.platforms.webchat import send
from bot.platforms.webchat.bar import RehearsalBar
from bot.platforms.webchat.changes import Changes
from bot.platforms.webchat.deeds import Deeds
from bot.platforms.webchat.page import Pages
from bot.platforms.webchat.parts import PLATFORM, Parts
from bot.platforms.webchat.routes import Routes
from bot.ports import (
    Capabilities,
    Chat,
    ChatUser,
    Delivery,
    Files,
    Posted,
    Receive,
    Rehearsal,
    Target,
)
from engagement.cards import Card
from engagement.texts import Texts


class WebChat:
    """A chat platform that is a page of this application.

    Args:
        chat: keeps the conversations.
        files: keeps pictures and downloads.
        texts: sentences, dates and numbers.
        templates: finds the shell's templates and this platform's.
        users: who one can be.
        rehearsal: the clock on the page; None where time is real.
        now: UTC; rehearsal time where there is a rehearsal.
        new_id: a new opaque id, 8-64 of ``A-Za-z0-9_-``.
        channels: names of the channels.
    """

    def __init__(
        self,
        *,
        chat: Chat,
        files: Files,
        texts: Texts,
        templates: Environment,
        users: Callable[[], Awaitable[Sequence[ChatUser]]],
        rehearsal: Rehearsal | None,
        now: Callable[[], Awaitable[datetime]],
        new_id: Callable[[], str],
        channels: Callable[[], Awaitable[Sequence[str]]],
    ) -> None:
        self._parts = Parts(
            chat=chat,
            files=files,
            texts=texts,
            templates=templates,
            users=users,
            rehearsal=rehearsal,
            now=now,
            new_id=new_id,
            channels=channels,
            changes=Changes(),
        )
        bar = RehearsalBar(self._parts)
        pages = Pages(self._parts, bar)
        self._deeds = Deeds(self._parts, pages)
        self._routes = Routes(
            parts=self._parts, pages=pages, deeds=self._deeds, bar=bar
        )

    @property
    def name(self) -> str:
        """Fixed name."""
        return PLATFORM

    @property
    def capabilities(self) -> Capabilities:
        """Everything, and ``find`` is certain."""
        return Capabilities(
            thread=True, update=True, reconcile=True, ephemeral=True, files=True
        )

    def routes(self) -> Sequence[BaseRoute]:
        """Routes that the application mounts at its root."""
        return self._routes.table()

    async def start(self, receive: Receive) -> None:
        """Begin; everything that comes in goes to ``receive``."""
        self._deeds.open(receive)

    async def stop(self) -> None:
        """Take in nothing more and end the streams of open pages."""
        self._deeds.close()
        self._parts.changes.close()

    async def send(self, target: Target, card: Card, key: str) -> Delivery:
        """Post ``card``; ``key`` is unique to this message for ever."""
        return await send.send(self._parts, target, card, key)

    async def update(self, posted: Posted, card: Card) -> Delivery:
        """Put ``card`` in the place of what was posted."""
        return await send.update(self._parts, posted, card)

    async def find(self, target: Target, key: str) -> Posted | None:
        """Look for the message of ``key``, which is unique over all targets."""
        del target
        return await send.find(self._parts, key)
