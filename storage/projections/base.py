"""Where a projection writes, and the three ways of writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table

from engagement.facts import Header
from engagement.facts.free_text import FreeText
from storage.statements import change, inserting, replacing, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One record being projected, in one transaction."""

    connection: Connection
    organisation_id: str
    seq: int
    header: Header

    @property
    def at(self) -> datetime:
        """When it was recorded."""
        return self.header.recorded_at

    def insert(self, table: Table, **values: Any) -> None:
        """Add a row."""
        row = {"organisation_id": self.organisation_id} | values
        write(self.connection, inserting(table), row)

    def put(self, table: Table, **values: Any) -> None:
        """Add a row, or replace the one that has its key; every column is given."""
        row = {"organisation_id": self.organisation_id} | values
        dialect = self.connection.dialect.name
        write(self.connection, replacing(table, dialect), row)

    def update(self, table: Table, where: Mapping[str, Any], **new: Any) -> None:
        """Change the columns of some rows."""
        own = {"organisation_id": self.organisation_id} | dict(where)
        change(self.connection, table, own, new)


def words(text: FreeText | None) -> str | None:
    """Return a free text's words; None when there are none or they were redacted."""
    return text.text if text is not None else None
