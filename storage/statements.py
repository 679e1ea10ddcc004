"""Prebuilt statements: building one costs more than running it.

Each shape of statement is built once per process and kept; SQLAlchemy then finds its
compiled form by identity.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    Table,
    bindparam,
    delete,
    insert,
    update,
)

from storage.engine import insert_new, upsert


@cache
def inserting(table: Table) -> Executable:
    """Return a plain INSERT."""
    return insert(table)


@cache
def replacing(table: Table, dialect: str) -> Executable:
    """Return an INSERT that replaces the row with the same primary key."""
    return upsert(table, dialect)


@cache
def adding(table: Table, dialect: str) -> Executable:
    """Return an INSERT that leaves an existing row alone."""
    return insert_new(table, dialect)


@cache
def _updating(
    table: Table, where: tuple[str, ...], columns: tuple[str, ...]
) -> Executable:
    return (
        update(table)
        .where(*(table.c[name] == bindparam(f"where_{name}") for name in where))
        .values({name: bindparam(f"new_{name}") for name in columns})
    )


@cache
def _deleting(table: Table, where: tuple[str, ...]) -> Executable:
    return delete(table).where(
        *(table.c[name] == bindparam(f"where_{name}") for name in where)
    )


def _named(prefix: str, values: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    return ((f"{prefix}_{name}", held) for name, held in values.items())


def change(
    connection: Connection,
    table: Table,
    where: Mapping[str, Any],
    new: Mapping[str, Any],
) -> int:
    """Update rows that equal ``where``; returns how many there were."""
    statement = _updating(table, tuple(where), tuple(new))
    values = dict(_named("where", where)) | dict(_named("new", new))
    return connection.execute(statement, values).rowcount


def remove(connection: Connection, table: Table, where: Mapping[str, Any]) -> None:
    """Delete rows of the machinery, or of state that a fact takes back."""
    connection.execute(_deleting(table, tuple(where)), dict(_named("where", where)))
