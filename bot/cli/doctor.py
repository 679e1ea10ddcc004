"""``ledning doctor``: every setting and connection, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import DatabaseOption, Organisation

if TYPE_CHECKING:
    from bot.app import Store
    from config.settings import Settings
    from storage.engine import Database

DEAD_HOURS = 25
"Without a tick for so long, something is wrong."


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    what: str
    good: bool | None
    "None: worth knowing, no fault."
    said: str


def doctor(
    database: DatabaseOption = None,
    organisation: Organisation = None,
    full: Annotated[
        bool, typer.Option("--full", help="Check every record of the ledger, too.")
    ] = False,
) -> None:
    """Look at everything that can be wrong, and say what to do."""
    marks = {True: "ok  ", False: "FAIL", None: "note"}
    bad = False
    for finding in _all(database, organisation, full=full):
        typer.echo(f"{marks[finding.good]}  {finding.what}: {finding.said}")
        bad = bad or finding.good is False
    raise typer.Exit(1 if bad else 0)


def _all(
    database: str | None, organisation: str | None, *, full: bool
) -> Iterator[Finding]:
    from engagement.errors import LedningError

    try:
        from bot.cli.opening import settings

        found = settings(quiet=True)
    except LedningError as error:
        yield Finding(what="settings", good=False, said=str(error))
        return
    yield from _settings(found)
    yield from _attempt("content", _content)
    yield from _attempt("pictures", _pictures)
    yield from _database(database or found.database_url, found, organisation, full=full)


def _attempt(what: str, check: Callable[[], str]) -> Iterator[Finding]:
    from engagement.errors import LedningError

    try:
        yield Finding(what=what, good=True, said=check())
    except LedningError as error:
        yield Finding(what=what, good=False, said=str(error))
    except (OSError, ValueError, ImportError, RuntimeError) as error:
        said = f"{type(error).__name__}: install Ledning again"
        yield Finding(what=what, good=False, said=said)


def _settings(found: Settings) -> Iterator[Finding]:
    from config.settings import strangers

    for name, likely in strangers().items():
        said = f"no such setting; {f'do you mean {likely}?' if likely else 'remove it'}"
        yield Finding(what=name, good=False, said=said)
    yield Finding(what="address", good=True, said=f"http://{found.host}:{found.port}")
    if not found.loopback:
        hosts = ", ".join(found.allowed_hosts)
        said = f"reachable from outside; answers for: {hosts} (LEDNING_ALLOWED_HOSTS)"
        yield Finding(what="hosts", good=None, said=said)


def _content() -> str:
    from config import content, texts

    catalogue, words = content.load(), texts.load()
    asked = sum(not p.internal for p in catalogue.prompts)
    return f"{asked} prompts, {len(words.messages['sv'])} texts in both languages"


def _pictures() -> str:
    import asyncio

    from bot.pictures import Pictures

    async def draw() -> int:
        pictures = Pictures()
        try:
            spec = {
                "mark": "point",
                "data": {"values": [{"x": 1}]},
                "encoding": {"x": {"field": "x", "type": "quantitative"}},
            }
            return len(await pictures.png(spec))
        finally:
            await pictures.close()

    return f"a chart was drawn ({asyncio.run(draw())} bytes)"


def _database(
    url: str, found: Settings, organisation: str | None, *, full: bool
) -> Iterator[Finding]:
    from engagement.errors import LedningError
    from storage import engine, upgrade

    try:
        opened = engine.connect(url)
        upgrade.demand_current(opened)
    except LedningError as error:
        yield Finding(what="database", good=False, said=str(error))
        return
    kind = opened.url.get_backend_name()
    yield Finding(
        what="database", good=True, said=f"{kind}, version {upgrade.newest()}"
    )
    yield _triggers(opened)
    opened.close()
    try:
        from bot.app import open_store

        store = open_store(url, organisation or found.organisation)
    except LedningError as error:
        yield Finding(what="organisation", good=False, said=str(error))
        return
    try:
        yield from _organisation(store, full=full)
    finally:
        store.close()


def _triggers(opened: Database) -> Finding:
    from storage import upgrade

    with opened.reader.connect() as connection:
        missing = upgrade.missing_triggers(connection)
    said = "every guard of the ledger is in place"
    if missing:
        said = f"missing: {', '.join(missing)}; restore a backup, or ask who took them"
    return Finding(what="guards", good=not missing, said=said)


def _organisation(store: Store, *, full: bool) -> Iterator[Finding]:
    from datetime import UTC, datetime, timedelta

    one = store.organisation
    said = f"{one.name}: {one.mode}, {one.state}"
    yield Finding(what="organisation", good=True, said=said)
    yield _launch(store)
    beat = store.work.here(lambda unit: unit.last_beat("tick"))
    now = datetime.now(UTC)
    if beat is None:
        yield Finding(what="clock", good=None, said="has not ticked here yet")
    elif one.mode == "live":
        fresh = now - beat < timedelta(hours=DEAD_HOURS)
        said = f"last tick {beat:%Y-%m-%d %H:%M} UTC"
        if not fresh:
            said += ": start `ledning run`, nothing was sent since"
        yield Finding(what="clock", good=fresh, said=said)
    if full:
        from storage.exporting.check import check

        good, said = check(store.transactions, one, None)
        yield Finding(what="ledger", good=good, said=said)
    else:
        size, root = store.work.here(lambda unit: unit.books.head())
        said = f"{size}:{root.hex()} (not checked; --full does)"
        yield Finding(what="ledger", good=None, said=said)


def _launch(store: Store) -> Finding:
    """Say who may be written to, and what is to be done where that is nobody."""
    from engagement.launch import Standing
    from engagement.people import Permission

    standing, people = store.work.here(
        lambda unit: (
            Standing(state=unit.organisation().state, launch=unit.launch()),
            unit.people.all(),
        )
    )
    cast = [one for one in people if Permission.EXECUTIVE in one.permissions]
    inside = sum(standing.includes(one) for one in cast)
    if standing.draft:
        said = "draft: nothing is sent; a coordinator launches it with /ledning launch"
        return Finding(what="launch", good=None, said=said)
    pilot = f"pilot: {inside} of {len(cast)} executives; /ledning launch widen"
    said = "launched for everybody" if standing.whole else pilot
    if standing.paused:
        since = standing.launch.paused_at
        said += f"; paused since {since:%Y-%m-%d %H:%M} UTC: /ledning resume all"
    return Finding(what="launch", good=None if standing.paused else True, said=said)
