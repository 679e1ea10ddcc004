"""Taking an import back: what held before it is recorded anew.

Rules: an import is taken back once. What is newer than the import stays and is named.
An undo never leaves the organisation without a coordinator. Limits that the machinery
locked since from readings of the import are computed anew from those that are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.desk.desk import Sitting
from bot.desk.imports.accepting import kpis_of, wake_everybody
from bot.desk.imports.history import Past, key_of
from bot.desk.imports.kind import Kind
from bot.desk.recording import MACHINERY, Recorder
from bot.desk.signals import detect, open_ended
from bot.ports.store import ImportRow
from engagement.errors import NotFound, Refused
from engagement.facts import (
    AbsenceRecorded,
    BaselineStated,
    Fact,
    FunctionAssigned,
    FunctionEnded,
    ImportUndone,
    PersonRecorded,
    ReadingRecorded,
)
from engagement.people import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoPlan:
    """What taking an import back would do."""

    import_id: str
    file_name: str
    facts: tuple[Fact, ...]
    "What supersedes its facts."
    kept: tuple[str, ...]
    "What was changed since and stays: ``objective:O1``, ``reading:otif/2026-W40``."


def plan_undo(at: Sitting, kinds: Mapping[str, Kind], import_id: str) -> UndoPlan:
    """Return what taking an import back would do.

    Raises:
        NotFound: there is no such import.
        Refused: it is taken back already, or nobody would coordinate any more.
    """
    row = _row(at, import_id)
    past, kind = Past(at, row), kinds[row.kind]
    back: list[Fact] = []
    kept: list[str] = []
    for fact in past.facts():
        reversal = kind.reverse(fact, past)
        if reversal is None:
            kept.append(_named(fact))
        else:
            back += reversal
    _demand_coordinator(at, back)
    return UndoPlan(
        import_id=row.import_id,
        file_name=row.file_name,
        facts=tuple(back),
        kept=tuple(kept),
    )


def undo(at: Sitting, plan: UndoPlan, record: Recorder) -> int:
    """Take an import back; return how many facts that took."""
    past = Past(at, _row(at, plan.import_id))
    facts = past.facts()
    record.later(*plan.facts)
    record.later(ImportUndone(import_id=plan.import_id, rows=len(plan.facts)))
    record.flush()
    read = kpis_of(fact for fact in facts if isinstance(fact, ReadingRecorded))
    own = replace(record, author=MACHINERY, occurred_at=None, source=None)
    own(*_unlocked(past, read))
    detect(at, record, kpis_of(facts))
    wake_everybody(at)
    return len(plan.facts)


def _row(at: Sitting, import_id: str) -> ImportRow:
    for row in at.unit.books.imports():
        if row.import_id == import_id:
            if row.undone:
                raise Refused("import_undone")
            return row
    raise NotFound("import_unknown", name=import_id)


def _named(fact: Fact) -> str:
    match fact:
        case FunctionAssigned(assignment=one) | FunctionEnded(assignment=one):
            return f"function:{one.person_id}/{one.function}"
        case AbsenceRecorded(absence=absence):
            return f"absence:{absence.absence_id}"
        case _:
            return key_of(fact) or fact.NAME


def _demand_coordinator(at: Sitting, back: Iterable[Fact]) -> None:
    people = {person.person_id: person for person in at.unit.people.all()}
    after = people | {
        fact.person.person_id: fact.person
        for fact in back
        if isinstance(fact, PersonRecorded)
    }
    if not any(
        person.left_on is None and Permission.COORDINATOR in person.permissions
        for person in after.values()
    ) and any(Permission.COORDINATOR in one.permissions for one in people.values()):
        raise Refused("last_coordinator")


def _unlocked(past: Past, kpi_ids: Iterable[str]) -> Iterator[BaselineStated]:
    """Yield baselines without the limits that were locked since the import."""
    unit = past.at.unit
    for kpi_id in kpi_ids:
        kpi, key = unit.kpis.get(kpi_id), f"baseline:{kpi_id}"
        locked = past.by_machinery_since(BaselineStated, key)
        if kpi is None or locked is None:
            continue
        chosen = locked.baseline.chosen_by is not None
        if chosen or past.recorded_again(BaselineStated, key):
            # Somebody's choice of periods stands; only its limits are in doubt.
            yield replace(locked, baseline=replace(locked.baseline, limits=None))
        else:
            before = past.before(BaselineStated, key)
            yield before or BaselineStated(baseline=open_ended(past.at, kpi))
