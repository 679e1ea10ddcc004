"""Has it changed, and does it meet its target: always both.

Twelve readings 3 5 3 5 ... have the limits 4 ± 5.32, that is -1.32 to 9.32.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from engagement.kpis import (
    Change,
    ChartKind,
    Direction,
    Kpi,
    Target,
    Verdict,
    analyse,
    verdict,
)
from tests.unit.kpi_parts import band, baseline, kpi, readings

CALM = "3 5 3 5 3 5 3 5 3 5 3 5"


def judged(one: Kpi, values: str = CALM, known: tuple[str, ...] = ()) -> Verdict:
    found = analyse(one, readings(values, "W01"), baseline("W01", "W12"))
    return verdict(found, one, known=known)


@pytest.mark.parametrize(
    ("values", "known", "expected"),
    [
        (CALM, (), Change.NO_CHANGE),
        (f"{CALM} 9.4", (), Change.CHANGED_UP),
        (f"{CALM} -1.4", (), Change.CHANGED_DOWN),
        (f"{CALM} 9.4", ("2026-W13:up",), Change.CONTINUING),
        (f"{CALM} 9.4", ("2026-W13:down",), Change.CHANGED_UP),
        (f"{CALM} 9.4 3", (), Change.NO_CHANGE),
        ("3 5 3 5 3 5 3 5 3 5 3", (), Change.TOO_FEW),
        ("", (), Change.TOO_FEW),
    ],
)
def test_whether_it_has_changed(
    values: str, known: tuple[str, ...], expected: Change
) -> None:
    assert expected is judged(kpi(), values, known).change


def test_a_stock_figure_is_never_said_to_change() -> None:
    stock = replace(kpi(target="4"), chart=ChartKind.VALUES)
    found = judged(stock, f"{CALM} 99")

    assert (found.change, found.target) == (Change.VALUES_ONLY, Target.VALUES_ONLY)
    assert found.meets is True


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (kpi(target="-1.32"), Target.MET_STEADILY),
        (kpi(target="-1.31"), Target.MET_NOW),
        (kpi(target="9.32"), Target.MET_NOW),
        (kpi(target="9.33"), Target.NOT_WITHOUT_CHANGE),
        (kpi(Direction.DOWN, target="9.32"), Target.MET_STEADILY),
        (kpi(Direction.DOWN, target="9.31"), Target.MET_NOW),
        (kpi(Direction.DOWN, target="-1.32"), Target.MET_NOW),
        (kpi(Direction.DOWN, target="-1.33"), Target.NOT_WITHOUT_CHANGE),
        (band("-2", "10"), Target.MET_STEADILY),
        (band("3", "5"), Target.MET_NOW),
        (band("3", "20"), Target.MET_NOW),
        (band("9.4", "10"), Target.NOT_WITHOUT_CHANGE),
        (band("-10", "-1.4"), Target.NOT_WITHOUT_CHANGE),
        (kpi(), Target.NO_TARGET),
    ],
)
def test_the_target_is_held_against_the_natural_limits(
    one: Kpi, expected: Target
) -> None:
    assert expected is judged(one).target


def test_a_target_beyond_the_possible_is_out_of_reach() -> None:
    """The unclipped limit, 9.32, would reach it; the process cannot."""
    one = kpi(target="8", bounds=("0", "7"))

    assert Target.NOT_WITHOUT_CHANGE is judged(one).target


@pytest.mark.parametrize("values", ["", "3 5 3", "3 5 3 5 3 5 3 5 3 5 3"])
def test_too_few_readings_judge_no_target(values: str) -> None:
    """Not even trial limits do: they are far too uncertain."""
    assert Target.TOO_FEW is judged(kpi(target="4"), values).target


def test_limits_from_before_a_change_do_not_judge_the_target() -> None:
    """It was met steadily; while the process falls, that must not be said."""
    steady = kpi(target="-1.32")

    assert Target.AFTER_CHANGE is judged(steady, f"{CALM} -5").target
    assert judged(steady, f"{CALM} -5").meets is False


@pytest.mark.parametrize("target", ["4.5", "9", "20"])
def test_a_stable_process_that_misses_its_target_is_not_fine(target: str) -> None:
    found = judged(kpi(target=target))

    assert Change.NO_CHANGE is found.change
    assert not found.calm


@pytest.mark.parametrize(
    ("one", "values", "calm"),
    [
        (kpi(target="-2"), CALM, True),
        (kpi(), CALM, True),
        (kpi(), f"{CALM} 20", False),
        (kpi(), "3 5 3", False),
    ],
)
def test_only_what_is_judged_and_found_good_is_calm(
    one: Kpi, values: str, *, calm: bool
) -> None:
    assert calm is judged(one, values).calm


@pytest.mark.parametrize(
    ("one", "expected"),
    [(kpi(), True), (kpi(Direction.DOWN), False), (band("1", "2"), None)],
)
def test_a_change_is_for_the_better_by_the_direction_of_the_kpi(
    one: Kpi, *, expected: bool | None
) -> None:
    assert expected is judged(one, f"{CALM} 20").gain


def test_without_a_change_nothing_is_for_the_better() -> None:
    assert judged(kpi()).gain is None


def test_the_latest_reading_that_counts_is_told_beside_the_verdict() -> None:
    found = judged(kpi(target="4"), f"{CALM} (99)")

    assert found.latest is not None
    assert Decimal(5) == found.latest.value
    assert found.meets is True


@pytest.mark.parametrize(("target", "expected"), [("4", True), ("4.1", False)])
def test_whether_the_mean_meets_the_target_is_told(
    target: str, *, expected: bool
) -> None:
    assert expected is judged(kpi(target=target)).mean_meets


def test_without_readings_there_is_nothing_to_tell() -> None:
    found = judged(kpi(target="4"), "")

    assert (found.latest, found.meets, found.mean_meets) == (None, None, None)
