"""Cases: something that a coordinator owes an executive an answer to.

Rules: a case has one owner, always a coordinator, and one due day, which is what the
question promised; neither handing it over nor being reminded moves that day. It is
closed with words, and closed once. Its owner is reminded one working day before, on
the day itself, and once a week after it, in their own working hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from engagement.calendar import WorkCalendar
from engagement.errors import Refused
from engagement.facts import CaseHandedOver
from engagement.people import Permission, Person

OVERDUE_AGAIN = timedelta(days=7)
"Between two reminders of a case whose day has passed."
BACK_DAYS = 60
"How far back a working day is looked for: longer than a summer off."
_DAY = timedelta(days=1)


class CaseState(StrEnum):
    """Whether somebody still waits for an answer."""

    OPEN = "open"
    CLOSED = "closed"


class Due(StrEnum):
    """How a due day lies to today."""

    OVERDUE = "overdue"
    TODAY = "today"
    AHEAD = "ahead"


class Reminding(StrEnum):
    """Why the owner of a case is reminded of it."""

    NEAR = "near"
    "One working day before."
    DUE = "due"
    "On the day, or on the last working day before it."
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One answer that must lead somewhere."""

    case_id: str
    occasion_id: str
    "Empty: it was opened by words that answer no question."
    person_id: str
    "Who is waiting."
    owner_id: str
    "The coordinator who owes the answer."
    reason: str
    "``blocked``, or the id of the prompt whose answer opened it."
    opened_at: datetime
    due_on: date
    state: CaseState = CaseState.OPEN
    outcome: str | None = None
    closed_at: datetime | None = None
    reminded: str | None = None
    "Why its owner was reminded last: a ``Reminding``."
    reminded_on: date | None = None
    words: str | None = None
    "What was written without a question; None too where it was taken back."

    @property
    def closed(self) -> bool:
        """Whether nobody waits any more."""
        return self.state is CaseState.CLOSED


def days_left(case: Case, today: date) -> int:
    """Return the days from ``today`` to the due day; negative when it has passed."""
    return (case.due_on - today).days


def due_state(case: Case, today: date) -> Due:
    """Return how the due day of a case lies to ``today``."""
    left = days_left(case, today)
    if left < 0:
        return Due.OVERDUE
    return Due.AHEAD if left else Due.TODAY


def overdue(cases: Iterable[Case], today: date) -> tuple[Case, ...]:
    """Return the cases that nobody has closed by their day, the longest due first."""
    return tuple(
        case
        for case in most_urgent_first(cases)
        if not case.closed and due_state(case, today) is Due.OVERDUE
    )


def most_urgent_first(cases: Iterable[Case]) -> tuple[Case, ...]:
    """Return cases by due day, then by how long somebody has waited."""
    return tuple(sorted(cases, key=lambda c: (c.due_on, c.opened_at, c.case_id)))


def handed_over(case: Case, to: Person, today: date) -> CaseHandedOver:
    """Return the fact that makes ``to`` the owner of a case.

    Raises:
        Refused: it is closed, they own it already, or they are no coordinator (any
            more).
    """
    if case.closed:
        raise Refused("case_closed")
    if Permission.COORDINATOR not in to.permissions or not to.active_on(today):
        raise Refused("case_not_theirs", name=to.name)
    if case.owner_id == to.person_id:
        raise Refused("case_same_owner", name=to.name)
    return CaseHandedOver(
        case_id=case.case_id, was=case.owner_id, owner_id=to.person_id
    )


# --- reminders -------------------------------------------------------------------


def reminding(case: Case, calendar: WorkCalendar, now: datetime) -> Reminding | None:
    """Return why the owner is to be reminded now; None where not, or not yet again.

    Args:
        case: the case.
        calendar: of its owner.
        now: the moment.
    """
    if case.closed or not calendar.open_at(now):
        return None
    today = calendar.today(now)
    last = _working_day_until(calendar, case.due_on)
    if today > case.due_on:
        return None if _told_lately(case, today) else Reminding.OVERDUE
    if today >= last:
        return None if case.reminded == Reminding.DUE else Reminding.DUE
    near = today >= _working_day_until(calendar, last - _DAY)
    return Reminding.NEAR if near and case.reminded is None else None


def _told_lately(case: Case, today: date) -> bool:
    """Whether it was said within the week that its day has passed."""
    told = case.reminded_on
    if case.reminded != Reminding.OVERDUE or told is None:
        return False
    return today < told + OVERDUE_AGAIN


def _working_day_until(calendar: WorkCalendar, day: date) -> date:
    """Return ``day`` or the last working day before it; itself where none is near."""
    days = (day - timedelta(days=back) for back in range(BACK_DAYS))
    return next((one for one in days if calendar.works_on(one)), day)
