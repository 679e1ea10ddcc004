"""One look at one KPI."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from engagement.codec import canonical, decode, encode
from engagement.kpis import (
    Baseline,
    ChartKind,
    Kpi,
    Move,
    PeriodKind,
    Reading,
    Status,
    analyse,
    lock,
)
from tests.unit.kpi_parts import OTIF, band, baseline, kpi, readings, week

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("count", "status", "limits"),
    [
        (0, Status.VALUES, False),
        (5, Status.VALUES, False),
        (6, Status.TRIAL, True),
        (11, Status.TRIAL, True),
        (12, Status.LOCKED, True),
    ],
)
def test_the_number_of_readings_decides_what_they_can_say(
    count: int, status: Status, *, limits: bool
) -> None:
    found = analyse(kpi(), readings(OTIF.split()[:count]), None)

    assert status is found.status
    assert limits is (found.limits is not None)
    assert limits is (found.upper_limit is not None)
    assert limits is (found.lower_limit is not None)
    assert limits is (found.centre is not None)


def test_trial_limits_raise_no_signals() -> None:
    """The last of eleven lies far outside; with a twelfth it would be told."""
    calm = "3 5 3 5 3 5 3 5 3 5"

    assert analyse(kpi(), readings(f"{calm} 30"), None).signals == ()
    assert analyse(kpi(), readings(f"{calm} 3 30"), None).signals


def test_later_readings_are_never_used() -> None:
    """What is said about a week stays the same for ever."""
    series = readings(OTIF)
    then = analyse(kpi(), series[:15], None)
    now = analyse(kpi(), series, None, upto=week("W36"))

    assert then == now


def test_a_look_back_into_a_baseline_uses_only_what_was_known() -> None:
    """Its locked limits know the weeks to come; a look back must not."""
    series = readings(OTIF)
    stated = baseline("W22", "W37")
    locked = lock(
        analyse(kpi(), series, stated), chosen_by=None, chosen_at=NOW, reason=""
    )
    then = analyse(kpi(), series[:13], stated)
    now = analyse(kpi(), series, locked, upto=week("W34"))

    assert then.limits == now.limits


def test_only_the_baseline_counts_for_the_limits() -> None:
    found = analyse(kpi(), readings(OTIF), baseline("W22", "W37"))

    assert Decimal("91.24375") == found.centre
    assert (week("W22"), week("W37")) == (found.basis[0].period, found.basis[-1].period)


def test_readings_set_aside_are_shown_but_not_counted() -> None:
    plain = readings("3 5 3 5 3 5 - 3 5 3 5 3 5")
    found = analyse(kpi(), readings("3 5 3 5 3 5 (99) 3 5 3 5 3 5"), None)

    assert analyse(kpi(), plain, None).limits == found.limits
    assert found.signals == ()
    assert len(found.readings) == 13
    assert len(found.judged) == 12


def test_the_highest_revision_of_a_period_holds() -> None:
    first, *rest = readings("3 5")
    corrected = replace(first, value=Decimal(4), revision=2)

    assert [
        r.value for r in analyse(kpi(), [corrected, first, *rest], None).readings
    ] == [4, 5]


def test_limits_are_clipped_at_what_is_possible_and_signals_are_not() -> None:
    """Mean 97, range 4: limits 97 ± 10.64. At 100 % nothing is outside."""
    series = "95 99 95 99 95 99 95 99 95 99 95 99"
    found = analyse(kpi(bounds=("90", "100")), readings(f"{series} 100"), None)
    limits = found.limits
    assert limits is not None

    assert (Decimal(90), Decimal(100)) == (found.lower_limit, found.upper_limit)
    assert limits.lower < 90
    assert limits.upper > 100
    assert found.signals == ()


def test_a_wide_bound_clips_nothing() -> None:
    found = analyse(kpi(bounds=("0", "100")), readings("3 5 3 5 3 5"), None)

    assert (Decimal(0), Decimal("9.32")) == (found.lower_limit, found.upper_limit)


def test_stock_figures_have_values_only() -> None:
    """Neighbouring values depend on each other, so limits would be too narrow."""
    stock = replace(kpi(), chart=ChartKind.VALUES)
    found = analyse(stock, readings(OTIF), baseline("W22", "W37"))

    assert Status.VALUES is found.status
    assert found.limits is None
    assert found.signals == ()


def test_locked_limits_stay_when_a_reading_is_corrected() -> None:
    series = readings(OTIF)
    stated = lock(
        analyse(kpi(), series, baseline("W22", "W37")),
        chosen_by="E3",
        chosen_at=NOW,
        reason="before the change",
        since=week("W22"),
    )
    corrected = [replace(series[0], value=Decimal(50), revision=2), *series]
    found = analyse(kpi(), corrected, stated)

    assert Decimal("91.24375") == found.centre
    assert (week("W22"), Move.DOWN) == (
        found.signals[0].period,
        found.signals[0].direction,
    )
    assert week("W22") == stated.since


def test_too_few_readings_lock_no_baseline() -> None:
    with pytest.raises(ValueError, match="otif: 12 readings lock a baseline"):
        lock(
            analyse(kpi(), readings("3 5 3 5 3 5"), None),
            chosen_by=None,
            chosen_at=NOW,
            reason="",
        )


@pytest.mark.parametrize(
    "stranger",
    [
        Reading(kpi_id="fpy", period=week("W23"), value=Decimal(1)),
        Reading(kpi_id="otif", period=week("2026-10"), value=Decimal(1)),
    ],
    ids=["of another KPI", "of a month"],
)
def test_a_reading_that_does_not_belong_is_refused(stranger: Reading) -> None:
    with pytest.raises(ValueError, match="not of otif"):
        analyse(kpi(), [*readings("3"), stranger], None)


@pytest.mark.parametrize(
    "stranger",
    [
        replace(baseline("W22", "W37"), kpi_id="fpy"),
        replace(baseline("W22", "W37"), first=week("2026-05"), last=week("2026-09")),
    ],
    ids=["of another KPI", "of months"],
)
def test_a_baseline_that_does_not_belong_is_refused(stranger: Baseline) -> None:
    with pytest.raises(ValueError, match="not of otif"):
        analyse(kpi(), readings("3"), stranger)


def test_a_revision_that_is_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-W22: revision 1 twice"):
        analyse(kpi(), readings("3") * 2, None)


def test_a_monthly_kpi_takes_months() -> None:
    monthly = replace(kpi(), cadence=PeriodKind.MONTH)
    found = analyse(monthly, readings("3 5 3 5 3 5", "2026-09"), None)

    assert str(found.readings[-1].period) == "2027-02"
    assert Status.TRIAL is found.status


def test_what_is_recorded_reads_back_as_it_was() -> None:
    """A KPI, a reading and a locked baseline survive the ledger's encoding."""
    locked = lock(
        analyse(kpi(), readings(OTIF), None), chosen_by=None, chosen_at=NOW, reason="n"
    )
    values: list[Kpi | Reading | Baseline] = [
        band("1", "2.50"),
        readings("(5.10)")[0],
        locked,
    ]
    for value in values:
        stored = canonical(encode(value))
        assert value == decode(type(value), json.loads(stored))
