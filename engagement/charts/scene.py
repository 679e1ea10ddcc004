"""What stands where on a chart: points, lines, labels and the room they need.

Pixels and scales are settled here, in plain numbers, so that labels can be kept from
running into each other before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from engagement.kpis import Analysis, Kpi, Period, Reading, marks

WIDTH, HEIGHT = 350, 220
"Of the plot in pixels. Narrow, so that the words are still read on a phone."
LABEL_GAP = 18.0
"Least distance of two labels, in pixels."
_PAD = 0.07
"Free room above and below, as a share of the values' span."


class Look(StrEnum):
    """How a thing is drawn."""

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
    value: float
    look: Look
    up: bool
    "Which way a signal points."
    stretch: int
    "Dots of one stretch are joined by the line."

    def row(self) -> dict[str, str | float]:
        """Return it as a row of data."""
        return {
            "period": str(self.period),
            "value": self.value,
            "stretch": self.stretch,
        }


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

    low: float
    high: float

    @classmethod
    def around(cls, values: Iterable[float]) -> Scale:
        """Return a scale with some room around ``values``."""
        held = list(values)
        low, high = min(held), max(held)
        pad = (high - low or abs(high) or 1.0) * _PAD
        return cls(low=low - pad, high=high + pad)

    def pixel(self, value: float) -> float:
        """Return how far below the top ``value`` lies."""
        return (self.high - value) / (self.high - self.low) * HEIGHT


def window(readings: Sequence[Reading], most: int) -> tuple[Period, ...]:
    """Return the newest ``most`` periods of ``readings``, the missing ones included."""
    every = tuple(readings[0].period.through(readings[-1].period))
    return every[-most:]


def dots(analysis: Analysis, kpi: Kpi, first: Period) -> list[Dot]:
    """Return the readings from ``first`` on, as they are to be drawn."""
    marked = marks(analysis)
    drawn: list[Dot] = []
    for reading in analysis.readings:
        move = marked.get(reading.period)
        if reading.set_aside is not None:
            look = Look.ASIDE
        elif move is None:
            look = Look.PLAIN
        else:
            look = _JUDGED[kpi.gains(move)]
        dot = Dot(
            period=reading.period,
            value=float(reading.value),
            look=look,
            up=move is not None and move.sign > 0,
            stretch=0,
        )
        if reading.period >= first:
            drawn.append(_joined(dot, drawn))
    return drawn


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
