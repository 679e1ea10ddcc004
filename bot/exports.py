"""Exporting and redacting: what is done with the ledger from the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import Store, make_desk, software
from bot.desk.desk import Sitting
from bot.desk.recording import machinery
from bot.ports.store import Filter, Unit
from engagement.errors import OperationError
from engagement.facts import EvidenceExported
from engagement.moments import instant_of
from engagement.texts import LANGUAGES, Language
from storage.exporting.write import Exporter
from storage.redaction import redact as take_out


def export(
    store: Store,
    out: Path,
    *,
    clause: str | None = None,
    person_id: str | None = None,
    first: date | None = None,
    last: date | None = None,
    language: str = "en",
) -> int:
    """Write an export and record that it was written.

    Returns:
        The number of records in it.

    Raises:
        OperationError: the folder exists, or the language is none.
    """
    if language not in LANGUAGES:
        raise OperationError(f"--language takes one of: {', '.join(LANGUAGES)}")
    chosen: Language = "sv" if language == "sv" else "en"
    now = datetime.now(UTC)
    desk = make_desk(now)
    zone = ZoneInfo(store.organisation.zone)
    wanted = Filter(
        clause=clause,
        person_id=person_id,
        since=_start(first, zone),
        until=_start(last + timedelta(days=1) if last else None, zone),
    )
    manifest = store.transactions.read_here(
        lambda connection: Exporter(
            connection=connection,
            organisation=store.organisation,
            texts=desk.texts,
            language=chosen,
            software=software(),
        ).write(out, wanted, now)
    )
    fact = EvidenceExported(
        clause=clause,
        person_id=person_id,
        first=first.isoformat() if first else None,
        last=last.isoformat() if last else None,
        records=manifest.records,
        size=manifest.size,
        root=manifest.root,
    )

    def record(unit: Unit) -> None:
        machinery(Sitting(unit=unit, desk=desk, now=now))(fact)

    store.work.here(record)
    return manifest.records


def _start(day: date | None, zone: ZoneInfo) -> datetime | None:
    return None if day is None else instant_of(datetime.combine(day, time()), zone)


def redact(
    store: Store, seq: int, *, field: str | None, reason: str, decided_by: str
) -> int:
    """Take a payload or one free text out; returns the record that says so.

    Raises:
        OperationError: there is nothing to take out.
    """
    now = datetime.now(UTC)
    desk = make_desk(now)

    def run(unit: Unit) -> int:
        record = machinery(Sitting(unit=unit, desk=desk, now=now))
        return take_out(
            unit, record, seq, field=field, reason=reason, decided_by=decided_by
        )

    return store.work.here(run)
