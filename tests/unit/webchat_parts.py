"""What the tests of the web chat and the web shell stand on: real parts, in memory.

``Echo`` says each sentence as its key, so that a test asks for the sentence and not
for its wording; that the catalogues have it, with these values, is checked on the way.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import TypeVar

import httpx
from jinja2 import Environment
from starlette.applications import Starlette

from bot.platforms.webchat import TEMPLATES as CHAT_TEMPLATES
from bot.platforms.webchat import WebChat
from bot.ports import (
    ChatMessage,
    ChatUser,
    Inbound,
    Rehearsal,
    Sent,
    Target,
    What,
)
from config.texts import load
from engagement.cards import (
    Action,
    Card,
    ChoiceInput,
    ChoiceOption,
    Paragraph,
    Section,
    State,
    Tone,
)
from engagement.texts import Bilingual, Language, Texts
from web.guard import guard
from web.refusals import Refusals
from web.shell import TEMPLATES, environment

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
ORIGIN = "http://127.0.0.1:8080"
NONCE = "a" * 32

T = TypeVar("T")
_CATALOGUES = load()


class Echo:
    """Texts in which every sentence is its key."""

    def text(self, key: str, language: Language, /, **values: object) -> str:
        assert _CATALOGUES.text(key, language, **values)
        said = " ".join(f"{name}={value}" for name, value in values.items())
        return f"{language}:{key}" + (f" {said}" if said else "")

    def day(self, value: date, language: Language, /) -> str:
        return f"{language}:{value:%Y-%m-%d}"

    def weekday(self, value: date, language: Language, /) -> str:
        return f"{language}:{value:%a %Y-%m-%d}"

    def moment(self, value: datetime, language: Language, /) -> str:
        return f"{language}:{value:%Y-%m-%d %H:%M}"

    def number(self, value: Decimal, language: Language, /) -> str:
        return _CATALOGUES.number(value, language)


class MemoryChat:
    """Conversations in a list."""

    def __init__(self) -> None:
        self.messages: list[ChatMessage] = []
        self._keys: dict[str, str] = {}

    async def post(
        self, message: ChatMessage, *, key: str | None = None
    ) -> ChatMessage:
        if key is not None and (found := await self.find(key)) is not None:
            return found
        self.messages.append(message)
        if key is not None:
            self._keys[key] = message.message_id
        return message

    async def put_card(self, message_id: str, card: Card, at: datetime) -> bool:
        return self._put(message_id, lambda m: replace(m, card=card, edited_at=at))

    async def put_text(self, message_id: str, text: str | None, at: datetime) -> bool:
        return self._put(
            message_id,
            lambda m: replace(m, text=text, edited_at=at, deleted=text is None),
        )

    async def find(self, key: str) -> ChatMessage | None:
        message_id = self._keys.get(key)
        return None if message_id is None else await self.message(message_id)

    async def message(self, message_id: str) -> ChatMessage | None:
        return next((m for m in self.messages if m.message_id == message_id), None)

    async def latest(
        self, conversation: str, viewer: str, *, most: int
    ) -> Sequence[ChatMessage]:
        return self._seen(conversation, viewer)[-most:]

    async def thread(
        self, conversation: str, thread: str, viewer: str
    ) -> Sequence[ChatMessage]:
        return [m for m in self._seen(conversation, viewer) if m.thread == thread]

    def _seen(self, conversation: str, viewer: str) -> list[ChatMessage]:
        return [
            m
            for m in self.messages
            if m.conversation == conversation and m.visible_to in {None, viewer}
        ]

    def _put(
        self, message_id: str, changed: Callable[[ChatMessage], ChatMessage]
    ) -> bool:
        for place, message in enumerate(self.messages):
            if message.message_id == message_id:
                self.messages[place] = changed(message)
                return True
        return False


class MemoryFiles:
    """Files in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[bytes, str, str]] = {}
        self.readers: dict[str, str | None] = {}

    async def put(
        self, content: bytes, media_type: str, name: str, reader: str | None = None
    ) -> str:
        file_id = f"F{len(self.kept) + 1}"
        self.kept[file_id] = (content, media_type, name)
        self.readers[file_id] = reader
        return file_id

    async def get(
        self, file_id: str, reader: str | None = None
    ) -> tuple[bytes, str, str] | None:
        shared = self.readers.get(file_id) in {None, reader}
        return self.kept.get(file_id) if shared else None


