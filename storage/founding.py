"""Organisations of a database: founding one, and finding the one that is meant."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from engagement.errors import OperationError
from engagement.facts import (
    Header,
    LedgerOpened,
    OrganisationRecorded,
    Record,
)
from engagement.organisation import Organisation
from storage import ledger, upgrade
from storage import tables as t
from storage.engine import Database, missing_file, operation_error
from storage.projections import project


def found(
    connection: Connection,
    organisation: Organisation,
    header: Header,
    salt: ledger.Salt,
    software: str,
) -> None:
    """Open the ledger of a new organisation; its mode holds for ever.

    Raises:
        OperationError: there is an organisation of that id already.
    """
    whose = organisation.organisation_id
    if whose in organisations(connection):
        raise OperationError(f"organisation {whose} exists already in this database")
    ledger.open_head(connection, whose)
    facts = (
        LedgerOpened(organisation_id=whose, mode=organisation.mode, software=software),
        OrganisationRecorded(organisation=organisation),
    )
    records = [Record(fact=fact, header=header) for fact in facts]
    first = ledger.append(connection, whose, records, salt)
    project(connection, whose, enumerate(records, first))


def is_vacant(database: Database) -> bool:
    """Whether nobody was founded in a database yet; one that is absent counts.

    Raises:
        OperationError: it cannot be read.
    """
    if missing_file(database) is not None:
        return True
    try:
        with database.reader.connect() as connection:
            found = upgrade.state(connection)
            if found == "current":
                return not organisations(connection)
            return found == "empty"
    except DBAPIError as error:
        raise operation_error(error) from error


def organisations(connection: Connection) -> dict[str, Organisation]:
    """Return every organisation by its id."""
    rows = connection.execute(
        select(t.organisation.c.organisation_id, t.organisation.c.body)
    ).all()
    return {row.organisation_id: row.body for row in rows}


def choose(connection: Connection, wanted: str | None) -> Organisation:
    """Return the organisation that is meant.

    Raises:
        OperationError: there is none, or there are several and none is named.
    """
    known = organisations(connection)
    names = ", ".join(sorted(known))
    if wanted is not None:
        if wanted not in known:
            raise OperationError(
                f"no organisation {wanted} (--organisation, or LEDNING_ORGANISATION);"
                f" the database has: {names or '-'}"
            )
        return known[wanted]
    if not known:
        raise OperationError(
            "the database has no organisation: run `ledning organisation add FOLDER`"
        )
    if len(known) > 1:
        raise OperationError(
            f"the database has several organisations ({names}): set"
            " LEDNING_ORGANISATION or give --organisation"
        )
    return next(iter(known.values()))
