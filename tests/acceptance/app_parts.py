"""The real application, driven as people drive it: over HTTP, through the web chat.

A real SQLite file, the sample company, every real part; only the clock is ours. People
press what a card shows and read what the page shows; nothing is reached behind it.
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import TypeVar

import httpx
from starlette.applications import Starlette

from bot.app import Application, asgi, build, open_store
from bot.desk.desk import Sitting
from bot.desk.recording import machinery
from bot.founding import found_from
from bot.ports import ChatMessage
from bot.ports.store import Unit
from config import content
from config.settings import Settings
from engagement.cards import MomentInput, Section
from engagement.facts import (
    Author,
    Fact,
    Header,
    PersonIntroduced,
    PromptAsked,
    Record,
)
from engagement.organisation import Mode
from tests.acceptance.card_parts import (
    actions_of,
    fitting,
    verb_of,
    words_in,
    words_of,
)

COMPANY = Path(content.__file__).with_name("demo")
BEGAN = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"Monday, eight o'clock in Stockholm; an hour before the weekly digest."
FRIDAY = BEGAN - timedelta(days=3)
ORIGIN = "http://127.0.0.1:8080"
CEO, CFO, COO, CCO, CTO, HR, GREENVILLE, PUNE = (f"E{n}" for n in range(1, 9))
KARIN, ROHAN = "C1", "C2"
EXECUTIVES = (CEO, CFO, COO, CCO, CTO, HR, GREENVILLE, PUNE)
CHANNEL = "channel:leadership"
MOST = 400
F = TypeVar("F")


@dataclass
class Hands:
    """The clock that tests turn."""

    at: datetime = BEGAN

    async def now(self) -> datetime:
        """Return the time that it shows."""
        return self.at


@dataclass
class Chat:
    """The running application and everybody who talks with it."""

    app: Application
    page: Starlette
    hands: Hands
    nonces: count[int]

    @property
    def now(self) -> datetime:
        """The time in the application."""
        return self.hands.at

    def as_(self, user_id: str) -> Seat:
        """Return the seat of somebody at their own page."""
        return Seat(chat=self, user_id=user_id)

    def browser(self, **headers: str) -> httpx.AsyncClient:
        """Return a client that behaves as our own page in a browser."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.page),
            base_url=ORIGIN,
            headers={"Origin": ORIGIN, "HX-Request": "true", **headers},
        )

    async def settle(self) -> None:
        """Plan and send everything that is due now."""
        await self.app.tick()
        await self.app.sender.settle()

    async def until(self, target: datetime) -> None:
        """Let time pass, with everything that falls due on the way."""
        await self.settle()
        while True:
            due = await self.app.ticker.next_due(self.now)
            if due is None or due > target:
                break
            self.hands.at = max(due, self.now + timedelta(minutes=1))
            await self.settle()
        self.hands.at = max(target, self.now)
        await self.settle()

    async def wait(self, **span: float) -> None:
        """Let a span of time pass."""
        await self.until(self.now + timedelta(**span))

    async def records(self) -> list[Record]:
        """Return everything on the ledger, in order."""

        def read(unit: Unit) -> list[Record]:
            size, _ = unit.books.head()
            return [r for _, r in unit.books.records(0, size - 1) if r is not None]

        return await self.app.store.work.read(read)

    async def facts(self, kind: type[F]) -> list[F]:
        """Return the facts of a kind, in order."""
        found = [record.fact for record in await self.records()]
        return [fact for fact in found if isinstance(fact, kind)]

    async def only(self, kind: type[F]) -> F:
        """Return the only fact of a kind."""
        (found,) = await self.facts(kind)
        return found

    async def ask(self, whom: str, what: str, *, minutes: float = 2) -> Seat:
        """Have the coordinator ask somebody something, and let it arrive."""
        said = await self.as_(KARIN).command(f"/ledning ask @{whom} {what}")
        assert "får frågan" in said, said
        await self.wait(minutes=minutes)
        return self.as_(whom)

    async def record(self, *facts: Fact) -> None:
        """Record what no command does."""

        def write(unit: Unit) -> None:
            machinery(Sitting(unit=unit, desk=self.app.desk, now=self.now))(*facts)

        await self.app.store.work.run(write)

    async def size(self) -> int:
        """Return how many records the ledger has."""
        return (await self.app.store.work.read(lambda unit: unit.books.head()))[0]


