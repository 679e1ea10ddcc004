"""What holds for limits and signals, whatever was measured.

The reference is written from the rules with ``statistics`` and fractions, apart from
the code it judges.
"""

from __future__ import annotations

import itertools
import statistics
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.kpis import (
    Analysis,
    Baseline,
    Kpi,
    Reading,
    Rule,
    Status,
    analyse,
    episodes,
)
from tests.unit.kpi_parts import baseline, kpi, readings

# Coarse steps, so that ties with the centre and the limits do come up.
VALUE = st.integers(-40, 40).map(lambda n: Decimal(n) / 4)
GAP = st.just("-")
SERIES = st.lists(VALUE, min_size=12, max_size=60)
SOME = st.lists(st.one_of(VALUE, VALUE, VALUE, GAP), min_size=11, max_size=59)
WITH_GAPS = st.builds(lambda first, rest: [first, *rest], VALUE, SOME)
KPI = kpi()


def analysed(series: list[Reading], stated: Baseline | None = None) -> Analysis:
    return analyse(KPI, series, stated)


def told(found: Analysis) -> list[tuple[Rule, str, str, str]]:
    """Return what identifies each signal; until when it lasts may grow."""
    return [
        (s.rule, str(s.first_period), str(s.period), str(s.direction))
        for s in found.signals
    ]


def reference(series: list[Reading]) -> dict[Rule, list[tuple[int, int]]]:
    """Return rule -> place of the completing reading and side, all being baseline."""
    values = [Fraction(r.value) for r in series]
    near = [r.period.next() == s.period for r, s in itertools.pairwise(series)]
    jumps = [b - a for a, b in itertools.pairwise(values)]
    moves = [
        (i + 1, j) for i, (j, ok) in enumerate(zip(jumps, near, strict=True)) if ok
    ]
    if len(values) < 12 or not moves:
        return {rule: [] for rule in Rule}
    mean = statistics.mean(values)
    wander = statistics.mean(abs(j) for _, j in moves)
    reach, leap = Fraction(266, 100) * wander, Fraction(3268, 1000) * wander

    def beyond(value: Fraction, distance: Fraction) -> int:
        off = value - mean
        return (off > distance) - (off < -distance)

    side = [beyond(v, Fraction(0)) for v in values]
    half = [beyond(v, reach / 2) for v in values]
    outside = [(i, s) for i, v in enumerate(values) if (s := beyond(v, reach))]
    leaps = [(i, 1 if j > 0 else -1) for i, j in moves if abs(j) > leap]
    runs = [
        (i, side[i])
        for i in range(7, len(values))
        if side[i] and set(side[i - 7 : i + 1]) == {side[i]}
        if i == 7 or side[i - 8] != side[i]
    ]
    threes, lasting = [], 0
    for i in range(3, len(values)):
        window = half[i - 3 : i + 1]
        now = 1 if window.count(1) > 2 else -1 if window.count(-1) > 2 else 0
        if now and now != lasting:
            threes.append((i, now))
        lasting = now
    return {
        Rule.OUTSIDE_LIMITS: outside,
        Rule.RUN_OF_EIGHT: runs,
        Rule.THREE_OF_FOUR: threes,
        Rule.MOVING_RANGE: leaps,
    }


@given(WITH_GAPS)
def test_every_rule_finds_what_the_reference_finds(values: list[Decimal | str]) -> None:
    series = readings(values)
    found = analysed(series)
    place = {r.period: i for i, r in enumerate(series)}

    for rule, expected in reference(series).items():
        actual = [
            (place[s.period], s.direction.sign) for s in found.signals if s.rule is rule
        ]
        assert expected == actual, rule


@given(SERIES)
def test_limits_are_those_of_the_textbook(values: list[Decimal]) -> None:
    limits = analysed(readings(values)).limits
    assert limits is not None
    plain = [float(v) for v in values]
    mean = statistics.fmean(plain)
    wander = statistics.fmean(abs(b - a) for a, b in itertools.pairwise(plain))

    assert float(limits.centre) == pytest.approx(mean, abs=1e-9)
    assert float(limits.upper) == pytest.approx(mean + 2.66 * wander, abs=1e-9)
    assert float(limits.lower) == pytest.approx(mean - 2.66 * wander, abs=1e-9)
    assert float(limits.range_limit) == pytest.approx(3.268 * wander, abs=1e-9)


@given(WITH_GAPS, VALUE)
def test_moving_everything_moves_the_limits_and_keeps_the_signals(
    values: list[Decimal | str], shift: Decimal
) -> None:
    series = readings(values)
    before = analysed(series)
    after = analysed([replace(r, value=r.value + shift) for r in series])

    assert told(before) == told(after)
    assert before.status is after.status
    if before.limits is not None and after.limits is not None:
        moved = after.limits.centre - before.limits.centre
        assert float(moved) == pytest.approx(float(shift), abs=1e-9)
        assert before.limits.average_moving_range == after.limits.average_moving_range


