"""Which answers somebody comes back about, and by when.

Rules: every prompt says it of each of its answers, in content; what its text promises in
days is due in as many days of the calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from engagement.calendar import WorkCalendar
from engagement.vocabulary import reaches


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRule:
    """Which answers open a case that the coordinator owes an answer to."""

    when: tuple[str, ...]
    "Option ids; ``*`` for any answer but an explicit none (typed: option ``none``)."
    working_days: int | None = None
    days: int | None = None
    "Of the calendar, where the text speaks of days; exactly one of both is there."

    def due_on(self, today: date, calendar: WorkCalendar) -> date:
        """Return the day by which the answer is owed.

        Args:
            today: the day on which the case is opened.
            calendar: of the person who waits; their working days count.
        """
        if self.days is not None:
            return today + timedelta(days=self.days)
        return calendar.add_working_days(today, self.working_days or 0)

    def opens(self, option: str | None) -> bool:
        """Whether an answer with ``option`` opens a case."""
        return reaches(self.when, option)
