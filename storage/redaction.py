"""Redaction by the book: the fact first, then the row, in one transaction.

Leaf, roots and every proof stay as they were; what is gone is the salt and what it
committed to, so that nobody can link or guess it any more. What was posted of it is
rendered anew; what people have copied elsewhere is beyond us.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from sqlalchemy import or_, select

from bot.ports.store import Unit
from engagement.errors import OperationError
from engagement.facts import (
    Fact,
    LedgerOpened,
    OrganisationRecorded,
    ProgrammeRecorded,
    RecordRedacted,
)
from storage import tables as t
from storage.statements import change

if TYPE_CHECKING:
    from storage.unit import UnitInSql

KEPT = frozenset(
    kind.NAME
    for kind in (LedgerOpened, OrganisationRecorded, ProgrammeRecorded, RecordRedacted)
)
"Payloads that stay: they name nobody, and nothing holds without them."


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
        OperationError: there is nothing to take out, it was taken out before, or the
            ledger cannot do without it.
    """
    sql = cast("UnitInSql", unit)
    texts = _texts(sql, seq)
    if field is not None and field not in texts:
        known = ", ".join(texts) or "none"
        raise OperationError(f"record {seq} has no free text {field}; it has: {known}")
    if field is None:
        _demand_payload(sql, seq)
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
    _show_again(sql, seq, said)
    return said


def _show_again(sql: UnitInSql, seq: int, said: int) -> None:
    """Have what was posted of a question rendered anew, without what went."""
    whose = sql.organisation_id
    occasion, detail = t.occasion.c, t.answer_detail.c
    query = (
        select(occasion.message_id)
        .distinct()
        .join_from(
            t.occasion,
            t.answer_detail,
            (occasion.organisation_id == detail.organisation_id)
            & (occasion.occasion_id == detail.occasion_id),
            isouter=True,
        )
        .where(
            occasion.organisation_id == whose,
            occasion.message_id.is_not(None),
            or_(
                occasion.question_seq == seq,
                occasion.answer_seq == seq,
                occasion.free_text_seq == seq,
                detail.seq == seq,
            ),
        )
    )
    now = select(t.evidence.c.occurred_at).where(
        t.evidence.c.organisation_id == whose, t.evidence.c.seq == said
    )
    at = sql.connection.execute(now).scalar_one()
    for message_id in sql.connection.execute(query).scalars().all():
        sql.outbox.forget(message_id, at)


def _texts(sql: UnitInSql, seq: int) -> list[str]:
    query = select(t.ledger_text.c.field).where(
        t.ledger_text.c.organisation_id == sql.organisation_id,
        t.ledger_text.c.seq == seq,
        t.ledger_text.c.text.is_not(None),
    )
    return list(sql.connection.execute(query).scalars())


def _demand_payload(sql: UnitInSql, seq: int) -> None:
    row = sql.connection.execute(
        select(t.ledger.c.kind, t.ledger_payload.c.payload)
        .join_from(
            t.ledger,
            t.ledger_payload,
            (t.ledger.c.organisation_id == t.ledger_payload.c.organisation_id)
            & (t.ledger.c.seq == t.ledger_payload.c.seq),
        )
        .where(t.ledger.c.organisation_id == sql.organisation_id, t.ledger.c.seq == seq)
    ).first()
    if row is None or row.payload is None:
        raise OperationError(f"record {seq} has no payload to take out")
    if row.kind in KEPT:
        raise OperationError(
            f"record {seq} ({row.kind}) names nobody and stays: without it the ledger"
            " cannot be read"
        )
