"""One transaction of one organisation, and how such transactions are run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from bot.ports.store.books import Books
from bot.ports.store.dialogues import Dialogues
from bot.ports.store.entries import Entries, Kpis
from bot.ports.store.handovers import Handovers
from bot.ports.store.holdings import Holdings, Withdrawal
from bot.ports.store.occasions import Occasions, Promises
from bot.ports.store.outbox import Outbox
from bot.ports.store.people import People
from engagement.facts import Fact, Record
from engagement.launch import Launch, LaunchTexts
from engagement.organisation import Organisation, Programme

T = TypeVar("T")


class Unit(Protocol):
    """One transaction of one organisation."""

    @property
    def organisation_id(self) -> str:
        """Whose it is."""
        ...

    @property
    def people(self) -> People:
        """Who takes part."""
        ...

    @property
    def entries(self) -> Entries:
        """What questions are about."""
        ...

    @property
    def kpis(self) -> Kpis:
        """KPIs and readings."""
        ...

    @property
    def occasions(self) -> Occasions:
        """Questions and answers."""
        ...

    @property
    def handovers(self) -> Handovers:
        """Things on their way from one person to another."""
        ...

    @property
    def promises(self) -> Promises:
        """Commitments and cases."""
        ...

    @property
    def outbox(self) -> Outbox:
        """Messages on their way."""
        ...

    @property
    def dialogues(self) -> Dialogues:
        """Steps within questions and forms."""
        ...

    @property
    def books(self) -> Books:
        """The ledger."""
        ...

    @property
    def holdings(self) -> Holdings:
        """What is stored about one person."""
        ...

    def organisation(self) -> Organisation:
        """Return the organisation."""
        ...

    def programme(self) -> Programme:
        """Return its programme."""
        ...

    def launch(self) -> Launch:
        """Return how far its launch has come."""
        ...

    def launch_texts(self) -> LaunchTexts:
        """Return the words in which its CEO stands behind it."""
        ...

    def record(self, *records: Record) -> int:
        """Append facts to the ledger and bring the state up to them.

        Returns:
            The number of the last record.
        """
        ...

    def withdraw(self, record: Callable[[Fact], int], wish: Withdrawal) -> int:
        """Take a person's own words out of a record, and out of whatever quotes them.

        ``record`` records a fact and returns its number.

        Returns:
            How many texts of the ledger went.

        Raises:
            NotFound: they are not the person's, or went before.
        """
        ...

    def seen(self, platform: str, event_id: str, at: datetime) -> bool:
        """Note an inbound event; True when it was noted before."""
        ...

    def last_beat(self, name: str) -> datetime | None:
        """Return when a part of the machinery was last alive."""
        ...

    def keep_file(self, name: str, content: bytes, at: datetime) -> str:
        """Keep a file until its import is confirmed; returns its id."""
        ...

    def kept_file(self, file_id: str) -> bytes | None:
        """Return a file that was kept."""
        ...

    def beat(self, name: str, at: datetime) -> None:
        """Note that a part of the machinery is alive."""
        ...

    def new_id(self) -> str:
        """Return a fresh opaque identifier."""
        ...


class Work(Protocol):
    """How units are run: one thread hop and one transaction each."""

    async def run(self, unit: Callable[[Unit], T]) -> T:
        """Run ``unit`` in one writing transaction; an exception undoes all of it."""
        ...

    async def read(self, unit: Callable[[Unit], T]) -> T:
        """Run ``unit`` on a connection that only reads."""
        ...
