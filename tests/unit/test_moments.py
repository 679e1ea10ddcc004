"""A promised point of time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from engagement.moments import Moment

STOCKHOLM = "Europe/Stockholm"


def test_a_moment_keeps_what_was_said_and_what_it_came_to() -> None:
    """Wall clock and zone as promised, and UTC."""
    moment = Moment.on(date(2026, 11, 24), time(14), STOCKHOLM)
    assert datetime.fromisoformat("2026-11-24T14:00") == moment.wall
    assert moment.zone == STOCKHOLM
    assert datetime(2026, 11, 24, 13, tzinfo=UTC) == moment.utc


def test_a_moment_that_comes_twice_is_the_first_of_both() -> None:
    """02:30 on 25 October 2026."""
    moment = Moment.of(datetime.fromisoformat("2026-10-25T02:30"), STOCKHOLM)
    assert datetime(2026, 10, 25, 0, 30, tzinfo=UTC) == moment.utc


def test_a_moment_that_does_not_exist_is_an_hour_later() -> None:
    """02:30 on 28 March 2027."""
    moment = Moment.of(datetime.fromisoformat("2027-03-28T02:30"), STOCKHOLM)
    assert datetime(2027, 3, 28, 1, 30, tzinfo=UTC) == moment.utc


def test_a_moment_in_a_half_hour_zone() -> None:
    """Ten in Pune is half past four in UTC."""
    moment = Moment.of(datetime.fromisoformat("2026-11-24T10:00"), "Asia/Kolkata")
    assert datetime(2026, 11, 24, 4, 30, tzinfo=UTC) == moment.utc
