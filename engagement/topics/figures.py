"""KPIs as questions see them: a value, a verdict and the episodes of the last weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engagement.kpis import Kpi, Reading
from engagement.texts import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One episode of a KPI that was recorded."""

    episode: str
    since: Bilingual
    "``v39``: where it became a signal."
    said: Bilingual
    "``Leveransprecision: upp sedan v39``."
    detected_on: date
    explained: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One KPI with its newest reading."""

    kpi: Kpi
    latest: Reading | None
    shown: Bilingual
    "``Leveransprecision 95,2 %``."
    stands: Bilingual = Bilingual()
    "``Kundnöjdhet: nu 4,29 (v47), målvärde minst 4,45``."
    verdict: Bilingual
    "``troligen upp``: the more pressing verdict in two or three words."
    changes: tuple[Change, ...] = ()
