"""What holds now."""

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
    _answer_detail()
    _assignment()
    _baseline()
    _case()
    _closed_period()
    _commitment()
    _digest()
    _entry()
    _identity()
    _import_file()
    _occasion()
    _organisation()
    _person()
    _reading()
    _signal()


def _absence() -> None:
    op.create_table(
        "absence",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("absence_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "absence_id", name="pk_absence"),
    )
    op.create_index("ix_absence_person", "absence", ["organisation_id", "person_id"])


def _answer_detail() -> None:
    op.create_table(
        "answer_detail",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("occasion_id", sa.String(length=64), nullable=False),
        sa.Column("follow_up_id", sa.String(length=64), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "organisation_id", "occasion_id", "follow_up_id", name="pk_answer_detail"
        ),
    )


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("function", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint(
            "organisation_id", "function", "person_id", "since", name="pk_assignment"
        ),
    )


def _baseline() -> None:
    op.create_table(
        "baseline",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("kpi_id", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "kpi_id", "seq", name="pk_baseline"),
    )


def _case() -> None:
    op.create_table(
        "case",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("occasion_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("owner_id", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("outcome_seq", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "case_id", name="pk_case"),
    )
    op.create_index("ix_case_occasion", "case", ["organisation_id", "occasion_id"])
    op.create_index(
        "ix_case_state_due_on", "case", ["organisation_id", "state", "due_on"]
    )


def _closed_period() -> None:
    op.create_table(
        "closed_period",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("period_id", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(
            "organisation_id", "period_id", name="pk_closed_period"
        ),
    )


def _commitment() -> None:
    op.create_table(
        "commitment",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("commitment_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("occasion_id", sa.String(length=64), nullable=False),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("what_seq", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("first_due", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Boolean(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint(
            "organisation_id", "commitment_id", name="pk_commitment"
        ),
    )
    op.create_index(
        "ix_commitment_occasion", "commitment", ["organisation_id", "occasion_id"]
    )
    op.create_index(
        "ix_commitment_person_state",
        "commitment",
        ["organisation_id", "person_id", "state"],
    )
    op.create_index(
        "ix_commitment_state_closed_at",
        "commitment",
        ["organisation_id", "state", "closed_at"],
    )


def _digest() -> None:
    op.create_table(
        "digest",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("posted_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "period", name="pk_digest"),
    )


def _entry() -> None:
    op.create_table(
        "entry",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("entry_id", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "kind", "entry_id", name="pk_entry"),
    )


def _identity() -> None:
    op.create_table(
        "identity",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("platform", sa.String(length=64), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("verified_by", sa.String(length=64), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.PrimaryKeyConstraint(
            "organisation_id", "platform", "workspace", "user_id", name="pk_identity"
        ),
    )
    op.create_index("ix_identity_person", "identity", ["organisation_id", "person_id"])


def _import_file() -> None:
    op.create_table(
        "import_file",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("import_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "import_id", name="pk_import_file"),
    )


def _occasion() -> None:
    op.create_table(
        "occasion",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("occasion_id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("prompt_id", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=130), nullable=True),
        sa.Column("period", sa.String(length=64), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("owed", sa.Boolean(), nullable=False),
        sa.Column("planned_at", Instant(), nullable=False),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_by", sa.String(length=64), nullable=True),
        sa.Column("free_text", sa.Text(), nullable=True),
        sa.Column("free_text_seq", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.String(length=64), nullable=True),
        sa.Column("asked_at", Instant(), nullable=True),
        sa.Column("expires_at", Instant(), nullable=True),
        sa.Column("snoozed_until", Instant(), nullable=True),
        sa.Column("reminded_at", Instant(), nullable=True),
        sa.Column("told_at", Instant(), nullable=True),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answer_text", sa.Text(), nullable=True),
        sa.Column("answer_seq", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("deferred", sa.Integer(), nullable=False),
        sa.Column("skip_reason", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "occasion_id", name="pk_occasion"),
        sa.UniqueConstraint(
            "organisation_id", "key", name="uq_occasion_organisation_id_key"
        ),
    )
    op.create_index("ix_occasion_asked_at", "occasion", ["organisation_id", "asked_at"])
    op.create_index(
        "ix_occasion_message", "occasion", ["organisation_id", "message_id"]
    )
    op.create_index(
        "ix_occasion_person_prompt_subject",
        "occasion",
        ["organisation_id", "person_id", "prompt_id", "subject", "asked_at"],
    )
    op.create_index(
        "ix_occasion_person_state",
        "occasion",
        ["organisation_id", "person_id", "state"],
    )


def _organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name="pk_organisation"),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "person_id", name="pk_person"),
    )


def _reading() -> None:
    op.create_table(
        "reading",
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("kpi_id", sa.String(length=64), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=True),
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
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("kpi_id", sa.String(length=64), nullable=False),
        sa.Column("episode", sa.String(length=80), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("first_period", sa.String(length=8), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("direction", sa.String(length=4), nullable=False),
        sa.Column("detected_at", Instant(), nullable=False),
        sa.Column("digest", sa.String(length=8), nullable=True),
        sa.Column("explained_by", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint(
            "organisation_id", "kpi_id", "episode", name="pk_signal"
        ),
    )
