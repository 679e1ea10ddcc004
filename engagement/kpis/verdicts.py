"""The two verdicts on a KPI: has it changed, and does it meet its target.

Rules: both are always given, because a stable process that misses its target must
never read as fine. The target is held against the natural limits, not against single
readings: only a process whose every ordinary reading meets it *meets it steadily*.
While an episode goes on, the limits describe the process as it was before, and no
verdict on the target is built on them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from engagement.kpis.analysis import Analysis, Status
from engagement.kpis.definitions import ChartKind, Kpi, Move, Reading
from engagement.kpis.episodes import Episode, current


class Change(StrEnum):
    """Whether the process has changed."""

    CHANGED_UP = "changed_up"
    CHANGED_DOWN = "changed_down"
    CONTINUING = "continuing"
    "The change is known already and lasts."
    NO_CHANGE = "no_change"
    TOO_FEW = "too_few"
    VALUES_ONLY = "values_only"


class Target(StrEnum):
    """Whether the process meets its target."""

    MET_STEADILY = "met_steadily"
    "Ordinary variation stays within the target."
    MET_NOW = "met_now"
    "Ordinary variation reaches the target and misses it, by chance."
    NOT_WITHOUT_CHANGE = "not_without_change"
    "Ordinary variation does not reach the target."
    AFTER_CHANGE = "after_change"
    "The process is changing: to be judged by new limits."
    NO_TARGET = "no_target"
    TOO_FEW = "too_few"
    VALUES_ONLY = "values_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to be said about a KPI."""

    change: Change
    target: Target
    episode: Episode | None
    "The change that is going on, new or known."
    gain: bool | None
    "Whether that change is for the better; None without one, or where it depends."
    mean_meets: bool | None
    "Whether the centre meets the target; None without a target or without limits."
    latest: Reading | None
    "The latest reading that is judged."
    meets: bool | None
    "Whether the latest reading meets the target; None without one."

    @property
    def calm(self) -> bool:
        """Whether there is nothing to tell: no change, and no target missed."""
        return self.change is Change.NO_CHANGE and self.target in {
            Target.MET_STEADILY,
            Target.NO_TARGET,
        }


def verdict(
    analysis: Analysis, kpi: Kpi, *, known: Collection[str] = frozenset()
) -> Verdict:
    """Return both verdicts; ``known`` are the keys of episodes already recorded."""
    episode = current(analysis)
    centre = analysis.centre
    latest = analysis.judged[-1] if analysis.judged else None
    return Verdict(
        change=_change(analysis, kpi, episode, known),
        target=_target(analysis, kpi, episode),
        episode=episode,
        gain=kpi.gains(episode.direction) if episode else None,
        mean_meets=kpi.meets(centre) if centre is not None else None,
        latest=latest,
        meets=kpi.meets(latest.value) if latest else None,
    )


def _change(
    analysis: Analysis, kpi: Kpi, episode: Episode | None, known: Collection[str]
) -> Change:
    if kpi.chart is ChartKind.VALUES:
        return Change.VALUES_ONLY
    if analysis.status is not Status.LOCKED:
        return Change.TOO_FEW
    if episode is None:
        return Change.NO_CHANGE
    if episode.key in known:
        return Change.CONTINUING
    return Change.CHANGED_UP if episode.direction is Move.UP else Change.CHANGED_DOWN


def _target(analysis: Analysis, kpi: Kpi, episode: Episode | None) -> Target:
    if kpi.goal is None:
        return Target.NO_TARGET
    if kpi.chart is ChartKind.VALUES:
        return Target.VALUES_ONLY
    lower, upper = analysis.lower_limit, analysis.upper_limit
    if lower is None or upper is None or analysis.status is not Status.LOCKED:
        return Target.TOO_FEW
    if episode is not None:
        return Target.AFTER_CHANGE
    return _against(kpi.goal, lower, upper)


def _against(
    goal: tuple[Decimal | None, Decimal | None], lower: Decimal, upper: Decimal
) -> Target:
    least, most = goal
    least = lower if least is None else least
    most = upper if most is None else most
    if least <= lower and upper <= most:
        return Target.MET_STEADILY
    if upper < least or most < lower:
        return Target.NOT_WITHOUT_CHANGE
    return Target.MET_NOW
