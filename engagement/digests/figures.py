"""KPIs in the digest: what changed, what misses its target, what is missing."""

from __future__ import annotations

from engagement.digests.week import KpiLine, Lines, Week
from engagement.kpis import Target

_HOPELESS = {Target.NOT_WITHOUT_CHANGE}
NAMES_MOST = 3
"More names than this in one line are counted instead."


def new_signals(week: Week) -> Lines:
    """Changes that are new; or, in words, that there are none."""
    new = [line for line in week.kpis if line.new and line.verdict.episode]
    if not new:
        if not week.kpis:
            return Lines(head=week.say("digest.no_figures"))
        return Lines(head=week.say("digest.no_signals", n=len(week.kpis)))
    said = [f"{week.name(line)}: {_change(week, line)}" for line in new]
    if len(new) == 1:
        return Lines(head=said[0])
    names = _named(week, new)
    head = week.say("digest.new_signals", n=len(new), names=names)
    return Lines(head=head, title=week.say("digest.title.signals"), details=tuple(said))


def targets(week: Week) -> Lines:
    """Targets that cannot be reached without a change in the process."""
    missed = [line for line in week.kpis if line.verdict.target in _HOPELESS]
    if not missed:
        return Lines()
    names = _named(week, missed)
    return Lines(head=week.say("digest.targets", n=len(missed), names=names))


def missing(week: Week) -> Lines:
    """Figures that have not come, and whose they are."""
    lines = [line for line in week.kpis if line.missing]
    if not lines:
        return Lines()
    said = [
        week.say("digest.missing_of", name=week.name(line), owner=line.owner)
        if line.owner
        else week.name(line)
        for line in lines
    ]
    shown = ", ".join(said[:NAMES_MOST])
    period = week.words(lines[0]).period(lines[0].period)
    key = "digest.missing" if len(said) <= NAMES_MOST else "digest.missing_many"
    head = week.say(key, period=period, names=shown, n=len(said) - NAMES_MOST)
    return Lines(head=head)


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
