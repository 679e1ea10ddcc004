"""A promised point of time: local date and time, the zone it was meant in, and UTC.

The wall-clock part is what was promised; UTC is what it came to when it was said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def instant_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a naive wall-clock time in ``zone``.

    A time that the clocks skip (02:30 on the last Sunday of March in Stockholm) moves
    forward by the gap; one that comes twice means the first.
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A local date and time that somebody meant."""

    wall: datetime
    "Naive: what the person said."
    zone: str
    utc: datetime

    @classmethod
    def of(cls, wall: datetime, zone: str) -> Moment:
        """Return the moment that ``wall`` means in ``zone``."""
        return cls(wall=wall, zone=zone, utc=instant_of(wall, ZoneInfo(zone)))

    @classmethod
    def on(cls, day: date, at: time, zone: str) -> Moment:
        """Return ``at`` on ``day`` in ``zone``."""
        return cls.of(datetime.combine(day, at), zone)
