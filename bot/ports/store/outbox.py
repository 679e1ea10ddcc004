"""Messages on their way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.platform import Posted
from engagement.cards import Card
from engagement.questions import Question
from engagement.texts import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message on its way: to a person or to a channel."""

    message_id: str
    kind: str
    "``bundle``, ``owed``, ``reminder``, ``reply``, ``notice``, ``news``, ``told`` ..."
    key: str
    "Unique; a second letter with the same key is not written."
    person_id: str | None = None
    channel: str | None = None
    platform: str
    recipient: str
    "User id or channel, as the platform knows it."
    language: Language
    occasions: tuple[str, ...] = ()
    card: Card | None = None
    "None: it is rendered from its occasions when it is sent."
    parent: str | None = None
    "Message whose thread it belongs to."
    thread: str | None = None
    "Platform's id of the message whose thread it belongs to, if it is not ours."
    visible_to: str | None = None
    not_before: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One row of the outbox, taken for sending."""

    outbox_id: int
    action: str
    "``send`` or ``update``."
    attempt: int
    letter: Letter
    posted: Posted | None
    "Where the message is, if it was delivered."
    parent_posted: Posted | None


class Outbox(Protocol):
    """Messages on their way."""

    def write(self, letter: Letter) -> bool:
        """Queue a letter; False when one with its key was written before."""
        ...

    def refresh(self, message_id: str, at: datetime) -> None:
        """Queue one update of a delivered message; the last state wins."""
        ...

    def claim(self, now: datetime, lease_until: datetime, most: int) -> list[Errand]:
        """Take what is ready: the first of each conversation."""
        ...

    def lapsed(self, now: datetime) -> list[Errand]:
        """Return rows whose lease ran out: nobody knows whether they were sent."""
        ...

    def settle(
        self,
        errand: Errand,
        state: str,
        *,
        reason: str,
        at: datetime,
        posted: Posted | None,
    ) -> None:
        """Close a row: ``sent``, ``failed``, ``doubtful`` or ``dropped``."""
        ...

    def postpone(self, errand: Errand, not_before: datetime, reason: str) -> None:
        """Put a row back."""
        ...

    def held(self, reason: str) -> list[Errand]:
        """Return rows that were put back for that reason, the oldest first."""
        ...

    def restate(self, message_id: str, card: Card, at: datetime) -> None:
        """Give a message another card, and queue its update if it was delivered."""
        ...

    def stage(
        self, message_id: str, card: Card, questions: Mapping[str, Question]
    ) -> None:
        """Keep what is about to be sent: occasion id -> its question as shown."""
        ...

    def staged(self, message_id: str) -> Mapping[str, Question]:
        """Return the questions that were staged."""
        ...

    def message(self, message_id: str) -> Letter | None:
        """Return a message whatever its state."""
        ...

    def by_key(self, key: str) -> Letter | None:
        """Return the message that was written under a key."""
        ...

    def message_of(self, occasion_id: str) -> Letter | None:
        """Return the message that asks a question."""
        ...

    def message_at(self, posted: Posted) -> Letter | None:
        """Return our message that is in that place."""
        ...

    def posted(self, message_id: str) -> Posted | None:
        """Return where a message is, if it was delivered."""
        ...

    def sent_since(
        self, person_ids: Sequence[str], since: datetime
    ) -> Mapping[str, tuple[datetime, ...]]:
        """Return when proactive messages went, or are about to go, to each person."""
        ...

    def gone_since(self, person_id: str, since: datetime) -> tuple[datetime, ...]:
        """Return when such messages went to a person, and when questions are to go.

        Unlike ``sent_since`` it leaves out what itself still waits for the caps.
        """
        ...

    def under_way(self, person_ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """Return each person's questions in messages that may yet arrive."""
        ...

    def bundles(
        self, person_ids: Sequence[str], since: datetime
    ) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Return key and message id of each person's bundles written since then."""
        ...

    def failed_since(self, since: datetime) -> tuple[Letter, ...]:
        """Return messages that were wanted since then and could not be delivered."""
        ...

    def clarify(self, message_id: str, state: str, at: datetime) -> bool:
        """Settle a message: ``sent`` after all, or ``queued`` to be posted again.

        Returns:
            False: it is neither doubtful nor failed, nothing was changed.
        """
        ...

    def doubtful(self) -> tuple[Letter, ...]:
        """Return messages of which nobody knows whether they arrived."""
        ...

    def queued(self) -> int:
        """Return how many messages to people wait to be sent, replies left out."""
        ...

    def delivered(self) -> int:
        """Return how many messages were delivered so far."""
        ...

    def next_ready(self) -> datetime | None:
        """Return when the next row may go."""
        ...
