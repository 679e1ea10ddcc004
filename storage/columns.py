"""Column types that say what SQLite and PostgreSQL leave open."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from engagement.codec import canonical, decode, encode
from engagement.spelling import instant

ID = String()
"""Identifiers: ours, a customer's, a platform's. No column has a longest text: SQLite
would not keep to it and PostgreSQL would refuse, so what is too long is refused where
it comes in, in words."""


class Instant(TypeDecorator[datetime]):
    """A point of time in UTC; naive values are refused.

    SQLite keeps ``2026-11-24T08:00:00.000000Z``, which sorts as text; left to itself
    it would give back an aware value naive, in whatever zone it had.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite, ``timestamptz`` on PostgreSQL."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(27))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse what is no instant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime is not an instant")
        return instant(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return an aware datetime in UTC."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return datetime.fromisoformat(value)
        return value.astimezone(UTC)  # type: ignore[no-any-return]


@lru_cache(maxsize=4096)
def decoded(kind: Any, body: str) -> Any:
    """Read a body that is the same as one before only once; the values are frozen."""
    return decode(kind, json.loads(body))


class Encoded(TypeDecorator[Any]):
    """A frozen dataclass as canonical JSON, by ``engagement.codec``."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[Any]) -> None:
        super().__init__()
        self.kind: Any = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write the canonical form."""
        del dialect
        return None if value is None else canonical(encode(value)).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Read it back."""
        del dialect
        return None if value is None else decoded(self.kind, value)
