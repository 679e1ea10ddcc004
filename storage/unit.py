"""One transaction of one organisation, and the way it is run.

SQLite: one writer thread per process, readers on a small pool. PostgreSQL: a few
writer threads; a writing unit begins by locking its organisation's ledger head, so that
what it loads is still so when it decides, and that no two units wait for each other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine, bindparam, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.ports.store import Unit, Withdrawal
from engagement.errors import LedgerBroken
from engagement.facts import Fact, Record
from engagement.launch import Launch, LaunchTexts, Worded
from engagement.organisation import Organisation, Programme
from engagement.texts import Language
from storage import ledger
from storage import tables as t
from storage.engine import Database, operation_error
from storage.projections import project
from storage.projections.launch import APPROVED, WORDED
from storage.repositories.books import BooksInSql
from storage.repositories.dialogues import DialoguesInSql
from storage.repositories.entries import EntriesInSql
from storage.repositories.handovers import HandoversInSql
from storage.repositories.holdings import HoldingsInSql
from storage.repositories.kpis import KpisInSql
from storage.repositories.occasions import OccasionsInSql
from storage.repositories.outbox import OutboxInSql
from storage.repositories.people import PeopleInSql
from storage.repositories.promises import PromisesInSql
from storage.statements import adding, first, inserting, replacing, write
from storage.withdrawal import withdraw

T = TypeVar("T")
READERS = 4
_file = select(t.file.c.content).where(
    t.file.c.organisation_id == bindparam("whose"),
    t.file.c.file_id == bindparam("file_id"),
)
_pulse = select(t.pulse.c.at).where(
    t.pulse.c.organisation_id == bindparam("whose"),
    t.pulse.c.name == bindparam("name"),
)
_organisation = select(
    t.organisation.c.body, t.organisation.c.programme, t.organisation.c.launch
).where(t.organisation.c.organisation_id == bindparam("whose"))
_texts = select(t.launch_text).where(
    t.launch_text.c.organisation_id == bindparam("whose")
)
Own = tuple[Organisation, Programme, Launch | None]


class UnitInSql:
    """A transaction with everything that can be read and done in it."""

    def __init__(
        self,
        connection: Connection,
        organisation_id: str,
        *,
        salt: ledger.Salt,
        new_id: Callable[[], str],
    ) -> None:
        self.connection = connection
        self.organisation_id = organisation_id
        self.new_id = new_id
        self._salt = salt
        self._organisation: Own | None = None
        self.people = PeopleInSql(connection, organisation_id)
        self.entries = EntriesInSql(connection, organisation_id)
        self.kpis = KpisInSql(connection, organisation_id)
        self.occasions = OccasionsInSql(connection, organisation_id)
        self.promises = PromisesInSql(connection, organisation_id)
        self.handovers = HandoversInSql(connection, organisation_id)
        self.outbox = OutboxInSql(connection, organisation_id)
        self.dialogues = DialoguesInSql(connection, organisation_id)
        self.books = BooksInSql(connection, organisation_id)
        self.holdings = HoldingsInSql(connection, organisation_id)

    def _own(self) -> Own:
        """Read the organisation once; recording anything makes it be read again."""
        if self._organisation is not None:
            return self._organisation
        row = first(self.connection, _organisation, {"whose": self.organisation_id})
        if row is None:
            raise LedgerBroken(f"no organisation {self.organisation_id}")
        organisation, programme, launched = row
        self._organisation = organisation, programme, launched
        return self._organisation

    def organisation(self) -> Organisation:
        """Return the organisation."""
        return self._own()[0]

    def programme(self) -> Programme:
        """Return its programme."""
        return self._own()[1]

    def launch(self) -> Launch:
        """Return how far its launch has come."""
        return self._own()[2] or Launch()

    def launch_texts(self) -> LaunchTexts:
        """Return the words in which its CEO stands behind it."""
        found: dict[str, dict[Language, Worded]] = {WORDED: {}, APPROVED: {}}
        rows = self.connection.execute(_texts, {"whose": self.organisation_id})
        for row in rows:
            found[row.kind][row.language] = Worded(
                text=row.text or "", seq=row.seq, by=row.author_id, at=row.at
            )
        return LaunchTexts(worded=found[WORDED], approved=found[APPROVED])

    def record(self, *records: Record) -> int:
        """Append facts to the ledger and bring the state up to them.

        Returns:
            The number of the last record.
        """
        if not records:
            return ledger.head(self.connection, self.organisation_id)[0] - 1
        began = ledger.append(
            self.connection, self.organisation_id, records, self._salt
        )
        self._organisation = None
        project(self.connection, self.organisation_id, enumerate(records, began))
        return began + len(records) - 1

    def withdraw(self, record: Callable[[Fact], int], wish: Withdrawal) -> int:
        """Take a person's own words out of a record, and out of whatever quotes them.

        ``record`` records a fact and returns its number.

        Returns:
            How many texts of the ledger went.

        Raises:
            NotFound: they are not the person's, or went before.
        """
        return withdraw(self, record, wish)

    def seen(self, platform: str, event_id: str, at: datetime) -> bool:
        """Note an inbound event; True when it was noted before."""
        values = {
            "organisation_id": self.organisation_id,
            "platform": platform,
            "event_id": event_id,
            "received_at": at,
        }
        add = adding(t.inbox, self.connection.dialect.name)
        return write(self.connection, add, values) == 0

    def last_beat(self, name: str) -> datetime | None:
        """Return when a part of the machinery was last alive."""
        values = {"whose": self.organisation_id, "name": name}
        found: datetime | None = self.connection.scalar(_pulse, values)
        return found

    def keep_file(self, name: str, content: bytes, at: datetime) -> str:
        """Keep a file until its import is confirmed; returns its id."""
        file_id = self.new_id()
        row = {
            "organisation_id": self.organisation_id,
            "file_id": file_id,
            "name": name,
            "media_type": "application/octet-stream",
            "content": content,
            "at": at,
        }
        self.connection.execute(inserting(t.file), row)
        return file_id

    def kept_file(self, file_id: str) -> bytes | None:
        """Return a file that was kept."""
        values = {"whose": self.organisation_id, "file_id": file_id}
        found: bytes | None = self.connection.scalar(_file, values)
        return found

    def beat(self, name: str, at: datetime) -> None:
        """Note that a part of the machinery is alive."""
        row = {"organisation_id": self.organisation_id, "name": name, "at": at}
        dialect = self.connection.dialect.name
        write(self.connection, replacing(t.pulse, dialect), row)


class Transactions:
    """Runs functions on connections: one hop to a thread and one transaction each."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writers = ThreadPoolExecutor(database.writers, "ledning-write")
        self._readers = ThreadPoolExecutor(READERS, "ledning-read")

    def _here(self, engine: Engine, function: Callable[[Connection], T]) -> T:
        try:
            with engine.begin() as connection:
                return function(connection)
        except IntegrityError:
            raise
        except DBAPIError as error:
            raise operation_error(error) from error

    def write_here(self, function: Callable[[Connection], T]) -> T:
        """Run a writing transaction in this thread: for commands, which have no loop.

        Raises:
            OperationError: the database refused; the message says what to do.
        """
        return self._here(self._database.writer, function)

    def read_here(self, function: Callable[[Connection], T]) -> T:
        """Run a reading transaction in this thread."""
        return self._here(self._database.reader, function)

    async def write(self, function: Callable[[Connection], T]) -> T:
        """Run a writing transaction."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writers, self.write_here, function)

    async def read(self, function: Callable[[Connection], T]) -> T:
        """Run a reading transaction on a connection that does nothing else."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self.read_here, function)

    def close(self) -> None:
        """Let running transactions end."""
        self._writers.shutdown()
        self._readers.shutdown()


