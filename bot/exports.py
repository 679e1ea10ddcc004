"""Exporting and redacting: what is done with the ledger from the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import Store, make_desk, software
from bot.desk.desk import Desk, Sitting
from bot.desk.recording import machinery
from bot.ports.store import Filter, Unit
from engagement.errors import OperationError
from engagement.facts import EvidenceExported
from engagement.moments import instant_of
from engagement.texts import Language
from storage.exporting.folder import new_folder
from storage.exporting.write import Exporter, Manifest
from storage.redaction import redact as take_out

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)
"No ledger is older or younger; what lies beyond is a slip of the pen."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which records an export is asked for."""

    clause: str | None = None
    person_id: str | None = None
    first: date | None = None
    last: date | None = None


def export(store: Store, out: Path, wanted: Wanted, language: Language) -> int:
    """Write an export and record that it was written.

    Returns:
        The number of records in it.

    Raises:
        OperationError: the folder exists or cannot be written, or nothing can be meant
            by what is wanted.
    """
    now = store.now_here()
    desk = make_desk(lambda: now)
    if wanted.clause is not None:
        wanted = replace(wanted, clause=wanted.clause.strip().lower())
    asked = _filter(wanted, ZoneInfo(store.organisation.zone))
    store.work.here(lambda unit: _demand_known(unit, desk, asked))
    with new_folder(out) as folder:
        manifest = store.transactions.read_here(
            lambda connection: Exporter(
                connection=connection,
                organisation=store.organisation,
                texts=desk.texts,
                language=language,
                software=software(),
            ).write(folder, asked, now)
        )
        store.work.here(_record_of(desk, now, wanted, manifest))
    return manifest.records


def _filter(wanted: Wanted, zone: ZoneInfo) -> Filter:
    for name, day in (("--from", wanted.first), ("--to", wanted.last)):
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise OperationError(f"{name}: {day} is a day of no ledger")
    if wanted.first and wanted.last and wanted.last < wanted.first:
        raise OperationError(f"--to {wanted.last} is before --from {wanted.first}")
    after = None if wanted.last is None else wanted.last + timedelta(days=1)
    return Filter(
        clause=wanted.clause,
        person_id=wanted.person_id,
        since=_start(wanted.first, zone),
        until=_start(after, zone),
    )


def _start(day: date | None, zone: ZoneInfo) -> datetime | None:
    return None if day is None else instant_of(datetime.combine(day, time()), zone)


def _demand_known(unit: Unit, desk: Desk, wanted: Filter) -> None:
    """Refuse a slip: an empty export would say that there is no evidence."""
    person_id, clause = wanted.person_id, wanted.clause
    if person_id is not None and unit.people.get(person_id) is None:
        known = ", ".join(person.person_id for person in unit.people.all())
        raise OperationError(f"--person: nobody is {person_id}; there are: {known}")
    if clause is None:
        return
    requirements = (row.requirement_id for row in desk.catalogue.requirements)
    if any(f"{one}.".find(f"/{clause}.") >= 0 for one in requirements):
        return
    # One that no edition has any more may still have its records.
    if not any(unit.books.counts(Filter(clause=clause)).values()):
        raise OperationError(
            f"--clause: no requirement is {clause}; write it as 5.1.1 or 5.1.1.e"
        )


def _record_of(
    desk: Desk, now: datetime, wanted: Wanted, manifest: Manifest
) -> Callable[[Unit], int]:
    fact = EvidenceExported(
        clause=wanted.clause,
        person_id=wanted.person_id,
        first=wanted.first.isoformat() if wanted.first else None,
        last=wanted.last.isoformat() if wanted.last else None,
        records=manifest.records,
        size=manifest.size,
        root=manifest.root,
    )
    return lambda unit: machinery(Sitting(unit=unit, desk=desk, now=now))(fact)


def redact(
    store: Store, seq: int, *, field: str | None, reason: str, decided_by: str
) -> int:
    """Take a payload or one free text out; returns the record that says so.

    Raises:
        OperationError: there is nothing to take out.
    """
    now = store.now_here()
    desk = make_desk(lambda: now)

    def run(unit: Unit) -> int:
        record = machinery(Sitting(unit=unit, desk=desk, now=now))
        return take_out(
            unit, record, seq, field=field, reason=reason, decided_by=decided_by
        )

    return store.work.here(run)
