"""Risks and opportunities (ISO 9001 clause 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engagement.texts import Bilingual


class RiskKind(StrEnum):
    """Whether more or less of it is wanted."""

    THREAT = "threat"
    OPPORTUNITY = "opportunity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One risk or opportunity with its owner."""

    risk_id: str
    title: Bilingual
    kind: RiskKind = RiskKind.THREAT
    owner_id: str | None = None
    likelihood: int = 3
    impact: int = 3
    site: str | None = None
    treatment: str = ""
    treated_on: date | None = None
    "When its treatment was finished; P24 then asks whether it helped."
    since: date | None = None
    reviewed_on: date | None = None

    @property
    def weight(self) -> int:
        """Likelihood times impact, for finding a person's top risk."""
        return self.likelihood * self.impact
