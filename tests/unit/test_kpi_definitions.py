"""What a KPI, a reading and a baseline may be, and what a target asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from engagement.kpis import Direction, Kpi, Move, Reading
from tests.unit.kpi_parts import band, baseline, kpi, week


@pytest.mark.parametrize(
    ("first", "last", "since"), [("W37", "W22", None), ("W22", "W37", "W23")]
)
def test_a_baseline_out_of_order_is_refused(
    first: str, last: str, since: str | None
) -> None:
    with pytest.raises(ValueError, match="not in order"):
        baseline(first, last, since=since)


@pytest.mark.parametrize("value", ["999999999999999", "0.000000000000001", "-0", "1E3"])
def test_fifteen_digits_on_either_side_can_be_reckoned_with(value: str) -> None:
    reading = Reading(kpi_id="otif", period=week("W22"), value=Decimal(value))

    assert Decimal(value) == reading.value


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e15", "1e-16"])
def test_a_value_that_cannot_be_reckoned_with_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="is no reading"):
        Reading(kpi_id="otif", period=week("W22"), value=Decimal(value))


BAND = band("1", "2")


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (lambda: replace(BAND, target=Decimal(95)), "a band has two targets"),
        (lambda: replace(BAND, target_high=None), "needs both"),
        (lambda: replace(BAND, target_low=Decimal(9)), "9 is above 2"),
        (
            lambda: replace(BAND, lower_bound=Decimal(9), upper_bound=Decimal(8)),
            "9 is above 8",
        ),
    ],
)
def test_a_kpi_that_contradicts_itself_is_refused(
    wrong: Callable[[], Kpi], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        wrong()


def test_only_a_band_has_two_targets() -> None:
    with pytest.raises(ValueError, match="only a band"):
        replace(kpi(), target_low=Decimal(1), target_high=Decimal(2))


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (kpi(target="95"), (True, True, False)),
        (kpi(Direction.DOWN, target="95"), (False, True, True)),
        (band("95", "96"), (True, True, False)),
        (kpi(), (None, None, None)),
    ],
    ids=["up", "down", "band", "none"],
)
def test_a_target_is_met_on_its_own_value(
    one: Kpi, expected: tuple[bool | None, ...]
) -> None:
    assert expected == tuple(one.meets(Decimal(v)) for v in ("96", "95", "94"))


def test_a_band_is_missed_above_it_too() -> None:
    assert False is band("95", "96").meets(Decimal("96.1"))


def test_which_way_is_better_depends_on_the_direction() -> None:
    assert (kpi().gains(Move.UP), kpi().gains(Move.DOWN)) == (True, False)
    assert True is kpi(Direction.DOWN).gains(Move.DOWN)
    assert None is band("1", "2").gains(Move.UP)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        (("0", "100"), (False, True, True, False)),
        ((None, None), (True, True, True, True)),
    ],
)
def test_physical_bounds_are_themselves_possible(
    bounds: tuple[str | None, str | None], expected: tuple[bool, ...]
) -> None:
    one = kpi(bounds=bounds)

    assert expected == tuple(
        one.possible(Decimal(v)) for v in ("-1", "0", "100", "101")
    )
