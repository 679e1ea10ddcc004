"""Messages in SQL: what was written, where it is, and to whom how much.

``outbox`` holds the way that each of them goes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, or_, select

from bot.ports import Posted
from bot.ports.store import Letter
from engagement.codec import decode
from engagement.questions import Question
from storage import tables as t
from storage.repositories.base import WHOSE, Repository
from storage.statements import change

QUESTIONS = ("bundle", "owed", "reminder", "wake")
"Kinds that a question comes in, or comes back in."
COUNTED = (*QUESTIONS, "notice", "news", "told", "introduction")
"Kinds that count against a person's caps: all but replies to what they just did."

_instant = t.message.c.created_at.type
MESSAGE = select(t.message).where(
    t.message.c.organisation_id == WHOSE,
    t.message.c.message_id == bindparam("message_id"),
)
_message_of = (
    select(t.message)
    .join_from(
        t.message_item,
        t.message,
        and_(
            t.message_item.c.organisation_id == t.message.c.organisation_id,
            t.message_item.c.message_id == t.message.c.message_id,
        ),
    )
    .where(
        t.message_item.c.organisation_id == WHOSE,
        t.message_item.c.occasion_id == bindparam("occasion_id"),
        t.message.c.kind.in_(["bundle", "owed"]),
    )
    .order_by(t.message.c.created_at.desc())
)
_by_key = select(t.message).where(
    t.message.c.organisation_id == WHOSE, t.message.c.key == bindparam("key")
)
_message_at = select(t.message).where(
    t.message.c.organisation_id == WHOSE,
    t.message.c.conversation == bindparam("conversation"),
    t.message.c.platform_message == bindparam("platform_message"),
)
_items = (
    select(t.message_item.c.occasion_id)
    .where(
        t.message_item.c.organisation_id == WHOSE,
        t.message_item.c.message_id == bindparam("message_id"),
    )
    .order_by(t.message_item.c.position)
)
# An expression, or SQLite looks through everybody's messages in a state rather than
# through the few messages of some people.
_state = t.message.c.state.concat("")
_went = func.coalesce(t.message.c.sent_at, t.message.c.not_before)
_sent_since = (
    select(t.message.c.person_id, _went.label("at"))
    .where(
        t.message.c.organisation_id == WHOSE,
        t.message.c.person_id.in_(bindparam("ids", expanding=True)),
        t.message.c.kind.in_(COUNTED),
        # Not by when it was written: what waited over a holiday counts when it goes.
        _went >= bindparam("since", type_=_instant),
        _state.in_(["queued", "sent", "doubtful"]),
    )
    .order_by(_went)
)
_gone_since = (
    select(_went)
    .where(
        t.message.c.organisation_id == WHOSE,
        t.message.c.person_id == bindparam("person_id"),
        t.message.c.kind.in_(COUNTED),
        _went >= bindparam("since", type_=_instant),
        or_(
            _state.in_(["sent", "doubtful"]),
            and_(_state == "queued", t.message.c.kind.in_(QUESTIONS)),
        ),
    )
    .order_by(_went)
)
_under_way = select(t.message.c.person_id, t.message.c.message_id).where(
    t.message.c.organisation_id == WHOSE,
    t.message.c.person_id.in_(bindparam("ids", expanding=True)),
    t.message.c.kind.in_(QUESTIONS),
    # What is doubtful may have arrived: a coordinator decides, not the planner.
    _state.in_(["queued", "doubtful"]),
)
_items_of = select(t.message_item.c.message_id, t.message_item.c.occasion_id).where(
    t.message_item.c.organisation_id == WHOSE,
    t.message_item.c.message_id.in_(bindparam("ids", expanding=True)),
)
_bundles = (
    select(t.message.c.person_id, t.message.c.key, t.message.c.message_id)
    .where(
        t.message.c.organisation_id == WHOSE,
        t.message.c.person_id.in_(bindparam("ids", expanding=True)),
        t.message.c.kind == "bundle",
        t.message.c.created_at >= bindparam("since", type_=_instant),
    )
    .order_by(t.message.c.created_at)
)
_delivered = select(func.count()).where(
    t.message.c.organisation_id == WHOSE, t.message.c.state == "sent"
)
_queued = select(func.count()).where(
    t.message.c.organisation_id == WHOSE,
    t.message.c.state == "queued",
    t.message.c.kind.in_(COUNTED),
)

QUEUED = {"state": "queued", "attempt": 0, "reason": ""}
"A row of the outbox that nobody has taken yet."


def place(conversation: str | None, message: str | None) -> Posted | None:
    """Return where a message is; None when it is nowhere."""
    if conversation is None or message is None:
        return None
    return Posted(conversation=conversation, message=message)


class MessagesInSql(Repository):
    """Messages, whatever became of them."""

    def letter(self, row: Row[Any]) -> Letter:
        """Return a row of ``message`` with what it asks."""
        items = self.run(_items, message_id=row.message_id).scalars()
        return Letter(
            message_id=row.message_id,
            kind=row.kind,
            key=row.key,
            person_id=row.person_id,
            channel=row.channel,
            platform=row.platform,
            recipient=row.recipient,
            language=row.language,
            occasions=tuple(items),
            card=row.card,
            parent=row.parent,
            thread=row.thread,
            visible_to=row.visible_to,
            not_before=row.not_before,
            created_at=row.created_at,
        )

    def staged(self, message_id: str) -> Mapping[str, Question]:
        """Return the questions that were staged."""
        row = self.run(MESSAGE, message_id=message_id).first()
        held = json.loads(row.staged) if row is not None and row.staged else {}
        return {which: decode(Question, data) for which, data in held.items()}

    def message(self, message_id: str) -> Letter | None:
        """Return a message whatever its state."""
        row = self.run(MESSAGE, message_id=message_id).first()
        return None if row is None else self.letter(row)

    def by_key(self, key: str) -> Letter | None:
        """Return the message that was written under a key."""
        row = self.run(_by_key, key=key).first()
        return None if row is None else self.letter(row)

    def message_of(self, occasion_id: str) -> Letter | None:
        """Return the message that asks a question."""
        row = self.run(_message_of, occasion_id=occasion_id).first()
        return None if row is None else self.letter(row)

    def message_at(self, posted: Posted) -> Letter | None:
        """Return our message that is in that place."""
        row = self.run(
            _message_at,
            conversation=posted.conversation,
            platform_message=posted.message,
        ).first()
        return None if row is None else self.letter(row)

    def posted(self, message_id: str) -> Posted | None:
        """Return where a message is, if it was delivered."""
        row = self.run(MESSAGE, message_id=message_id).first()
        return None if row is None else place(row.conversation, row.platform_message)

    def sent_since(
        self, person_ids: Sequence[str], since: datetime
    ) -> Mapping[str, tuple[datetime, ...]]:
        """Return when proactive messages went, or are about to go, to each person."""
        found: dict[str, tuple[datetime, ...]] = {}
        for row in self.each(_sent_since, "ids", person_ids, since=since):
            found[row.person_id] = (*found.get(row.person_id, ()), row.at)
        return found

    def gone_since(self, person_id: str, since: datetime) -> tuple[datetime, ...]:
        """Return when such messages went to a person, and when questions are to go."""
        rows = self.run(_gone_since, person_id=person_id, since=since)
        return tuple(row[0] for row in rows)

    def under_way(self, person_ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """Return each person's questions in messages that may yet arrive."""
        whom = {
            row.message_id: row.person_id
            for row in self.each(_under_way, "ids", person_ids)
        }
        found: dict[str, set[str]] = {}
        for row in self.each(_items_of, "ids", list(whom)):
            found.setdefault(whom[row.message_id], set()).add(row.occasion_id)
        return {whose: frozenset(held) for whose, held in found.items()}

    def bundles(
        self, person_ids: Sequence[str], since: datetime
    ) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Return key and message id of each person's bundles written since then."""
        found: dict[str, list[tuple[str, str]]] = {}
        for row in self.each(_bundles, "ids", person_ids, since=since):
            found.setdefault(row.person_id, []).append((row.key, row.message_id))
        return {person_id: tuple(rows) for person_id, rows in found.items()}

    def queued(self) -> int:
        """Return how many messages to people wait to be sent, replies left out."""
        found: int = self.run(_queued).scalar_one()
        return found

    def delivered(self) -> int:
        """Return how many messages were delivered so far."""
        return int(self.run(_delivered).scalar_one())

    def change_message(self, message_id: str, new: dict[str, Any]) -> None:
        """Change some columns of one message."""
        own = {"organisation_id": self.whose, "message_id": message_id}
        change(self.connection, t.message, own, new)
