"""Of what the owner of a case was reminded last, and when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case", sa.Column("reminded", sa.String(), nullable=True))
    op.add_column("case", sa.Column("reminded_on", sa.Date(), nullable=True))
