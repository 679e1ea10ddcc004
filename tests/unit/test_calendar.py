"""When a person may be written to, on their own wall clock."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from engagement.calendar import (
    HORIZON_DAYS,
    Holidays,
    WorkCalendar,
    iso_week,
    monday_of,
)
from engagement.people import Slot, WorkingHours
from tests.unit.cadence_parts import a_calendar, a_person, at, away, closed, day

KOLKATA, NEW_YORK = "Asia/Kolkata", "America/New_York"
EVERY_DAY = frozenset(range(7))
NIGHT = WorkingHours(start=time(2, 15), end=time(2, 45), days=EVERY_DAY)


# --- working days ----------------------------------------------------------------


def test_a_weekend_is_no_working_day() -> None:
    """Monday to Friday unless the person says otherwise."""
    works = [a_calendar().works_on(day(f"2026-11-{n}")) for n in range(23, 30)]
    assert works == [True] * 5 + [False] * 2


def test_a_holiday_is_no_working_day() -> None:
    """Holidays are data."""
    assert not a_calendar(off=["2026-11-24"]).works_on(day("2026-11-24"))


def test_an_absence_covers_both_its_ends() -> None:
    """Away from Tuesday to Wednesday means back on Thursday."""
    calendar = a_calendar(absences=(away("2026-11-24", "2026-11-25"),))
    works = [calendar.works_on(day(f"2026-11-{n}")) for n in (23, 24, 25, 26)]
    assert works == [True, False, False, True]


def test_the_absence_of_somebody_else_changes_nothing() -> None:
    """Only one's own days away count."""
    absences = (away("2026-11-24", "2026-11-25", "E2"),)
    calendar = WorkCalendar.of(a_person(), {}, absences)
    assert calendar.works_on(day("2026-11-24"))


def test_a_pause_ends_on_the_day_that_was_named() -> None:
    """It is the first day on which the bot may write again."""
    calendar = a_calendar(a_person(paused_until=day("2026-11-25")))
    works = [calendar.works_on(day(f"2026-11-{n}")) for n in (24, 25)]
    assert works == [False, True]


@pytest.mark.parametrize(
    ("site", "expected"), [("Pune", False), ("Gothenburg", True), (None, True)]
)
def test_a_closed_site_is_closed_for_its_own_people(
    site: str | None, *, expected: bool
) -> None:
    """Others work on."""
    calendar = a_calendar(
        a_person(site=site), closed=(closed("2026-11-24", "2026-11-24", "Pune"),)
    )
    assert expected == calendar.works_on(day("2026-11-24"))


def test_a_closed_company_is_closed_for_everybody() -> None:
    """A period without a site is the company's."""
    calendar = a_calendar(
        a_person(site="Pune"), closed=(closed("2026-12-24", "2027-01-01"),)
    )
    assert not calendar.works_on(day("2026-12-28"))


def test_nobody_is_written_to_from_the_day_on_which_they_left() -> None:
    """The last day before it still counts."""
    calendar = a_calendar(a_person(left_on=day("2026-11-25")))
    assert calendar.works_on(day("2026-11-24"))
    assert not calendar.works_on(day("2026-11-25"))


def test_the_holidays_of_a_calendar_are_those_of_its_place() -> None:
    """By country and region; an unknown place has none."""
    holidays: Holidays = {("US", "SC"): frozenset({day("2026-11-26")})}
    there = a_person(country="US", region="SC")
    here = a_person(country="US", region="NY")
    assert not WorkCalendar.of(there, holidays).works_on(day("2026-11-26"))
    assert WorkCalendar.of(here, holidays).works_on(day("2026-11-26"))


# --- working hours ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("07:59", False), ("08:00", True), ("16:59", True), ("17:00", False)],
)
def test_hours_begin_at_their_start_and_end_before_their_end(
    clock: str, *, expected: bool
) -> None:
    """Eight to five."""
    assert expected == a_calendar().open_at(at(f"2026-11-24 {clock}"))


def test_the_next_opening_may_be_now() -> None:
    """Within the hours nothing has to wait."""
    assert at("2026-11-24 12:00") == a_calendar().next_open(at("2026-11-24 12:00"))


def test_the_next_opening_after_a_friday_evening_is_monday_morning() -> None:
    """A weekend lies between."""
    opening = a_calendar().next_open(at("2026-11-27 17:00"))
    assert at("2026-11-30 08:00") == opening


def test_before_the_hours_of_a_day_its_opening_comes_next() -> None:
    """The same morning."""
    assert at("2026-11-24 08:00") == a_calendar().next_open(at("2026-11-24 06:00"))


def test_a_calendar_without_any_day_has_no_opening() -> None:
    """Nothing is looked for beyond the horizon."""
    nobody = a_calendar(a_person(hours=WorkingHours(days=frozenset())))
    assert nobody.next_open(at("2026-11-24 09:00")) is None
    assert nobody.next_working_day(day("2026-11-24")) is None


def test_working_days_that_never_come_end_at_the_horizon() -> None:
    """So that what waits for them waits for something."""
    nobody = a_calendar(a_person(hours=WorkingHours(days=frozenset())))
    first = day("2026-11-24")
    assert first + timedelta(HORIZON_DAYS) == nobody.add_working_days(first, 3)


def test_working_days_are_counted_without_days_off() -> None:
    """Three working days after the Thursday before Christmas."""
    calendar = a_calendar(off=["2026-12-24", "2026-12-25"])
    assert day("2026-12-29") == calendar.add_working_days(day("2026-12-22"), 3)


# --- the slot --------------------------------------------------------------------


