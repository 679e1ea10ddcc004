"""What the web chat needs: its conversations, its files and the rehearsal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engagement.cards import Card
from engagement.texts import Bilingual


class Files(Protocol):
    """Pictures and downloads of cards, kept until they are no longer shown."""

    async def put(
        self, content: bytes, media_type: str, name: str, reader: str | None = None
    ) -> str:
        """Keep a file, for one reader (a user id) or for all; return its opaque id."""
        ...

    async def get(
        self, file_id: str, reader: str | None = None
    ) -> tuple[bytes, str, str] | None:
        """Return content, media type and name of a file that ``reader`` may see."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMessage:
    """One line of a web chat conversation: a card of the bot or a person's words."""

    message_id: str
    conversation: str
    thread: str | None
    author: str | None
    "User id; None is the bot."
    card: Card | None
    text: str | None
    posted_at: datetime
    edited_at: datetime | None = None
    deleted: bool = False
    visible_to: str | None = None


class Chat(Protocol):
    """Where the web chat keeps its conversations; ``storage`` implements it."""

    async def post(
        self, message: ChatMessage, *, key: str | None = None
    ) -> ChatMessage:
        """Add a message; an existing ``key`` returns the message that has it."""
        ...

    async def put_card(self, message_id: str, card: Card, at: datetime) -> bool:
        """Replace a message's card; False when there is no such message."""
        ...

    async def put_text(self, message_id: str, text: str | None, at: datetime) -> bool:
        """Replace a message's text, or delete it with None."""
        ...

    async def find(self, key: str) -> ChatMessage | None:
        """Return the message posted under ``key``."""
        ...

    async def message(self, message_id: str) -> ChatMessage | None:
        """Return one message."""
        ...

    async def latest(
        self, conversation: str, viewer: str, *, most: int
    ) -> Sequence[ChatMessage]:
        """Return the newest ``most`` messages that ``viewer`` may see, oldest first.

        Replies in threads are among them.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatUser:
    """Somebody whom one can be in the web chat."""

    user_id: str
    name: str
    role: Bilingual
    "Shown in the language of whoever looks."
    language: str
    zone: str
    coordinator: bool
    in_channel: bool = True
    "Whether they are in the channel of the leadership team."


class Rehearsal(Protocol):
    """The rehearsal clock and the story that plays along; demo mode only."""

    async def now(self) -> datetime:
        """Return rehearsal time (UTC)."""
        ...

    async def advance(self, step: str, playing: str | None) -> datetime:
        """Move on: ``event``, ``day`` or ``week``. ``playing`` acts for themselves.

        Everybody else acts as the story has them, unless ``colleagues`` is off.
        """
        ...

    @property
    def colleagues(self) -> bool:
        """Whether the others answer by themselves."""
        ...

    def let_colleagues(self, answer: bool) -> None:  # noqa: FBT001 - a switch on the page
        """Switch the others' answering on or off."""
        ...
