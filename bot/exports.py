"""Exporting and redacting: what is done with the ledger from the command line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import Store, make_desk, software
from bot.desk.desk import Desk, Sitting
from bot.desk.recording import machinery
from bot.desk.setting import calendars
from bot.ports.store import Filter, Unit
from engagement.calendar import WorkCalendar
from engagement.errors import OperationError
from engagement.facts import EvidenceExported
from engagement.moments import instant_of
from engagement.texts import Language
from storage.exporting.folder import new_folder
from storage.exporting.write import Exporter, Written
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """An export that was written and recorded."""

    records: int
    manifest: str
    "SHA-256 of its ``manifest.json``, hex."
    seq: int
    "Number of the record that says so."


def export(store: Store, out: Path, wanted: Wanted, language: Language) -> Exported:
    """Write an export and record that it was written.

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
        working = store.work.here(lambda unit: _calendars(unit, desk, now))
        written = store.transactions.read_here(
            lambda connection: Exporter(
                connection=connection,
                organisation=store.organisation,
                catalogue=desk.catalogue,
                calendars=working,
                texts=desk.texts,
                language=language,
                software=software(),
            ).write(folder, asked, now)
        )
        seq = store.work.here(_record_of(desk, now, wanted, written))
    return Exported(records=written.manifest.records, manifest=written.digest, seq=seq)


def _calendars(unit: Unit, desk: Desk, now: datetime) -> Mapping[str, WorkCalendar]:
    at = Sitting(unit=unit, desk=desk, now=now)
    return calendars(at, unit.people.all())


def recorded(store: Store, folder: Path) -> str | None:
    """Say where the ledger has an export, by its manifest; None where it has it not.

    Raises:
        OperationError: there is no manifest that can be read.
    """
    try:
        digest = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    except OSError as error:
        raise OperationError(f"{folder} has no manifest: {error.strerror}") from error
    found = store.work.here(lambda unit: unit.books.exported(digest))
    if found is None:
        return None
    seq, header, _ = found
    return f"{seq}, of {header.recorded_at:%Y-%m-%d %H:%M} UTC"


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
    if not unit.books.holds(Filter(clause=clause)):
        raise OperationError(
            f"--clause: no requirement is {clause}; write it as 5.1.1 or 5.1.1.e"
        )


def _record_of(
    desk: Desk, now: datetime, wanted: Wanted, written: Written
) -> Callable[[Unit], int]:
    manifest = written.manifest
    fact = EvidenceExported(
        clause=wanted.clause,
        person_id=wanted.person_id,
        first=wanted.first.isoformat() if wanted.first else None,
        last=wanted.last.isoformat() if wanted.last else None,
        records=manifest.records,
        size=manifest.size,
        root=manifest.root,
        manifest=written.digest,
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
