"""The demo company's figures say what its story says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engagement.kpis import Change, Move, Rule, Status, analyse, episodes, verdict
from tests.unit.kpi_parts import OTIF, QUIET, baseline, kpi, readings, week


def test_deliveries_have_really_changed_since_week_39() -> None:
    found = analyse(kpi(), readings(OTIF), baseline("W22", "W37"))
    limits = found.limits
    assert limits is not None

    assert Decimal("91.24375") == limits.centre
    assert Decimal("1.1") == limits.average_moving_range
    assert (Decimal("88.31775"), Decimal("94.16975")) == (limits.lower, limits.upper)
    assert Decimal("3.5948") == limits.range_limit
    assert (Rule.OUTSIDE_LIMITS, week("W39"), Move.UP) == (
        found.signals[0].rule,
        found.signals[0].period,
        found.signals[0].direction,
    )
    assert [e.key for e in episodes(found)] == ["2026-W39:up"]


def test_the_run_completes_in_week_45_and_began_with_the_new_planning() -> None:
    found = analyse(kpi(), readings(OTIF), baseline("W22", "W37"))
    run = next(s for s in found.signals if s.rule is Rule.RUN_OF_EIGHT)

    assert (week("W38"), week("W45"), week("W47")) == (
        run.first_period,
        run.period,
        run.last_period,
    )


def test_limits_from_all_the_weeks_hide_the_change() -> None:
    """The shift widens the limits: no single reading tells of it any more."""
    found = analyse(kpi(), readings(OTIF), None)

    assert Status.LOCKED is found.status
    assert {s.rule for s in found.signals} == {Rule.RUN_OF_EIGHT, Rule.THREE_OF_FOUR}


@pytest.mark.parametrize("name", QUIET)
def test_nothing_else_has_changed(name: str) -> None:
    found = analyse(kpi(), readings(QUIET[name]), None)

    assert Status.LOCKED is found.status
    assert found.signals == ()
    assert Change.NO_CHANGE is verdict(found, kpi()).change


def test_the_week_after_the_change_was_told_it_continues() -> None:
    series, stated = readings(OTIF), baseline("W22", "W37")
    first = analyse(kpi(), series, stated, upto=week("W39"))
    later = analyse(kpi(), series, stated, upto=week("W40"))
    known = {e.key for e in episodes(first)}

    assert Change.CHANGED_UP is verdict(first, kpi()).change
    assert Change.CONTINUING is verdict(later, kpi(), known=known).change