ANNIKA = ChatUser(
    user_id="E1",
    name="Annika Sjöholm",
    role=Bilingual(en="CEO", sv="vd"),
    language="sv",
    zone="Europe/Stockholm",
    coordinator=False,
)
PRIYA = ChatUser(
    user_id="E8",
    name="Priya Deshmukh",
    role=Bilingual(en="GM India", sv="landschef Indien"),
    language="en",
    zone="Asia/Kolkata",
    coordinator=False,
)
KARIN = ChatUser(
    user_id="C1",
    name="Karin Åberg",
    role=Bilingual(en="quality manager", sv="kvalitetschef"),
    language="sv",
    zone="Europe/Stockholm",
    coordinator=True,
)
USERS = (ANNIKA, PRIYA, KARIN)


def constant(value: T) -> Callable[[], Awaitable[T]]:
    """Return an asynchronous function that always gives ``value``."""

    async def give() -> T:
        return value

    return give


def templates() -> Environment:
    """Return the templates as the application has them."""
    return environment([TEMPLATES, CHAT_TEMPLATES])


@dataclass
class Stage:
    """A web chat in its application, and what came out of it."""

    platform: WebChat
    app: Starlette
    chat: MemoryChat
    files: MemoryFiles
    received: list[Inbound] = field(default_factory=list)

    def browser(self, **headers: str) -> httpx.AsyncClient:
        """Return a client that behaves as our own page in a browser."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url=ORIGIN,
            headers={"Origin": ORIGIN, "HX-Request": "true", **headers},
        )


async def stage(
    *,
    texts: Texts | None = None,
    rehearsal: Rehearsal | None = None,
    users: Sequence[ChatUser] = USERS,
    started: bool = True,
) -> Stage:
    """Build the web chat within the guard and the shell's refusals."""
    said, found = texts or Echo(), templates()
    chat, files, ids = MemoryChat(), MemoryFiles(), count(1)
    platform = WebChat(
        chat=chat,
        files=files,
        texts=said,
        templates=found,
        users=constant(users),
        rehearsal=rehearsal,
        now=constant(NOW),
        new_id=lambda: f"id-{next(ids):06d}",
        channels=constant(("leadership",)),
    )
    refusals = Refusals(templates=found, texts=said)
    app = Starlette(
        routes=platform.routes(),
        middleware=guard(refusals=refusals, hosts=("127.0.0.1",)),
        exception_handlers=refusals.handlers(),
    )
    made = Stage(platform=platform, app=app, chat=chat, files=files)

    async def receive(inbound: Inbound) -> None:
        made.received.append(inbound)

    if started:
        await platform.start(receive)
    return made


def options(*labels: str) -> tuple[ChoiceOption, ...]:
    """Return options ``o1``, ``o2`` ... with these labels."""
    return tuple(
        ChoiceOption(option_id=f"o{n}", label=label)
        for n, label in enumerate(labels, 1)
    )


def question(reference: str = "occ1") -> Section:
    """Return an open question with two one-tap answers."""
    return Section(
        reference=reference,
        state=State.OPEN,
        blocks=(Paragraph(text="Hur går det?", tone=Tone.STRONG),),
        inputs=(
            ChoiceInput(
                input_id="answer", label="Ditt svar", options=options("Klart", "Nej")
            ),
        ),
        submit=Action(action_id=f"{reference}.answer", label="Svara"),
        more=(Action(action_id=f"{reference}.why", label="Varför?"),),
    )


def card(*sections: Section, title: str = "Frågor", language: Language = "sv") -> Card:
    """Return a card of ``sections``; one question if there are none."""
    return Card(
        language=language,
        title=title,
        sections=sections or (question(),),
        fallback_text="Frågor till dig",
    )


def form(**fields: str) -> dict[str, str]:
    """Return the fields of a form with a nonce; ``in__x`` stands for ``in:x``."""
    return {"nonce": NONCE} | {
        name.replace("__", ":"): value for name, value in fields.items()
    }


def attributes(html: str, name: str) -> list[str]:
    """Return the values of an attribute, in order."""
    return re.findall(rf'\b{name}="([^"]*)"', html)


HOME = "/chat/E1"


async def posted(made: Stage, **target: str) -> str:
    """Post a question, to E1 unless told otherwise; return its message."""
    chosen = Target(**target) if target else Target(user_id="E1")
    sent = await made.platform.send(chosen, card(), f"key {target}")
    assert isinstance(sent, Sent)
    return sent.posted.message


async def act(made: Stage, **fields: str) -> httpx.Response:
    """Press or fill in something as E1."""
    async with made.browser() as browser:
        return await browser.post(f"{HOME}/act", data=form(**fields))


async def say(made: Stage, text: str, **fields: str) -> httpx.Response:
    """Write something as E1, to the bot unless told otherwise."""
    data = form(conversation="dm:E1", text=text) | fields
    async with made.browser() as browser:
        return await browser.post(f"{HOME}/say", data=data)


def whats(made: Stage) -> list[What]:
    """Return what was handed on."""
    return [inbound.what for inbound in made.received]
