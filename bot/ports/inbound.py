"""What comes in: one thing that a person did, from any platform."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who did it, as the platform authenticated them."""

    platform: str
    workspace: str
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where it was done."""

    conversation: str
    "The platform's id of the direct conversation or channel."
    direct: bool
    "Whether it is the person's own conversation with the bot."
    thread: str | None = None
    "The platform's id of the message that starts the thread."


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """An action of a card was pressed."""

    action_id: str
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit:
    """Inputs of a section were given: a form, or one tap on an option."""

    action_id: str
    values: Mapping[str, str]
    "Input id -> what was given: option id, text, number as typed, ISO day or minute."
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Something was written."""

    text: str
    message: str
    reply_to: str | None = None
    "The message that it answers or whose thread it is in."


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A slash command, without the ``/ledning``."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A person changed what they had written."""

    message: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """A person removed what they had written."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file was dropped."""

    name: str
    content: bytes
    note: str = ""
    "What was written with it, such as ``/ledning import kpi``."


What = Click | Submit | Text | Command | Edited | Deleted | File


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One thing that a person did, from any platform."""

    event_id: str
    "Unique per platform; a second one with the same id does nothing."
    actor: Actor
    place: Place
    occurred_at: datetime
    received_at: datetime
    what: What


Receive = Callable[[Inbound], Awaitable[None]]
"When it returns, what was received is committed and may be acknowledged."
