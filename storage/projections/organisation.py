"""State of the organisation and its imports."""

from __future__ import annotations

from engagement import facts as f
from engagement.organisation import Programme
from storage import tables as t
from storage.projections.base import Place
from storage.statements import adding


def organisation_recorded(place: Place, fact: f.OrganisationRecorded) -> None:
    """Keep the organisation; its programme begins with the shipped defaults."""
    place.connection.execute(
        adding(t.organisation, place.connection.dialect.name),
        {
            "organisation_id": place.organisation_id,
            "body": fact.organisation,
            "programme": Programme(),
        },
    )
    place.update(t.organisation, {}, body=fact.organisation)


def programme_recorded(place: Place, fact: f.ProgrammeRecorded) -> None:
    """Keep the programme."""
    place.update(t.organisation, {}, programme=fact.programme)


def closed_period_recorded(place: Place, fact: f.ClosedPeriodRecorded) -> None:
    """Keep a closed period."""
    place.put(
        t.closed_period,
        period_id=fact.period.period_id,
        body=fact.period,
        retired=False,
    )


def import_accepted(place: Place, fact: f.ImportAccepted) -> None:
    """Keep which records an import made: the ones right before this one."""
    place.insert(
        t.import_file,
        import_id=fact.import_id,
        kind=fact.kind,
        file_name=fact.file_name,
        sha256=fact.sha256,
        rows=fact.rows,
        at=place.at,
        last_seq=place.seq - 1,
        undone=False,
    )


def import_undone(place: Place, fact: f.ImportUndone) -> None:
    """Mark it."""
    place.update(t.import_file, {"import_id": fact.import_id}, undone=True)
