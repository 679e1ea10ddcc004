"""Whatever cell of the ledger is changed, a check of it finds that."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from engagement.facts import Fact, GoalRecorded, ReadingSetAside, RecordRedacted
from storage import ledger
from storage.redaction import redact
from tests.contracts.store_parts import WHOSE, Store, found, of_machine
from tests.unit.fact_parts import recorded
from tests.unit.fact_story import FOUNDING, STORY

COLUMNS = {
    "ledger": ("seq", "kind", "schema", "commitment", "leaf", "root"),
    "ledger_payload": ("seq", "salt", "payload"),
    "ledger_text": ("seq", "field", "salt", "text"),
    "ledger_head": ("size", "root", "peaks"),
}
CELLS = [(table, name) for table, names in COLUMNS.items() for name in names]
VALUES = st.one_of(
    st.none(),
    st.integers(-(2**62), 2**62),
    st.integers(0, 80),
    st.floats(allow_nan=False),
    st.text(max_size=40).map(lambda text: text.replace("\0", "")),
    st.binary(max_size=64),
    st.binary(min_size=32, max_size=32),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which everything happened, some of it taken out, without guards."""
    file = tmp_path_factory.mktemp("ledger") / "template.db"
    found(f"sqlite:///{file}")
    with closing(Store.open(f"sqlite:///{file}")) as store:
        first: dict[type[Fact], int] = {}
        for number, fact in enumerate(one for one in STORY if one not in FOUNDING):
            if not isinstance(fact, RecordRedacted):
                seq = store.record(recorded(fact, number))
                first.setdefault(type(fact), seq)
        for kind, field in ((GoalRecorded, None), (ReadingSetAside, "reason")):
            store.do(
                lambda unit, at=first[kind], which=field: redact(  # type: ignore[misc]
                    unit,
                    lambda fact: unit.record(of_machine(fact)),
                    at,
                    field=which,
                    reason="erasure",
                    decided_by="kvalitetschef",
                )
            )
        assert store.check().intact
    with closing(sqlite3.connect(file)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for (name,) in names:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA journal_mode=DELETE")
    return file


@pytest.fixture(scope="module")
def store(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open one copy; every example undoes its change."""
    file = tmp_path_factory.mktemp("copy") / "ledger.db"
    shutil.copyfile(template, file)
    with closing(Store.open(f"sqlite:///{file}")) as opened:
        yield opened


def check_after(store: Store, statement: str, values: tuple[Any, ...]) -> bool | None:
    """Return whether the ledger is intact after a change; None: it changed nothing."""
    with store.database.writer.connect() as connection:
        change = connection.begin()
        try:
            before = _cells(connection)
            connection.exec_driver_sql(statement, values)
            if before == _cells(connection):
                return None
            found = ledger.check(connection, WHOSE)
        except IntegrityError:
            return None
        finally:
            change.rollback()
    assert found.intact or found.reason
    return found.intact


def _cells(connection: Any) -> list[Any]:
    return [
        (type(cell), cell)
        for table in COLUMNS
        for row in connection.exec_driver_sql(f"SELECT * FROM {table}").all()
        for cell in row
    ]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cell=st.sampled_from(CELLS), row=st.integers(0, 60), value=VALUES)
def test_any_changed_cell_is_found(
    store: Store, cell: tuple[str, str], row: int, value: object
) -> None:
    table, name = cell
    statement = (
        f"UPDATE {table} SET {name} = ? WHERE rowid ="
        f" (SELECT rowid FROM {table} LIMIT 1 OFFSET"
        f" ({row} % (SELECT count(*) FROM {table})))"
    )

    assert check_after(store, statement, (value,)) is not True


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.sampled_from(sorted(COLUMNS)), row=st.integers(0, 60))
def test_any_row_that_went_is_missed(store: Store, table: str, row: int) -> None:
    statement = (
        f"DELETE FROM {table} WHERE rowid = (SELECT rowid FROM {table} LIMIT 1"
        f" OFFSET (? % (SELECT count(*) FROM {table})))"
    )

    assert check_after(store, statement, (row,)) is False


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.sampled_from(["ledger_payload", "ledger_text"]),
    seq=st.one_of(st.integers(-5, 200), st.integers(-(2**62), 2**62)),
)
def test_any_row_that_was_added_is_found(store: Store, table: str, seq: int) -> None:
    more = "salt, payload" if table == "ledger_payload" else "field, salt, text"
    values = "x'00', x'00'" if table == "ledger_payload" else "'more', x'00', 'x'"
    statement = (
        f"INSERT OR IGNORE INTO {table} (organisation_id, seq, {more})"
        f" VALUES ('lindvalla', ?, {values})"
    )

    assert check_after(store, statement, (seq,)) is not True


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=st.integers(0, 50), other=st.integers(0, 50))
def test_records_that_changed_places_are_found(
    store: Store, one: int, other: int
) -> None:
    """Their payloads, with salts and all."""
    statement = (
        "UPDATE ledger_payload SET (salt, payload) = (SELECT salt, payload FROM"
        " ledger_payload AS p WHERE p.seq = (? + ? - ledger_payload.seq))"
        " WHERE seq IN (?, ?)"
    )

    assert check_after(store, statement, (one, other, one, other)) is not True
