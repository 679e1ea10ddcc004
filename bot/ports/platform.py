"""What goes out, and the port of a chat platform."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from starlette.routing import BaseRoute

from bot.ports.inbound import Receive
from engagement.cards import Card


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
