"""From messages to what a reader sees: whose they are, when, and what they answer.

One's own conversation reads in order of time and an answer quotes what it answers,
so that a reminder is found at the end and leads back to its question. In a channel
answers stand under their message, so that a digest's details do not push it away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from bot.platforms.webchat.parts import Viewer
from bot.platforms.webchat.receive import command_of
from bot.ports import ChatMessage
from engagement.texts import Texts

BOT = "Ledning"


class Side(StrEnum):
    """Whose line it is, to the reader."""

    BOT = "bot"
    OWN = "own"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a line answers."""

    message_id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message, as one reader sees it."""

    message: ChatMessage
    side: Side
    name: str
    initials: str
    clock: str
    changeable: bool
    "Whether the reader may edit and remove it."
    quote: Quote | None = None
    replies: tuple[Line, ...] = ()

    @property
    def key(self) -> str:
        """The message's id."""
        return self.message.message_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the reader, and its lines in order."""

    key: str
    title: str
    lines: tuple[Line, ...]


class Reading:
    """How one reader reads one conversation.

    ``roots`` are messages that are answered and older than ``messages``.
    """

    def __init__(
        self, *, viewer: Viewer, names: Mapping[str, str], texts: Texts
    ) -> None:
        self._viewer = viewer
        self._names = names
        self._texts = texts

    def in_order(
        self, messages: Sequence[ChatMessage], roots: Mapping[str, ChatMessage]
    ) -> tuple[Day, ...]:
        """Return everything in order of time; an answer quotes what it answers."""
        whole = [*roots.values(), *messages]
        known = {message.message_id: message for message in whole}
        lines = [
            replace(self._line(m), quote=_quote(known.get(m.thread or "")))
            for m in whole
        ]
        return self._days(lines)

    def in_threads(
        self, messages: Sequence[ChatMessage], roots: Mapping[str, ChatMessage]
    ) -> tuple[Day, ...]:
        """Return answers under their message."""
        whole = [*roots.values(), *messages]
        known = {message.message_id for message in whole}
        replies: dict[str, list[Line]] = {}
        for m in whole:
            if m.thread in known:
                replies.setdefault(m.thread, []).append(self._line(m))
        # An answer to what this reader may not see stands by itself.
        lines = [
            replace(self._line(m), replies=tuple(replies.get(m.message_id, ())))
            for m in whole
            if m.thread not in known
        ]
        return self._days(lines)

    def _days(self, lines: Sequence[Line]) -> tuple[Day, ...]:
        by_day = groupby(
            lines, key=lambda line: self._viewer.local(line.message.posted_at).date()
        )
        return tuple(
            Day(
                key=day.isoformat(),
                title=self._texts.weekday(day, self._viewer.language),
                lines=tuple(same),
            )
            for day, same in by_day
        )

    def _line(self, message: ChatMessage) -> Line:
        author = message.author
        name = BOT if author is None else self._names.get(author, author)
        return Line(
            message=message,
            side=self._side(author),
            name=name,
            initials=_initials(name),
            clock=f"{self._viewer.local(message.posted_at):%H:%M}",
            changeable=author == self._viewer.user_id and changeable(message),
        )

    def _side(self, author: str | None) -> Side:
        if author is None:
            return Side.BOT
        return Side.OWN if author == self._viewer.user_id else Side.OTHER


def changeable(message: ChatMessage) -> bool:
    """Whether its author may still edit or remove it; a command was carried out."""
    text = message.text
    return not message.deleted and text is not None and command_of(text) is None


def _quote(root: ChatMessage | None) -> Quote | None:
    if root is None:
        return None
    card = root.card
    words = (root.text or "") if card is None else card.title or card.fallback_text
    return Quote(message_id=root.message_id, words=words)


def _initials(name: str) -> str:
    words = [word for word in name.split() if word]
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()
