"""What the web chat is built from, and the few things that all its files need."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from jinja2 import Environment

from bot.platforms.webchat.changes import Changes
from bot.platforms.webchat.errors import Speaker
from bot.ports import Chat, ChatUser, Files, Rehearsal
from engagement.texts import Language, Texts

PLATFORM = "webchat"
WORKSPACE = "local"
"Every identity of this platform is in this one workspace."


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The ports, and who must be told of changes."""

    chat: Chat
    files: Files
    texts: Texts
    templates: Environment
    users: Callable[[], Awaitable[Sequence[ChatUser]]]
    rehearsal: Rehearsal | None
    now: Callable[[], Awaitable[datetime]]
    "UTC; rehearsal time where there is a rehearsal."
    new_id: Callable[[], str]
    channels: Callable[[], Awaitable[Sequence[str]]]
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks, and how they want words and dates."""

    user: ChatUser
    language: Language
    zone: ZoneInfo

    @property
    def user_id(self) -> str:
        """The id that stands in the address."""
        return self.user.user_id

    def local(self, instant: datetime) -> datetime:
        """Return ``instant`` on this person's wall clock."""
        return instant.astimezone(self.zone)

    def speaker(self, texts: Texts) -> Speaker:
        """Return who says no to this person."""
        return Speaker(texts, self.language)


def viewer_of(user: ChatUser) -> Viewer:
    """Return the viewer that ``user`` is."""
    return Viewer(
        user=user,
        language="sv" if user.language == "sv" else "en",
        zone=ZoneInfo(user.zone),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One conversation that a person takes part in."""

    conversation: str
    channel: str | None = None
    "Name of the channel; None is the person's own conversation with the bot."


def direct(user_id: str) -> str:
    """Return the id of a person's own conversation with the bot."""
    return f"dm:{user_id}"


def channel(name: str) -> str:
    """Return the id of a channel's conversation."""
    return f"channel:{name}"


async def rooms_of(parts: Parts, viewer: Viewer) -> tuple[Room, ...]:
    """Return a person's conversations: their own first, then the channels."""
    return (
        Room(conversation=direct(viewer.user_id)),
        *(
            Room(conversation=channel(name), channel=name)
            for name in (await parts.channels() if viewer.user.in_channel else ())
        ),
    )
