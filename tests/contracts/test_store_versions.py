"""Migrations and tables say the same, on both databases; never down, never by accident."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from engagement.errors import OperationError
from storage import engine, founding, upgrade
from storage import tables as t
from tests.contracts.store_parts import Store


def test_migrations_make_the_tables_that_the_code_knows(store: Store) -> None:
    """Else the next migration would repair the last one."""
    with store.database.writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert [] == compare_metadata(context, t.metadata)


def test_every_table_and_unique_key_begins_with_its_organisation(store: Store) -> None:
    """One deployment serves many; outbox and chat count over all of them."""
    looked = inspect(store.database.reader)
    counted = {"outbox", "chat_message", "alembic_version"}
    for table in set(looked.get_table_names()) - {"alembic_version"}:
        assert "organisation_id" in {c["name"] for c in looked.get_columns(table)}
        keys = [u["column_names"] for u in looked.get_unique_constraints(table)]
        if table not in counted:
            keys.append(looked.get_pk_constraint(table)["constrained_columns"])
        assert all(key[0] == "organisation_id" for key in keys), table


def test_an_empty_database_becomes_current_and_stays_so(empty_url: str) -> None:
    with closing(engine.connect(empty_url)) as database:
        assert (None, upgrade.newest()) == upgrade.upgrade(database)
        assert (upgrade.newest(), upgrade.newest()) == upgrade.upgrade(database)
        upgrade.demand_current(database)
        assert founding.is_vacant(database)


def test_a_founded_database_is_not_vacant(store: Store) -> None:
    assert not founding.is_vacant(store.database)


def test_an_empty_database_is_refused_in_words(empty_url: str) -> None:
    with closing(engine.connect(empty_url)) as database:
        if database.url.get_backend_name() == "sqlite":
            assert database.url.database is not None
            Path(database.url.database).touch()
        with pytest.raises(OperationError, match="is empty: run `ledning database"):
            upgrade.demand_current(database)


@pytest.mark.parametrize(
    ("version", "said"),
    [("9999", "made by a newer Ledning"), ("0001", "older than this Ledning: back it")],
)
def test_another_version_is_refused_in_words(
    version: str, said: str, store: Store
) -> None:
    store.sql("UPDATE alembic_version SET version_num = :v", v=version)

    with pytest.raises(OperationError, match=said):
        upgrade.demand_current(store.database)


def test_a_newer_database_is_not_upgraded(store: Store) -> None:
    store.sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(OperationError, match="newer"):
        upgrade.upgrade(store.database)


def test_something_elses_database_is_left_alone(empty_url: str) -> None:
    with closing(engine.connect(empty_url)) as database:
        with database.writer.begin() as connection:
            connection.execute(text("CREATE TABLE invoice (number INTEGER)"))
        for refused in (upgrade.upgrade, upgrade.demand_current):
            with pytest.raises(OperationError, match="belongs to something else"):
                refused(database)
        assert ["invoice"] == inspect(database.reader).get_table_names()


def test_an_upgrade_that_fails_leaves_nothing(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All migrations are one transaction."""
    from storage.migrations import guards

    def broken() -> list[str]:
        return ["CREATE TRIGGER no trigger at all"]

    monkeypatch.setattr(guards, "sqlite", broken)
    monkeypatch.setattr(guards, "postgresql", broken)
    with closing(engine.connect(empty_url)) as database:
        with pytest.raises(OperationError):
            upgrade.upgrade(database)
        assert [] == inspect(database.reader).get_table_names()
