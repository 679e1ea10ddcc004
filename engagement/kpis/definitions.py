"""What a KPI is, what was measured, and which readings its limits come from.

Rules: a corrected reading is a new revision, the old one stays. A baseline is chosen
by a person, or by the machinery when enough readings exist; limits locked into it do
not move when a reading is corrected, only when a person chooses a new baseline.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from engagement.kpis.limits import Limits
from engagement.kpis.periods import Period, PeriodKind
from engagement.texts import Bilingual

DIGITS_MOST = 15
"Digits before and after the point that a reading may have."


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    BAND = "band"
    "Between two values is best."


class Move(StrEnum):
    """Which way something moved."""

    UP = "up"
    DOWN = "down"

    @property
    def sign(self) -> int:
        """1 for up, -1 for down."""
        return 1 if self is Move.UP else -1


class ChartKind(StrEnum):
    """How the readings may be looked at."""

    XMR = "xmr"
    VALUES = "values"
    "Stock and rolling figures: neighbours depend on each other, so no limits."


class Rule(StrEnum):
    """How a signal is told from noise, most telling first."""

    OUTSIDE_LIMITS = "outside_limits"
    "One reading outside a natural limit."
    RUN_OF_EIGHT = "run_of_eight"
    "Eight successive readings on one side of the centre."
    THREE_OF_FOUR = "three_of_four"
    "Three of four successive readings nearer one limit than the centre."
    MOVING_RANGE = "moving_range"
    "One step between adjacent periods beyond the range limit."


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A key performance indicator.

    Raises:
        ValueError: target or bounds contradict each other or the direction.
    """

    kpi_id: str
    name: Bilingual
    unit: Bilingual = Bilingual()
    direction: Direction
    decimals: int = 0
    "Decimals that its values are shown with."
    cadence: PeriodKind = PeriodKind.WEEK
    chart: ChartKind = ChartKind.XMR
    target: Decimal | None = None
    "At least (up) or at most (down); None for a band."
    target_low: Decimal | None = None
    target_high: Decimal | None = None
    lower_bound: Decimal | None = None
    "Least value that is physically possible, such as 0 %."
    upper_bound: Decimal | None = None
    owner_id: str | None = None
    rules: tuple[Rule, ...] = tuple(Rule)
    definition: Bilingual = Bilingual()

    def __post_init__(self) -> None:
        band = (self.target_low, self.target_high)
        if self.direction is Direction.BAND and self.target is not None:
            raise ValueError(f"{self.kpi_id}: a band has two targets, not one")
        if self.direction is not Direction.BAND and band != (None, None):
            raise ValueError(f"{self.kpi_id}: only a band has two targets")
        if (self.target_low is None) is not (self.target_high is None):
            raise ValueError(f"{self.kpi_id}: a band needs both of its targets")
        for low, high in (band, (self.lower_bound, self.upper_bound)):
            if low is not None and high is not None and low > high:
                raise ValueError(f"{self.kpi_id}: {low} is above {high}")

    @property
    def goal(self) -> tuple[Decimal | None, Decimal | None] | None:
        """Least and greatest value that meet the target; None without a target."""
        goal = {
            Direction.UP: (self.target, None),
            Direction.DOWN: (None, self.target),
            Direction.BAND: (self.target_low, self.target_high),
        }[self.direction]
        return None if goal == (None, None) else goal

    def meets(self, value: Decimal) -> bool | None:
        """Whether ``value`` meets the target; None without a target."""
        if self.goal is None:
            return None
        low, high = self.goal
        return (low is None or low <= value) and (high is None or value <= high)

    def gains(self, move: Move) -> bool | None:
        """Whether moving that way is better; None for a band, where it depends."""
        if self.direction is Direction.BAND:
            return None
        return self.direction.value == move.value

    def possible(self, value: Decimal) -> bool:
        """Whether ``value`` lies within the physical bounds."""
        low, high = self.lower_bound, self.upper_bound
        return (low is None or low <= value) and (high is None or value <= high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One revision of one value.

    Raises:
        ValueError: the value is no number that can be reckoned with.
    """

    kpi_id: str
    period: Period
    value: Decimal
    revision: int = 1
    "1 is the first; the highest one holds."
    n: int | None = None
    "How many observations the value rests on."
    note: str = ""
    set_aside: str | None = None
    "Why it is left out of limits and signals; it is still shown."

    def __post_init__(self) -> None:
        if not fits(self.value):
            raise ValueError(f"{self.kpi_id} {self.period}: {self.value} is no reading")


def fits(value: Decimal) -> bool:
    """Whether ``value`` is finite and has at most 15 digits on either side."""
    if not value.is_finite():
        return False
    exponent = value.as_tuple().exponent
    return value.adjusted() < DIGITS_MOST and int(exponent) >= -DIGITS_MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Which readings the limits of a KPI come from; part of the evidence.

    Raises:
        ValueError: the periods are not in order.
    """

    kpi_id: str
    first: Period
    last: Period
    chosen_by: str | None
    "Person id; None is the machinery."
    chosen_at: datetime | None
    reason: str
    since: Period | None = None
    """After a rebase: readings before it belong to an earlier baseline and are drawn,
    but not judged by these limits. None judges every reading."""
    limits: Limits | None = None
    "Locked: corrected readings no longer move them. None computes them."

    def __post_init__(self) -> None:
        if self.last < self.first or (self.since or self.first) > self.first:
            raise ValueError(f"{self.kpi_id}: the baseline's periods are not in order")

    def covers(self, period: Period) -> bool:
        """Whether a reading of ``period`` belongs to the baseline."""
        return self.first <= period <= self.last

    def judges(self, period: Period) -> bool:
        """Whether a reading of ``period`` is held against these limits."""
        return self.since is None or self.since <= period


def latest(readings: Iterable[Reading]) -> list[Reading]:
    """Return the highest revision of each period, in order of time.

    Raises:
        ValueError: a period has the same revision twice.
    """
    held: dict[Period, Reading] = {}
    for reading in sorted(readings, key=lambda r: (r.period, r.revision)):
        before = held.get(reading.period)
        if before is not None and before.revision == reading.revision:
            raise ValueError(f"{reading.period}: revision {reading.revision} twice")
        held[reading.period] = reading
    return list(held.values())
