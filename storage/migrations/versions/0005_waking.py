"""When a question came back as its person had ordered, and why it waited last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("occasion", sa.Column("woken_at", Instant(), nullable=True))
    op.add_column("occasion", sa.Column("deferred_for", sa.String(), nullable=True))
