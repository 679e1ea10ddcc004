"""Natural process limits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engagement.kpis import Limits
from tests.unit.kpi_parts import readings


def limits(values: str) -> Limits:
    found = Limits.of(readings(values))
    assert found is not None
    return found


def test_the_textbook_numbers_come_out() -> None:
    """Mean 5, ranges 2 2 4 2 2 (mean 2.4): limits 5 ± 2.66 x 2.4."""
    found = limits("4 6 4 8 6 4")

    assert Decimal(32) / 6 == found.centre
    assert Decimal("2.4") == found.average_moving_range
    assert found.centre + Decimal("6.384") == found.upper
    assert found.centre - Decimal("6.384") == found.lower
    assert Decimal("7.8432") == found.range_limit


def test_fewer_than_six_readings_have_no_limits() -> None:
    assert Limits.of(readings("4 6 4 8 6")) is None


def test_no_moving_range_is_formed_across_a_missing_week() -> None:
    """Ranges 1 1 | 1 1: the jump of 90 lies across the gap."""
    found = limits("1 2 3 - 93 94 95")

    assert found.ranges == 4
    assert Decimal(1) == found.average_moving_range


def test_readings_without_any_neighbour_have_no_limits() -> None:
    assert Limits.of(readings("1 - 2 - 3 - 4 - 5 - 6")) is None


def test_a_reading_exactly_on_the_centre_is_on_neither_side() -> None:
    found = limits("1 1 1 2 2 2")

    assert tuple(
        found.side(Decimal(v)) for v in ("1.5", "1.500000000000001", "1.4")
    ) == (0, 1, -1)


@pytest.mark.parametrize(
    ("value", "outside", "near"),
    [
        ("9.32", 0, 1),
        ("9.320000000000001", 1, 1),
        ("-1.32", 0, -1),
        ("-1.320000000000001", -1, -1),
        ("6.66", 0, 0),
        ("6.660000000000001", 0, 1),
        ("1.34", 0, 0),
        ("1.339999999999999", 0, -1),
        ("4", 0, 0),
    ],
)
def test_a_reading_exactly_on_a_border_is_inside(
    value: str, outside: int, near: int
) -> None:
    """Mean 4, average range 2: limits 4 ± 5.32, half way 4 ± 2.66."""
    found = limits("3 5 3 5 3 5")

    assert outside == found.outside(Decimal(value))
    assert near == found.near(Decimal(value))


def test_borders_are_exact_where_the_mean_is_no_finite_decimal() -> None:
    """Mean 4/3 and ranges of mean 4/5: a border can only be met by its fraction."""
    found = limits("1 1 3 1 1 1")
    thirds = Decimal(4) / 3

    assert found.side(thirds.quantize(Decimal("1e-15"))) == -1
    assert found.side(thirds.quantize(Decimal("1e-15")) + Decimal("1e-15")) == 1


def test_a_step_as_long_as_the_range_limit_is_not_too_far() -> None:
    found = limits("3 5 3 5 3 5")

    assert not found.too_far(Decimal("-6.536"))
    assert found.too_far(Decimal("-6.536000000000001"))


def test_a_process_that_never_moved_has_its_limits_on_the_centre() -> None:
    found = limits("7 7 7 7 7 7")

    assert (Decimal(7), Decimal(7)) == (found.lower, found.upper)
    assert (found.outside(Decimal(7)), found.outside(Decimal("7.1"))) == (0, 1)
