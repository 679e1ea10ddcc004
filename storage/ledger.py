"""The ledger in SQL: append, read, head. There is no fourth verb.

Appending costs O(log n): the head keeps the peaks of the tree. On PostgreSQL the head
row is locked last in a transaction, on SQLite the whole transaction is the lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sqlalchemy import Connection, bindparam, func, insert, select, update

from engagement.errors import LedgerBroken
from engagement.facts import (
    SCHEMA,
    Record,
    decode_record,
    encode_record,
    read_payload,
)
from engagement.ledger import (
    EMPTY_ROOT,
    HASH_BYTES,
    SALT_BYTES,
    Frontier,
    Stored,
    StoredText,
    Verdict,
    commitment,
    leaf,
    text_commitment,
    verify,
)
from storage import tables as t

Salt = Callable[[int], bytes]
"The system's source of random bytes."

_head = (
    select(t.ledger_head.c.size, t.ledger_head.c.root, t.ledger_head.c.peaks)
    .where(t.ledger_head.c.organisation_id == bindparam("organisation_id"))
    .with_for_update()
)
_peek = select(t.ledger_head.c.size, t.ledger_head.c.root).where(
    t.ledger_head.c.organisation_id == bindparam("organisation_id")
)
_move_head = (
    update(t.ledger_head)
    .where(t.ledger_head.c.organisation_id == bindparam("whose"))
    .values(size=bindparam("size"), root=bindparam("root"), peaks=bindparam("peaks"))
)
_insert_ledger = insert(t.ledger)
_insert_payload = insert(t.ledger_payload)
_insert_text = insert(t.ledger_text)
CHUNK = 1000
"Records read at a time."


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


def head(connection: Connection, organisation_id: str) -> tuple[int, bytes]:
    """Return size and root.

    Raises:
        LedgerBroken: the organisation has no ledger.
    """
    row = connection.execute(_peek, {"organisation_id": organisation_id}).first()
    if row is None:
        raise LedgerBroken(f"no ledger for organisation {organisation_id}")
    return row.size, row.root


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
    row = connection.execute(_head, {"organisation_id": organisation_id}).first()
    if row is None:
        raise LedgerBroken(f"no ledger for organisation {organisation_id}")
    cuts = range(0, len(row.peaks), HASH_BYTES)
    peaks = tuple(row.peaks[i : i + HASH_BYTES] for i in cuts)
    return Frontier(size=row.size, peaks=peaks)


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
    first, rows = frontier.size, []
    for record in records:
        row = _rows(organisation_id, frontier.size, record, salt)
        frontier = frontier.append(row.leaf)
        row.ledger["root"] = frontier.root()
        rows.append(row)
    connection.execute(_insert_ledger, [row.ledger for row in rows])
    connection.execute(_insert_payload, [row.payload for row in rows])
    if texts := [text for row in rows for text in row.texts]:
        connection.execute(_insert_text, texts)
    new_head = {"size": frontier.size, "root": frontier.root()}
    connection.execute(
        _move_head,
        {"whose": organisation_id, "peaks": b"".join(frontier.peaks)} | new_head,
    )
    return first


def read(
    connection: Connection,
    organisation_id: str,
    first: int = 0,
    last: int | None = None,
) -> Iterator[Stored]:
    """Read records in order, a chunk at a time, from ``first`` up to ``last``."""
    at = first
    while True:
        until = at + CHUNK - 1 if last is None else min(last, at + CHUNK - 1)
        chunk = _chunk(connection, organisation_id, at, until)
        yield from chunk
        at = until + 1
        if not chunk or (last is not None and at > last):
            return


def _chunk(
    connection: Connection, organisation_id: str, first: int, last: int
) -> list[Stored]:
    """Read a span of numbers; a missing payload row reads like an emptied one."""
    span = t.ledger.c.seq.between(first, last)
    rows = connection.execute(
        select(t.ledger, t.ledger_payload.c.salt, t.ledger_payload.c.payload)
        .join_from(
            t.ledger,
            t.ledger_payload,
            (t.ledger.c.organisation_id == t.ledger_payload.c.organisation_id)
            & (t.ledger.c.seq == t.ledger_payload.c.seq),
            isouter=True,
        )
        .where(t.ledger.c.organisation_id == organisation_id, span)
        .order_by(t.ledger.c.seq)
    ).all()
    texts = connection.execute(
        select(t.ledger_text)
        .where(
            t.ledger_text.c.organisation_id == organisation_id,
            t.ledger_text.c.seq.between(first, last),
        )
        .order_by(t.ledger_text.c.seq)
    ).all()
    held = {
        seq: {row.field: StoredText(salt=row.salt, text=row.text) for row in group}
        for seq, group in groupby(texts, key=lambda row: row.seq)
    }
    return [
        Stored(
            seq=row.seq,
            kind=row.kind,
            schema=row.schema,
            commitment=row.commitment,
            leaf=row.leaf,
            root=row.root,
            salt=row.salt,
            payload=row.payload,
            texts=held.get(row.seq, {}),
        )
        for row in rows
    ]


def decoded(stored: Iterable[Stored]) -> Iterator[tuple[int, Record | None]]:
    """Yield number and record; None where the whole payload was redacted."""
    for one in stored:
        if one.payload is None:
            yield one.seq, None
        else:
            texts = {name: held.text for name, held in one.texts.items()}
            yield one.seq, decode_record(one.kind, one.schema, one.payload, texts)


def check(connection: Connection, organisation_id: str) -> Verdict:
    """Check the whole ledger of an organisation, rows that nobody wrote included."""
    verdict = verify(
        organisation_id,
        read(connection, organisation_id),
        read_payload,
        head(connection, organisation_id),
    )
    stray = _first_stray(connection, organisation_id, verdict.size)
    if not verdict.intact or stray is None:
        return verdict
    return replace(verdict, first_bad=stray, reason="a row without a record")


def _first_stray(connection: Connection, organisation_id: str, size: int) -> int | None:
    """Number of the first payload or text row that belongs to no record."""
    found = [
        connection.scalar(
            select(func.min(table.c.seq)).where(
                table.c.organisation_id == organisation_id,
                ~table.c.seq.between(0, size - 1),
            )
        )
        for table in (t.ledger_payload, t.ledger_text)
    ]
    return min((seq for seq in found if seq is not None), default=None)
