"""(a) An answer through the whole pipeline, against the same statements by bare sqlite3.

Both work on equal copies of one database with ``synchronous=FULL``. The statements of
the bare side are the very ones that the pipeline ran, one transaction per answer. The
two take turns, answer by answer, so that whatever else the machine does hits both.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import event

from benchmarks.company import asked_company
from bot.app import Application, Store, build, open_store, real_time
from bot.ports import Actor, Inbound, Place, Submit

ANSWERS = 1000
WARM_UP = 50
Transaction = list[tuple[str, Any, bool]]


def measure(folder: Path) -> dict[str, float]:
    """Return milliseconds per answer of both, and their ratio (higher is better)."""
    ready = folder / "ready.db"
    asked = asked_company(ready, ANSWERS + WARM_UP)
    recorded = _record(_copy(folder / "recorded.db", ready), asked)
    bare = _copy(folder / "bare.db", ready)
    ours = _copy(folder / "ours.db", ready)
    ours_seconds, bare_seconds = asyncio.run(_take_turns(ours, bare, asked, recorded))
    mine, plain = median(ours_seconds[WARM_UP:]), median(bare_seconds[WARM_UP:])
    return {
        "ms_per_answer": round(mine * 1000, 3),
        "bare_ms_per_answer": round(plain * 1000, 3),
        "statements": round(sum(map(len, recorded)) / len(recorded), 1),
        "ratio": round(plain / mine, 3),
        "wanted_at_least": 0.25,
    }


def _copy(target: Path, ready: Path) -> Path:
    shutil.copyfile(ready, target)
    return target


async def _take_turns(
    ours: Path,
    bare: Path,
    asked: Sequence[tuple[str, str]],
    recorded: Sequence[Transaction],
) -> tuple[list[float], list[float]]:
    """Return the seconds of each answer, ours and bare."""
    store, application = _open(ours)
    now = await real_time()
    mine, plain = [], []
    with closing(_bare(bare)) as connection:
        for number, (who, occasion) in enumerate(asked):
            deed = _deed(number, who, occasion, now)
            begin = time.perf_counter()
            await application.receiver.receive(deed)
            between = time.perf_counter()
            _play(connection, recorded[number])
            mine.append(between - begin)
            plain.append(time.perf_counter() - between)
    await application.pictures.close()
    store.close()
    return mine, plain


def _open(path: Path) -> tuple[Store, Application]:
    store = open_store(f"sqlite:///{path}")
    return store, build(store, now=real_time, web=True)


def _deed(number: int, who: str, occasion: str, now: datetime) -> Inbound:
    return Inbound(
        event_id=f"bench:{number}",
        actor=Actor(platform="webchat", workspace="local", user_id=who),
        place=Place(conversation=f"dm:{who}", direct=True),
        occurred_at=now,
        received_at=now,
        what=Submit(action_id=f"{occasion}.answer", values={"answer": "done"}),
    )


# --- the bare side -------------------------------------------------------------


def _record(path: Path, asked: Sequence[tuple[str, str]]) -> list[Transaction]:
    """Run once and write down every statement of every transaction."""
    transactions: list[Transaction] = []
    store, application = _open(path)
    writer = store.database.writer
    event.listen(writer, "begin", lambda _: transactions.append([]))
    event.listen(writer, "before_cursor_execute", _writing_down(transactions))

    async def run() -> None:
        now = await real_time()
        for number, (who, occasion) in enumerate(asked):
            await application.receiver.receive(_deed(number, who, occasion, now))
        await application.pictures.close()

    asyncio.run(run())
    store.close()
    return [t for t in transactions if t]


def _writing_down(transactions: list[Transaction]) -> Callable[..., None]:
    def execute(
        _connection: Any,
        _cursor: Any,
        statement: str,
        given: Any,
        _context: Any,
        many: bool,  # noqa: FBT001 - what SQLAlchemy calls it with
    ) -> None:
        transactions[-1].append((statement, given, many))

    return execute


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _play(connection: sqlite3.Connection, transaction: Transaction) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement, given, many in transaction:
        if many:
            connection.executemany(statement, given)
        else:
            connection.execute(statement, given).fetchall()
    connection.execute("COMMIT")
