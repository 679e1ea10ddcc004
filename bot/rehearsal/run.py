"""Running the demo: on a page with a rehearsal clock, or headless with counts."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from bot.app import (
    Application,
    Store,
    asgi,
    build,
    demand_loopback,
    open_store,
)
from bot.founding import found_from
from bot.rehearsal.clock import RehearsalClock
from bot.rehearsal.counts import counts
from bot.rehearsal.lines import load
from bot.rehearsal.story import Story
from bot.serving import listen, serve
from config.settings import Settings
from engagement.errors import OperationError
from engagement.organisation import Mode
from storage import engine, founding
from storage.chat import ClockInSql

COMPANY = Path(__file__).parents[2] / "config" / "demo"
BEGAN_ZONE = ZoneInfo("Europe/Stockholm")
BEGAN = datetime(2026, 11, 23, 8, 0, tzinfo=BEGAN_ZONE).astimezone(UTC)
"A Monday, an hour before the weekly digest."
GRACE_SECONDS = 5


def open_demo(url: str, *, draft: bool = False) -> Store:
    """Open a rehearsal database, made and filled first if it is new.

    ``draft`` leaves a new one to be launched by hand.

    Raises:
        OperationError: the database is a live one, or cannot be used.
    """
    with closing(engine.connect(url)) as database:
        vacant = founding.is_vacant(database)
    if vacant:
        found_from(url, COMPANY, mode=Mode.REHEARSAL, now=BEGAN, draft=draft)
    store = open_store(url)
    if store.organisation.mode is not Mode.REHEARSAL:
        store.close()
        raise OperationError(
            "this database is a live one: a rehearsal needs a database of its own"
        )
    return store


def prepare(store: Store, seed: int) -> tuple[Application, RehearsalClock]:
    """Compose the application with its clock and its story."""
    stored = ClockInSql(store.transactions, store.organisation.organisation_id)
    clock = RehearsalClock(stored=stored, began=BEGAN)
    application = build(store, now=clock.now, web=True, rehearsal=clock)
    clock.application = application
    clock.story = Story(
        application=application, seed=seed, lines=load(COMPANY), began=BEGAN
    )
    return application, clock


# --- headless ------------------------------------------------------------------


def headless(url: str | None, *, weeks: int, seed: int, as_json: bool) -> None:
    """Play ``weeks`` of the story and say what happened.

    In a database that holds a rehearsal already it goes on from where that stands; the
    counts are of the whole ledger.
    """
    if url is None:
        raise OperationError("say where: --database sqlite:///FILE, a new file")
    store = open_demo(url)
    found = asyncio.run(_play(store, weeks, seed))
    found = {"weeks": weeks, "seed": seed, **found}
    if as_json:
        sys.stdout.write(json.dumps(found) + "\n")
    else:
        for name, value in found.items():
            sys.stdout.write(f"{name:20} {value}\n")


async def _play(store: Store, weeks: int, seed: int) -> Mapping[str, object]:
    application, clock = prepare(store, seed)
    start = await clock.now()
    target = start + timedelta(weeks=weeks)
    if start > BEGAN:
        sys.stderr.write(
            f"Going on from {start.astimezone(BEGAN_ZONE):%Y-%m-%d %H:%M}, where the "
            "rehearsal in this database stands; the counts are of all of it.\n"
        )
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn())
    await application.start()
    try:
        with Progress(
            *columns, console=console, disable=not console.is_terminal
        ) as bar:
            task = bar.add_task("rehearsing", total=(target - start).total_seconds())

            def shown(at: datetime) -> None:
                done = (at - start).total_seconds()
                bar.update(task, completed=done, description=f"{at:%Y-%m-%d %H:%M}")

            clock.progress = shown
            await application.tick()
            await clock.run_until(target)
        return await counts(store)
    finally:
        await application.stop()


# --- on a page -----------------------------------------------------------------


def on_a_page(
    settings: Settings,
    url: str | None,
    *,
    seed: int,
    fresh: bool,
    draft: bool = False,
) -> None:
    """Serve the web chat of the sample company until it is stopped."""
    demand_loopback(settings)
    if url is None:
        url = _own_file(fresh=fresh)
    elif fresh:
        raise OperationError("--fresh goes with the demo's own database only")
    door = listen(settings.host, settings.port)
    say = sys.stdout.write
    say("Loading the sample company Lindvalla …\n")
    store = open_demo(url, draft=draft)
    application, _ = prepare(store, seed)
    page = asgi(
        application,
        settings,
        demo=True,
        clock=False,
        after_start=application.tick,
    )
    say(f"Ready: http://{settings.host}:{settings.port}  (Ctrl+C stops it)\n")
    sys.stdout.flush()
    serve(page, door, grace=GRACE_SECONDS)


def _own_file(*, fresh: bool) -> str:
    """Return the demo's own database; an old one is set aside, never deleted."""
    folder = Path("data")
    folder.mkdir(exist_ok=True)
    file = folder / "demo.db"
    if fresh and file.exists():
        mark = f"{datetime.now(UTC):%Y%m%dT%H%M%S}"
        for part in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{file}{part}").rename(folder / f"demo-{mark}.db{part}")
    return f"sqlite:///{file}"
