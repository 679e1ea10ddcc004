"""The weekly digest, composed from the present state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.desk.desk import Sitting
from bot.desk.figures import Looked, look_at
from bot.desk.missing import MissingFigure, owners_of
from bot.desk.scenes import watermark
from bot.desk.setting import today_of
from bot.desk.showing import case_counts, kept, shown
from engagement.cards import Bullets, Card, Paragraph, Section, State, Tone
from engagement.charts import alt_text, process_chart
from engagement.digests import Week, parent_lines, thread_lines
from engagement.digests.week import KpiLine, Waiting
from engagement.flows.cards import card_of
from engagement.kpis import Period, PeriodKind
from engagement.moments import instant_of
from engagement.organisation import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartOrder:
    """A chart that is still to be drawn."""

    spec: dict[str, Any]
    alt: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One digest, ready but for its pictures."""

    period: Period
    parent: Card
    thread: Card
    charts: tuple[ChartOrder, ...]
    signals: tuple[str, ...]
    "Keys ``kpi/episode`` that lead it as new."
    missing: tuple[MissingFigure, ...]
    "With whose they are, which the digest itself never says."
    size: int
    root: bytes


def reported(today: date) -> Period:
    """Return the week that a digest posted on ``today`` is about: the last whole one."""
    return Period.of(today - timedelta(days=7), PeriodKind.WEEK)


def compose(at: Sitting, period: Period) -> Digest:
    """Compose the digest of a week; later readings are never used."""
    organisation = at.unit.organisation()
    language = organisation.language
    lines = _lines(at, period)
    size, root = at.unit.books.head()
    start, end = _span(period, organisation)
    asked, answered = at.unit.occasions.took_part(start, end)
    week = Week(
        period=period,
        language=language,
        texts=at.desk.texts,
        kpis=tuple(lines),
        waiting=_waiting(at, organisation),
        kept=tuple(kept(at, start, end)),
        cases=case_counts(at, organisation, start, end),
        shown=tuple(shown(at, organisation, period)),
        asked=asked,
        answered=answered,
        size=size,
        root=root.hex(),
    )
    new = [line for line in lines if line.new and line.verdict.episode is not None]
    title = at.say("digest.title", language, week=period.number)
    mark = watermark(at, language)
    return Digest(
        period=period,
        parent=card_of(title, [_parent(week)], language, watermark=mark),
        thread=card_of(
            at.say("digest.thread", language, week=period.number),
            _thread(week),
            language,
            watermark=mark,
        ),
        charts=tuple(_chart(at, line, organisation) for line in new),
        signals=tuple(
            f"{line.kpi.kpi_id}/{line.verdict.episode.key}"
            for line in new
            if line.verdict.episode is not None
        ),
        missing=_missing(at, lines),
        size=size,
        root=root,
    )


def _missing(at: Sitting, lines: Sequence[KpiLine]) -> tuple[MissingFigure, ...]:
    whose = owners_of(at)
    return tuple(
        MissingFigure(
            kpi=line.kpi, period=line.period, owner_id=whose.get(line.kpi.kpi_id)
        )
        for line in lines
        if line.missing
    )


def _lines(at: Sitting, week: Period) -> list[KpiLine]:
    signals = at.unit.kpis.signals()
    lines = []
    for kpi in at.unit.kpis.all():
        period = _period_of(kpi.cadence, week)
        led = {
            s.episode
            for s in signals
            if s.kpi_id == kpi.kpi_id and s.digest not in {None, str(week)}
        }
        looked = look_at(at.unit, kpi, upto=period, known=led)
        lines.append(_line(looked, period, led))
    return lines


def _period_of(cadence: PeriodKind, week: Period) -> Period:
    """Return the last whole month for monthly figures."""
    if cadence is PeriodKind.WEEK:
        return week
    first = (week.first_day() + timedelta(days=6)).replace(day=1)
    return Period.of(first - timedelta(days=1), PeriodKind.MONTH)


def _line(looked: Looked, period: Period, led: set[str]) -> KpiLine:
    episode = looked.verdict.episode
    readings = looked.analysis.readings
    return KpiLine(
        kpi=looked.kpi,
        analysis=looked.analysis,
        verdict=looked.verdict,
        period=period,
        new=episode is not None and episode.key not in led,
        missing=not readings or readings[-1].period != period,
    )


def _span(week: Period, organisation: Organisation) -> tuple[datetime, datetime]:
    zone = ZoneInfo(organisation.zone)
    start = instant_of(datetime.combine(week.first_day(), time()), zone)
    return start.astimezone(UTC), (start + timedelta(days=7)).astimezone(UTC)


def _waiting(at: Sitting, organisation: Organisation) -> tuple[Waiting, ...]:
    """Decisions on resources that nobody has taken."""
    today = today_of(organisation, at.now)
    held = {r.review_id: r.held_on for r in at.unit.entries.reviews()}
    waiting = [
        (a.title, held.get(a.review_id or "") or a.since)
        for a in at.unit.entries.actions()
        if a.kind == "resources" and not a.closed
    ]
    waiting += [
        (e.title, e.on) for e in at.unit.entries.others() if e.kind == "resource"
    ]
    return tuple(
        Waiting(title=title.within(organisation.language), days=(today - on).days)
        for title, on in waiting
        if on is not None and on <= today
    )


def _parent(week: Week) -> Section:
    *lines, footer = parent_lines(week)
    return Section(
        reference="digest",
        state=State.NOTICE,
        blocks=(
            *(Paragraph(text=line) for line in lines),
            Paragraph(text=footer, tone=Tone.QUIET),
        ),
    )


def _thread(week: Week) -> list[Section]:
    return [
        Section(
            reference=f"digest-{number}",
            state=State.NOTICE,
            blocks=(Paragraph(text=title, tone=Tone.STRONG), Bullets(lines=lines)),
        )
        for number, (title, lines) in enumerate(thread_lines(week))
    ]


def _chart(at: Sitting, line: KpiLine, organisation: Organisation) -> ChartOrder:
    language = organisation.language
    return ChartOrder(
        spec=process_chart(line.analysis, line.kpi, language, at.desk.texts),
        alt=alt_text(line.analysis, line.kpi, language, at.desk.texts),
        name=f"{line.kpi.kpi_id}-{line.period}.png",
    )
