"""The words on a chart: title, findings, and the labels of its lines."""

from __future__ import annotations

from collections.abc import Sequence

from engagement.charts.scene import Dot, Label, Line, Look, Scale, placed
from engagement.kpis import (
    LOCK_LEAST,
    TRIAL_LEAST,
    Analysis,
    ChartKind,
    Period,
    Status,
    Verdict,
    episodes,
)
from engagement.kpis.words import KpiWords

_TICKS_MOST = 7


def heading(words: KpiWords) -> str:
    """Return the name of the KPI with its unit."""
    name = words.kpi.name.within(words.language)
    unit = words.kpi.unit.within(words.language)
    return words.say("chart.title", name=name, unit=unit) if unit else name


def findings(analysis: Analysis, words: KpiWords, told: Verdict) -> list[str]:
    """Say both verdicts; a stable process that misses its target is not fine."""
    sentences = [words.change(analysis, told)]
    if told.episode is None and (over := episodes(analysis)):
        # A reading that the picture marks is spoken of.
        sentences.append(words.say("chart.earlier", signal=words.signal(over[-1])))
    if words.kpi.goal is not None:
        sentences.append(words.target(told))
    return sentences


def basis(analysis: Analysis, words: KpiWords, chosen_by: str) -> str:
    """Say which readings the limits come from; empty where there can be none."""
    count = len(analysis.basis) if analysis.limits is None else analysis.limits.count
    if words.kpi.chart is ChartKind.VALUES:
        return ""
    if analysis.limits is None:
        return words.say("chart.no_limits", count=count, least=TRIAL_LEAST)
    span = words.span(analysis.basis[0].period, analysis.basis[-1].period)
    if analysis.status is Status.TRIAL:
        values = {"span": span, "count": count, "least": LOCK_LEAST}
        return words.say("chart.limits_trial", **values)
    stated = analysis.baseline
    if stated is None or stated.chosen_at is None or not chosen_by:
        return words.say("chart.limits", span=span, count=count)
    # No-break, so that a line never ends between day and month.
    day = words.day(stated.chosen_at.date()).replace(" ", "\u00a0")
    who = chosen_by
    return words.say("chart.limits_chosen", span=span, count=count, who=who, day=day)


def caption(
    analysis: Analysis, words: KpiWords, told: Verdict, chosen_by: str
) -> list[str]:
    """Return the sentences below the title."""
    change, *target = findings(analysis, words, told)
    below = basis(analysis, words, chosen_by)
    if analysis.status is Status.LOCKED or not below:
        return [s for s in (change, *target, below) if s]
    # Without locked limits, where they come from says already why nothing is told.
    return [below, *target]


def weeks(periods: Sequence[Period], words: KpiWords) -> dict[str, list[str]]:
    """Name the latest period and a few before it; the year where it begins."""
    stride = -(-len(periods) // _TICKS_MOST)
    named: dict[str, list[str]] = {}
    year = None
    for period in periods[::-1][::stride][::-1]:
        turn = [] if period.year == year else [str(period.year)]
        named[str(period)] = [words.period(period), *turn]
        year = period.year
    return named


def values(scale: Scale, words: KpiWords) -> dict[float, str]:
    """Name a few round values."""
    return {float(step): words.exactly(step) for step in scale.steps()}


def lines(analysis: Analysis, words: KpiWords, first: Period) -> list[Line]:
    """Return the level lines of a chart that begins with ``first``."""
    least, most = words.kpi.goal or (None, None)
    band = least is not None and most is not None
    found = [
        Line(value=value, label=words.say(key, value=words.exactly(value)), look=look)
        for key, value, look in (
            ("chart.target_from" if band else "chart.target", least, Look.TARGET),
            ("chart.target_to" if band else "chart.target", most, Look.TARGET),
        )
        if value is not None
    ]
    since = analysis.baseline.since if analysis.baseline else None
    found += [
        Line(
            value=value,
            label=words.say(key, value=words.limit(value)),
            look=look,
            since=since if since and since > first else None,
        )
        for key, value, look in (
            ("chart.upper", analysis.upper_limit, Look.LIMIT),
            ("chart.mean", analysis.centre, Look.CENTRE),
            ("chart.lower", analysis.lower_limit, Look.LIMIT),
        )
        if value is not None
    ]
    return found


def labels(
    levels: Sequence[Line], last: Dot, words: KpiWords, scale: Scale
) -> list[Label]:
    """Return the words at the right edge, none overlapping another."""
    now = words.say("chart.latest", value=words.value(last.value))
    return placed(
        [
            Label(text=now, look=Look.LATEST, at=scale.pixel(last.value)),
            *(
                Label(text=x.label, look=x.look, at=scale.pixel(x.value))
                for x in levels
            ),
        ]
    )
