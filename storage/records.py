"""Records as they lie in the tables of the ledger, and as facts.

SQLite keeps any kind of value in any column, so every cell is looked at before it is
hashed or decoded: what no record can be stored as is named, and never a traceback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, select

from engagement.errors import LedgerBroken
from engagement.facts import Record, decode_record
from engagement.ledger import Stored, StoredText
from storage import tables as t

Chosen = Callable[[Column[int]], ColumnElement[bool]]
"Which records are meant, by the column of their numbers."
CHUNK = 1000
"Records read at a time."
SCHEMA_MOST = 0xFFFF
"Largest version that a leaf has room for."


class CellBroken(LedgerBroken):
    """A cell of the ledger holds what no record can be stored as."""

    def __init__(self, seq: int, reason: str, expected: str, found: object) -> None:
        super().__init__(f"record {seq}: {reason}: {expected}, not {found!r}")
        self.seq, self.reason = seq, reason
        self.expected, self.found = expected, repr(found)


def read(
    connection: Connection,
    organisation_id: str,
    first: int = 0,
    last: int | None = None,
) -> Iterator[Stored]:
    """Read records in order, a chunk at a time, from ``first`` up to ``last``.

    Raises:
        CellBroken: a cell holds what no record can be stored as.
    """
    at = first
    while True:
        until = at + CHUNK - 1 if last is None else min(last, at + CHUNK - 1)
        chunk = _chunk(connection, organisation_id, _between(at, until))
        yield from chunk
        at = until + 1
        if not chunk or (last is not None and at > last):
            return


def read_these(
    connection: Connection, organisation_id: str, numbers: Sequence[int]
) -> Iterator[Stored]:
    """Read some records in order, a chunk at a time.

    Raises:
        CellBroken: a cell holds what no record can be stored as.
    """
    wanted = sorted(numbers)
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        yield from _chunk(connection, organisation_id, _among(some))


def _between(first: int, last: int) -> Chosen:
    return lambda seq: seq.between(first, last)


def _among(numbers: Sequence[int]) -> Chosen:
    return lambda seq: seq.in_(numbers)


def _chunk(
    connection: Connection,
    organisation_id: str,
    chosen: Chosen,
) -> list[Stored]:
    payload = t.ledger_payload.c
    rows = connection.execute(
        select(
            t.ledger, payload.salt, payload.payload, payload.seq.label("payload_seq")
        )
        .join_from(
            t.ledger,
            t.ledger_payload,
            (t.ledger.c.organisation_id == payload.organisation_id)
            & (t.ledger.c.seq == payload.seq),
            isouter=True,
        )
        .where(t.ledger.c.organisation_id == organisation_id, chosen(t.ledger.c.seq))
        .order_by(t.ledger.c.seq)
    ).all()
    texts = connection.execute(
        select(t.ledger_text)
        .where(
            t.ledger_text.c.organisation_id == organisation_id,
            chosen(t.ledger_text.c.seq),
        )
        .order_by(t.ledger_text.c.seq)
    ).all()
    held = {
        seq: {row.field: _text(row) for row in group}
        for seq, group in groupby(texts, key=lambda row: row.seq)
    }
    return [_stored(row, held.get(row.seq, {})) for row in rows]


def _stored(row: Row[Any], texts: dict[str, StoredText]) -> Stored:
    if row.payload_seq is None:
        raise CellBroken(row.seq, "row of the payload", "one", None)
    _expect(row, "kind", str)
    _expect(row, "schema", int)
    if not 0 <= row.schema <= SCHEMA_MOST:
        raise CellBroken(row.seq, "schema", f"0 to {SCHEMA_MOST}", row.schema)
    for name in ("commitment", "leaf", "root"):
        _expect(row, name, bytes)
    for name in ("salt", "payload"):
        _expect(row, name, bytes, type(None))
    return Stored(
        seq=row.seq,
        kind=row.kind,
        schema=row.schema,
        commitment=row.commitment,
        leaf=row.leaf,
        root=row.root,
        salt=row.salt,
        payload=row.payload,
        texts=texts,
    )


def _text(row: Row[Any]) -> StoredText:
    _expect(row, "field", str)
    _expect(row, "salt", bytes, type(None))
    _expect(row, "text", str, type(None))
    return StoredText(salt=row.salt, text=row.text)


def _expect(row: Row[Any], name: str, *kinds: type) -> None:
    """SQLite keeps any kind of value in any column; hashing needs the right ones."""
    found = getattr(row, name)
    if not isinstance(found, kinds):
        raise CellBroken(row.seq, name, kinds[0].__name__, found)


def decoded(stored: Iterable[Stored]) -> Iterator[tuple[int, Record | None]]:
    """Yield number and record; None where the whole payload was redacted."""
    for one in stored:
        if one.payload is None:
            yield one.seq, None
        else:
            texts = {name: held.text for name, held in one.texts.items()}
            yield one.seq, decode_record(one.kind, one.schema, one.payload, texts)
