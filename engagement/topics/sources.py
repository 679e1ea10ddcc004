"""What subjects are made of, and how recent something is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from engagement.objectives import Goal, Objective
from engagement.organisation import Rules
from engagement.reviews import Review, ReviewAction
from engagement.risks import Risk
from engagement.subjects import Entry, Value
from engagement.texts import Bilingual
from engagement.topics.figures import Figure

RECENT_DAYS = 31
"What happened longer ago is no event any more."
WEEKEND = 5
"Saturday and Sunday are days 5 and 6."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """One organisation's things, as of one day."""

    today: date
    goals: tuple[Goal, ...] = ()
    objectives: tuple[Objective, ...] = ()
    risks: tuple[Risk, ...] = ()
    reviews: tuple[Review, ...] = ()
    actions: tuple[ReviewAction, ...] = ()
    entries: tuple[Entry, ...] = ()
    figures: tuple[Figure, ...] = ()
    policy: str = ""
    coordinators: Mapping[str, str] = field(default_factory=dict)
    "Person id -> name."
    holidays: frozenset[date] = frozenset()
    "Where the organisation is at home."
    rules: Rules = Rules()

    def happened(self, day: date | None) -> bool:
        """Whether ``day`` is today or over."""
        return day is not None and day <= self.today

    def recently(self, day: date | None, within: int = RECENT_DAYS) -> bool:
        """Whether ``day`` lies within the last ``within`` days."""
        first = self.today - timedelta(days=within)
        return day is not None and first <= day <= self.today

    def working_days_since(self, day: date) -> int:
        """Return how many working days have passed after ``day``, today included."""
        days = (day + timedelta(days=n) for n in range(1, (self.today - day).days + 1))
        return sum(d.weekday() < WEEKEND and d not in self.holidays for d in days)


def present(**values: Value | None) -> dict[str, Value]:
    """Return the values that are there; 0 is one, an empty text is none."""
    return {
        name: value
        for name, value in values.items()
        if value is not None and value not in {"", Bilingual()}
    }
