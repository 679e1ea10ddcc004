"""Episodes: signals that belong to one lasting change, told as one story.

Rules: an episode opens with the first signal in a direction. It takes in the later
signals in that direction and goes on until a reading comes back to the centre or
crosses it. A person is asked once per episode, and only a new one leads a digest.

A jump back from a single outlying reading is the other half of that outlier; its
``moving_range`` signal opens nothing.

With a stated baseline, later readings never change which episodes have opened, so an
episode may be known again by its key. Without one the limits move with every reading
and keys may move with them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from engagement.kpis.analysis import Analysis
from engagement.kpis.definitions import Move, Reading, Rule
from engagement.kpis.limits import Limits
from engagement.kpis.periods import Period
from engagement.kpis.signals import RANK, Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One change that is probably real."""

    rule: Rule
    "The rule that opened it."
    first_period: Period
    "Where the opening signal began."
    period: Period
    "Where it became a signal: *since* this period."
    last_period: Period
    "The last reading that still belongs to it, so far."
    direction: Move

    @property
    def key(self) -> str:
        """``2026-W39:up``: unique within the KPI, and for ever."""
        return f"{self.period}:{self.direction}"


def episodes(analysis: Analysis) -> tuple[Episode, ...]:
    """Return the episodes of ``analysis``, in the order in which they opened."""
    if analysis.limits is None:
        return ()
    opening = {s.period: s for s in reversed(analysis.signals)}
    told: list[Episode] = []
    going = False
    for reading in analysis.judged:
        going = going and _lasts(told[-1], reading, analysis.limits)
        signal = opening.get(reading.period)
        if not going and signal is not None and not _is_return(signal, told[-1:]):
            told.append(_opened(signal))
            going = True
        if going:
            told[-1] = replace(told[-1], last_period=reading.period)
    return tuple(told)


def current(analysis: Analysis) -> Episode | None:
    """Return the episode that the latest judged reading belongs to, if any."""
    for episode in episodes(analysis)[-1:]:
        if episode.last_period == analysis.judged[-1].period:
            return episode
    return None


def marks(analysis: Analysis) -> dict[Period, Move]:
    """Return the readings that a picture marks: all that a signal rests on.

    Of ``three_of_four`` these are only the readings near the limit. The most telling
    signal decides about a reading. The way back from an outlier is not marked.
    """
    if analysis.limits is None:
        return {}
    ended = {e.last_period.next(): e for e in episodes(analysis)}
    marked: dict[Period, Move] = {}
    for signal in sorted(analysis.signals, key=lambda s: RANK[s.rule]):
        before = ended.get(signal.period)
        if before is not None and _is_return(signal, [before]):
            continue
        for reading in _stretch(analysis.judged, signal):
            if _rests_on(signal, reading, analysis.limits):
                marked.setdefault(reading.period, signal.direction)
    return marked


def _opened(signal: Signal) -> Episode:
    return Episode(
        rule=signal.rule,
        first_period=signal.first_period,
        period=signal.period,
        last_period=signal.period,
        direction=signal.direction,
    )


def _lasts(episode: Episode, reading: Reading, limits: Limits) -> bool:
    return limits.side(reading.value) == episode.direction.sign


def _is_return(signal: Signal, before: Sequence[Episode]) -> bool:
    """Whether ``signal`` is only the way back from one outlying reading."""
    return signal.rule is Rule.MOVING_RANGE and any(
        episode.direction is not signal.direction
        and episode.first_period == episode.last_period
        and episode.last_period.next() == signal.period
        for episode in before
    )


def _stretch(judged: Sequence[Reading], signal: Signal) -> Sequence[Reading]:
    first = bisect_left(judged, signal.first_period, key=_period)
    last = bisect_right(judged, signal.last_period, key=_period)
    return judged[first:last]


def _period(reading: Reading) -> Period:
    return reading.period


def _rests_on(signal: Signal, reading: Reading, limits: Limits) -> bool:
    return (
        signal.rule is not Rule.THREE_OF_FOUR
        or limits.near(reading.value) == signal.direction.sign
    )
