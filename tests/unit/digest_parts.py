"""What the tests of the digest stand on: figures with their verdicts, and a week."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from config import texts
from engagement.digests import Week
from engagement.digests.week import KpiLine
from engagement.kpis import ChartKind, Kpi, PeriodKind, analyse, verdict
from engagement.texts import Bilingual, Language
from tests.unit.kpi_parts import baseline, kpi, readings, week

TEXTS = texts.load()
ROOT = "9f" * 32
CALM = "3 5 3 5 3 5 3 5 3 5 3 5"
"Twelve readings with the limits 4 ± 5.32."
UP = f"{CALM} 9.4"
DOWN = f"{CALM} -1.4"


def figure(
    values: str = CALM,
    *,
    name: str = "OTIF",
    target: str | None = None,
    known: tuple[str, ...] = (),
    period: str = "2026-W12",
    missing: bool = False,
    stock: bool = False,
) -> KpiLine:
    """Return one KPI as it stands with these readings; a target is *at least*."""
    one: Kpi = replace(
        kpi(target=target),
        name=Bilingual(en=name, sv=f"{name} på svenska"),
        decimals=0,
        chart=ChartKind.VALUES if stock else ChartKind.XMR,
    )
    stated = (
        baseline("W01", "W12") if len(values.split()) >= len(CALM.split()) else None
    )
    found = analyse(one, readings(values, "W01"), stated)
    judged = verdict(found, one, known=known)
    return KpiLine(
        kpi=one,
        analysis=found,
        verdict=judged,
        period=week(period),
        new=judged.episode is not None and judged.episode.key not in known,
        missing=missing,
    )


def monthly(line: KpiLine, period: str) -> KpiLine:
    """Return the same, reported by the month."""
    changed = replace(line.kpi, cadence=PeriodKind.MONTH)
    return replace(line, kpi=changed, period=week(period))


def of(*kpis: KpiLine, language: Language = "en", **values: Any) -> Week:
    """Return a week with these figures."""
    return Week(
        period=week("W12"),
        language=language,
        texts=TEXTS,
        kpis=kpis,
        size=214,
        root=ROOT,
        **values,
    )
