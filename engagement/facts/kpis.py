"""Facts about KPIs: definitions, readings, baselines and signals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from engagement.facts.free_text import FreeText
from engagement.kpis import Baseline, Kpi


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiRecorded:
    """A KPI's definition, as a whole."""

    NAME: ClassVar = "kpi.recorded"
    kpi: Kpi


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRecorded:
    """The value of a KPI in one period, or a correction of it."""

    NAME: ClassVar = "reading.recorded"
    kpi_id: str
    period: str
    revision: int
    value: Decimal
    n: int | None = None
    note: FreeText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingWithdrawn:
    """A reading was recorded by mistake; the period has no value."""

    NAME: ClassVar = "reading.withdrawn"
    kpi_id: str
    period: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSetAside:
    """A reading is drawn but not counted, with the reason; or counted again."""

    NAME: ClassVar = "reading.set_aside"
    kpi_id: str
    period: str
    reason: FreeText | None
    "None: it counts again."


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineStated:
    """A person chose the periods that the limits are computed from."""

    NAME: ClassVar = "baseline.stated"
    baseline: Baseline
    "With its locked limits; the reason stands beside it, as free text."
    reason: FreeText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalDetected:
    """A KPI has probably really changed."""

    NAME: ClassVar = "signal.detected"
    kpi_id: str
    episode: str
    "Stable key of the episode."
    rule: str
    first_period: str
    period: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalExplained:
    """Somebody named what probably caused a signal."""

    NAME: ClassVar = "signal.explained"
    kpi_id: str
    episode: str
    person_id: str
    occasion_id: str
