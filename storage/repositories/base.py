"""What every repository has: a connection and an organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Executable,
    Result,
    Row,
    Select,
    bindparam,
)

from storage.columns import ID
from storage.statements import first

WHOSE: BindParameter[str] = bindparam("whose", type_=ID)
"The organisation, in every statement."
BATCH = 500
"Most ids in one query: SQLite takes 32,766 variables, PostgreSQL 65,535."


class Repository:
    """A part of the store within one transaction."""

    def __init__(self, connection: Connection, organisation_id: str) -> None:
        self.connection = connection
        self.whose = organisation_id

    def run(self, statement: Executable, **values: Any) -> Result[Any]:
        """Run a prebuilt statement for this organisation."""
        return self.connection.execute(statement, {"whose": self.whose} | values)

    def first(self, statement: Select[Any], **values: Any) -> tuple[Any, ...] | None:
        """Return the first row of a prebuilt statement of few columns."""
        return first(self.connection, statement, {"whose": self.whose} | values)

    def each(
        self, statement: Executable, name: str, ids: Sequence[str], **values: Any
    ) -> Iterator[Row[Any]]:
        """Run a statement with an ``IN`` list, a batch at a time."""
        for start in range(0, len(ids), BATCH):
            batch = {name: list(ids[start : start + BATCH])}
            yield from self.run(statement, **batch, **values)
