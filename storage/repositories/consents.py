"""Which confidential answers auditors may read, as their authors said last."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select, true

from storage import tables as t
from storage.repositories.base import WHOSE

_given = select(t.consent.c.occasion_id, t.consent.c.revision).where(
    t.consent.c.organisation_id == WHOSE, t.consent.c.given == true()
)


def consents(connection: Connection, organisation_id: str) -> Mapping[str, int]:
    """Return occasion id -> the revision of its answer that auditors may read."""
    rows = connection.execute(_given, {"whose": organisation_id})
    return {row.occasion_id: row.revision for row in rows}
