"""The one metadata, with names for every constraint so that migrations can find them."""

from __future__ import annotations

from sqlalchemy import Column, MetaData

from storage.columns import ID

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def organisation_key() -> Column[str]:
    """Return the column that every primary key begins with."""
    return Column("organisation_id", ID, primary_key=True)
