"""KPIs, readings, baselines and signals in SQL."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import BindParameter, bindparam, false, select

from bot.ports.store import SignalRow
from engagement.codec import decode
from engagement.kpis import Baseline, Kpi, Period, Reading
from storage import tables as t
from storage.columns import ID
from storage.repositories.base import WHOSE, Repository

_kpi: BindParameter[str] = bindparam("kpi_id", type_=ID)
_all = (
    select(t.entry.c.body)
    .where(
        t.entry.c.organisation_id == WHOSE,
        t.entry.c.kind == "kpi",
        t.entry.c.retired == false(),
    )
    .order_by(t.entry.c.entry_id)
)
_get = _all.where(t.entry.c.entry_id == _kpi)
_readings = (
    select(t.reading)
    .where(
        t.reading.c.organisation_id == WHOSE,
        t.reading.c.kpi_id == _kpi,
        t.reading.c.value.is_not(None),
    )
    .order_by(t.reading.c.period)
)
_revision = select(t.reading.c.revision).where(
    t.reading.c.organisation_id == WHOSE,
    t.reading.c.kpi_id == _kpi,
    t.reading.c.period == bindparam("period"),
)
_baseline = (
    select(t.baseline)
    .where(t.baseline.c.organisation_id == WHOSE, t.baseline.c.kpi_id == _kpi)
    .order_by(t.baseline.c.seq.desc())
    .limit(1)
)
_signals = (
    select(t.signal)
    .where(t.signal.c.organisation_id == WHOSE)
    .order_by(t.signal.c.detected_at, t.signal.c.kpi_id, t.signal.c.period)
)


class KpisInSql(Repository):
    """KPIs and their readings."""

    def all(self) -> tuple[Kpi, ...]:
        """Return the KPIs, by id."""
        return tuple(decode(Kpi, json.loads(b)) for b in self.run(_all).scalars())

    def get(self, kpi_id: str) -> Kpi | None:
        """Return one KPI."""
        body = self.run(_get, kpi_id=kpi_id).scalar()
        return None if body is None else decode(Kpi, json.loads(body))

    def readings(self, kpi_id: str) -> tuple[Reading, ...]:
        """Return the current reading of each period, oldest first."""
        return tuple(
            Reading(
                kpi_id=row.kpi_id,
                period=Period.parse(row.period),
                value=Decimal(row.value),
                revision=row.revision,
                n=row.n,
                note=row.note or "",
                set_aside=(row.set_aside_reason or "") if row.set_aside else None,
            )
            for row in self.run(_readings, kpi_id=kpi_id)
        )

    def revision(self, kpi_id: str, period: str) -> int:
        """Return the newest revision of a period's reading; 0 when there is none."""
        found: int | None = self.run(_revision, kpi_id=kpi_id, period=period).scalar()
        return found or 0

    def baseline(self, kpi_id: str) -> Baseline | None:
        """Return the baseline stated last."""
        row = self.run(_baseline, kpi_id=kpi_id).first()
        if row is None:
            return None
        baseline: Baseline = row.body
        return replace(baseline, reason=row.reason or "")

    def signals(self) -> tuple[SignalRow, ...]:
        """Return every episode, oldest first."""
        return tuple(
            SignalRow(
                kpi_id=row.kpi_id,
                episode=row.episode,
                rule=row.rule,
                first_period=row.first_period,
                period=row.period,
                direction=row.direction,
                detected_at=row.detected_at,
                digest=row.digest,
                explained_by=row.explained_by,
            )
            for row in self.run(_signals)
        )
