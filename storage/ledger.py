"""The ledger in SQL: append, read, head. There is no fourth verb.

Appending costs O(log n): the head keeps the peaks of the tree. On PostgreSQL a unit
that writes holds the head row from its beginning, on SQLite the whole transaction is
the lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, func, insert, select

from engagement.errors import LedgerBroken
from engagement.facts import SCHEMA, Record, encode_record, read_payload
from engagement.ledger import (
    EMPTY_ROOT,
    HASH_BYTES,
    SALT_BYTES,
    Frontier,
    Read,
    Stored,
    Verdict,
    commitment,
    leaf,
    text_commitment,
    verify,
)
from storage import tables as t
from storage.engine import locks_rows
from storage.records import CellBroken, decoded, read, read_these
from storage.statements import change, first, inserting, write

__all__ = [
    "Salt",
    "append",
    "check",
    "decoded",
    "head",
    "hold",
    "open_head",
    "owners",
    "read",
    "read_these",
]

Salt = Callable[[int], bytes]
"The system's source of random bytes."

_head = (
    select(t.ledger_head.c.size, t.ledger_head.c.root, t.ledger_head.c.peaks)
    .where(t.ledger_head.c.organisation_id == bindparam("organisation_id"))
    .with_for_update()
)
_peek = select(t.ledger_head.c.size, t.ledger_head.c.root, t.ledger_head.c.peaks).where(
    t.ledger_head.c.organisation_id == bindparam("organisation_id")
)


def hold(connection: Connection, organisation_id: str) -> None:
    """Let nobody else write for this organisation before the transaction ends."""
    if locks_rows(connection):
        connection.execute(_head, {"organisation_id": organisation_id})


def open_head(connection: Connection, organisation_id: str) -> None:
    """Begin an empty ledger."""
    connection.execute(
        insert(t.ledger_head),
        {
            "organisation_id": organisation_id,
            "size": 0,
            "root": EMPTY_ROOT,
            "peaks": b"",
        },
    )


def owners(connection: Connection) -> tuple[str, ...]:
    """Return whose ledgers there are, by id."""
    query = select(t.ledger_head.c.organisation_id).order_by("organisation_id")
    return tuple(connection.execute(query).scalars())


def head(connection: Connection, organisation_id: str) -> tuple[int, bytes]:
    """Return size and root.

    Raises:
        LedgerBroken: the organisation has no ledger.
    """
    row = connection.execute(_peek, {"organisation_id": organisation_id}).first()
    if row is None:
        raise _missing(organisation_id)
    return row.size, row.root


def _missing(organisation_id: str) -> LedgerBroken:
    return LedgerBroken(f"no ledger for organisation {organisation_id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """What one record becomes in the three tables."""

    leaf: bytes
    ledger: dict[str, object]
    payload: dict[str, object]
    texts: list[dict[str, object]]


def _rows(organisation_id: str, seq: int, record: Record, salt: Salt) -> _Rows:
    place = {"organisation_id": organisation_id, "seq": seq}
    texts: list[dict[str, object]] = []

    def commit(name: str, text: str) -> bytes:
        key = salt(SALT_BYTES)
        texts.append(place | {"field": name, "salt": key, "text": text})
        return text_commitment(key, organisation_id, seq, name, text)

    kind, key = record.fact.NAME, salt(SALT_BYTES)
    payload = encode_record(record, commit)
    committed = commitment(key, organisation_id, payload)
    new = leaf(seq, SCHEMA, kind, committed)
    what = {"kind": kind, "schema": SCHEMA, "commitment": committed, "leaf": new}
    return _Rows(
        leaf=new,
        ledger=place | what,
        payload=place | {"salt": key, "payload": payload},
        texts=texts,
    )


def _frontier(connection: Connection, organisation_id: str) -> Frontier:
    row = first(connection, _head, {"organisation_id": organisation_id})
    if row is None:
        raise _missing(organisation_id)
    size, _, peaks = row
    cuts = range(0, len(peaks), HASH_BYTES)
    return Frontier(size=size, peaks=tuple(peaks[i : i + HASH_BYTES] for i in cuts))


def append(
    connection: Connection,
    organisation_id: str,
    records: Sequence[Record],
    salt: Salt,
) -> int:
    """Append records.

    Returns:
        The number of the first one; the others follow.

    Raises:
        LedgerBroken: the organisation has no ledger.
    """
    frontier = _frontier(connection, organisation_id)
    began, rows = frontier.size, []
    for record in records:
        row = _rows(organisation_id, frontier.size, record, salt)
        frontier = frontier.append(row.leaf)
        row.ledger["root"] = frontier.root()
        rows.append(row)
    write(connection, inserting(t.ledger), [row.ledger for row in rows])
    write(connection, inserting(t.ledger_payload), [row.payload for row in rows])
    if texts := [text for row in rows for text in row.texts]:
        write(connection, inserting(t.ledger_text), texts)
    head = {
        "size": frontier.size,
        "root": rows[-1].ledger["root"],
        "peaks": b"".join(frontier.peaks),
    }
    change(connection, t.ledger_head, {"organisation_id": organisation_id}, head)
    return began


def check(connection: Connection, organisation_id: str) -> Verdict:
    """Check the whole ledger of an organisation, rows that nobody wrote included."""
    here = {"organisation_id": organisation_id}
    head = connection.execute(_peek, here).first()
    if head is None:
        return _broken(Frontier(), 0, "head", "one", None)
    watch = _Watch()
    rows = watch.over(read(connection, organisation_id))
    try:
        verdict = verify(organisation_id, rows, _readable, (head.size, head.root))
    except CellBroken as wrong:
        where = (wrong.seq, wrong.reason, wrong.expected, wrong.found)
        return _broken(watch.frontier, *where)
    if not verdict.intact:
        return verdict
    peaks = b"".join(watch.frontier.peaks)
    if head.peaks != peaks:
        where = (verdict.size, "peaks of the head", peaks.hex(), head.peaks)
        return _broken(watch.frontier, *where)
    stray = _first_stray(connection, organisation_id, verdict.size)
    if stray is not None:
        return replace(verdict, first_bad=stray, reason="a row without a record")
    return verdict


class _Watch:
    """Keeps the tree of the leaves that pass, as they are stored."""

    def __init__(self) -> None:
        self.frontier = Frontier()

    def over(self, records: Iterable[Stored]) -> Iterator[Stored]:
        for record in records:
            self.frontier = self.frontier.append(record.leaf)
            yield record


def _readable(stored: Stored) -> Read:
    try:
        return read_payload(stored)
    except LedgerBroken as error:
        raise CellBroken(stored.seq, "payload", "one of ours", str(error)) from error


def _broken(
    frontier: Frontier, seq: int, reason: str, expected: str, found: object
) -> Verdict:
    return Verdict(
        size=frontier.size,
        root=frontier.root(),
        first_bad=seq,
        reason=reason,
        expected=expected,
        found=found.hex() if isinstance(found, bytes) else str(found),
    )


def _first_stray(connection: Connection, organisation_id: str, size: int) -> int | None:
    """Number of the first row that belongs to no record."""
    found = [
        connection.scalar(
            select(func.min(table.c.seq)).where(
                table.c.organisation_id == organisation_id,
                ~table.c.seq.between(0, size - 1),
            )
        )
        for table in (t.ledger, t.ledger_payload, t.ledger_text)
    ]
    return min((seq for seq in found if seq is not None), default=None)
