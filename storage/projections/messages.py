"""State of digests."""

from __future__ import annotations

from engagement import facts as f
from storage import tables as t
from storage.projections.base import Place


def digest_posted(place: Place, fact: f.DigestPosted) -> None:
    """Keep the newest posting of a period, and which episodes it led with."""
    place.put(
        t.digest,
        period=fact.period,
        message_id=fact.message_id,
        revision=fact.revision,
        posted_at=place.at,
    )
    for key in fact.signals:
        kpi_id, _, episode = key.partition("/")
        place.update(
            t.signal, {"kpi_id": kpi_id, "episode": episode}, digest=fact.period
        )
