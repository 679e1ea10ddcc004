"""Natural process limits of an XmR chart.

Rules: the centre is the mean of the readings, the average moving range is taken
over *adjacent* periods only (a missing or set-aside one leaves no range), and the
limits lie 2.66 average moving ranges from the centre. The ordinary standard
deviation is never used: a shift inflates it and so hides itself.

Sums are kept, not quotients, and every comparison is made between whole products:
nothing is rounded before it is compared. Only what is shown is divided.

Source: Wheeler's XmR chart. 2.66 = 3 / 1.128, 3.268 for the range limit (tables that
round differently give 3.267).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from itertools import pairwise
from typing import Protocol

from engagement.kpis.periods import Period

LIMIT_FACTOR = Decimal("2.66")
RANGE_FACTOR = Decimal("3.268")

TRIAL_LEAST = 6
"Fewer readings than this give no limits at all."
LOCK_LEAST = 12
"Fewer readings than this give trial limits, which raise no signals."

_EXACT = Context(prec=80, traps=[Inexact, InvalidOperation])
"Room for any product of readings, counts and factors; rounding would raise."


class Measured(Protocol):
    """A number of a period."""

    @property
    def period(self) -> Period:
        """When."""
        ...

    @property
    def value(self) -> Decimal:
        """How much."""
        ...


def steps(readings: Iterable[Measured]) -> Iterator[tuple[Measured, Decimal]]:
    """Iterate over later reading and difference of each two adjacent periods.

    ``readings`` are in order. Across a gap there is no step.
    """
    for earlier, later in pairwise(readings):
        if earlier.period.next() == later.period:
            with localcontext(_EXACT):
                step = later.value - earlier.value
            yield later, step


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the readings of a baseline say about ordinary variation."""

    count: int
    "Readings."
    total: Decimal
    "Sum of the readings."
    ranges: int
    "Moving ranges; fewer than ``count - 1`` where periods are missing."
    range_total: Decimal
    "Sum of the moving ranges."

    @classmethod
    def of(cls, readings: Sequence[Measured]) -> Limits | None:
        """Return the limits of ``readings`` (in order), or None for too few."""
        moved = [abs(step) for _, step in steps(readings)]
        if len(readings) < TRIAL_LEAST or not moved:
            return None
        with localcontext(_EXACT):
            return cls(
                count=len(readings),
                total=sum((r.value for r in readings), Decimal()),
                ranges=len(moved),
                range_total=sum(moved, Decimal()),
            )

    @property
    def centre(self) -> Decimal:
        """Mean."""
        return self.total / self.count

    @property
    def average_moving_range(self) -> Decimal:
        """Mean of the moving ranges."""
        return self.range_total / self.ranges

    @property
    def upper(self) -> Decimal:
        """Upper natural limit, not clipped."""
        return self.centre + LIMIT_FACTOR * self.average_moving_range

    @property
    def lower(self) -> Decimal:
        """Lower natural limit, not clipped."""
        return self.centre - LIMIT_FACTOR * self.average_moving_range

    @property
    def range_limit(self) -> Decimal:
        """Upper limit of a moving range."""
        return RANGE_FACTOR * self.average_moving_range

    def side(self, value: Decimal) -> int:
        """1 above the centre, -1 below, 0 exactly on it."""
        return _sign(self._off_centre(value))

    def outside(self, value: Decimal) -> int:
        """1 above the upper limit, -1 below the lower one, 0 on or between them."""
        return self._beyond(value, times=1)

    def near(self, value: Decimal) -> int:
        """1 or -1 if ``value`` is nearer that limit than the centre, or beyond it."""
        return self._beyond(value, times=2)

    def too_far(self, step: Decimal) -> bool:
        """Whether a step between adjacent periods is beyond the range limit."""
        with localcontext(_EXACT):
            return abs(step) * self.ranges > RANGE_FACTOR * self.range_total

    def _off_centre(self, value: Decimal) -> Decimal:
        with localcontext(_EXACT):
            return value * self.count - self.total

    def _beyond(self, value: Decimal, *, times: int) -> int:
        # value - centre > reach / times, both sides multiplied by count * ranges.
        with localcontext(_EXACT):
            off = self._off_centre(value) * self.ranges
            reach = LIMIT_FACTOR * self.range_total * self.count
            return _sign(off) if abs(off) * times > reach else 0