def slot_of(**changes: object) -> object:
    """Return the slot in week 48, as E1 is changed."""
    return a_calendar(a_person(**changes)).slot_of_week(day("2026-11-23"))


def test_the_slot_is_tuesday_at_nine_unless_the_person_says_otherwise() -> None:
    """The default."""
    assert at("2026-11-24 09:00") == slot_of()


def test_everybody_picks_their_weekday_and_time() -> None:
    """Thursday at 14:30."""
    assert at("2026-11-26 14:30") == slot_of(slot=Slot(weekday=3, at=time(14, 30)))


def test_a_slot_on_a_day_off_moves_to_the_next_working_day_of_its_week() -> None:
    """At the same time of day."""
    calendar = a_calendar(off=["2026-11-24", "2026-11-25"])
    assert at("2026-11-26 09:00") == calendar.slot_of_week(day("2026-11-23"))


def test_a_slot_never_moves_into_another_week() -> None:
    """A week that has no day left goes without its bundle."""
    calendar = a_calendar(absences=(away("2026-11-24", "2026-11-29"),))
    assert calendar.slot_of_week(day("2026-11-23")) is None


@pytest.mark.parametrize("clock", [time(6), time(17), time(23, 30)])
def test_a_slot_outside_the_working_hours_moves_to_their_start(clock: time) -> None:
    """Nobody is written to at night because a table said so."""
    assert at("2026-11-24 08:00") == slot_of(slot=Slot(at=clock))


def test_a_slot_after_the_last_weekday_that_somebody_works_moves_before_it() -> None:
    """Or who works until Wednesday and chose Friday would never be asked."""
    hours = WorkingHours(days=frozenset({0, 1, 2}))
    assert at("2026-11-25 09:00") == slot_of(hours=hours, slot=Slot(weekday=4))


def test_somebody_without_working_days_has_no_slot() -> None:
    """Nothing to move it to."""
    assert slot_of(hours=WorkingHours(days=frozenset())) is None


# --- clocks ----------------------------------------------------------------------


def test_a_slot_keeps_its_wall_clock_when_the_clocks_change() -> None:
    """Nine in Stockholm is 07:00 UTC in summer and 08:00 UTC in winter."""
    calendar = a_calendar()
    summer = calendar.slot_of_week(day("2026-10-19"))
    winter = calendar.slot_of_week(day("2026-10-26"))
    assert summer is not None
    assert winter is not None
    assert timedelta(days=7, hours=1) == winter - summer


def test_a_time_that_the_clocks_skip_moves_forward_by_the_gap() -> None:
    """02:30 on 28 March 2027 in Stockholm does not exist; 03:30 does."""
    calendar = a_calendar()
    found = calendar.at(day("2027-03-28"), time(2, 30))
    assert time(3, 30) == calendar.person.local(found).time()


def test_a_time_that_comes_twice_means_the_first() -> None:
    """02:30 on 25 October 2026, before the clocks went back."""
    found = a_calendar().at(day("2026-10-25"), time(2, 30))
    assert at("2026-10-25 00:30", "UTC") == found


def test_hours_that_the_clocks_skip_leave_a_working_day_without_any() -> None:
    """Who works from 02:15 to 02:45 cannot be reached on 28 March 2027."""
    calendar = a_calendar(a_person(hours=NIGHT))
    opening = calendar.next_open(at("2027-03-27 12:00"))
    assert at("2027-03-29 02:15") == opening


def test_half_hour_zones_have_their_own_morning() -> None:
    """Nine in Pune is 03:30 UTC."""
    hours = WorkingHours(start=time(9), end=time(18))
    calendar = a_calendar(a_person(zone=KOLKATA, hours=hours))
    assert at("2026-11-24 03:30", "UTC") == calendar.slot_of_week(day("2026-11-23"))


@pytest.mark.parametrize(
    ("monday", "hours"), [("2026-10-19", 6), ("2026-10-26", 5), ("2026-11-02", 6)]
)
def test_greenville_is_an_hour_nearer_in_one_week(monday: str, hours: int) -> None:
    """Europe puts its clocks back a week before America does."""
    here = a_calendar().slot_of_week(day(monday))
    there = a_calendar(a_person(zone=NEW_YORK)).slot_of_week(day(monday))
    assert here is not None
    assert there is not None
    assert timedelta(hours=hours) == there - here


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Pacific/Auckland", "2026-11-25"), ("Pacific/Honolulu", "2026-11-24")],
)
def test_today_is_the_date_where_the_person_is(zone: str, expected: str) -> None:
    """Noon in London is tomorrow in Auckland."""
    calendar = a_calendar(a_person(zone=zone))
    assert day(expected) == calendar.today(at("2026-11-24 12:00", "UTC"))


def test_a_slot_beyond_the_date_line_lies_on_its_own_tuesday() -> None:
    """Tuesday 09:00 in Auckland is Monday evening in UTC."""
    calendar = a_calendar(a_person(zone="Pacific/Auckland"))
    assert at("2026-11-23 20:00", "UTC") == calendar.slot_of_week(day("2026-11-23"))


# --- weeks -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "monday", "week"),
    [
        (date(2026, 11, 24), date(2026, 11, 23), "2026-W48"),
        (date(2027, 1, 1), date(2026, 12, 28), "2026-W53"),
        (date(2027, 1, 4), date(2027, 1, 4), "2027-W01"),
    ],
)
def test_a_week_is_an_iso_week(on: date, monday: date, week: str) -> None:
    """New Year's Day may belong to the old year's last week."""
    assert monday == monday_of(on)
    assert week == iso_week(on)
