"""Days off of real places, from the ``holidays`` library."""

from __future__ import annotations

import pytest

from bot.holidays import holidays_of
from tests.unit.cadence_parts import day


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("Midsummer Eve", "2026-06-19"),
        ("Christmas Eve", "2026-12-24"),
        ("New Year's Eve", "2026-12-31"),
        ("National Day", "2026-06-06"),
        ("Epiphany", "2026-01-06"),
    ],
)
def test_swedish_days_off_hold_the_de_facto_ones(name: str, on: str) -> None:
    """Nobody in Sweden works on Midsummer Eve, whatever the law says."""
    assert day(on) in holidays_of("SE", None, 2026), name


def test_thanksgiving_is_off_in_greenville() -> None:
    """26 November 2026, where E7 works."""
    assert day("2026-11-26") in holidays_of("US", "SC", 2026)


def test_thanksgiving_is_a_working_day_in_stockholm() -> None:
    """Holidays are those of the place."""
    assert day("2026-11-26") not in holidays_of("SE", None, 2026)


def test_a_region_has_days_of_its_own() -> None:
    """South Carolina keeps 27 April; the country as a whole does not."""
    only_there = holidays_of("US", "SC", 2026) - holidays_of("US", None, 2026)
    assert {day("2026-04-27")} == only_there


@pytest.mark.parametrize(("country", "region"), [("XX", None), ("", None)])
def test_an_unknown_country_has_no_holidays(country: str, region: str | None) -> None:
    """It is no reason not to start."""
    assert frozenset() == holidays_of(country, region, 2026)


def test_an_unknown_region_has_those_of_its_country() -> None:
    """Better some than none."""
    assert holidays_of("US", "ZZ", 2026) == holidays_of("US", None, 2026)


def test_a_country_without_de_facto_days_has_its_public_ones() -> None:
    """India: Republic Day."""
    assert day("2026-01-26") in holidays_of("IN", None, 2026)
