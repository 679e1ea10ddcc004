"""The verdict on a whole ledger, as a sentence and an exit status."""

from __future__ import annotations

import re

from sqlalchemy import Connection

from engagement.errors import OperationError
from engagement.ledger import EMPTY_ROOT
from engagement.organisation import Organisation
from storage import ledger
from storage import tables as t
from storage.unit import Transactions

_ROOT = re.compile("[0-9a-fA-F]{64}")


def check(
    transactions: Transactions, organisation: Organisation, expect: str | None
) -> tuple[bool, str]:
    """Check the ledger of an organisation; returns whether it holds, and words.

    ``expect`` is ``SIZE:ROOT`` as published earlier: a cut of the tail, or a rewritten
    history, cannot be seen from inside.

    Raises:
        OperationError: ``expect`` is not of that form.
    """
    whose = organisation.organisation_id
    wanted = None if expect is None else _parse(expect)

    def look(connection: Connection) -> tuple[bool, str]:
        verdict = ledger.check(connection, whose)
        if not verdict.intact:
            return False, (
                f"NOT INTACT: record {verdict.first_bad}: {verdict.reason}\n"
                f"  expected {verdict.expected}\n  found    {verdict.found}"
            )
        if wanted is not None:
            size, root = wanted
            found = _root_at(connection, whose, size)
            if found is None:
                return False, (
                    f"NOT INTACT: {size} records were published, {verdict.size} are"
                    " there: the tail was cut"
                )
            if found != root:
                return False, (
                    f"NOT INTACT: the first {size} records are not those that were"
                    f" published\n  expected {root}\n  found    {found}"
                )
        return True, f"intact: {verdict.size}:{verdict.root.hex()}"

    return transactions.read_here(look)


def _parse(expect: str) -> tuple[int, str]:
    size, _, root = expect.strip().partition(":")
    if not size.isdecimal() or not _ROOT.fullmatch(root):
        raise OperationError("--expect takes SIZE:ROOT, such as 214:9f3a… (64 digits)")
    return int(size), root.lower()


def _root_at(connection: Connection, whose: str, size: int) -> str | None:
    """Return the root of the tree of the first ``size`` records."""
    if size == 0:
        return EMPTY_ROOT.hex()
    query = t.ledger.select().where(
        t.ledger.c.organisation_id == whose, t.ledger.c.seq == size - 1
    )
    row = connection.execute(query).first()
    return None if row is None else row.root.hex()
