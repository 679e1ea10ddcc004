"""Prebuilt statements: building one costs more than running it.

Each shape of statement is built once per process and kept; SQLAlchemy then finds its
compiled form by identity. Writing goes further: what SQLAlchemy made of a statement is
kept with it, because finding out again for every row took a third of an answer's time;
and so does the reading of single rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    Executable,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    update,
)
from sqlalchemy.types import TypeEngine

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
    """A statement in a dialect's own words, for values that have these names.

    It has no list of values (``IN``): its words would depend on how many there are.
    """

    def __init__(
        self, statement: Executable, dialect: Dialect, names: tuple[str, ...]
    ) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(names))  # type: ignore[attr-defined]
        self.sql = str(compiled)
        self._positional = compiled.positional
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self._order: tuple[str, ...] = tuple(compiled.positiontup or binds)
        "Names of the values, as the driver takes them."
        self._own = {
            name: bind.effective_value
            for name, bind in binds.items()
            if bind.effective_value is not None
        }
        "Values that stand in the statement itself."
        converting = {
            name: convert
            for name, bind in binds.items()
            if (convert := bind.type.dialect_impl(dialect).bind_processor(dialect))
        }
        self._converted = [
            (place, converting[name])
            for place, name in enumerate(self._order)
            if name in converting
        ]
        columns = statement.selected_columns if isinstance(statement, Select) else ()
        self._read = [
            (place, convert)
            for place, column in enumerate(columns)
            if (convert := _reading(column.type, dialect)) is not None
        ]

    def given(self, values: Mapping[str, Any]) -> Any:
        """Return the values of one row as the driver takes them."""
        named = {**self._own, **values}
        row = [named[name] for name in self._order]
        for place, convert in self._converted:
            row[place] = convert(row[place])
        if self._positional:
            return tuple(row)
        return dict(zip(self._order, row, strict=True))

    def taken(self, row: Row[Any]) -> tuple[Any, ...]:
        """Return the values of one row as their columns' types read them."""
        found = list(row)
        for place, convert in self._read:
            found[place] = convert(found[place])
        return tuple(found)


def _reading(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


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


def first(
    connection: Connection, statement: Select[Any], values: Mapping[str, Any]
) -> tuple[Any, ...] | None:
    """Run a prebuilt SELECT of few columns and return its first row.

    For what every answer reads. Of many columns SQLAlchemy's own way is the cheaper
    one: it keeps what it found out about them.
    """
    ready = _prepared(statement, connection.dialect, tuple(values))
    row = connection.exec_driver_sql(ready.sql, ready.given(values)).first()
    return None if row is None else ready.taken(row)


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
