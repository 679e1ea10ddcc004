"""Every KPI looked at: readings, limits, episodes and words in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.desk.desk import Desk, Sitting
from bot.ports.store import SignalRow, Unit
from engagement.kpis import (
    Analysis,
    Kpi,
    Move,
    Period,
    Reading,
    Verdict,
    analyse,
    episodes,
    verdict,
)
from engagement.kpis.words import KpiWords
from engagement.texts import LANGUAGES, Bilingual, Language
from engagement.topics.figures import Change, Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One KPI with what its readings say."""

    kpi: Kpi
    analysis: Analysis
    verdict: Verdict


# Every plan and every digest looks at every figure, and few have a new reading.
_analysed = lru_cache(maxsize=512)(analyse)


def look(
    unit: Unit, *, upto: Period | None = None, known: frozenset[str] | None = None
) -> tuple[Looked, ...]:
    """Look at every KPI; ``known`` are keys ``kpi/episode`` that are no news."""
    found = []
    signals = unit.kpis.signals()
    for kpi in unit.kpis.all():
        mine = {
            s.episode
            for s in signals
            if s.kpi_id == kpi.kpi_id
            and (known is None or f"{s.kpi_id}/{s.episode}" in known)
        }
        found.append(look_at(unit, kpi, upto=upto, known=mine))
    return tuple(found)


def look_at(
    unit: Unit, kpi: Kpi, *, upto: Period | None = None, known: Iterable[str] = ()
) -> Looked:
    """Look at one KPI."""
    readings = unit.kpis.readings(kpi.kpi_id)
    baseline = unit.kpis.baseline(kpi.kpi_id)
    analysis = _analysed(kpi, readings, baseline, upto=upto)
    found = verdict(analysis, kpi, known=frozenset(known))
    return Looked(kpi=kpi, analysis=analysis, verdict=found)


def new_episodes(unit: Unit, looked: Looked) -> list[tuple[str, Move, Period, Period]]:
    """Return episodes that were not recorded: key, direction, first and signal."""
    recorded = {s.episode for s in unit.kpis.signals() if s.kpi_id == looked.kpi.kpi_id}
    return [
        (e.key, e.direction, e.first_period, e.period)
        for e in episodes(looked.analysis)
        if e.key not in recorded
    ]


def figures(at: Sitting) -> tuple[Figure, ...]:
    """Return every KPI as questions see it."""
    unit, desk = at.unit, at.desk
    zone = ZoneInfo(unit.organisation().zone)
    rows = unit.kpis.signals()
    return tuple(_figure(looked, rows, desk, zone) for looked in look(unit))


def _figure(
    looked: Looked, rows: Iterable[SignalRow], desk: Desk, zone: ZoneInfo
) -> Figure:
    kpi, latest = looked.kpi, looked.verdict.latest
    return Figure(
        kpi=kpi,
        latest=latest,
        shown=_both(kpi, desk, lambda words: _shown(words, looked)),
        stands=_both(kpi, desk, lambda words: stands(words, latest)),
        verdict=_both(kpi, desk, lambda words: words.brief(looked.verdict)),
        changes=tuple(
            _change(kpi, row, desk, zone) for row in rows if row.kpi_id == kpi.kpi_id
        ),
    )


def stands(words: KpiWords, latest: Reading | None) -> str:
    """``Kundnöjdhet: nu 4,29 (v47), målvärde minst 4,45``, as far as it is known."""
    name = words.kpi.name.within(words.language)
    now, goal = "", words.goal()
    if latest is not None:
        value = words.with_unit(words.value(latest.value))
        period = words.period(latest.period)
        now = words.say("objective.is_now", value=f"{value} ({period})")
    aim = words.say("objective.aims_at", value=goal) if goal else ""
    said = ", ".join(filter(None, (now, aim)))
    return f"{name}: {said}" if said else name


def _words(kpi: Kpi, desk: Desk, language: Language) -> KpiWords:
    return KpiWords(kpi, language, desk.texts)


def _both(kpi: Kpi, desk: Desk, say: Callable[[KpiWords], str]) -> Bilingual:
    said = {one: say(_words(kpi, desk, one)) for one in LANGUAGES}
    return Bilingual(en=said["en"], sv=said["sv"])


def _shown(words: KpiWords, looked: Looked) -> str:
    name = words.kpi.name.within(words.language)
    latest = looked.verdict.latest
    if latest is None:
        return name
    return f"{name} {words.with_unit(words.value(latest.value))}"


def _change(kpi: Kpi, row: SignalRow, desk: Desk, zone: ZoneInfo) -> Change:
    since = Period.parse(row.period)
    detected: datetime = row.detected_at.astimezone(zone)

    def said(words: KpiWords) -> str:
        return desk.say(
            f"signal.{row.direction}",
            words.language,
            kpi=kpi.name.within(words.language),
            week=words.period(since),
        )

    return Change(
        episode=row.episode,
        since=_both(kpi, desk, lambda words: words.period(since)),
        said=_both(kpi, desk, said),
        detected_on=detected.date(),
        explained=row.explained_by is not None,
    )
