"""``audits.csv``: external audits, by a certification body or a customer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.desk.desk import Sitting
from bot.desk.imports.cells import DAY, NAME, TEXT, YES, chosen, parts
from bot.desk.imports.entries import EntryKind, by_id
from bot.desk.imports.sheet import Cell, Column, Holds, Line
from bot.desk.imports.titles import ID_COLUMN
from engagement.audits import Audit, AuditKind
from engagement.facts import AuditRecorded

_KINDS = {
    "certification": AuditKind.CERTIFICATION,
    "surveillance": AuditKind.SURVEILLANCE,
    "recertification": AuditKind.RECERTIFICATION,
    "customer": AuditKind.CUSTOMER,
    "other": AuditKind.OTHER,
    "certifiering": AuditKind.CERTIFICATION,
    "uppföljning": AuditKind.SURVEILLANCE,
    "tillsyn": AuditKind.SURVEILLANCE,
    "omcertifiering": AuditKind.RECERTIFICATION,
    "kund": AuditKind.CUSTOMER,
    "annan": AuditKind.OTHER,
}


def _sites(cell: Cell) -> tuple[str, ...]:
    return tuple(parts(cell.text))


_COLUMNS = (
    ID_COLUMN,
    Column("body", "organ", NAME, field="body", required=True),
    Column("kind", "slag", chosen(_KINDS), field="kind", blank=AuditKind.OTHER),
    Column("scope", "omfattning", TEXT, field="scope", blank=""),
    Column("sites", "platser", Holds("words", _sites), field="sites", blank=()),
    Column("first", "första", DAY, field="first_on", required=True),
    Column("last", "sista", DAY, field="last_on"),
    Column("cancelled", "inställd", YES, field="cancelled", blank=False),
)


def _held(at: Sitting) -> tuple[Audit, ...]:
    return at.unit.entries.audits()


def _blank(line: Line, audit_id: str) -> Audit:
    del line
    # Body and first day are required, so these never stay.
    return Audit(audit_id=audit_id, body="", first_on=date.min, last_on=date.min)


def _finish(line: Line, read: Audit, held: Audit | None) -> Audit | None:
    """An audit without a last day is one of one day."""
    del held
    last_on: date | None = read.last_on
    if last_on is None:
        return replace(read, last_on=read.first_on)
    if last_on < read.first_on:
        line.refuse("ends_first", "last", starts=read.first_on, ends=last_on)
    return read


AUDITS = EntryKind(
    name="audits",
    swedish="revisioner",
    columns=_COLUMNS,
    examples=(
        {
            "id": "X-2027-1",
            "body": "Nordcert",
            "kind": "surveillance",
            "scope": "ISO 9001:2015",
            "sites": "Göteborg",
            "first": "2027-02-02",
            "last": "2027-02-03",
        },
        {
            "id": "X-2027-2",
            "body": "Nordcert",
            "kind": "recertification",
            "scope": "ISO 9001:2015",
            "first": "2027-10-12",
            "last": "2027-10-14",
        },
    ),
    part="audit",
    record=lambda audit: AuditRecorded(audit=audit),
    held=_held,
    id_of=lambda audit: audit.audit_id,
    identify=by_id(ID_COLUMN),
    blank=_blank,
    finish=_finish,
)
