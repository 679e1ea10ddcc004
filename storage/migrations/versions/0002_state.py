"""What holds now of people, figures and what questions are about."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _absence()
    _assignment()
    _baseline()
    _closed_period()
    _digest()
    _entry()
    _identity()
    _import_file()
    _organisation()
    _person()
    _reading()
    _signal()


def _absence() -> None:
    op.create_table(
        "absence",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("absence_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "absence_id", name="pk_absence"),
    )
    op.create_index("ix_absence_person", "absence", ["organisation_id", "person_id"])


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint(
            "organisation_id", "function", "person_id", "since", name="pk_assignment"
        ),
    )


def _baseline() -> None:
    op.create_table(
        "baseline",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("kpi_id", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "kpi_id", "seq", name="pk_baseline"),
    )


def _closed_period() -> None:
    op.create_table(
        "closed_period",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(
            "organisation_id", "period_id", name="pk_closed_period"
        ),
    )


def _digest() -> None:
    op.create_table(
        "digest",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("posted_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "period", name="pk_digest"),
    )


def _entry() -> None:
    op.create_table(
        "entry",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "kind", "entry_id", name="pk_entry"),
    )


def _identity() -> None:
    op.create_table(
        "identity",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("verified_by", sa.String(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.PrimaryKeyConstraint(
            "organisation_id", "platform", "workspace", "user_id", name="pk_identity"
        ),
    )
    op.create_index("ix_identity_person", "identity", ["organisation_id", "person_id"])


def _import_file() -> None:
    op.create_table(
        "import_file",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("import_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "import_id", name="pk_import_file"),
    )


def _organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name="pk_organisation"),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("coordinator", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "person_id", name="pk_person"),
    )
    op.create_index(
        "ix_person_coordinator", "person", ["organisation_id", "coordinator", "gone"]
    )


def _reading() -> None:
    op.create_table(
        "reading",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("kpi_id", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("note_seq", sa.BigInteger(), nullable=True),
        sa.Column("set_aside", sa.Boolean(), nullable=False),
        sa.Column("set_aside_reason", sa.Text(), nullable=True),
        sa.Column("set_aside_seq", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint(
            "organisation_id", "kpi_id", "period", name="pk_reading"
        ),
    )


def _signal() -> None:
    op.create_table(
        "signal",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("kpi_id", sa.String(), nullable=False),
        sa.Column("episode", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("first_period", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("detected_at", Instant(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("explained_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint(
            "organisation_id", "kpi_id", "episode", name="pk_signal"
        ),
    )
