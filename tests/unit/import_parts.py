"""What the tests of imports stand on: a real store, and short ways to use it."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Connection

from bot.desk import imports
from bot.desk.desk import Desk, Sitting
from bot.desk.recording import MACHINERY, Recorder
from bot.ports.store import Unit
from bot.sources import tables as sources
from config import content, texts
from engagement.errors import ImportRefused, Problem
from engagement.facts import (
    Author,
    Fact,
    LedgerOpened,
    OrganisationRecorded,
)
from engagement.organisation import Mode, Organisation
from storage import ledger, upgrade
from storage.engine import Database, connect
from storage.unit import Transactions, UnitInSql

ORGANISATION = "demo"
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"A Monday morning in Stockholm."
KARIN = Author(person_id="C1", name="Karin Åberg", role="kvalitetschef")
DESK = Desk(
    catalogue=content.load(),
    texts=texts.load(),
    holidays_of=lambda _country, _region, _year: frozenset(),
    tables=sources,
    software="Ledning test",
)
"Read once, because it takes a while and never changes."

PEOPLE = """
id;name;role_en;role_sv;email;permissions;functions;joined
C1;Karin Åberg;Quality Manager;kvalitetschef;karin@example.com;coordinator;;2018-08-20
E1;Annika Sjöholm;CEO;vd;annika@example.com;executive;ceo;2021-03-01
E3;Maria Lindqvist;COO;operativ chef;maria@example.com;executive;coo;2019-01-07
"""
GOALS = "id;title_en;title_sv\nG1;Promises kept;Hålla löften\n"
KPIS = "id;target;owner\notif;95;E3\ncopq;2,8;E1\n"
OBJECTIVES = """
id;title_en;title_sv;goal;owner;kpis;baseline;target;due;last_reviewed
O1;On time in full;Leveransprecision;G1;E3;otif;91,2;95;2026-12-31;2026-11-10
"""


def csv(text: str) -> bytes:
    """Return a file as it is typed here, without what indents it."""
    return dedent(text).strip().encode()


def workbook(*rows: list[Any]) -> bytes:
    """Return an Excel file."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@dataclass
class Store:
    """One organisation in a database of its own."""

    unit: Unit
    connection: Connection
    now: datetime = NOW
    author: Author = KARIN

    @property
    def at(self) -> Sitting:
        """The sitting now."""
        return Sitting(unit=self.unit, desk=DESK, now=self.now)

    @property
    def record(self) -> Recorder:
        """The recorder of whoever imports."""
        return Recorder(at=self.at, author=self.author)

    def tell(self, *facts: Fact) -> None:
        """Record facts that come from elsewhere."""
        self.record(*facts)

    def plan(
        self, kind: str, text: str | bytes, name: str = "file.csv"
    ) -> imports.ImportPlan:
        """Dry-run a file."""
        content = text if isinstance(text, bytes) else csv(text)
        return imports.plan(self.at, kind, name, content)

    def take(self, kind: str, text: str | bytes) -> str:
        """Import a file; return the import's id."""
        return imports.accept(self.at, self.plan(kind, text), self.record)

    def undo(self, import_id: str) -> int:
        """Take an import back."""
        return imports.undo(self.at, import_id, self.record)

    def problems(
        self, kind: str, text: str | bytes
    ) -> list[tuple[int, str | None, str]]:
        """Return line, column and code of every bad place."""
        return [(p.line, p.column, p.code) for p in self.refusal(kind, text)]

    def refusal(self, kind: str, text: str | bytes) -> tuple[Problem, ...]:
        """Return every bad place of a file that is refused, with nothing recorded."""
        before = self.unit.books.head()
        with pytest.raises(ImportRefused) as refused:
            self.plan(kind, text)
        assert before == self.unit.books.head()
        return refused.value.problems

    def facts(self, since: int = 0) -> list[Fact]:
        """Return what was recorded from a number on."""
        size, _ = self.unit.books.head()
        records = self.unit.books.records(since, size - 1) if since < size else ()
        return [record.fact for _, record in records if record is not None]

    @property
    def size(self) -> int:
        """How many records there are."""
        return self.unit.books.head()[0]

    def holds(self) -> dict[str, Any]:
        """Return everything that imports write, as the application sees it."""
        unit = self.unit
        people = unit.people.all()
        today = self.now.date()
        return {
            "people": people,
            "functions": sorted(
                (a.person_id, a.function, a.since)
                for a in unit.people.assignments()
                if a.covers(today)
            ),
            "absences": unit.people.absences([p.person_id for p in people]),
            "closed": unit.people.closed_periods(),
            "goals": unit.entries.goals(),
            "objectives": unit.entries.objectives(),
            "risks": unit.entries.risks(),
            "reviews": unit.entries.reviews(),
            "audits": unit.entries.audits(),
            "actions": unit.entries.actions(),
            "others": unit.entries.others(),
            "kpis": unit.kpis.all(),
            "readings": {
                kpi.kpi_id: [
                    (str(r.period), r.value, r.set_aside)
                    for r in unit.kpis.readings(kpi.kpi_id)
                ]
                for kpi in unit.kpis.all()
            },
        }


@contextmanager
def opened(folder: Path, *, with_people: bool = True) -> Iterator[Store]:
    """Open a new store, with three people unless told otherwise."""
    database = new_database(folder / "ledning.db")
    numbers = itertools.count(1)
    with database.writer.connect() as connection, connection.begin():
        unit = UnitInSql(
            connection,
            ORGANISATION,
            salt=bytes,
            new_id=lambda: f"id{next(numbers):04}",
        )
        store = Store(unit=unit, connection=connection)
        _begin(store)
        if with_people:
            store.take("people", PEOPLE)
        yield store
    database.close()


def new_database(path: Path) -> Database:
    """Make an empty database with a ledger."""
    path.write_bytes(_blank_database())
    return connect(f"sqlite:///{path}")


@cache
def _blank_database() -> bytes:
    """Bring an empty file up to date once: that takes longer than most tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "blank.db"
        database = connect(f"sqlite:///{path}")
        upgrade.upgrade(database)
        transactions = Transactions(database)
        transactions.write_here(lambda c: ledger.open_head(c, ORGANISATION))
        transactions.close()
        database.close()
        return path.read_bytes()


def _begin(store: Store) -> None:
    lindvalla = Organisation(
        organisation_id=ORGANISATION,
        name="Lindvalla Fluidteknik AB",
        mode=Mode.REHEARSAL,
    )
    opening = LedgerOpened(
        organisation_id=ORGANISATION, mode=Mode.REHEARSAL, software="test"
    )
    machinery = replace(store.record, author=MACHINERY)
    machinery(opening, OrganisationRecorded(organisation=lindvalla))
