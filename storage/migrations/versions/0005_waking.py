"""When a question came back as its person had ordered, and why it waited last.

And indexes that give the coordinators in order and the functions of some people:
without them SQLite reads everybody.
"""

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
    op.drop_index("ix_person_coordinator", "person")
    op.create_index(
        "ix_person_coordinator",
        "person",
        ["organisation_id", "coordinator", "gone", "person_id"],
    )
    op.create_index(
        "ix_assignment_person", "assignment", ["organisation_id", "person_id"]
    )
