"""One thing that a person did, being handled in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bot.desk.desk import Sitting
from bot.desk.recording import Recorder, by_person
from bot.desk.scenes import watermark
from bot.ports import Inbound
from engagement.cards import Block, Card, Section, Tone
from engagement.errors import NotAllowed
from engagement.flows.cards import card_of, marked, notice
from engagement.people import Permission, Person
from engagement.texts import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart that is drawn after the transaction."""

    spec: dict[str, Any]
    alt: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that is kept after the transaction."""

    name: str
    media_type: str
    content: bytes
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the person is answered."""

    card: Card
    charts: tuple[Chart, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    thread: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDigest:
    """After the transaction, post the digest."""

    period: str


@dataclass(frozen=True, kw_only=True)
class Call:
    """The transaction, the person and what they did."""

    at: Sitting
    person: Person
    inbound: Inbound
    replies: list[Reply] = field(default_factory=list)
    afterwards: list[PostDigest] = field(default_factory=list)

    @property
    def language(self) -> Language:
        """The person's language."""
        return self.person.language

    @cached_property
    def record(self) -> Recorder:
        """Records facts in the person's name, with where they came from."""
        message = getattr(self.inbound.what, "message", None)
        return by_person(self.at, self.person, self.inbound, message)

    def say(self, key: str, **values: object) -> str:
        """Return a sentence in the person's language."""
        return self.at.say(key, self.language, **values)

    def demand(self, *permissions: Permission) -> None:
        """Refuse a person who holds none of ``permissions``.

        Raises:
            NotAllowed: they hold none.
        """
        if not self.person.may(*permissions):
            raise NotAllowed("not_allowed")

    @property
    def steers(self) -> bool:
        """Whether the person is a coordinator."""
        return self.person.may(Permission.COORDINATOR)

    def reply(self, card: Card, **parts: Any) -> None:
        """Answer with a card; in a rehearsal it says so, whoever put it together."""
        mark = watermark(self.at, card.language)
        self.replies.append(Reply(card=marked(card, mark), **parts))

    def show(
        self, sections: Sequence[Section], *, title: str = "", **parts: Any
    ) -> None:
        """Answer with sections in the person's language."""
        self.reply(card_of(title, sections, self.language), **parts)

    def tell(
        self,
        text: str,
        *,
        title: str = "",
        blocks: Sequence[Block] = (),
        tone: Tone = Tone.PLAIN,
        **parts: Any,
    ) -> None:
        """Answer with words."""
        card = notice(text, self.language, title=title, more=blocks, tone=tone)
        self.reply(card, **parts)
