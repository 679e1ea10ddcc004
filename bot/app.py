"""The composition root: the only file that knows every concrete class."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.desk.desk import Desk, Sitting
from bot.desk.looked import looked
from bot.handlers.inbound import Receiver
from bot.holidays import holidays_of
from bot.pictures import Pictures
from bot.platforms import PLATFORMS
from bot.ports import ChatUser, Platform, Rehearsal
from bot.ports.store import Unit
from bot.scheduler.clock import Clock
from bot.scheduler.digest import Digests
from bot.scheduler.dispatcher import Dispatcher
from bot.scheduler.sender import Sender
from bot.scheduler.tick import Ticker
from bot.sources import tables as sources
from config import content, texts
from config.settings import Settings
from engagement.access import in_channel
from engagement.errors import OperationError
from engagement.kpis import Period
from engagement.organisation import Mode, Organisation
from engagement.people import Permission
from storage import engine, founding, upgrade
from storage.book import BookInSql
from storage.chat import ChatInSql, ClockInSql, FilesInSql
from storage.engine import Database
from storage.unit import Transactions, WorkInSql

NAME = "ledning"
Now = Callable[[], Awaitable[datetime]]
WEBCHAT = Path(__file__).parent / "platforms" / "webchat" / "templates"


def new_id() -> str:
    """Return a fresh opaque identifier: 128 random bits."""
    return secrets.token_hex(16)


def software() -> str:
    """Return name and version, as the ledger keeps it."""
    try:
        return f"{NAME} {version(NAME)}"
    except PackageNotFoundError:
        return f"{NAME} (checkout)"


async def real_time() -> datetime:
    """Return the time of this machine."""
    return datetime.now(UTC)


def make_desk(now: Callable[[], datetime]) -> Desk:
    """Return content, words and calendars.

    Raises:
        ContentError: a content file is broken; file and key are named.
    """
    words = texts.load()
    return Desk(
        catalogue=content.load(),
        texts=texts.CatalogueTexts(messages=words.messages, today=lambda: now().date()),
        holidays_of=holidays_of,
        tables=sources,
        software=software(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """One organisation's store."""

    database: Database
    transactions: Transactions
    organisation: Organisation
    work: WorkInSql

    def now_here(self) -> datetime:
        """Return the time for a command's records; a rehearsal has its own."""
        whose = self.organisation.organisation_id
        rehearsed = self.organisation.mode is Mode.REHEARSAL
        at = ClockInSql(self.transactions, whose).read_here() if rehearsed else None
        return at or datetime.now(UTC)

    def close(self) -> None:
        """Let go of the database."""
        self.transactions.close()
        self.database.close()


