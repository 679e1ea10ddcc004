"""Redaction by the book: the fact first, then the row, in one transaction.

Leaf, roots and every proof stay as they were; what is gone is the salt and what it
committed to, so that nobody can link or guess it any more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from sqlalchemy import select

from bot.ports.store import Unit
from engagement.errors import OperationError
from engagement.facts import Fact, RecordRedacted
from storage import tables as t
from storage.statements import change
from storage.unit import UnitInSql


def redact(
    unit: Unit,
    record: Callable[[Fact], int],
    seq: int,
    *,
    field: str | None,
    reason: str,
    decided_by: str,
) -> int:
    """Take a payload (with its free texts), or one free text, out of a record.

    Returns:
        The number of the record that says so.

    Raises:
        OperationError: there is nothing to take out, or it was taken out before.
    """
    sql = cast("UnitInSql", unit)
    texts = _texts(sql, seq)
    if field is not None and field not in texts:
        known = ", ".join(texts) or "none"
        raise OperationError(f"record {seq} has no free text {field}; it has: {known}")
    if field is None and not _payload(sql, seq):
        raise OperationError(f"record {seq} has no payload to take out")
    said = record(
        RecordRedacted(seq=seq, field=field, reason=reason, decided_by=decided_by)
    )
    own = {"organisation_id": unit.organisation_id, "seq": seq}
    for name in texts if field is None else [field]:
        change(
            sql.connection,
            t.ledger_text,
            own | {"field": name},
            {"salt": None, "text": None},
        )
    if field is None:
        change(sql.connection, t.ledger_payload, own, {"salt": None, "payload": None})
    return said


def _texts(sql: UnitInSql, seq: int) -> list[str]:
    query = select(t.ledger_text.c.field).where(
        t.ledger_text.c.organisation_id == sql.organisation_id,
        t.ledger_text.c.seq == seq,
        t.ledger_text.c.text.is_not(None),
    )
    return list(sql.connection.execute(query).scalars())


def _payload(sql: UnitInSql, seq: int) -> bool:
    query = select(t.ledger_payload.c.seq).where(
        t.ledger_payload.c.organisation_id == sql.organisation_id,
        t.ledger_payload.c.seq == seq,
        t.ledger_payload.c.payload.is_not(None),
    )
    return sql.connection.execute(query).first() is not None
