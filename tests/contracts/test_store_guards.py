"""The ledger only grows: the database itself refuses everything else."""

from __future__ import annotations

from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from engagement.errors import OperationError
from engagement.facts import MessageNotUnderstood, RecordRedacted
from engagement.facts.free_text import FreeText
from storage import upgrade
from storage.redaction import redact
from tests.contracts.databases import PostgreSql
from tests.contracts.store_parts import NOW, Store, of_machine
from tests.unit.fact_parts import EXECUTIVE

TABLES = ("ledger", "ledger_payload", "ledger_text", "ledger_head")
SAID = MessageNotUnderstood(
    person_id=EXECUTIVE,
    platform="webchat",
    platform_message="m-1",
    text=FreeText(text="hjälp mig hitta kaffet"),
)
REFUSAL = "the ledger only grows"


@pytest.fixture
def seq(store: Store) -> int:
    """Record somebody's words; returns the number of the record."""
    return store.record(SAID)


def taken_out(store: Store, seq: int, field: str | None = None) -> int:
    return store.do(
        lambda unit: redact(
            unit,
            lambda fact: unit.record(of_machine(fact)),
            seq,
            field=field,
            reason="erasure",
            decided_by="kvalitetschef",
        )
    )


CHANGES = [
    "UPDATE ledger SET kind = kind",
    "UPDATE ledger SET leaf = root",
    "UPDATE ledger SET seq = seq + 1000",
    "UPDATE ledger_payload SET payload = payload",
    "UPDATE ledger_payload SET payload = NULL, salt = NULL",
    "UPDATE ledger_payload SET salt = NULL",
    "UPDATE ledger_text SET text = 'Allt är bra'",
    "UPDATE ledger_text SET text = NULL, salt = NULL",
    "UPDATE ledger_text SET field = 'other'",
    "UPDATE ledger_head SET size = size",
    "UPDATE ledger_head SET size = size - 1",
    "UPDATE ledger_head SET root = root",
    "DELETE FROM ledger",
    "DELETE FROM ledger_payload",
    "DELETE FROM ledger_text",
    "DELETE FROM ledger_head",
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("seq")
def test_nothing_is_changed_or_deleted(change: str, store: Store) -> None:
    before = {table: _all(store, table) for table in TABLES}

    with pytest.raises(DBAPIError, match=REFUSAL):
        store.sql(change)

    assert before == {table: _all(store, table) for table in TABLES}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.usefixtures("seq")
def test_what_is_there_is_not_replaced(table: str, store: Store) -> None:
    """SQLite's INSERT OR REPLACE passes guards of UPDATE and DELETE."""
    word = "INSERT OR REPLACE" if store.is_sqlite else "INSERT"

    with pytest.raises(DBAPIError, match=REFUSAL):
        store.sql(f"{word} INTO {table} SELECT * FROM {table}")  # noqa: S608 - our tables


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.usefixtures("seq")
def test_nothing_is_truncated(table: str, store: Store) -> None:
    """On PostgreSQL it passes the other guards; SQLite does not know the word."""
    refusal = "syntax error" if store.is_sqlite else REFUSAL

    with pytest.raises(DBAPIError, match=refusal):
        store.sql(f"TRUNCATE {table} CASCADE")


def _all(store: Store, table: str) -> list[tuple[object, ...]]:
    with store.database.reader.connect() as connection:
        rows = connection.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2"))  # noqa: S608 - our tables
        return [tuple(row) for row in rows]


# --- the one way ---------------------------------------------------------------


def test_words_can_be_taken_out_and_the_ledger_stays_intact(
    seq: int, store: Store
) -> None:
    taken_out(store, seq, "text")

    assert store.check().intact
    ((_, record),) = store.look(lambda unit: unit.books.records(seq, seq))
    assert record is not None
    assert isinstance(record.fact, MessageNotUnderstood)
    assert record.fact.text == FreeText(text=None)


def test_a_whole_payload_can_be_taken_out(seq: int, store: Store) -> None:
    taken_out(store, seq)

    assert store.check().intact
    assert ((seq, None),) == store.look(lambda unit: unit.books.records(seq, seq))


def test_the_leaf_and_every_root_stay(seq: int, store: Store) -> None:
    query = f"SELECT * FROM ledger WHERE seq <= {seq} ORDER BY seq"  # noqa: S608 - a number
    with store.database.reader.connect() as connection:
        before = connection.execute(text(query)).all()
    taken_out(store, seq)
    with store.database.reader.connect() as connection:
        assert before == connection.execute(text(query)).all()


def test_a_redaction_frees_no_other_record(seq: int, store: Store) -> None:
    other = store.record(SAID)
    store.record(
        RecordRedacted(seq=other, field=None, reason="erasure", decided_by="x")
    )

    with pytest.raises(DBAPIError, match=REFUSAL):
        store.sql(
            "UPDATE ledger_payload SET payload = NULL, salt = NULL WHERE seq = :seq",
            seq=seq,
        )


def test_a_redaction_of_one_text_frees_not_the_payload(seq: int, store: Store) -> None:
    store.record(
        RecordRedacted(seq=seq, field="text", reason="erasure", decided_by="x")
    )

    with pytest.raises(DBAPIError, match=REFUSAL):
        store.sql(
            "UPDATE ledger_payload SET payload = NULL, salt = NULL WHERE seq = :seq",
            seq=seq,
        )


def test_a_redaction_is_used_at_once_or_never(seq: int, store: Store) -> None:
    """Only right after it, in the transaction that recorded it."""
    store.record(
        RecordRedacted(seq=seq, field="text", reason="erasure", decided_by="x")
    )
    store.record(SAID)

    with pytest.raises(DBAPIError, match=REFUSAL):
        store.sql(
            "UPDATE ledger_text SET text = NULL, salt = NULL WHERE seq = :s", s=seq
        )


@pytest.mark.parametrize("twice", ["text", None])
def test_what_went_cannot_go_again(twice: str | None, seq: int, store: Store) -> None:
    taken_out(store, seq, twice)
    size = store.look(lambda unit: unit.books.head())

    with pytest.raises(OperationError):
        taken_out(store, seq, twice)

    assert size == store.look(lambda unit: unit.books.head())


# --- that they are there -------------------------------------------------------


def test_every_guard_is_in_place_and_one_that_went_is_missed(store: Store) -> None:
    with store.database.reader.connect() as connection:
        assert () == upgrade.missing_triggers(connection)
    on = "" if store.is_sqlite else " ON ledger_text"
    store.sql(f"DROP TRIGGER ledger_text_no_delete{on}")
    with store.database.reader.connect() as connection:
        assert ("ledger_text_no_delete",) == upgrade.missing_triggers(connection)


def test_a_guard_that_was_switched_off_is_missed(postgresql: PostgreSql) -> None:
    """SQLite can only drop one."""
    with postgresql.founded() as url, closing(Store.open(url)) as store:
        store.sql("ALTER TABLE ledger DISABLE TRIGGER ledger_no_update")
        with store.database.reader.connect() as connection:
            assert ("ledger_no_update",) == upgrade.missing_triggers(connection)


def test_the_time_of_a_redaction_is_kept(seq: int, store: Store) -> None:
    said = taken_out(store, seq)

    ((_, record),) = store.look(lambda unit: unit.books.records(said, said))
    assert record is not None
    assert NOW == record.header.recorded_at
