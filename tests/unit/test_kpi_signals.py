"""What counts as a signal, and what does not.

Every series hangs on the same baseline: twelve readings 3 5 3 5 ... in W01-W12 with
mean 4 and average range 2, so the limits are 4 ± 5.32, half way is 4 ± 2.66, and the
range limit is 6.536. What follows it begins in W13.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from engagement.kpis import Move, Rule, Signal, analyse
from tests.unit.kpi_parts import baseline, kpi, readings, week

CALM = "3 5 3 5 3 5 3 5 3 5 3 5"
OUTSIDE, RUN = Rule.OUTSIDE_LIMITS, Rule.RUN_OF_EIGHT
THREE, RANGE = Rule.THREE_OF_FOUR, Rule.MOVING_RANGE


def after(values: str, *rules: Rule) -> list[tuple[str, ...]]:
    """Return rule, first, completing, last period, direction of what follows CALM."""
    found = analyse(
        kpi(), readings(f"{CALM} {values}", "W01"), baseline("W01", "W12")
    ).signals
    return [told(s) for s in found if s.rule in rules]


def told(signal: Signal) -> tuple[str, ...]:
    first, period, last = signal.first_period, signal.period, signal.last_period
    return (
        str(signal.rule),
        *(f"W{p.number:02}" for p in (first, period, last)),
        str(signal.direction),
    )


def test_the_baseline_itself_is_calm() -> None:
    assert after("", *Rule) == []


def test_every_reading_outside_a_limit_is_a_signal_of_its_own() -> None:
    expected = [
        ("outside_limits", "W13", "W13", "W13", "up"),
        ("outside_limits", "W14", "W14", "W14", "up"),
        ("outside_limits", "W16", "W16", "W16", "down"),
    ]
    assert expected == after("9.4 9.4 9.32 -1.4", OUTSIDE)


def test_every_step_beyond_the_range_limit_is_a_signal_of_its_own() -> None:
    """Up by 6.6 and down by 6.6 lie beyond 6.536; 6.5 does not."""
    expected = [
        ("moving_range", "W14", "W14", "W14", "up"),
        ("moving_range", "W15", "W15", "W15", "down"),
    ]
    assert expected == after("1 7.6 1 7.5", RANGE)


def test_a_step_across_a_missing_week_is_no_signal() -> None:
    assert after("0 - 8", RANGE) == []


def test_seven_in_a_row_are_no_run() -> None:
    assert after("3 " + "5 " * 7 + "3", RUN) == []


def test_a_run_is_told_once_where_it_completes_and_goes_on_silently() -> None:
    expected = [("run_of_eight", "W14", "W21", "W25", "up")]
    assert expected == after("3 " + "4.1 " * 12 + "3", RUN)


def test_a_run_that_begins_in_the_baseline_counts() -> None:
    """The baseline's last reading is above the centre already."""
    expected = [("run_of_eight", "W12", "W19", "W19", "up")]
    assert expected == after("5 " * 7, RUN)


def test_two_runs_on_either_side_are_two_signals() -> None:
    expected = [
        ("run_of_eight", "W12", "W19", "W20", "up"),
        ("run_of_eight", "W21", "W28", "W28", "down"),
    ]
    assert expected == after("5 " * 8 + "3 " * 8, RUN)


def test_a_reading_exactly_on_the_centre_breaks_a_run() -> None:
    assert after("3 " + "5 " * 7 + "4 " + "5 " * 7, RUN) == []


def test_a_missing_week_neither_counts_nor_breaks_a_run() -> None:
    expected = [("run_of_eight", "W14", "W23", "W23", "up")]
    assert expected == after("3 5 5 5 - 5 5 5 - 5 5", RUN)


def test_a_reading_set_aside_neither_counts_nor_breaks_a_run() -> None:
    expected = [("run_of_eight", "W14", "W22", "W22", "up")]
    assert expected == after("3 5 5 5 (0) 5 5 5 5 5", RUN)


@pytest.mark.parametrize(
    ("values", "first", "period", "last"),
    [
        ("6.7 6.7 6.7 4", "W13", "W15", "W16"),
        ("6.7 4 6.7 6.7", "W13", "W16", "W16"),
        ("6.7 6.7 - 6.7", "W13", "W16", "W16"),
        ("6.7 6.7 6.7 6.7 6.7 4", "W13", "W15", "W18"),
        ("6.7 -1 6.7 6.7 4 4", "W13", "W16", "W16"),
    ],
)
def test_three_of_four_near_one_limit_are_a_signal(
    values: str, first: str, period: str, last: str
) -> None:
    """It completes with the third, and lasts as long as three of four are near."""
    assert [("three_of_four", first, period, last, "up")] == after(values, THREE)


@pytest.mark.parametrize(
    "values",
    ["6.7 6.7 4 4", "6.66 6.66 6.66 6.66", "6.7 1.3 6.7 1.3", "6.7 4 4 6.7 6.7 4"],
)
def test_fewer_or_exactly_half_way_or_on_both_sides_is_no_signal(values: str) -> None:
    assert after(values, THREE) == []


def test_three_of_four_begins_anew_after_it_has_lapsed() -> None:
    expected = [
        ("three_of_four", "W13", "W15", "W16", "down"),
        ("three_of_four", "W18", "W20", "W20", "down"),
    ]
    assert expected == after("1.3 1.3 1.3 4 4 1.3 1.3 1.3", THREE)


def test_three_readings_are_not_yet_three_of_four() -> None:
    """A series that begins beside its limit waits for the fourth reading."""
    found = analyse(
        kpi(), readings(f"6.7 6.7 6.7 4 {CALM}", "W01"), baseline("W05", "W16")
    )
    expected = ("three_of_four", "W01", "W04", "W04", "up")

    assert expected == next(told(s) for s in found.signals if s.rule is THREE)


def test_signals_are_told_by_period_and_then_the_most_telling_first() -> None:
    """A jump to 12 is outside the limits and beyond the range limit at once."""
    found = after("3 12", *Rule)

    assert [rule for rule, *_ in found] == ["outside_limits", "moving_range"]


def test_only_the_rules_of_the_kpi_are_searched() -> None:
    series = readings(f"{CALM} 3 12", "W01")
    only = replace(kpi(), rules=(RANGE,))
    found = analyse(only, series, baseline("W01", "W12")).signals

    assert [signal.rule for signal in found] == [RANGE]


def test_readings_before_a_rebase_are_not_judged_by_its_limits() -> None:
    """Nine readings at 20 belong to the baseline before; no run reaches over."""
    series = readings("20 " * 9 + CALM, "W01")
    rebased = analyse(kpi(), series, baseline("W10", "W21", since="W10"))
    compared = analyse(kpi(), series, baseline("W10", "W21"))

    assert rebased.signals == ()
    assert week("W01") == compared.signals[0].period
    assert Move.UP is compared.signals[0].direction
