"""Cases: one owner, one due day, reminders that come once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from engagement.calendar import WorkCalendar
from engagement.cases import (
    Case,
    CaseState,
    Due,
    Reminding,
    days_left,
    due_state,
    handed_over,
    most_urgent_first,
    overdue,
    reminding,
)
from engagement.errors import Refused
from engagement.facts import CaseHandedOver
from engagement.people import Absence, Permission
from engagement.texts import Bilingual
from tests.unit.flow_parts import person

TUESDAY = date(2026, 12, 8)
OPENED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
KARIN = person(
    person_id="C1",
    name="Karin Åberg",
    role=Bilingual(en="Quality manager", sv="kvalitetschef"),
    permissions=frozenset({Permission.COORDINATOR}),
)
ROHAN = replace(KARIN, person_id="C2", name="Rohan Kulkarni")


def case(**changes: Any) -> Case:
    one = Case(
        case_id="k1",
        occasion_id="o1",
        person_id="E3",
        owner_id="C1",
        reason="P25",
        opened_at=OPENED,
        due_on=TUESDAY,
    )
    return replace(one, **changes)


def on(day: int, hour: int = 9) -> datetime:
    """Return an hour of a day of December, in UTC: an hour later in Stockholm."""
    return datetime(2026, 12, 1, hour, tzinfo=UTC) + timedelta(days=day - 1)


# --- the due day -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "state", "left"),
    [
        (date(2026, 12, 7), Due.AHEAD, 1),
        (date(2026, 12, 8), Due.TODAY, 0),
        (date(2026, 12, 9), Due.OVERDUE, -1),
    ],
)
def test_a_case_is_overdue_from_the_day_after(
    today: date, state: Due, left: int
) -> None:
    assert (state, left) == (due_state(case(), today), days_left(case(), today))


def test_the_longest_due_comes_first_and_then_who_waits_longest() -> None:
    later = case(case_id="a", due_on=date(2026, 12, 9))
    young = case(case_id="b", opened_at=OPENED + timedelta(hours=1))

    assert ("k1", "b", "a") == tuple(
        one.case_id for one in most_urgent_first([later, young, case()])
    )


def test_only_open_cases_past_their_day_are_overdue() -> None:
    done = case(case_id="done", state=CaseState.CLOSED)
    ahead = case(case_id="ahead", due_on=date(2026, 12, 9))

    assert (case(),) == overdue([done, ahead, case()], date(2026, 12, 9))


# --- handing over ------------------------------------------------------------------


def test_another_coordinator_owes_the_answer() -> None:
    assert CaseHandedOver(case_id="k1", was="C1", owner_id="C2") == handed_over(
        case(), ROHAN, TUESDAY
    )


@pytest.mark.parametrize(
    ("held", "to", "code"),
    [
        (case(state=CaseState.CLOSED), ROHAN, "case_closed"),
        (case(), KARIN, "case_same_owner"),
        (case(), person(), "case_not_theirs"),
        (case(), replace(ROHAN, left_on=date(2026, 12, 1)), "case_not_theirs"),
    ],
)
def test_a_case_goes_to_nobody_who_cannot_answer_for_it(
    held: Case, to: Any, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        handed_over(held, to, TUESDAY)


# --- reminders -----------------------------------------------------------------------


def told(now: datetime, *, held: Case | None = None, **calendar: Any) -> object:
    return reminding(held or case(), WorkCalendar(person=KARIN, **calendar), now)


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (on(4), None),
        (on(7), Reminding.NEAR),
        (on(8), Reminding.DUE),
        (on(9), Reminding.OVERDUE),
        (on(7, 5), None),
        (on(8, 17), None),
        (on(12), None),
    ],
)
def test_the_owner_is_reminded_in_working_hours(
    now: datetime, why: Reminding | None
) -> None:
    """A working day before, on the day, and after it; never at night or on a Saturday."""
    assert why == told(now)


def test_a_day_off_is_told_on_the_working_day_before_it() -> None:
    """Due on a Sunday: the day is Friday, and Thursday is the day before."""
    sunday = case(due_on=date(2026, 12, 13))

    assert Reminding.NEAR == told(on(10), held=sunday)
    assert Reminding.DUE == told(on(11), held=sunday)


def test_days_away_are_not_working_days() -> None:
    """Who is away from Friday to Tuesday hears of it on Wednesday and Thursday."""
    absence = Absence(
        absence_id="B", person_id="C1", starts=date(2026, 12, 4), ends=date(2026, 12, 8)
    )

    assert Reminding.NEAR == told(on(2), absences=(absence,))
    assert Reminding.DUE == told(on(3), absences=(absence,))
    assert told(on(8), absences=(absence,)) is None


def test_somebody_who_is_away_for_months_hears_of_it_when_they_are_back() -> None:
    absence = Absence(
        absence_id="B", person_id="C1", starts=date(2026, 8, 1), ends=date(2026, 12, 9)
    )

    assert told(on(8), absences=(absence,)) is None
    assert Reminding.OVERDUE == told(on(10), absences=(absence,))


@pytest.mark.parametrize(
    ("reminded", "day", "now", "why"),
    [
        ("near", 7, on(7, 12), None),
        ("near", 7, on(8), Reminding.DUE),
        ("due", 8, on(8, 12), None),
        ("due", 8, on(9), Reminding.OVERDUE),
        ("overdue", 9, on(15), None),
        ("overdue", 9, on(16), Reminding.OVERDUE),
    ],
)
def test_each_reminder_comes_once_and_the_last_one_weekly(
    reminded: str, day: int, now: datetime, why: Reminding | None
) -> None:
    held = case(reminded=reminded, reminded_on=date(2026, 12, day))

    assert why == told(now, held=held)


def test_nobody_is_reminded_of_what_is_closed() -> None:
    assert told(on(9), held=case(state=CaseState.CLOSED)) is None
