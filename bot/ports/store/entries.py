"""What questions are about: goals, objectives, risks, reviews, KPIs and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from engagement.audits import Audit
from engagement.kpis import Baseline, Kpi, Reading
from engagement.objectives import Goal, Objective
from engagement.reviews import Review, ReviewAction
from engagement.risks import Risk
from engagement.subjects import Entry


class Entries(Protocol):
    """What questions are about."""

    def goals(self) -> tuple[Goal, ...]:
        """Return the strategic goals."""
        ...

    def objectives(self) -> tuple[Objective, ...]:
        """Return the objectives."""
        ...

    def risks(self) -> tuple[Risk, ...]:
        """Return the risks and opportunities."""
        ...

    def reviews(self) -> tuple[Review, ...]:
        """Return the management reviews, by day."""
        ...

    def audits(self) -> tuple[Audit, ...]:
        """Return the external audits, by day."""
        ...

    def actions(self) -> tuple[ReviewAction, ...]:
        """Return the actions of all reviews."""
        ...

    def others(self) -> tuple[Entry, ...]:
        """Return what came from ``subjects.csv``."""
        ...

    def retired(self, kind: str, entry_id: str) -> Any:
        """Return what was retired as it was then; None where it is in use, or none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRow:
    """One episode of a KPI as it was recorded."""

    kpi_id: str
    episode: str
    rule: str
    first_period: str
    period: str
    direction: str
    detected_at: datetime
    digest: str | None
    "Period of the digest that led with it as new."
    explained_by: str | None


class Kpis(Protocol):
    """KPIs and their readings."""

    def all(self) -> tuple[Kpi, ...]:
        """Return the KPIs, by id."""
        ...

    def get(self, kpi_id: str) -> Kpi | None:
        """Return one KPI."""
        ...

    def readings(self, kpi_id: str) -> tuple[Reading, ...]:
        """Return the current reading of each period, oldest first."""
        ...

    def baseline(self, kpi_id: str) -> Baseline | None:
        """Return the baseline stated last."""
        ...

    def revision(self, kpi_id: str, period: str) -> int:
        """Return the newest revision of a period's reading; 0 when there is none."""
        ...

    def signals(self) -> tuple[SignalRow, ...]:
        """Return every episode, oldest first."""
        ...