class WorkInSql:
    """Runs units of one organisation."""

    def __init__(
        self,
        transactions: Transactions,
        organisation_id: str,
        *,
        salt: ledger.Salt,
        new_id: Callable[[], str],
    ) -> None:
        self._transactions = transactions
        self._organisation_id = organisation_id
        self._salt = salt
        self._new_id = new_id

    def _on(
        self, unit: Callable[[Unit], T], *, writing: bool
    ) -> Callable[[Connection], T]:
        def run(connection: Connection) -> T:
            if writing:
                ledger.hold(connection, self._organisation_id)
            return unit(
                UnitInSql(
                    connection,
                    self._organisation_id,
                    salt=self._salt,
                    new_id=self._new_id,
                )
            )

        return run

    def here(self, unit: Callable[[Unit], T]) -> T:
        """Run a writing unit in this thread: for commands, which have no loop."""
        return self._transactions.write_here(self._on(unit, writing=True))

    async def run(self, unit: Callable[[Unit], T]) -> T:
        """Run ``unit`` in one writing transaction; an exception undoes all of it."""
        return await self._transactions.write(self._on(unit, writing=True))

    async def read(self, unit: Callable[[Unit], T]) -> T:
        """Run ``unit`` on a connection that only reads."""
        return await self._transactions.read(self._on(unit, writing=False))
