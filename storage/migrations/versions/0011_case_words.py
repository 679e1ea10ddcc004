"""What was written without a question and opened a case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case", sa.Column("words", sa.Text(), nullable=True))
    op.add_column("case", sa.Column("words_seq", sa.BigInteger(), nullable=True))
