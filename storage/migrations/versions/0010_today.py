"""Who talked with whom, for the coordinator's list."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "talk",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("dialogue_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("coordinator_id", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("line_seq", sa.BigInteger(), nullable=False),
        sa.Column("noted_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "dialogue_id", name="pk_talk"),
    )
    op.create_index("ix_talk_noted_at", "talk", ["organisation_id", "noted_at"])