def open_store(url: str, organisation: str | None = None) -> Store:
    """Open the store of one organisation.

    Raises:
        OperationError: the database cannot be used, or the organisation is not there.
    """
    database = engine.connect(url)
    upgrade.demand_current(database)
    transactions = Transactions(database)
    chosen = transactions.read_here(lambda c: founding.choose(c, organisation))
    work = WorkInSql(
        transactions, chosen.organisation_id, salt=secrets.token_bytes, new_id=new_id
    )
    return Store(
        database=database,
        transactions=transactions,
        organisation=chosen,
        work=work,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Everything that runs, for one organisation."""

    store: Store
    desk: Desk
    now: Now
    platforms: Mapping[str, Platform]
    receiver: Receiver
    ticker: Ticker
    sender: Sender
    pictures: Pictures
    files: FilesInSql
    chat: ChatInSql

    async def tick(self) -> None:
        """Do everything that is due now."""
        await self.ticker.tick(await self.now())

    async def start(self) -> None:
        """Open the platforms and begin to send."""
        await self.sender.start()
        for platform in self.platforms.values():
            await platform.start(self.receiver.receive)

    async def stop(self) -> None:
        """Finish what is in flight and let go."""
        for platform in self.platforms.values():
            await platform.stop()
        await self.sender.stop()
        await self.pictures.close()
        self.store.close()


def build(
    store: Store, *, now: Now, web: bool, rehearsal: Rehearsal | None = None
) -> Application:
    """Compose the application; ``web`` says whether the web chat is a platform."""
    desk = make_desk(_utc_now)
    organisation_id = store.organisation.organisation_id
    pictures = Pictures()
    files = FilesInSql(store.transactions, organisation_id, new_id=new_id, now=_utc_now)
    chat = ChatInSql(store.transactions, organisation_id)
    platforms: dict[str, Platform] = {}
    if web:
        platforms["webchat"] = _web_chat(
            store, desk, now=now, files=files, chat=chat, rehearsal=rehearsal
        )
    dispatcher = Dispatcher(work=store.work, desk=desk, platforms=platforms)
    digests = Digests(work=store.work, desk=desk, files=files, pictures=pictures)
    ticker = Ticker(work=store.work, desk=desk, dispatcher=dispatcher, digests=digests)

    async def post_digest(period: Period, by: str) -> None:
        await digests.post(period, await now(), by=by)

    async def dispatch() -> None:
        await dispatcher.dispatch(await now())

    async def tick() -> None:
        await ticker.tick(await now())

    # A rehearsal's clock stands still between two presses: no tick would come by itself
    # to plan what a deed asks for.
    sender = Sender(dispatch if rehearsal is None else tick)

    receiver = Receiver(
        work=store.work,
        desk=desk,
        files=files,
        pictures=pictures,
        post_digest=post_digest,
        wake=sender.wake,
    )
    return Application(
        store=store,
        desk=desk,
        now=now,
        platforms=platforms,
        receiver=receiver,
        ticker=ticker,
        sender=sender,
        pictures=pictures,
        files=files,
        chat=chat,
    )


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _web_chat(
    store: Store,
    desk: Desk,
    *,
    now: Now,
    files: FilesInSql,
    chat: ChatInSql,
    rehearsal: Rehearsal | None,
) -> Platform:
    from web import shell

    platform: Platform = PLATFORMS["webchat"]()(
        chat=chat,
        files=files,
        texts=desk.texts,
        templates=shell.environment([shell.TEMPLATES, WEBCHAT]),
        users=lambda: chat_users(store.work),
        rehearsal=rehearsal,
        now=now,
        new_id=new_id,
        channels=lambda: channels(store.work),
    )
    return platform


async def chat_users(work: WorkInSql) -> Sequence[ChatUser]:
    """Return who one can be in the web chat: everybody with an account there."""

    def read(unit: Any) -> list[ChatUser]:
        people = unit.people.all()
        accounts = unit.people.accounts([p.person_id for p in people])
        return [
            ChatUser(
                user_id=person.person_id,
                name=person.name,
                role=person.role,
                language=person.language,
                zone=person.zone,
                coordinator=Permission.COORDINATOR in person.permissions,
                in_channel=in_channel(person),
            )
            for person in people
            if person.person_id in accounts
        ]

    return await work.read(read)


async def channels(work: WorkInSql) -> Sequence[str]:
    """Return the channels of the web chat."""
    organisation = await work.read(lambda unit: unit.organisation())
    return [organisation.channel] if organisation.platform == "webchat" else []


def demand_loopback(settings: Settings) -> None:
    """Refuse pages on which nobody signs in, where others could reach them.

    Raises:
        OperationError: they would be reachable from beyond this machine.
    """
    if not settings.loopback:
        raise OperationError(
            "the demo has no sign-in and must stay on this machine:"
            " set LEDNING_HOST to 127.0.0.1"
        )


def asgi(
    application: Application,
    settings: Settings,
    *,
    demo: bool,
    clock: bool,
    after_start: Callable[[], Awaitable[None]] | None = None,
) -> Starlette:
    """Return the ASGI application.

    ``demo`` serves pages on which nobody signs in. ``clock`` ticks by itself.

    Raises:
        OperationError: such pages would be reachable from beyond this machine.
    """
    if demo:
        demand_loopback(settings)
    from web.guard import guard
    from web.refusals import Refusals

    ticking = Clock(application.tick) if clock else None

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> Any:
        await application.start()
        if ticking is not None:
            ticking.start()
        if after_start is not None:
            await after_start()
        try:
            yield
        finally:
            if ticking is not None:
                ticking.stop()
            await application.stop()

    templates, pages = _pages(application, demo=demo)
    routes: list[BaseRoute] = [
        *pages,
        *(r for p in application.platforms.values() for r in p.routes()),
    ]
    refusals = Refusals(templates=templates, texts=application.desk.texts)
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=guard(refusals=refusals, hosts=settings.allowed_hosts),
        exception_handlers=refusals.handlers(),
    )


def _pages(application: Application, *, demo: bool) -> tuple[Any, list[BaseRoute]]:
    from web import shell
    from web.app import live_pages, pages

    templates = shell.environment([shell.TEMPLATES, WEBCHAT])

    async def ready() -> dict[str, bool]:
        return {"database": await _reads(application)}

    if not demo:
        return templates, live_pages(application.desk.texts, ready)
    store = application.store
    book = BookInSql(
        store.transactions, store.organisation.organisation_id, application.desk.texts
    )
    return templates, pages(
        templates=templates,
        texts=application.desk.texts,
        users=lambda: chat_users(store.work),
        book=book,
        opened=lambda reader, whose: note_opened(application, reader, whose),
        now=application.now,
        ready=ready,
    )


async def note_opened(
    application: Application, reader: str, whose: Sequence[str]
) -> None:
    """Note on whose records somebody looked on the evidence page."""
    now = await application.now()

    def note(unit: Unit) -> None:
        person = unit.people.get(reader)
        if person is not None:
            at = Sitting(unit=unit, desk=application.desk, now=now)
            looked(at, person, whose, "page")

    if whose:
        await application.store.work.run(note)


async def _reads(application: Application) -> bool:
    try:
        await application.store.work.read(lambda unit: unit.books.head())
    except OperationError:
        return False
    return True
