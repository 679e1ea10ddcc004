"""What stands where on a chart: dots, lines, labels and the room they need.

Pixels and scales are settled here, in plain numbers, so that labels can be kept from
running into each other before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from engagement.kpis import Analysis, Kpi, Move, Period, Reading, marks

WIDTH, HEIGHT = 350, 220
"Of the plot in pixels. Narrow, so that the words are still read on a phone."
LABEL_GAP = 18.0
"Least distance of two labels, in pixels."
_PAD = Decimal("0.07")
"Free room above and below, as a share of the values' span."
_STEPS = 5
_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


class Look(StrEnum):
    """What a thing on the chart is; layers choose how that looks."""

    PLAIN = "plain"
    GAIN = "gain"
    LOSS = "loss"
    CHANGE = "change"
    "A change that is neither good nor bad in itself."
    ASIDE = "aside"
    LIMIT = "limit"
    CENTRE = "centre"
    TARGET = "target"
    LATEST = "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One reading."""

    period: Period
    value: Decimal
    look: Look
    up: bool
    "Whether it is a signal upwards."
    stretch: int = 0
    "Dots of one stretch are joined by the line."


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One level line with its label."""

    value: Decimal
    label: str
    look: Look
    since: Period | None = None
    "Where it begins; None is the left edge."


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words at the right edge."""

    text: str
    look: Look
    at: float
    "Pixels below the top of the plot."


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The values that the plot spans."""

    low: Decimal
    high: Decimal

    @classmethod
    def around(cls, values: Iterable[Decimal]) -> Scale:
        """Return a scale with some room around ``values``."""
        held = sorted(values)
        low, high = held[0], held[-1]
        pad = (high - low or abs(high) or Decimal(1)) * _PAD
        return cls(low=low - pad, high=high + pad)

    def pixel(self, value: Decimal) -> float:
        """Return how far below the top ``value`` lies."""
        return float((self.high - value) / (self.high - self.low) * HEIGHT)

    def steps(self) -> list[Decimal]:
        """Return two to five round values within, with the decimals they need."""
        rough = (self.high - self.low) / _STEPS
        size = Decimal(1).scaleb(rough.adjusted())
        step = next(size * m for m in _ROUND if size * m >= rough)
        first = (self.low / step).to_integral_value(ROUND_CEILING)
        count = int((self.high - first * step) / step) + 1
        return [(first + n) * step for n in range(count)]


def window(readings: Sequence[Reading], most: int) -> tuple[Period, ...]:
    """Return the newest ``most`` periods of ``readings``, the missing ones included."""
    every = tuple(readings[0].period.through(readings[-1].period))
    return every[-most:]


def dots(analysis: Analysis, kpi: Kpi, first: Period) -> list[Dot]:
    """Return the readings from ``first`` on, as they are to be drawn."""
    marked = marks(analysis)
    drawn: list[Dot] = []
    for reading in analysis.readings:
        if reading.period >= first:
            move = marked.get(reading.period)
            dot = Dot(
                period=reading.period,
                value=reading.value,
                look=_look(reading, move, kpi),
                up=move is Move.UP,
            )
            drawn.append(_joined(dot, drawn))
    return drawn


def _look(reading: Reading, move: Move | None, kpi: Kpi) -> Look:
    if reading.set_aside is not None:
        return Look.ASIDE
    return Look.PLAIN if move is None else _JUDGED[kpi.gains(move)]


def _joined(dot: Dot, drawn: Sequence[Dot]) -> Dot:
    """Put ``dot`` into the stretch of the last one if nothing lies between them."""
    if not drawn:
        return dot
    last = drawn[-1]
    broken = Look.ASIDE in {dot.look, last.look} or last.period.next() != dot.period
    return replace(dot, stretch=last.stretch + broken)


def placed(labels: Iterable[Label]) -> list[Label]:
    """Move labels as little as needed so that none overlaps another."""
    spread: list[Label] = []
    for label in sorted(labels, key=lambda one: one.at):
        least = spread[-1].at + LABEL_GAP if spread else 0.0
        spread.append(replace(label, at=max(label.at, least)))
    room = float(HEIGHT)
    for place, label in reversed(list(enumerate(spread))):
        spread[place] = replace(label, at=min(label.at, room))
        room = spread[place].at - LABEL_GAP
    return spread


_JUDGED = {True: Look.GAIN, False: Look.LOSS, None: Look.CHANGE}
