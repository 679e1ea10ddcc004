"""Who may fetch a file, and what authors said about confidential answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("file", sa.Column("visible_to", sa.String(), nullable=True))
    op.create_table(
        "consent",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("occasion_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "occasion_id", name="pk_consent"),
    )
