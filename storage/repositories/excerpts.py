"""Excerpts of the ledger: what a filter means, for counting and for exporting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, select

from bot.ports.store import Filter, Shown
from engagement.access import consented
from engagement.evidence import Asked, Excerpt, Numbered
from engagement.facts import Header, PersonLeft, PersonRecorded
from engagement.ledger import Stored
from engagement.organisation import Organisation
from storage import ledger
from storage import tables as t
from storage.repositories.consents import consents
from storage.repositories.entries import EntriesInSql

_OF_PEOPLE = (PersonRecorded.NAME, PersonLeft.NAME)


def matching(whose: str, wanted: Filter) -> Select[int]:
    """Return the query of the numbers that a filter means, in order."""
    query = select(t.evidence.c.seq).where(t.evidence.c.organisation_id == whose)
    if wanted.person_id is not None:
        query = query.where(t.evidence.c.person_id == wanted.person_id)
    if wanted.since is not None:
        query = query.where(t.evidence.c.occurred_at >= wanted.since)
    if wanted.until is not None:
        query = query.where(t.evidence.c.occurred_at < wanted.until)
    if wanted.clause is not None:
        query = query.where(
            select(t.evidence_requirement.c.seq)
            .where(
                t.evidence_requirement.c.organisation_id == whose,
                t.evidence_requirement.c.seq == t.evidence.c.seq,
                _clause(wanted.clause),
            )
            .exists()
        )
    return query.order_by(t.evidence.c.seq)


def _clause(clause: str) -> ColumnElement[bool]:
    """``5.1.1`` means 5.1.1 and its items, of any edition, but never 5.1.10."""
    column = t.evidence_requirement.c.requirement_id
    return column.endswith(f"/{clause}", autoescape=True) | column.contains(
        f"/{clause}.", autoescape=True
    )


def read_excerpt(
    connection: Connection, whose: str, wanted: Filter, shown: Shown
) -> tuple[Excerpt, tuple[Stored, ...]]:
    """Return what a filter means, and the same records as they are stored."""
    own = select(t.organisation.c.body).where(t.organisation.c.organisation_id == whose)
    organisation: Organisation = connection.execute(own).scalar_one()
    numbers = connection.execute(matching(whose, wanted)).scalars().all()
    stored = tuple(ledger.read_these(connection, whose, numbers))
    excerpt = Excerpt(
        mode=organisation.mode,
        records=tuple(_numbered(stored, shown, consents(connection, whose))),
        questions=_questions(connection, whose, wanted),
        origins=dict(_origins(connection, whose)),
        audits=EntriesInSql(connection, whose).audits(),
        zone=organisation.zone,
    )
    return excerpt, stored


def read_people(connection: Connection, whose: str) -> tuple[Numbered, ...]:
    """Return everything that was ever recorded of who takes part."""
    query = (
        select(t.evidence.c.seq)
        .where(t.evidence.c.organisation_id == whose)
        .where(t.evidence.c.kind.in_(_OF_PEOPLE))
    )
    numbers = connection.execute(query).scalars().all()
    stored = tuple(ledger.read_these(connection, whose, numbers))
    return tuple(_numbered(stored, _anything, {}))


def _anything(header: Header, /, *, consented: bool = False) -> bool:
    del header, consented
    return True


def _numbered(
    stored: tuple[Stored, ...], shown: Shown, given: Mapping[str, int]
) -> Iterator[Numbered]:
    for held, (seq, record) in zip(stored, ledger.decoded(stored), strict=True):
        seen = record is not None and shown(
            record.header, consented=consented(record.fact, given)
        )
        yield Numbered(seq=seq, kind=held.kind, record=record, shown=seen)


def _questions(
    connection: Connection, whose: str, wanted: Filter
) -> Mapping[str, Asked]:
    """Return what is known of questions, whenever they were asked."""
    payload = t.ledger_payload
    query = (
        select(t.occasion, payload.c.payload.is_(None).label("lost"))
        .outerjoin(
            payload,
            (payload.c.organisation_id == t.occasion.c.organisation_id)
            & (payload.c.seq == t.occasion.c.answer_seq),
        )
        .where(t.occasion.c.organisation_id == whose)
    )
    if wanted.person_id is not None:
        query = query.where(t.occasion.c.person_id == wanted.person_id)
    return {
        row.occasion_id: Asked(
            prompt_id=row.prompt_id,
            asked_at=row.asked_at,
            lost=row.answer_seq
            if row.lost and row.answer_seq and _spans(wanted, row.answered_at)
            else None,
        )
        for row in connection.execute(query)
    }


def _spans(wanted: Filter, at: datetime | None) -> bool:
    if at is None:
        return False
    begun = wanted.since is None or at >= wanted.since
    return begun and (wanted.until is None or at < wanted.until)


def _origins(connection: Connection, whose: str) -> Iterator[tuple[str, str]]:
    for table, key in ((t.commitment, "commitment_id"), (t.case, "case_id")):
        query = select(table.c[key], table.c.occasion_id).where(
            table.c.organisation_id == whose
        )
        for row in connection.execute(query):
            yield row[0], row[1]
