"""(a) An answer through the whole pipeline, against the same statements by bare sqlite3.

Both work on equal copies of one database with ``synchronous=FULL``. The statements of
the bare side are the very ones that the pipeline ran, one transaction per answer.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import event

from benchmarks.company import asked_company
from bot.app import open_store, real_time
from bot.ports import Actor, Inbound, Place, Submit

ANSWERS = 300
ROUNDS = 5
Transaction = list[tuple[str, Any, bool]]


def measure(folder: Path) -> dict[str, float]:
    """Return answers per second of both, and their ratio (higher is better)."""
    ready = folder / "ready.db"
    occasions = asked_company(ready, ANSWERS)
    recorded = _record(folder / "recorded.db", ready, occasions)
    ours, bare = [], []
    for number in range(ROUNDS):
        ours.append(_ours(folder / f"ours{number}.db", ready, occasions))
        bare.append(_bare(folder / f"bare{number}.db", ready, recorded))
    ratios = [mine / plain for mine, plain in zip(ours, bare, strict=True)]
    return {
        "answers_per_second": round(median(ours), 1),
        "bare_per_second": round(median(bare), 1),
        "statements": round(sum(map(len, recorded)) / len(recorded), 1),
        "ratio": round(median(ratios), 3),
        "wanted_at_least": 0.25,
    }


def _copy(target: Path, ready: Path) -> str:
    shutil.copyfile(ready, target)
    return f"sqlite:///{target}"


def _inbound(number: int, person: str, occasion: str, now: Any) -> Inbound:
    return Inbound(
        event_id=f"bench:{number}",
        actor=Actor(platform="webchat", workspace="local", user_id=person),
        place=Place(conversation=f"dm:{person}", direct=True),
        occurred_at=now,
        received_at=now,
        what=Submit(action_id=f"{occasion}.answer", values={"answer": "done"}),
    )


def _receive_all(
    target: Path, ready: Path, occasions: list[tuple[str, str]], recorder: Any = None
) -> float:
    from bot.app import build

    async def run() -> float:
        store = open_store(_copy(target, ready))
        application = build(store, now=real_time, web=True)
        if recorder is not None:
            recorder(store)
        now = await real_time()
        deeds = [
            _inbound(number, person, occasion, now)
            for number, (person, occasion) in enumerate(occasions)
        ]
        for deed in deeds[:20]:
            await application.receiver.receive(deed)
        begin = time.perf_counter()
        for deed in deeds[20:]:
            await application.receiver.receive(deed)
        seconds = time.perf_counter() - begin
        await application.pictures.close()
        store.close()
        return (len(deeds) - 20) / seconds

    return asyncio.run(run())


def _ours(target: Path, ready: Path, occasions: list[tuple[str, str]]) -> float:
    return _receive_all(target, ready, occasions)


def _record(
    target: Path, ready: Path, occasions: list[tuple[str, str]]
) -> list[Transaction]:
    """Run once and write down every statement of every transaction."""
    transactions: list[Transaction] = []

    def listen(store: Any) -> None:
        writer = store.database.writer

        @event.listens_for(writer, "begin")
        def _begin(_connection: Any) -> None:
            transactions.append([])

        @event.listens_for(writer, "before_cursor_execute")
        def _execute(
            _connection: Any,
            _cursor: Any,
            statement: str,
            given: Any,
            _c: Any,
            many: bool,  # noqa: FBT001 - what SQLAlchemy calls it with
        ) -> None:
            if not statement.startswith("BEGIN"):
                transactions[-1].append((statement, given, many))

    _receive_all(target, ready, occasions, listen)
    return [t for t in transactions if t]


def _bare(target: Path, ready: Path, transactions: list[Transaction]) -> float:
    _copy(target, ready)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000"):
            connection.execute(f"PRAGMA {pragma}")
        for transaction in transactions[:20]:
            _play(connection, transaction)
        begin = time.perf_counter()
        for transaction in transactions[20:]:
            _play(connection, transaction)
        seconds = time.perf_counter() - begin
    return (len(transactions) - 20) / seconds


def _play(connection: sqlite3.Connection, transaction: Transaction) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement, given, many in transaction:
        if many:
            connection.executemany(statement, given)
        else:
            connection.execute(statement, given).fetchall()
    connection.execute("COMMIT")
