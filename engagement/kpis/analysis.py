"""One look at one KPI: readings in, limits and signals out.

Rules: readings later than ``upto`` are never used, so that the digest of a week says
the same for ever. Fewer than 6 readings in the baseline give values only, 6 to 11
trial limits without signals, 12 or more locked limits. What is physically impossible
is clipped off the limits that are shown; signals use the unclipped ones.

Numbers here are not rounded. ``engagement.kpis.words.shown`` rounds for reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from engagement.kpis.definitions import Baseline, ChartKind, Kpi, Reading, latest
from engagement.kpis.limits import LOCK_LEAST, Limits
from engagement.kpis.periods import Period
from engagement.kpis.signals import Signal, signals


class Status(StrEnum):
    """How much the readings can say."""

    VALUES = "values"
    "No limits: too few readings, or a KPI that is shown as values only."
    TRIAL = "trial"
    "Limits, but no signals yet."
    LOCKED = "locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What the readings of one KPI say, up to one period."""

    kpi_id: str
    status: Status
    readings: tuple[Reading, ...]
    "Latest revisions up to ``upto`` in order, the set-aside ones included."
    judged: tuple[Reading, ...]
    "The readings that are held against the limits."
    baseline: Baseline | None
    "As it was stated; None where all readings are the baseline."
    basis: tuple[Reading, ...]
    "The readings that count for the limits."
    limits: Limits | None
    upper_limit: Decimal | None
    "Clipped at the physical bound; ``limits`` has the unclipped one."
    lower_limit: Decimal | None
    signals: tuple[Signal, ...]

    @property
    def centre(self) -> Decimal | None:
        """Mean of the baseline; None where there are no limits."""
        return None if self.limits is None else self.limits.centre


def analyse(
    kpi: Kpi,
    readings: Iterable[Reading],
    baseline: Baseline | None,
    *,
    upto: Period | None = None,
) -> Analysis:
    """Return what ``readings`` say about ``kpi`` as of ``upto`` (None: all of them).

    Without a baseline all of these readings are the baseline.

    Raises:
        ValueError: a reading or the baseline belongs to another KPI or has periods of
            another kind, or a period has the same revision twice.
    """
    known = [r for r in latest(readings) if upto is None or r.period <= upto]
    _refuse_strangers(kpi, known, baseline)
    counted = [r for r in known if r.set_aside is None]
    basis = [r for r in counted if baseline is None or baseline.covers(r.period)]
    judged = [r for r in counted if baseline is None or baseline.judges(r.period)]
    limits = _limits(kpi, basis, baseline, upto)
    status = _status(limits)
    lower, upper = _clipped(kpi, limits)
    return Analysis(
        kpi_id=kpi.kpi_id,
        status=status,
        readings=tuple(known),
        judged=tuple(judged),
        baseline=baseline,
        basis=tuple(basis),
        limits=limits,
        lower_limit=lower,
        upper_limit=upper,
        signals=(
            signals(judged, limits, kpi.rules)
            if limits is not None and status is Status.LOCKED
            else ()
        ),
    )


def lock(
    analysis: Analysis,
    *,
    chosen_by: str | None,
    chosen_at: datetime,
    reason: str,
    since: Period | None = None,
) -> Baseline:
    """Return the baseline that keeps the limits of ``analysis`` as they are now.

    For a rebase, ``since`` is where the new baseline begins to judge.

    Raises:
        ValueError: the analysis has no limits that may be locked.
    """
    if analysis.status is not Status.LOCKED:
        raise ValueError(f"{analysis.kpi_id}: {LOCK_LEAST} readings lock a baseline")
    return Baseline(
        kpi_id=analysis.kpi_id,
        first=analysis.basis[0].period,
        last=analysis.basis[-1].period,
        chosen_by=chosen_by,
        chosen_at=chosen_at,
        reason=reason,
        since=since,
        limits=analysis.limits,
    )


def _refuse_strangers(
    kpi: Kpi, readings: Iterable[Reading], baseline: Baseline | None
) -> None:
    for reading in readings:
        if reading.kpi_id != kpi.kpi_id or reading.period.kind is not kpi.cadence:
            raise ValueError(f"{reading.kpi_id} {reading.period}: not of {kpi.kpi_id}")
    if baseline is not None and (
        baseline.kpi_id != kpi.kpi_id or baseline.first.kind is not kpi.cadence
    ):
        raise ValueError(f"the baseline of {baseline.kpi_id} is not of {kpi.kpi_id}")


def _limits(
    kpi: Kpi,
    basis: Sequence[Reading],
    baseline: Baseline | None,
    upto: Period | None,
) -> Limits | None:
    if kpi.chart is ChartKind.VALUES:
        return None
    # Locked limits know the whole baseline; a look back into it must not.
    if baseline is not None and (upto is None or baseline.last <= upto):
        return baseline.limits or Limits.of(basis)
    return Limits.of(basis)


def _status(limits: Limits | None) -> Status:
    if limits is None:
        return Status.VALUES
    return Status.LOCKED if limits.count >= LOCK_LEAST else Status.TRIAL


def _clipped(kpi: Kpi, limits: Limits | None) -> tuple[Decimal | None, Decimal | None]:
    """Return the lower and upper limit, inside the physical bounds."""
    if limits is None:
        return None, None
    lower, upper = limits.lower, limits.upper
    if kpi.lower_bound is not None:
        lower = max(lower, kpi.lower_bound)
    if kpi.upper_bound is not None:
        upper = min(upper, kpi.upper_bound)
    return lower, upper
