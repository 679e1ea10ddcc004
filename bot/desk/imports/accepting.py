"""A file that was looked at becomes facts, all of them or none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from bot.desk.desk import Sitting
from bot.desk.imports.kind import ImportPlan
from bot.desk.recording import Recorder
from bot.desk.signals import detect
from engagement.errors import Refused
from engagement.facts import (
    BaselineStated,
    Fact,
    ImportAccepted,
    KpiRecorded,
    ReadingRecorded,
)


def accept(
    at: Sitting, plan: ImportPlan, record: Recorder, *, retire: Collection[str] = ()
) -> str:
    """Record what a file says and what follows from it; return the import's id.

    Args:
        at: the transaction.
        plan: what was looked at.
        record: in whose name.
        retire: ids to take out of use, of those that are no longer in the file.

    Raises:
        Refused: it says nothing new, and nothing is to be retired.
    """
    gone = zip(plan.missing, plan.retirements, strict=False)
    retired = tuple(fact for name, fact in gone if name in retire)
    facts: tuple[Fact, ...] = (*plan.facts, *retired)
    if not facts:
        raise Refused("nothing_changed")
    import_id = at.unit.new_id()
    record.later(*_chosen_by(facts, record))
    record.later(
        ImportAccepted(
            import_id=import_id,
            kind=plan.kind,
            file_name=plan.file_name,
            sha256=plan.sha256,
            rows=len(facts),
        )
    )
    record.flush()
    detect(at, record, kpis_of(plan.facts))
    if not all(isinstance(fact, ReadingRecorded) for fact in facts):
        wake_everybody(at)
    return import_id


def _chosen_by(facts: Iterable[Fact], record: Recorder) -> Iterator[Fact]:
    """Iterate over facts; whoever accepts a baseline has chosen it."""
    for fact in facts:
        if isinstance(fact, BaselineStated):
            baseline = replace(
                fact.baseline,
                chosen_by=record.author.person_id,
                chosen_at=record.at.now,
            )
            yield replace(fact, baseline=baseline)
        else:
            yield fact


def kpis_of(facts: Iterable[Fact]) -> list[str]:
    """Return the KPIs that facts are about."""
    found: dict[str, None] = {}
    for fact in facts:
        match fact:
            case KpiRecorded(kpi=kpi):
                found[kpi.kpi_id] = None
            case BaselineStated(baseline=baseline):
                found[baseline.kpi_id] = None
            case ReadingRecorded(kpi_id=kpi_id):
                found[kpi_id] = None
            case _:
                pass
    return list(found)


def wake_everybody(at: Sitting) -> None:
    """Have the planner look at everybody: what they are asked may have changed."""
    people = at.unit.people.all()
    at.unit.people.look_at({person.person_id: at.now for person in people})
