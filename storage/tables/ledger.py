"""The ledger: what was committed, what it says, and an index that is derived from it.

``ledger`` never changes. A payload or a text may only become NULL, together with a
``record.redacted`` fact in the same transaction; triggers refuse everything else.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
)

from storage.columns import ID, Instant
from storage.tables.base import metadata, organisation_key


def _seq() -> Column[int]:
    return Column("seq", BigInteger, primary_key=True, autoincrement=False)


ledger = Table(
    "ledger",
    metadata,
    organisation_key(),
    _seq(),
    Column("kind", ID, nullable=False),
    Column("schema", SmallInteger, nullable=False),
    Column("commitment", LargeBinary(32), nullable=False),
    Column("leaf", LargeBinary(32), nullable=False),
    Column("root", LargeBinary(32), nullable=False),
)
ledger_payload = Table(
    "ledger_payload",
    metadata,
    organisation_key(),
    _seq(),
    Column("salt", LargeBinary(32)),
    Column("payload", LargeBinary),
)
ledger_text = Table(
    "ledger_text",
    metadata,
    organisation_key(),
    _seq(),
    Column("field", String(), primary_key=True),
    Column("salt", LargeBinary(32)),
    Column("text", Text),
)
ledger_head = Table(
    "ledger_head",
    metadata,
    organisation_key(),
    Column("size", BigInteger, nullable=False),
    Column("root", LargeBinary(32), nullable=False),
    Column("peaks", LargeBinary, nullable=False),
)
evidence = Table(
    "evidence",
    metadata,
    organisation_key(),
    _seq(),
    Column("kind", ID, nullable=False),
    Column("person_id", ID),
    Column("entry", String()),
    Column("occasion_id", ID),
    Column("message", ID),
    Column("occurred_at", Instant, nullable=False),
    Column("late", Integer, nullable=False, default=0),
    Index("ix_evidence_person_seq", "organisation_id", "person_id", "seq"),
    Index("ix_evidence_entry_seq", "organisation_id", "entry", "seq"),
    Index("ix_evidence_message", "organisation_id", "message"),
    Index("ix_evidence_occurred_at", "organisation_id", "occurred_at"),
)
evidence_requirement = Table(
    "evidence_requirement",
    metadata,
    organisation_key(),
    Column("requirement_id", ID, primary_key=True),
    _seq(),
)
