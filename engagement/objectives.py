"""Strategic goals and the quality objectives that serve them (ISO 9001 clause 6.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from engagement.texts import Bilingual


class Track(StrEnum):
    """Where an objective is heading, in its owner's judgement."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A strategic goal."""

    goal_id: str
    title: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """A quality objective with its plan; the five answers of 6.2.2 are its fields."""

    objective_id: str
    title: Bilingual
    goal_id: str | None
    owner_id: str | None
    kpis: tuple[str, ...] = ()
    "The KPIs that measure it; the first one is the one asked about."
    unit: Bilingual = Bilingual()
    baseline: Decimal | None = None
    target: Decimal | None = None
    due_on: date | None = None
    what: str = ""
    resources: str = ""
    evaluated_by: str = ""
    cadence: str = "monthly"
    since: date | None = None
    reviewed_on: date | None = None
    value: Decimal | None = None
    "As last reported by the owner."
    track: Track | None = None
    confidence: int | None = None
    "0-10, as last reported."
    shown_by: str | None = None
    "The owner who wants it told under their name; another owner has not said so."

    @property
    def visible(self) -> bool:
        """Whether its owner of today made it visible."""
        return self.owner_id is not None and self.shown_by == self.owner_id