@dataclass
class Seat:
    """One person at their page: what they see, and what they do."""

    chat: Chat
    user_id: str

    @property
    def direct(self) -> str:
        """Their own conversation with the bot."""
        return f"dm:{self.user_id}"

    # --- seeing ------------------------------------------------------------------

    async def messages(self, room: str | None = None) -> list[ChatMessage]:
        """Return what stands in a room for them; in their own without one."""
        found = await self.chat.app.chat.latest(
            room or self.direct, self.user_id, most=MOST
        )
        return list(found)

    async def sees(self, room: str | None = None) -> list[str]:
        """Return the words of every message in a room, oldest first."""
        return [words_of(message) for message in await self.messages(room)]

    async def reads(self, room: str | None = None) -> str:
        """Return the words of the newest message of the bot."""
        found = [m for m in await self.messages(room) if m.author is None]
        return words_of(found[-1])

    async def html(self, room: str = "") -> str:
        """Return their whole page."""
        async with self.chat.browser() as browser:
            query = f"?in={room}" if room else ""
            got = await browser.get(f"/chat/{self.user_id}{query}")
        assert got.status_code == HTTPStatus.OK, got.text
        return got.text

    async def section(self, about: str) -> Section:
        """Return the newest section whose words contain ``about``."""
        return (await self.found(about))[1]

    async def found(self, about: str, verb: str = "") -> tuple[ChatMessage, Section]:
        """Return the newest section with some words, or by its id, and its message."""
        rooms = (self.direct, CHANNEL)
        for room in rooms:
            for message in reversed(await self.messages(room)):
                for section in message.card.sections if message.card else ():
                    verbs = {verb_of(one) for one in actions_of(section)}
                    known = about in words_in(section) or about == section.reference
                    if known and (not verb or verb in verbs):
                        return message, section
        raise AssertionError(f"{self.user_id} has no {verb or 'section'} on {about!r}")

    async def facts_asked(self) -> list[PromptAsked]:
        """Return what they were asked."""
        found = await self.chat.facts(PromptAsked)
        return [one for one in found if one.person_id == self.user_id]

    # --- doing -------------------------------------------------------------------

    async def type(
        self, text: str, *, to: str | None = None, room: str | None = None
    ) -> list[str]:
        """Write words; ``to`` replies to a message. Return what the bot said."""
        fields = {"conversation": room or self.direct, "text": text}
        if to is not None:
            fields["thread"] = to
        return await self._do("say", fields)

    async def command(self, line: str, *, room: str | None = None) -> str:
        """Give a command; return all that the bot answered."""
        return "\n".join(await self.type(line, room=room))

    async def drop(self, name: str, content: bytes, note: str = "") -> str:
        """Drop a file; return all that the bot answered."""
        fields = {"conversation": self.direct, "text": note}
        files = {"file": (name, content)}
        return "\n".join(await self._do("say", fields, files=files))

    async def click(self, verb: str, about: str = "") -> list[str]:
        """Press a button of the newest section that has it."""
        message, section = await self.found(about, verb)
        action = next(a for a in actions_of(section) if verb_of(a) == verb)
        fields = {"message": message.message_id, "click": action.action_id}
        return await self._do("act", fields)

    async def submit(self, verb: str, about: str = "", /, **values: str) -> list[str]:
        """Send the form of the newest section that has ``verb``."""
        message, section = await self.found(about, verb)
        action = next(a for a in actions_of(section) if verb_of(a) == verb)
        fields = {"message": message.message_id, "submit": action.action_id}
        kinds = {one.input_id: one for one in section.inputs}
        for name, value in values.items():
            if isinstance(kinds.get(name), MomentInput):
                day, _, time = value.partition("T")
                fields |= {f"day:{name}": day, f"time:{name}": time}
            else:
                fields[f"in:{name}"] = value
        return await self._do("act", fields)

    async def answer(self, about: str = "", /, **values: str) -> list[str]:
        """Answer the newest question that can be answered."""
        return await self.submit("answer", about, **values)

    async def answer_all(self, reference: str) -> None:
        """Answer a question, and whatever is asked besides."""
        section = await self.section(reference)
        values = {one.input_id: fitting(one) for one in section.inputs}
        await self.submit("answer", reference, **values)
        for _ in range(3):
            shown = await self.section(reference)
            if "detail" not in {verb_of(one) for one in actions_of(shown)}:
                return
            await self.submit("detail", reference, detail=fitting(shown.inputs[0]))
        raise AssertionError("it never stops asking")

    async def _do(
        self,
        deed: str,
        fields: dict[str, str],
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> list[str]:
        """Do something; return what the bot said that was not there before."""
        before = {m.message_id for m in await self._everywhere()}
        got = await self.post(deed, fields, files=files)
        assert got.status_code == HTTPStatus.NO_CONTENT, got.text
        await self.chat.app.sender.settle()
        return [
            words_of(m)
            for m in await self._everywhere()
            if m.message_id not in before and m.author is None
        ]

    async def _everywhere(self) -> list[ChatMessage]:
        return [*await self.messages(), *await self.messages(CHANNEL)]

    async def post(
        self,
        deed: str,
        fields: dict[str, str],
        files: dict[str, tuple[str, bytes]] | None = None,
        nonce: str | None = None,
    ) -> httpx.Response:
        """Send a form as it stands; return what the server says."""
        data = {"nonce": nonce or f"nonce-{next(self.chat.nonces):06d}", **fields}
        async with self.chat.browser() as browser:
            return await browser.post(
                f"/chat/{self.user_id}/{deed}", data=data, files=files
            )


# --- opening ---------------------------------------------------------------------


def found_company(path: Path, folder: Path = COMPANY) -> Path:
    """Found the sample company in a new file; everybody was introduced on Friday."""
    url = f"sqlite:///{path}"
    found_from(url, folder, mode=Mode.REHEARSAL, now=BEGAN)
    with closing(open_store(url)) as store:
        store.work.here(_introduce)
    return path


def found_draft(path: Path, folder: Path = COMPANY) -> Path:
    """Found a company in a new file, to be launched by hand."""
    url = f"sqlite:///{path}"
    found_from(url, folder, mode=Mode.REHEARSAL, now=BEGAN, draft=True)
    return path


def _introduce(unit: Unit) -> None:
    """Record what would else keep every story of a test waiting until Tuesday."""
    header = Header(
        author=Author(person_id=None), occurred_at=FRIDAY, recorded_at=FRIDAY
    )
    for person in unit.people.all():
        fact = PersonIntroduced(
            person_id=person.person_id, message_id="friday", language=person.language
        )
        unit.record(Record(fact=fact, header=header))


def copied(template: Path, path: Path) -> Path:
    """Copy a database that nobody has open, with what its log holds."""
    for part in ("", "-wal"):
        if Path(f"{template}{part}").exists():
            shutil.copy(f"{template}{part}", f"{path}{part}")
    return path


@asynccontextmanager
async def running(path: Path) -> AsyncIterator[Chat]:
    """Run the application on a database, with a clock that stands still."""
    hands = Hands()
    app = build(open_store(f"sqlite:///{path}"), now=hands.now, web=True)
    page = asgi(app, Settings(), demo=True, clock=False)
    # The sender's own task stays out, so that a test decides when things are sent.
    for platform in app.platforms.values():
        await platform.start(app.receiver.receive)
    try:
        yield Chat(app=app, page=page, hands=hands, nonces=count(1))
    finally:
        await app.stop()
