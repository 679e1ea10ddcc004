"""The two databases; every difference between them lives here, each with its reason.

SQLite: one writer per process (the database has one writer anyway), readers on
connections of their own, ``BEGIN IMMEDIATE`` so that a second process waits instead of
failing half-way. PostgreSQL: one pool; a unit that writes begins by locking its
organisation's ledger head, and readers see one moment from beginning to end.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Executable,
    Table,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.dialects import postgresql, registry, sqlite
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.url import URL
from sqlalchemy.exc import ArgumentError, DBAPIError

from engagement.errors import OperationError

BUSY_SECONDS = 15
"How long a process waits for another one's write."


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """The engines of one database."""

    url: URL
    writer: Engine
    reader: Engine
    writers: int
    "Transactions that may write at a time in this process."

    def close(self) -> None:
        """Close every connection."""
        self.writer.dispose()
        self.reader.dispose()


def connect(url: str | URL) -> Database:
    """Open the engines of ``url``; no connection is made yet.

    Raises:
        OperationError: the address is none, or names a database that we do not know.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise OperationError(
            "DATABASE_URL is not a database address: write sqlite:///FILE or "
            "postgresql+psycopg://USER@HOST/NAME"
        ) from error
    match parsed.get_backend_name():
        case "sqlite":
            return _sqlite(parsed)
        # Hosting platforms write the short name.
        case "postgresql" | "postgres":
            return _postgresql(parsed.set(drivername="postgresql+psycopg"))
        case other:
            raise OperationError(
                f"DATABASE_URL names {other}; Ledning runs on sqlite and postgresql"
            )


def _sqlite(url: URL) -> Database:
    if not url.database or url.database == ":memory:":
        raise OperationError("DATABASE_URL must name a file: sqlite:///FILE")
    folder = Path(url.database).parent
    if not folder.is_dir():
        raise OperationError(f"the folder of the database does not exist: {folder}")
    writing = url.set(drivername="sqlite+ledning_writing")
    writer = create_engine(writing, pool_size=1, max_overflow=0)
    reader = create_engine(url.set(drivername="sqlite+ledning_reading"), pool_size=4)
    # The kind of journal is written into the file: who only reads leaves it alone.
    for engine, own in (
        (writer, ("journal_mode=WAL", "synchronous=FULL")),
        (reader, ("query_only=ON",)),
    ):
        event.listen(engine, "connect", _on_connect(own))
    return Database(url=url, writer=writer, reader=reader, writers=1)


def _on_connect(own: tuple[str, ...]) -> Any:
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own implicit BEGIN is deferred: two writers would fail with
        # "database is locked" instead of waiting (594 of 900 writes when measured).
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={BUSY_SECONDS * 1000}",
            "foreign_keys=ON",
            *own,
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    return prepare


class _BeginsAtOnce(SQLiteDialect_pysqlite):
    """SQLite's dialect with a real BEGIN, which the driver leaves out.

    A listener to the engine's ``begin`` would do the same, but an engine with any
    listener sends every single statement through its event machinery.
    """

    supports_statement_cache = True
    begin = "BEGIN"

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin a transaction on the driver's connection."""
        dbapi_connection.execute(self.begin)


class _BeginsToWrite(_BeginsAtOnce):
    supports_statement_cache = True
    begin = "BEGIN IMMEDIATE"


registry.register("sqlite.ledning_reading", __name__, _BeginsAtOnce.__name__)
registry.register("sqlite.ledning_writing", __name__, _BeginsToWrite.__name__)


def _postgresql(url: URL) -> Database:
    engine = create_engine(
        url,
        pool_size=5,
        max_overflow=5,
        pool_pre_ping=True,
        connect_args={"connect_timeout": BUSY_SECONDS},
    )
    # What a reader reads in pieces (a ledger, chunk by chunk) must be of one moment, as
    # it is on SQLite; and a reader must not write, as it cannot there.
    reader = engine.execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )
    return Database(url=url, writer=engine, reader=reader, writers=4)


def locks_rows(connection: Connection) -> bool:
    """Whether two transactions may write at once, so that rows need locks.

    On SQLite ``BEGIN IMMEDIATE`` is the lock, of the whole database.
    """
    return connection.dialect.name != "sqlite"


def missing_file(database: Database) -> Path | None:
    """Return the file that is not there; looking into it would make it.

    A PostgreSQL that is not there says so itself.
    """
    if database.url.get_backend_name() != "sqlite":
        return None
    file = Path(database.url.database or "")
    return None if file.exists() else file


_REMEDIES = (
    (("database is locked",), "another process holds it: try again, or stop that one"),
    (("deadlock",), "two processes held each other up; nothing was stored: try again"),
    (("readonly database",), "it cannot be written: check owner and permissions"),
    (("read-only",), "it cannot be written: check the user's permissions"),
    (("unable to open",), "its file cannot be opened: check path and permissions"),
    (("disk is full",), "the disk is full: free some space; nothing was half-stored"),
    (("no space left",), "the disk is full: free some space; nothing was half-stored"),
    (("disk i/o error",), "the disk refused: check it; nothing was half-stored"),
    (("not a database",), "the file is none, or it is damaged: restore a backup"),
    (("malformed",), "it is damaged: restore a backup"),
    (("authentication",), "it refused the user: check DATABASE_URL"),
    (("role", "does not exist"), "it refused the user: check DATABASE_URL"),
    (('database "', "does not exist"), "it does not exist: create it first"),
    (("permission denied",), "it refused the user: grant the rights to its tables"),
    (("no such table",), "it was changed by something else: restore a backup"),
    (("relation", "does not exist"), "it was changed by something else: restore it"),
    (("connection",), "it cannot be reached: check DATABASE_URL and the server"),
)
"What a driver's words contain, the telling ones first, and what helps."


def operation_error(error: DBAPIError) -> OperationError:
    """Return what an operator reads instead of a driver's words."""
    said = str(error.orig).lower()
    for parts, remedy in _REMEDIES:
        if all(part in said for part in parts):
            return OperationError(f"the database: {remedy}")
    return OperationError(f"the database refused: {type(error.orig).__name__}")


def upsert(table: Table, dialect: str) -> Executable:
    """Return an INSERT that replaces the row of the same primary key.

    The clause is written alike in both databases, but SQLAlchemy has it per dialect.
    """
    key = [column.name for column in table.primary_key]
    if dialect == "sqlite":
        lite = sqlite.insert(table)
        rest = {c.name: lite.excluded[c.name] for c in table.c if c.name not in key}
        return lite.on_conflict_do_update(index_elements=key, set_=rest)
    full = postgresql.insert(table)
    rest = {c.name: full.excluded[c.name] for c in table.c if c.name not in key}
    return full.on_conflict_do_update(index_elements=key, set_=rest)


def insert_new(table: Table, dialect: str) -> Executable:
    """Return an INSERT that does nothing where any unique key exists already.

    Its row count says whether it did something: 0 or 1.
    """
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    # Unasked, SQLAlchemy keeps no row count of an INSERT: psycopg's would read -1.
    return (
        insert(table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    )
