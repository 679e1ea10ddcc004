"""Signals: what is probably a real change and not noise.

Rules: signals are searched over every reading that is judged, those of the baseline
included. *Successive* means successive readings: a missing or set-aside period is
skipped, it neither counts nor breaks a run. A reading exactly on the centre counts
for neither side and breaks a run. A reading exactly on a limit is inside, and one
exactly half way is not nearer the limit.

``outside_limits`` and ``moving_range`` give one signal per reading. The two others
give one per stretch: it is told once, where it completes, and goes on silently while
its condition lasts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from engagement.kpis.definitions import Move, Reading, Rule
from engagement.kpis.limits import Limits, steps
from engagement.kpis.periods import Period

RUN_LEAST = 8
WINDOW = 4
WINDOW_LEAST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One finding of one rule."""

    rule: Rule
    period: Period
    "Where it completes: the reading that made it a signal."
    first_period: Period
    "Where it began; the same as ``period`` for a single reading or step."
    last_period: Period
    "Until where its condition has lasted so far."
    direction: Move


def signals(
    readings: Sequence[Reading], limits: Limits, rules: Iterable[Rule]
) -> tuple[Signal, ...]:
    """Return what ``rules`` find, by period and then by how telling the rule is.

    ``readings`` are those judged, in order of time.
    """
    found = [s for rule in {*rules} for s in _SEARCH[rule](readings, limits)]
    return tuple(sorted(found, key=lambda s: (s.period, RANK[s.rule])))


def _move(side: Decimal | int) -> Move:
    return Move.UP if side > 0 else Move.DOWN


def _single(rule: Rule, period: Period, side: Decimal | int) -> Signal:
    return Signal(
        rule=rule,
        period=period,
        first_period=period,
        last_period=period,
        direction=_move(side),
    )


def _outside_limits(readings: Sequence[Reading], limits: Limits) -> list[Signal]:
    return [
        _single(Rule.OUTSIDE_LIMITS, reading.period, side)
        for reading in readings
        if (side := limits.outside(reading.value))
    ]


def _moving_range(readings: Sequence[Reading], limits: Limits) -> list[Signal]:
    return [
        _single(Rule.MOVING_RANGE, reading.period, step)
        for reading, step in steps(readings)
        if limits.too_far(step)
    ]


def _run_of_eight(readings: Sequence[Reading], limits: Limits) -> list[Signal]:
    found = []
    for side, group in groupby(readings, key=lambda r: limits.side(r.value)):
        run = list(group)
        if side and len(run) >= RUN_LEAST:
            signal = Signal(
                rule=Rule.RUN_OF_EIGHT,
                period=run[RUN_LEAST - 1].period,
                first_period=run[0].period,
                last_period=run[-1].period,
                direction=_move(side),
            )
            found.append(signal)
    return found


def _three_of_four(readings: Sequence[Reading], limits: Limits) -> list[Signal]:
    near = [limits.near(r.value) for r in readings]
    windows = range(len(readings) - WINDOW + 1)
    found = []
    for side, group in groupby(windows, key=lambda w: _leaning(near[w : w + WINDOW])):
        stretch = list(group)
        if side:
            signal = Signal(
                rule=Rule.THREE_OF_FOUR,
                period=readings[stretch[0] + WINDOW - 1].period,
                first_period=readings[near.index(side, stretch[0])].period,
                last_period=readings[stretch[-1] + WINDOW - 1].period,
                direction=_move(side),
            )
            found.append(signal)
    return found


def _leaning(window: Sequence[int]) -> int:
    """1 or -1 if at least three of ``window`` are that; else 0."""
    return next((s for s in (1, -1) if window.count(s) >= WINDOW_LEAST), 0)


RANK = {rule: rank for rank, rule in enumerate(Rule)}
"How telling a rule is; 0 is the most."

_SEARCH: dict[Rule, Callable[[Sequence[Reading], Limits], list[Signal]]] = {
    Rule.OUTSIDE_LIMITS: _outside_limits,
    Rule.RUN_OF_EIGHT: _run_of_eight,
    Rule.THREE_OF_FOUR: _three_of_four,
    Rule.MOVING_RANGE: _moving_range,
}
