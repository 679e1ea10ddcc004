"""KPIs in the digest: what changed, what misses its target, what is missing.

Rules: a figure is only said to move within its normal range when it has limits and a
reading of the period; too few readings, or none, are said to be that.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from engagement.digests.week import KpiLine, Lines, Week
from engagement.kpis import Change, PeriodKind, Target

_HOPELESS = {Target.NOT_WITHOUT_CHANGE}
_CALM = {Change.NO_CHANGE, Change.CONTINUING}
NAMES_MOST = 3
"More names than this in one line are counted instead."


def new_signals(week: Week) -> Lines:
    """Changes that are new; or, in words, that there are none."""
    new = [line for line in week.kpis if line.new and line.verdict.episode]
    if not new:
        return Lines(head=_nothing_new(week))
    said = [f"{week.name(line)}: {_change(week, line)}" for line in new]
    if len(new) == 1:
        return Lines(head=said[0])
    names = _named(week, new)
    head = week.say("digest.new_signals", n=len(new), names=names)
    return Lines(head=head, title=week.say("digest.title.signals"), details=tuple(said))


def _nothing_new(week: Week) -> str:
    changes = [line.verdict.change for line in week.kpis]
    calm = [line for line in week.kpis if line.verdict.change in _CALM]
    present = [line for line in calm if not line.missing]
    if not week.kpis:
        return week.say("digest.no_figures")
    if all(line.verdict.latest is None for line in week.kpis):
        return week.say("digest.no_readings")
    if present:
        return week.say("digest.no_signals", n=len(present))
    only_few = not calm and Change.TOO_FEW in changes
    return week.say("digest.nothing_judged" if only_few else "digest.nothing_new")


def targets(week: Week) -> Lines:
    """Targets that cannot be reached without a change in the process."""
    missed = [line for line in week.kpis if line.verdict.target in _HOPELESS]
    if not missed:
        return Lines()
    names = _named(week, missed)
    return Lines(head=week.say("digest.targets", n=len(missed), names=names))


def missing(week: Week) -> Lines:
    """Figures that have not come, never whose they are; each period by itself."""
    lines = sorted((one for one in week.kpis if one.missing), key=_monthly)
    groups = [tuple(same) for _, same in groupby(lines, key=_monthly)]
    if not groups:
        return Lines()
    cut = any(len(group) > NAMES_MOST for group in groups)
    return Lines(
        head=" ".join(_missing(week, group) for group in groups),
        title=week.say("digest.title.missing") if cut else "",
        details=tuple(week.name(line) for line in lines) if cut else (),
    )


def _monthly(line: KpiLine) -> bool:
    return line.period.kind is PeriodKind.MONTH


def _missing(week: Week, group: Sequence[KpiLine]) -> str:
    said = [week.name(line) for line in group]
    shown = ", ".join(said[:NAMES_MOST])
    period = week.words(group[0]).period(group[0].period)
    key = "digest.missing" if len(said) <= NAMES_MOST else "digest.missing_many"
    return week.say(key, period=period, names=shown, n=len(said) - NAMES_MOST)


def every_figure(week: Week) -> Lines:
    """Every KPI with its period and both verdicts, for the thread."""
    details = tuple(_full(week, line) for line in week.kpis)
    return Lines(title=week.say("digest.title.figures"), details=details)


def _full(week: Week, line: KpiLine) -> str:
    words, latest = week.words(line), line.verdict.latest
    if latest is None:
        return week.say("digest.figure_none", name=week.name(line))
    said = [
        week.say(
            "digest.figure",
            name=week.name(line),
            period=words.period(latest.period),
            value=words.with_unit(words.value(latest.value)),
        ),
        _change(week, line),
        words.target(line.verdict),
        words.latest(line.verdict),
    ]
    return " ".join(part for part in said if part)


def _change(week: Week, line: KpiLine) -> str:
    return week.words(line).change(line.analysis, line.verdict)


def _named(week: Week, lines: list[KpiLine]) -> str:
    names = [week.name(line) for line in lines]
    if len(names) <= NAMES_MOST:
        return ", ".join(names)
    rest = len(names) - NAMES_MOST
    return week.say("digest.and_more", names=", ".join(names[:NAMES_MOST]), n=rest)
