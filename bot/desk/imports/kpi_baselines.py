"""Baselines that ``kpis.csv`` states, and how they are taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.desk.imports.history import Past
from bot.desk.imports.kpi_columns import KpiDraft
from bot.desk.imports.sheet import Line
from bot.desk.signals import is_stated, open_ended
from engagement.facts import BaselineStated, Fact
from engagement.facts.free_text import FreeText
from engagement.kpis import LOCK_LEAST, Baseline, Kpi, Period


def stated(line: Line, draft: KpiDraft, kpi: Kpi) -> Mapping[str, BaselineStated]:
    """Return the baseline of a line by the KPI's id, if it states a new one.

    Who chose it and when is for whoever accepts the import to fill in.
    """
    span = _span(line, draft, kpi)
    if span is None:
        return {}
    first, last = span
    held = line.sheet.at.unit.kpis.baseline(kpi.kpi_id)
    if held is not None and is_stated(held):
        if (held.first, held.last) == (first, last):
            return {}
        if last < held.first:
            line.warn("baseline_newer", kpi=kpi.kpi_id, first=held.first)
            return {}
    baseline = Baseline(
        kpi_id=kpi.kpi_id,
        first=first,
        last=last,
        chosen_by=None,
        chosen_at=None,
        reason="",
    )
    reason = FreeText.of(draft.reason)
    return {kpi.kpi_id: BaselineStated(baseline=baseline, reason=reason)}


def _span(line: Line, draft: KpiDraft, kpi: Kpi) -> tuple[Period, Period] | None:
    if not draft.first and not draft.last:
        return None
    if not draft.first or not draft.last:
        line.refuse("baseline_half", "baseline_first")
        return None
    first = _period(line, "baseline_first", draft.first, kpi)
    last = _period(line, "baseline_last", draft.last, kpi)
    if first is None or last is None:
        return None
    if last < first:
        line.refuse("ends_first", "baseline_last", starts=first, ends=last)
        return None
    count = sum(1 for _ in first.through(last))
    if count < LOCK_LEAST:
        values = {"count": count, "least": LOCK_LEAST}
        line.refuse("baseline_too_short", "baseline_last", **values)
        return None
    return first, last


def _period(line: Line, column: str, text: str, kpi: Kpi) -> Period | None:
    try:
        period = Period.parse(text, kpi.cadence)
    except ValueError:
        line.refuse("not_a_period", column, value=text)
        return None
    if period.kind is not kpi.cadence:
        line.refuse(f"wants_{kpi.cadence}", column, value=text)
        return None
    return period


def baseline_back(fact: BaselineStated, past: Past) -> tuple[Fact, ...] | None:
    """Return the baseline that held before; None: keep what is newer."""
    kpi = past.at.unit.kpis.get(fact.baseline.kpi_id)
    key = f"baseline:{fact.baseline.kpi_id}"
    newest = past.newest(BaselineStated, key)
    if kpi is None or newest is None or past.recorded_again(BaselineStated, key):
        return None
    # The machinery has locked it since, and that goes with it.
    if replace(newest.baseline, limits=None) != replace(fact.baseline, limits=None):
        return None
    before = past.before(BaselineStated, key)
    if before is not None:
        return (before,)
    return (BaselineStated(baseline=open_ended(past.at, kpi)),)
