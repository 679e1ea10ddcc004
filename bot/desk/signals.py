"""What new readings mean: limits that can be locked now, and changes that are real.

Rules: the machinery locks what nobody has to choose: the limits of a KPI without a
baseline once twelve readings exist, and those of a baseline that somebody stated before
its readings were there. An episode is recorded once. One that had ended four weeks ago
is history, as when years of readings are imported: nobody is asked about it any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.desk.desk import Sitting
from bot.desk.recording import MACHINERY, Recorder
from bot.desk.setting import today_of
from engagement.facts import BaselineStated, SignalDetected
from engagement.facts.free_text import FreeText
from engagement.kpis import (
    Analysis,
    Baseline,
    Episode,
    Kpi,
    Period,
    PeriodKind,
    Status,
    analyse,
    episodes,
    lock,
)
from engagement.topics.owned import SIGNAL_DAYS

_LAST_YEAR = 2199
"The last one that a period may lie in."


def detect(
    at: Sitting, record: Recorder, kpi_ids: Iterable[str]
) -> list[SignalDetected]:
    """Lock limits that are due, record new episodes and wake those who own the KPIs.

    Everything here is the machinery's own finding, whoever gave it the readings.
    """
    own = replace(record, author=MACHINERY, occurred_at=None, source=None)
    today = today_of(at.unit.organisation(), at.now)
    found: list[SignalDetected] = []
    for kpi_id in dict.fromkeys(kpi_ids):
        kpi = at.unit.kpis.get(kpi_id)
        if kpi is None:
            continue
        _lock_if_due(at, own, kpi)
        new = list(_new_episodes(at, kpi, today))
        if new:
            own(*new)
            _wake_owner(at, kpi)
        found += new
    return found


def open_ended(at: Sitting, kpi: Kpi) -> Baseline:
    """Return a baseline of all readings that exist or are to come.

    No fact takes a baseline back; this one in its place says the same as none.
    """
    periods = [r.period for r in at.unit.kpis.readings(kpi.kpi_id)]
    today = today_of(at.unit.organisation(), at.now)
    return Baseline(
        kpi_id=kpi.kpi_id,
        first=min(periods, default=Period.of(today, kpi.cadence)),
        last=_end_of_time(kpi.cadence),
        chosen_by=None,
        chosen_at=at.now,
        reason="",
    )


def is_stated(baseline: Baseline | None) -> bool:
    """Whether somebody, or the machinery, has chosen periods that come to an end."""
    return baseline is not None and baseline.last != _end_of_time(baseline.last.kind)


def _end_of_time(kind: PeriodKind) -> Period:
    return Period(kind=kind, year=_LAST_YEAR, number=12)


def _lock_if_due(at: Sitting, record: Recorder, kpi: Kpi) -> None:
    stated = at.unit.kpis.baseline(kpi.kpi_id)
    readings = at.unit.kpis.readings(kpi.kpi_id)
    if stated is None or not is_stated(stated):
        analysis = analyse(kpi, readings, None)
        if analysis.status is Status.LOCKED:
            chosen = lock(analysis, chosen_by=None, chosen_at=at.now, reason="")
            record(BaselineStated(baseline=chosen))
        return
    whole = bool(readings) and stated.last <= readings[-1].period
    if stated.limits is not None or not whole:
        return
    analysis = analyse(kpi, readings, stated)
    if analysis.status is Status.LOCKED:
        # The periods stay as they were stated, also where the first has no reading.
        locked = replace(stated, limits=analysis.limits, reason="")
        record(BaselineStated(baseline=locked, reason=FreeText.of(stated.reason)))


def _new_episodes(at: Sitting, kpi: Kpi, today: date) -> Iterator[SignalDetected]:
    recorded = {
        row.episode for row in at.unit.kpis.signals() if row.kpi_id == kpi.kpi_id
    }
    readings = at.unit.kpis.readings(kpi.kpi_id)
    analysis = analyse(kpi, readings, at.unit.kpis.baseline(kpi.kpi_id))
    for episode in episodes(analysis):
        if episode.key not in recorded and not _is_history(episode, analysis, today):
            yield SignalDetected(
                kpi_id=kpi.kpi_id,
                episode=episode.key,
                rule=episode.rule.value,
                first_period=str(episode.first_period),
                period=str(episode.period),
                direction=episode.direction.value,
            )


def _is_history(episode: Episode, analysis: Analysis, today: date) -> bool:
    """Whether the process has left the episode behind long ago."""
    if episode.last_period == analysis.judged[-1].period:
        return False
    ended = episode.last_period.next().first_day()
    return ended < today - timedelta(days=SIGNAL_DAYS)


def _wake_owner(at: Sitting, kpi: Kpi) -> None:
    measured = [o for o in at.unit.entries.objectives() if kpi.kpi_id in o.kpis]
    owners = [kpi.owner_id] if kpi.owner_id else [o.owner_id for o in measured]
    at.unit.people.look_at({who: at.now for who in owners if who is not None})
