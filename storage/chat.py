"""Conversations and files of the web chat, and the rehearsal clock, in SQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select

from bot.ports import ChatMessage
from engagement.cards import Card
from engagement.errors import OperationError
from storage import tables as t
from storage.columns import ID
from storage.repositories.base import WHOSE
from storage.statements import adding, change, inserting, replacing
from storage.unit import Transactions

_base = select(t.chat_message).where(t.chat_message.c.organisation_id == WHOSE)
_by_key = _base.where(t.chat_message.c.key == bindparam("key"))
_by_id = _base.where(t.chat_message.c.message_id == bindparam("message_id"))
_in_view = (
    t.chat_message.c.conversation == bindparam("conversation"),
    or_(
        t.chat_message.c.visible_to.is_(None),
        t.chat_message.c.visible_to == bindparam("viewer", type_=ID),
    ),
)
_latest = (
    _base.where(*_in_view)
    .order_by(t.chat_message.c.number.desc())
    .limit(bindparam("most"))
)
_file = select(t.file).where(
    t.file.c.organisation_id == WHOSE,
    t.file.c.file_id == bindparam("file_id"),
    or_(
        t.file.c.visible_to.is_(None),
        t.file.c.visible_to == bindparam("reader", type_=ID),
    ),
)
_clock = select(t.clock.c.at).where(t.clock.c.organisation_id == WHOSE)


def _message(row: Row[Any]) -> ChatMessage:
    columns = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    for name in ("number", "organisation_id", "key"):
        del columns[name]
    return ChatMessage(**columns)


class ChatInSql:
    """The conversations of the web chat."""

    def __init__(self, transactions: Transactions, organisation_id: str) -> None:
        self._transactions = transactions
        self._whose = organisation_id

    async def _rows(self, statement: Any, **values: Any) -> list[Row[Any]]:
        def rows(connection: Connection) -> list[Row[Any]]:
            return list(connection.execute(statement, {"whose": self._whose} | values))

        return await self._transactions.read(rows)

    async def post(
        self, message: ChatMessage, *, key: str | None = None
    ) -> ChatMessage:
        """Add a message; an existing ``key`` returns the message that has it."""
        values = {f.name: getattr(message, f.name) for f in fields(message)}

        def add(connection: Connection) -> ChatMessage:
            own = {"organisation_id": self._whose, "key": key}
            new = adding(t.chat_message, connection.dialect.name)
            if connection.execute(new, own | values).rowcount or key is None:
                return message
            found = connection.execute(_by_key, {"whose": self._whose, "key": key})
            return _message(found.one())

        return await self._transactions.write(add)

    async def _change(self, message_id: str, **new: Any) -> bool:
        own = {"organisation_id": self._whose, "message_id": message_id}

        def put(connection: Connection) -> bool:
            return change(connection, t.chat_message, own, new) > 0

        return await self._transactions.write(put)

    async def put_card(self, message_id: str, card: Card, at: datetime) -> bool:
        """Replace a message's card; False when there is no such message."""
        return await self._change(message_id, card=card, edited_at=at)

    async def put_text(self, message_id: str, text: str | None, at: datetime) -> bool:
        """Replace a message's text, or delete it with None."""
        return await self._change(
            message_id, text=text, edited_at=at, deleted=text is None
        )

    async def find(self, key: str) -> ChatMessage | None:
        """Return the message posted under ``key``."""
        rows = await self._rows(_by_key, key=key)
        return _message(rows[0]) if rows else None

    async def message(self, message_id: str) -> ChatMessage | None:
        """Return one message."""
        rows = await self._rows(_by_id, message_id=message_id)
        return _message(rows[0]) if rows else None

    async def latest(
        self, conversation: str, viewer: str, *, most: int
    ) -> Sequence[ChatMessage]:
        """Return the newest ``most`` messages, replies included, oldest first."""
        view = {"conversation": conversation, "viewer": viewer}
        rows = await self._rows(_latest, **view, most=most)
        return [_message(row) for row in reversed(rows)]


class FilesInSql:
    """Pictures and downloads."""

    def __init__(
        self,
        transactions: Transactions,
        organisation_id: str,
        *,
        new_id: Callable[[], str],
        now: Callable[[], datetime],
    ) -> None:
        self._transactions = transactions
        self._whose = organisation_id
        self._new_id = new_id
        self._now = now

    async def put(
        self, content: bytes, media_type: str, name: str, reader: str | None = None
    ) -> str:
        """Keep a file, for one reader or for all, and return its opaque id."""
        file_id = self._new_id()
        values = {
            "organisation_id": self._whose,
            "file_id": file_id,
            "name": name,
            "media_type": media_type,
            "content": content,
            "at": self._now(),
            "visible_to": reader,
        }

        def add(connection: Connection) -> None:
            connection.execute(inserting(t.file), values)

        await self._transactions.write(add)
        return file_id

    async def get(
        self, file_id: str, reader: str | None = None
    ) -> tuple[bytes, str, str] | None:
        """Return content, media type and name of a file that ``reader`` may see."""

        def read(connection: Connection) -> tuple[bytes, str, str] | None:
            values = {"whose": self._whose, "file_id": file_id, "reader": reader}
            row = connection.execute(_file, values).first()
            return None if row is None else (row.content, row.media_type, row.name)

        return await self._transactions.read(read)


class ClockInSql:
    """Rehearsal time: stored, and moving forward only."""

    def __init__(self, transactions: Transactions, organisation_id: str) -> None:
        self._transactions = transactions
        self._whose = organisation_id

    async def read(self) -> datetime | None:
        """Return rehearsal time, or None before it was set."""
        return await self._transactions.read(self._held)

    def read_here(self) -> datetime | None:
        """Return the same in this thread: for commands, which have no loop."""
        return self._transactions.read_here(self._held)

    def _held(self, connection: Connection) -> datetime | None:
        found: datetime | None = connection.scalar(_clock, {"whose": self._whose})
        return found

    async def move(self, at: datetime) -> None:
        """Set rehearsal time.

        Raises:
            OperationError: it would go backwards.
        """

        def move(connection: Connection) -> None:
            held = connection.scalar(_clock, {"whose": self._whose})
            if held is not None and at < held:
                raise OperationError("rehearsal time only moves forward")
            row = {"organisation_id": self._whose, "at": at}
            connection.execute(replacing(t.clock, connection.dialect.name), row)

        await self._transactions.write(move)
