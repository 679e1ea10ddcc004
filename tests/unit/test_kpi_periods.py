"""Weeks and months."""

from __future__ import annotations

from datetime import date

import pytest

from engagement.kpis import Period, PeriodKind

WEEK, MONTH = PeriodKind.WEEK, PeriodKind.MONTH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-W40", "2026-W40"),
        (" 2026-w04 ", "2026-W04"),
        ("2026W4", "2026-W04"),
        ("2026 v40", "2026-W40"),
        ("2026-v.40", "2026-W40"),
        ("2026-10", "2026-10"),
        ("2026-10-01", "2026-W40"),
        ("2026-10-01 00:00:00", "2026-W40"),
        ("2026-10-01T00:00", "2026-W40"),
        ("2027-01-01", "2026-W53"),
        ("2024-12-30", "2025-W01"),
    ],
)
def test_a_period_is_read_however_it_is_written(text: str, expected: str) -> None:
    assert expected == str(Period.parse(text))


def test_a_day_stands_for_the_kind_of_period_that_is_asked_for() -> None:
    assert str(Period.parse("2026-10-31", MONTH)) == "2026-10"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is no week, month or day"),
        ("W40", "is no week"),
        ("2026", "is no week"),
        ("2026-W401", "is no week"),
        ("2026-10-01 08:00", "is no week"),
        ("٢٠٢٦-10", "is no week"),
        ("2025-W53", "Invalid week: 53"),
        ("2026-W00", "Invalid week: 0"),
        ("2026-13", "month must be in"),
        ("2026-00", "month must be in"),
        ("2026-02-30", "day is out of range"),
        ("1026-W40", "the year 1026 is out of range"),
        ("2200-01", "the year 2200 is out of range"),
    ],
)
def test_what_is_no_period_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-W40", "2026-W41"),
        ("2026-W53", "2027-W01"),
        ("2025-W52", "2026-W01"),
        ("2026-10", "2026-11"),
        ("2026-12", "2027-01"),
    ],
)
def test_the_next_period_crosses_the_turn_of_the_year(text: str, expected: str) -> None:
    assert expected == str(Period.parse(text).next())


def test_periods_of_one_kind_have_an_order() -> None:
    later, earlier = Period.parse("2026-W01"), Period.parse("2025-W52")

    assert [earlier, later] == sorted([later, earlier])


def test_a_period_begins_with_its_monday_or_its_first() -> None:
    assert date(2026, 9, 28) == Period.parse("2026-W40").first_day()
    assert date(2026, 10, 1) == Period.parse("2026-10").first_day()


def test_through_includes_both_ends_and_what_is_missing() -> None:
    found = Period.parse("2026-W52").through(Period.parse("2027-W01"))

    assert [str(p) for p in found] == ["2026-W52", "2026-W53", "2027-W01"]


def test_a_day_lies_in_its_week() -> None:
    assert Period(kind=WEEK, year=2026, number=53) == Period.of(date(2027, 1, 3), WEEK)