@given(WITH_GAPS, st.integers(1, 1000))
def test_another_unit_changes_no_signal(
    values: list[Decimal | str], times: int
) -> None:
    series = readings(values)
    scaled = [replace(r, value=r.value * times) for r in series]

    assert told(analysed(series)) == told(analysed(scaled))


@given(WITH_GAPS)
def test_turning_everything_round_mirrors_the_directions(
    values: list[Decimal | str],
) -> None:
    series = readings(values)
    mirrored = analysed([replace(r, value=-r.value) for r in series])
    other = {"up": "down", "down": "up"}
    expected = [(*rest, other[way]) for *rest, way in told(analysed(series))]

    assert expected == told(mirrored)


@given(WITH_GAPS, st.lists(VALUE, min_size=1, max_size=12))
def test_a_later_reading_changes_no_earlier_signal_of_a_stated_baseline(
    values: list[Decimal | str], later: list[Decimal]
) -> None:
    series = readings([*values, *later])
    stated = baseline(*_ends(readings(values)))
    for count in range(len(series) - len(later), len(series)):
        before = analysed(series[:count], stated)
        after = analysed(series[: count + 1], stated)
        added = [s for s in after.signals if s.period == series[count].period]

        assert told(before) == told(after)[: len(before.signals)]
        assert len(after.signals) == len(before.signals) + len(added)


@given(WITH_GAPS, st.lists(VALUE, min_size=1, max_size=12))
def test_a_later_reading_changes_no_key_of_an_episode(
    values: list[Decimal | str], later: list[Decimal]
) -> None:
    series = readings([*values, *later])
    stated = baseline(*_ends(readings(values)))
    keys = [
        [e.key for e in episodes(analysed(series[:count], stated))]
        for count in range(len(series) - len(later), len(series) + 1)
    ]

    for before, after in itertools.pairwise(keys):
        assert before == after[: len(before)]
        assert len(after) == len(set(after))


def _ends(series: list[Reading]) -> tuple[str, str]:
    return str(series[0].period), str(series[-1].period)


@given(WITH_GAPS)
def test_the_order_in_which_readings_come_does_not_matter(
    values: list[Decimal | str],
) -> None:
    series = readings(values)

    assert analysed(series) == analysed(series[::-1])


@given(WITH_GAPS)
def test_runs_and_episodes_never_overlap(values: list[Decimal | str]) -> None:
    found = analysed(readings(values))
    runs = [s for s in found.signals if s.rule is Rule.RUN_OF_EIGHT]
    stories = episodes(found)

    for one, two in itertools.pairwise(runs):
        assert one.last_period < two.first_period
    for story, next_story in itertools.pairwise(stories):
        assert story.last_period < next_story.period


@given(WITH_GAPS)
def test_a_signal_begins_completes_and_lasts_in_that_order(
    values: list[Decimal | str],
) -> None:
    for signal in analysed(readings(values)).signals:
        assert signal.first_period <= signal.period <= signal.last_period


@given(WITH_GAPS)
def test_every_change_is_told_as_an_episode_and_every_episode_has_a_signal(
    values: list[Decimal | str],
) -> None:
    """Only the way back from an outlier is a signal without a story of its own."""
    found = analysed(readings(values))
    opened = {e.period for e in episodes(found)}
    outside = [s for s in found.signals if s.rule is Rule.OUTSIDE_LIMITS]

    assert opened <= {s.period for s in found.signals}
    for signal in outside:
        assert any(
            e.period <= signal.period <= e.last_period
            and e.direction is signal.direction
            for e in episodes(found)
        )


@given(st.lists(VALUE, max_size=11))
def test_fewer_than_twelve_readings_never_alert(values: list[Decimal]) -> None:
    found = analysed(readings(values))

    assert found.signals == ()
    assert found.status is not Status.LOCKED


@given(SERIES, VALUE, VALUE)
def test_bounds_clip_what_is_shown_and_no_signal(
    values: list[Decimal], one: Decimal, two: Decimal
) -> None:
    low, high = min(one, two), max(one, two)
    bounded: Kpi = replace(KPI, lower_bound=low, upper_bound=high)
    free, clipped = analysed(readings(values)), analyse(bounded, readings(values), None)

    assert told(free) == told(clipped)
    assert free.lower_limit is not None
    assert free.upper_limit is not None
    assert max(free.lower_limit, low) == clipped.lower_limit
    assert min(free.upper_limit, high) == clipped.upper_limit
