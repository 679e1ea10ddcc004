"""Alembic's entry: one tree for both databases, run by ``storage.upgrade`` alone."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from storage.tables import metadata

connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    compare_type=True,
    # Never on ledger tables: copying a table drops its triggers.
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
