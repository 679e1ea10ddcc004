"""Prebuilt statements: building one costs more than running it.

Each shape of statement is built once per process and kept; SQLAlchemy then finds its
compiled form by identity. Writing goes further: what SQLAlchemy made of a statement is
kept with it, because finding out again for every row took a third of an answer's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
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


class _Prepared:
    """A statement in a dialect's own words, for values that have these names."""

    def __init__(
        self, statement: Executable, dialect: Dialect, names: tuple[str, ...]
    ) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(names))  # type: ignore[attr-defined]
        self.sql = str(compiled)
        self.order: tuple[str, ...] | None = (
            tuple(compiled.positiontup) if compiled.positional else None
        )
        "None where the driver takes values by name."
        self._converted = [
            (name, convert)
            for name, bind in compiled.binds.items()
            if (convert := bind.type.dialect_impl(dialect).bind_processor(dialect))
        ]

    def given(self, values: Mapping[str, Any]) -> Any:
        """Return the values of one row as the driver takes them."""
        row = dict(values)
        for name, convert in self._converted:
            row[name] = convert(row[name])
        return row if self.order is None else tuple(row[name] for name in self.order)


@cache
def _prepared(
    statement: Executable, dialect: Dialect, names: tuple[str, ...]
) -> _Prepared:
    return _Prepared(statement, dialect, names)


def write(
    connection: Connection,
    statement: Executable,
    rows: Mapping[str, Any] | Sequence[Mapping[str, Any]],
) -> int:
    """Run a prebuilt INSERT, UPDATE or DELETE, for one row or for several.

    Every value of the statement is given by name, the same names in every row.

    Returns:
        How many rows it changed.
    """
    several = [rows] if isinstance(rows, Mapping) else rows
    ready = _prepared(statement, connection.dialect, tuple(several[0]))
    given = [ready.given(row) for row in several]
    return connection.exec_driver_sql(
        ready.sql, given if len(given) > 1 else given[0]
    ).rowcount


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
    return write(connection, statement, values)


def remove(connection: Connection, table: Table, where: Mapping[str, Any]) -> None:
    """Delete rows of the machinery, or of state that a fact takes back."""
    write(connection, _deleting(table, tuple(where)), dict(_named("where", where)))
