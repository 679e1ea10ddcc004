"""The ledger, its guards and its index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant
from storage.migrations import guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _ledger()
    _ledger_payload()
    _ledger_text()
    _ledger_head()
    _evidence()
    _evidence_requirement()
    guard = {"sqlite": guards.sqlite, "postgresql": guards.postgresql}
    for statement in guard[op.get_bind().dialect.name]():
        op.execute(statement)


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("schema", sa.SmallInteger(), nullable=False),
        sa.Column("commitment", sa.LargeBinary(length=32), nullable=False),
        sa.Column("leaf", sa.LargeBinary(length=32), nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "seq", name="pk_ledger"),
    )


def _ledger_payload() -> None:
    op.create_table(
        "ledger_payload",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "seq", name="pk_ledger_payload"),
    )


def _ledger_text() -> None:
    op.create_table(
        "ledger_text",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint(
            "organisation_id", "seq", "field", name="pk_ledger_text"
        ),
    )


def _ledger_head() -> None:
    op.create_table(
        "ledger_head",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("peaks", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name="pk_ledger_head"),
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=True),
        sa.Column("entry", sa.String(), nullable=True),
        sa.Column("occasion_id", sa.String(), nullable=True),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("occurred_at", Instant(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "seq", name="pk_evidence"),
    )
    op.create_index(
        "ix_evidence_entry_seq", "evidence", ["organisation_id", "entry", "seq"]
    )
    op.create_index("ix_evidence_message", "evidence", ["organisation_id", "message"])
    op.create_index(
        "ix_evidence_occurred_at", "evidence", ["organisation_id", "occurred_at"]
    )
    op.create_index(
        "ix_evidence_person_seq", "evidence", ["organisation_id", "person_id", "seq"]
    )


def _evidence_requirement() -> None:
    op.create_table(
        "evidence_requirement",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("requirement_id", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "organisation_id", "requirement_id", "seq", name="pk_evidence_requirement"
        ),
    )
