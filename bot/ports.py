"""What the application needs from the outside world, as protocols and values.

An implementation imports the values and inherits nothing; mypy checks the fit in
``bot/app.py``, the only file that knows the concrete classes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from starlette.routing import BaseRoute

from engagement.cards import Card

# --- what comes in -------------------------------------------------------------


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


# --- what goes out -------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a card shall go."""

    user_id: str | None = None
    "The person's direct conversation ..."
    channel: str | None = None
    "... or a channel."
    thread: str | None = None
    visible_to: str | None = None
    "User id of the only reader, for an answer to a command in a channel."


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Where a message is, so that it can be updated and replied to."""

    conversation: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """It is there."""

    posted: Posted


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """Not now; try the same again."""

    after: float
    "Seconds."


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """This recipient cannot be reached; others can."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Misconfigured:
    """Nobody can be reached until somebody mends the installation."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """It may or may not be there: ask ``find`` before trying again."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bug:
    """The platform refused the payload; no retry will help."""

    code: str


Delivery = Sent | Retry | Unreachable | Misconfigured | Ambiguous | Bug


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a platform can do."""

    thread: bool
    update: bool
    reconcile: bool
    "Whether ``find`` can say for certain that a key was never posted."
    ephemeral: bool
    files: bool


class Platform(Protocol):
    """One chat platform."""

    @property
    def name(self) -> str:
        """Fixed name: ``webchat``, ``slack``, ``teams``."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        ...

    def routes(self) -> Sequence[BaseRoute]:
        """Routes that the application mounts."""
        ...

    async def start(self, receive: Receive) -> None:
        """Begin; everything that comes in goes to ``receive``."""
        ...

    async def stop(self) -> None:
        """Finish what is in flight and let go."""
        ...

    async def send(self, target: Target, card: Card, key: str) -> Delivery:
        """Post ``card``; ``key`` is unique to this message for ever."""
        ...

    async def update(self, posted: Posted, card: Card) -> Delivery:
        """Put ``card`` in the place of what was posted."""
        ...

    async def find(self, target: Target, key: str) -> Posted | None:
        """Look for the message of ``key``."""
        ...


class Files(Protocol):
    """Pictures and downloads of cards, kept until they are no longer shown."""

    async def put(self, content: bytes, media_type: str, name: str) -> str:
        """Keep a file and return its opaque id."""
        ...

    async def get(self, file_id: str) -> tuple[bytes, str, str] | None:
        """Return content, media type and name."""
        ...


# --- web chat ------------------------------------------------------------------


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
        """Return the newest ``most`` messages that ``viewer`` may see, oldest first."""
        ...

    async def thread(
        self, conversation: str, thread: str, viewer: str
    ) -> Sequence[ChatMessage]:
        """Return one thread's replies that ``viewer`` may see, oldest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatUser:
    """Somebody whom one can be in the web chat."""

    user_id: str
    name: str
    role: str
    language: str
    zone: str
    coordinator: bool


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
