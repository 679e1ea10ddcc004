"""Questions, answers and promises."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _answer_detail()
    _case()
    _commitment()
    _occasion()


def _answer_detail() -> None:
    op.create_table(
        "answer_detail",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("occasion_id", sa.String(), nullable=False),
        sa.Column("follow_up_id", sa.String(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "organisation_id", "occasion_id", "follow_up_id", name="pk_answer_detail"
        ),
    )


def _case() -> None:
    op.create_table(
        "case",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("occasion_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("outcome_seq", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "case_id", name="pk_case"),
    )
    op.create_index("ix_case_occasion", "case", ["organisation_id", "occasion_id"])
    op.create_index(
        "ix_case_state_due_on", "case", ["organisation_id", "state", "due_on"]
    )


def _commitment() -> None:
    op.create_table(
        "commitment",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("commitment_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("occasion_id", sa.String(), nullable=False),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("what_seq", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("first_due", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
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


def _occasion() -> None:
    op.create_table(
        "occasion",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("occasion_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("prompt_id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("owed", sa.Boolean(), nullable=False),
        sa.Column("planned_at", Instant(), nullable=False),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=True),
        sa.Column("free_text", sa.Text(), nullable=True),
        sa.Column("free_text_seq", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("asked_at", Instant(), nullable=True),
        sa.Column("expires_at", Instant(), nullable=True),
        sa.Column("snoozed_until", Instant(), nullable=True),
        sa.Column("reminded_at", Instant(), nullable=True),
        sa.Column("told_at", Instant(), nullable=True),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("question_seq", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answer_text", sa.Text(), nullable=True),
        sa.Column("answer_seq", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("deferred", sa.Integer(), nullable=False),
        sa.Column("skip_reason", sa.String(), nullable=True),
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
