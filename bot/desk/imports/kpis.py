"""``kpis.csv``: what is measured, its targets, and which readings its limits come from.

Rules: a KPI of the catalogue needs only its id; what the file says besides makes it the
organisation's own. A KPI that has readings keeps its cadence. A baseline may be stated
before its readings are there; its limits are locked when they are. One that ends before
the present one begins is an earlier one and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.desk.desk import Sitting
from bot.desk.imports.changes import Change
from bot.desk.imports.entries import EntryKind, given
from bot.desk.imports.history import Past
from bot.desk.imports.kind import Drawn
from bot.desk.imports.kpi_baselines import baseline_back, stated
from bot.desk.imports.kpi_columns import COLUMNS, EXAMPLES, KpiDraft
from bot.desk.imports.sheet import Line, Sheet
from bot.desk.signals import is_stated
from engagement.facts import BaselineStated, EntryRetired, Fact, KpiRecorded
from engagement.kpis import Baseline, Direction, Kpi
from engagement.texts import Bilingual


class KpisKind:
    """KPIs with their baselines."""

    name = "kpis"
    swedish = "nyckeltal"
    columns = COLUMNS
    examples = EXAMPLES

    def draw(self, sheet: Sheet) -> Drawn:
        """Turn a file into facts: the definitions, then the baselines."""
        chosen: dict[str, BaselineStated] = {}
        names = _Names(_held(sheet.at))

        def finish(line: Line, draft: KpiDraft, held: Kpi | None) -> Kpi | None:
            kpi = _kpi(line, draft, held)
            if kpi is not None:
                names.check(line, kpi)
                chosen.update(stated(line, draft, kpi))
            return kpi

        drawn = replace(_ENTRIES, finish=finish).draw(sheet)
        moved = tuple(name for name in drawn.unchanged if name in chosen)
        return replace(
            drawn,
            facts=(*drawn.facts, *chosen.values()),
            changed=(*drawn.changed, *moved),
            unchanged=tuple(n for n in drawn.unchanged if n not in chosen),
            changes=(*drawn.changes, *_moved(sheet.at, chosen, drawn)),
        )

    def reverse(self, fact: Fact, past: Past) -> tuple[Fact, ...] | None:
        """Return what supersedes a fact of an import; None: keep what is newer."""
        match fact:
            case BaselineStated():
                return baseline_back(fact, past)
            case KpiRecorded(kpi=kpi) if not _recounted(kpi, past):
                return _ENTRIES.reverse(fact, past)
            case EntryRetired():
                return _ENTRIES.reverse(fact, past)
            case _:
                return None


def _moved(
    at: Sitting, chosen: Mapping[str, BaselineStated], drawn: Drawn
) -> Iterator[Change]:
    """Yield the baselines that become other ones."""
    for name in (n for n in chosen if n not in drawn.added):
        held = at.unit.kpis.baseline(name)
        before = held if held is not None and is_stated(held) else None
        label = Bilingual(en="baseline", sv="basperiod")
        after = _span(chosen[name].baseline)
        yield Change(entry=name, label=label, before=_span(before), after=after)


def _span(baseline: Baseline | None) -> str:
    return f"{baseline.first}–{baseline.last}" if baseline is not None else ""


def _held(at: Sitting) -> tuple[Kpi, ...]:
    return at.unit.kpis.all()


def _identify(line: Line) -> str | None:
    """KPIs are known by their ids in small letters, as those of the catalogue are."""
    written = given(line, COLUMNS[0])
    return written.casefold() if isinstance(written, str) and not line.bad else None


def _blank(line: Line, kpi_id: str) -> KpiDraft:
    templates = {t.kpi_id: t for t in line.sheet.at.desk.catalogue.kpis}
    template = templates.get(kpi_id)
    if template is None:
        return KpiDraft(kpi_id=kpi_id)
    return KpiDraft.of_template(template)


def _kpi(line: Line, draft: KpiDraft, held: Kpi | None) -> Kpi | None:
    """Return the KPI of a draft whose parts fit together."""
    unit = line.sheet.at.unit
    if draft.direction is None or not draft.name:
        known = ", ".join(t.kpi_id for t in line.sheet.at.desk.catalogue.kpis)
        line.refuse("kpi_unknown", "id", id=draft.kpi_id, known=known)
        return None
    for column, code in _contradictions(draft):
        line.refuse(code, column)
    readings = unit.kpis.readings(draft.kpi_id)
    if readings and readings[0].period.kind is not draft.cadence:
        line.refuse("cadence_fixed", "cadence")
    if line.bad:
        return None
    return replace(
        held or Kpi(kpi_id=draft.kpi_id, name=draft.name, direction=Direction.UP),
        **{name: getattr(draft, name) for name in _FIELDS},
    )


_FIELDS = (
    "name",
    "unit",
    "direction",
    "decimals",
    "cadence",
    "chart",
    "target",
    "target_low",
    "target_high",
    "lower_bound",
    "upper_bound",
    "owner_id",
    "definition",
)


def _contradictions(draft: KpiDraft) -> Iterator[tuple[str, str]]:
    """Yield column and code of what does not fit together, as ``Kpi`` demands it."""
    low, high = draft.target_low, draft.target_high
    band = draft.direction is Direction.BAND
    if band and draft.target is not None:
        yield "target", "band_target"
    if not band and (low is not None or high is not None):
        yield "target_low", "target_of_band"
    elif (low is None) is not (high is None):
        yield "target_low", "band_half"
    elif low is not None and high is not None and low > high:
        yield "target_low", "low_above_high"
    least, most = draft.lower_bound, draft.upper_bound
    if least is not None and most is not None and least > most:
        yield "lower_bound", "low_above_high"


class _Names:
    """What KPIs are called: a file of readings knows them by these names."""

    def __init__(self, held: tuple[Kpi, ...]) -> None:
        self._taken: dict[str, str] = {}
        for kpi in held:
            self._taken |= dict.fromkeys(_names(kpi), kpi.kpi_id)

    def check(self, line: Line, kpi: Kpi) -> None:
        """Refuse a name that another KPI has."""
        for name in _names(kpi):
            whose = self._taken.setdefault(name, kpi.kpi_id)
            if whose != kpi.kpi_id:
                line.refuse("name_taken", "name_en", name=name, kpi=whose)


def _names(kpi: Kpi) -> list[str]:
    named = {kpi.kpi_id, kpi.name.en.casefold(), kpi.name.sv.casefold()}
    return sorted(named - {""})


def _recounted(kpi: Kpi, past: Past) -> bool:
    """Whether readings by another cadence stand in the way of the old definition."""
    before = past.before(KpiRecorded, f"kpi:{kpi.kpi_id}")
    readings = past.at.unit.kpis.readings(kpi.kpi_id)
    return (
        before is not None
        and bool(readings)
        and readings[0].period.kind is not before.kpi.cadence
    )


_ENTRIES = EntryKind(
    name=KpisKind.name,
    swedish=KpisKind.swedish,
    columns=COLUMNS,
    examples=EXAMPLES,
    part="kpi",
    record=lambda kpi: KpiRecorded(kpi=kpi),
    held=_held,
    id_of=lambda kpi: kpi.kpi_id,
    identify=_identify,
    blank=_blank,
    draft=KpiDraft.of,
    retires=True,
)
KPIS = KpisKind()
