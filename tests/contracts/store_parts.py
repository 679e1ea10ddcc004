"""What the tests of the store stand on: a founded organisation, and short ways."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, select, text

from bot.ports import Posted
from bot.ports.store import Letter, Unit
from engagement.cards import Card
from engagement.facts import Author, Fact, Header, PersonRecorded, Record
from engagement.ledger import Verdict
from engagement.people import Permission
from storage import engine, founding, ledger, upgrade
from storage.engine import Database
from storage.projections import project
from storage.unit import Transactions, UnitInSql, WorkInSql
from tests.unit import fact_parts as p

T = TypeVar("T")
NOW = p.NOW
WHOSE = p.ORGANISATION
PEOPLE = (
    p.person(p.COORDINATOR, "Karin Åberg", Permission.COORDINATOR),
    p.person(p.EXECUTIVE, "Maria Lindqvist"),
    p.person("E4", "Erik Holm"),
)
MACHINE = Header(author=Author(person_id=None), occurred_at=NOW, recorded_at=NOW)
_numbers = count()


def salt(size: int) -> bytes:
    """Return bytes that are used once; that nobody can guess them is not tested."""
    return hashlib.sha256(f"salt {next(_numbers)}".encode()).digest()[:size]


def new_id() -> str:
    """Return an identifier that is used once."""
    return f"id-{next(_numbers)}"


def later(minutes: float) -> datetime:
    """Return so many minutes after the beginning."""
    return NOW + timedelta(minutes=minutes)


def found(url: str, organisation: str = WHOSE) -> None:
    """Make the tables if needed, and an organisation with three people."""
    database = engine.connect(url)
    with closing(database):
        upgrade.upgrade(database)
        body = replace(p.ORGANISATION_BODY, organisation_id=organisation)
        with database.writer.begin() as connection:
            founding.found(connection, body, MACHINE, salt, "ledning test")
            unit = UnitInSql(connection, organisation, salt=salt, new_id=new_id)
            unit.record(*(of_machine(PersonRecorded(person=one)) for one in PEOPLE))


def of_machine(fact: Fact, at: datetime = NOW) -> Record:
    """Return a fact that the machinery records."""
    return Record(fact=fact, header=replace(MACHINE, occurred_at=at, recorded_at=at))


def said_by(person_id: str, fact: Fact, at: datetime = NOW, **header: Any) -> Record:
    """Return a fact that a person recorded."""
    author = Author(person_id=person_id, name=person_id, role="x")
    whole = replace(MACHINE, author=author, occurred_at=at, recorded_at=at, **header)
    return Record(fact=fact, header=whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The store of one organisation."""

    url: str
    database: Database
    transactions: Transactions
    work: WorkInSql

    @classmethod
    def open(cls, url: str, organisation: str = WHOSE) -> Store:
        """Open a database that was founded."""
        database = engine.connect(url)
        transactions = Transactions(database)
        work = WorkInSql(transactions, organisation, salt=salt, new_id=new_id)
        return cls(url=url, database=database, transactions=transactions, work=work)

    def close(self) -> None:
        """Let go of it."""
        self.transactions.close()
        self.database.close()

    @property
    def is_sqlite(self) -> bool:
        """Whether it is the database in a file."""
        return self.database.url.get_backend_name() == "sqlite"

    def do(self, unit: Callable[[Unit], T]) -> T:
        """Run a unit that writes."""
        return self.work.here(unit)

    def look(self, unit: Callable[[Unit], T]) -> T:
        """Run a unit that reads; here, so that a test needs no loop."""
        return self.transactions.read_here(
            lambda c: unit(UnitInSql(c, WHOSE, salt=salt, new_id=new_id))
        )

    def record(self, *facts: Fact | Record, at: datetime = NOW) -> int:
        """Record facts of the machinery, or records as they are."""
        records = [f if isinstance(f, Record) else of_machine(f, at) for f in facts]
        return self.do(lambda unit: unit.record(*records))

    def sql(self, statement: str, **values: Any) -> int:
        """Run SQL of an intruder; returns how many rows it met."""
        with self.database.writer.begin() as connection:
            return connection.execute(text(statement), values).rowcount

    def rows(self, table: Table) -> list[tuple[Any, ...]]:
        """Return every row of a table, by its key."""
        keys = list(table.primary_key)
        with self.database.reader.connect() as connection:
            found = connection.execute(select(table).order_by(*keys)).all()
        return [tuple(row) for row in found]

    def check(self, organisation: str = WHOSE) -> Verdict:
        """Check the whole ledger."""
        with self.database.reader.connect() as connection:
            return ledger.check(connection, organisation)


def replay(
    records: Iterable[tuple[int, Record | None]],
    connection: Connection,
    organisation: str = WHOSE,
) -> None:
    """Write the state that a ledger read from the start comes to."""
    known = ((seq, record) for seq, record in records if record is not None)
    project(connection, organisation, known)


def letter(key: str, **changes: Any) -> Letter:
    """Return a message to an executive."""
    plain = Letter(
        message_id=f"message-{key}",
        kind="bundle",
        key=key,
        person_id=p.EXECUTIVE,
        platform="webchat",
        recipient=p.EXECUTIVE,
        language="sv",
        not_before=NOW,
        created_at=NOW,
    )
    return replace(plain, **changes)


def card(title: str) -> Card:
    """Return a card with nothing but a title."""
    return Card(language="sv", title=title, sections=(), fallback_text=title)


def place(message: str, conversation: str = "d-E3") -> Posted:
    """Return a place on a platform."""
    return Posted(conversation=conversation, message=message)
