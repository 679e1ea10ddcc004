"""KPIs: what is measured, and how signals are told from noise.

Rules of this room: decimal arithmetic throughout, and nothing is rounded before it is
compared. ``analyse`` looks at one KPI up to one period; ``episodes`` and ``verdict``
say what that means; ``words`` says it to a reader.
"""

from __future__ import annotations

from engagement.kpis.analysis import Analysis, Status, analyse, lock
from engagement.kpis.definitions import (
    Baseline,
    ChartKind,
    Direction,
    Kpi,
    Move,
    Reading,
    Rule,
    fits,
    latest,
)
from engagement.kpis.episodes import Episode, current, episodes, marks
from engagement.kpis.limits import LOCK_LEAST, TRIAL_LEAST, Limits
from engagement.kpis.periods import Period, PeriodKind
from engagement.kpis.signals import Signal
from engagement.kpis.verdicts import Change, Target, Verdict, verdict

__all__ = [
    "LOCK_LEAST",
    "TRIAL_LEAST",
    "Analysis",
    "Baseline",
    "Change",
    "ChartKind",
    "Direction",
    "Episode",
    "Kpi",
    "Limits",
    "Move",
    "Period",
    "PeriodKind",
    "Reading",
    "Rule",
    "Signal",
    "Status",
    "Target",
    "Verdict",
    "analyse",
    "current",
    "episodes",
    "fits",
    "latest",
    "lock",
    "marks",
    "verdict",
]
