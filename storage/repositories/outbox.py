"""Messages on their way, in SQL.

A row is ``queued``, ``sending`` under a lease, and then ``sent``, ``failed``,
``doubtful`` or ``dropped``. A lapsed lease is never queued again by itself: nobody
knows whether the message went out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, exists, func, select

from bot.ports import Posted
from bot.ports.store import Errand, Letter
from engagement.cards import Card
from engagement.codec import canonical, decode, encode
from engagement.questions import Question
from storage import tables as t
from storage.repositories.base import WHOSE, Repository
from storage.statements import adding, change, inserting

PROACTIVE = ("bundle", "owed", "reminder")
"Kinds that count against a person's caps."

_instant = t.outbox.c.not_before.type
_earlier = t.outbox.alias("earlier")
_parent = t.message.alias("parent_message")
_rows = (
    select(
        t.outbox.c.outbox_id,
        t.outbox.c.action,
        t.outbox.c.attempt,
        t.message,
        _parent.c.conversation.label("parent_conversation"),
        _parent.c.platform_message.label("parent_platform_message"),
    )
    .join_from(
        t.outbox,
        t.message,
        and_(
            t.outbox.c.organisation_id == t.message.c.organisation_id,
            t.outbox.c.message_id == t.message.c.message_id,
        ),
    )
    .join(
        _parent,
        and_(
            _parent.c.organisation_id == t.message.c.organisation_id,
            _parent.c.message_id == t.message.c.parent,
        ),
        isouter=True,
    )
    .where(t.outbox.c.organisation_id == WHOSE)
    .order_by(t.outbox.c.outbox_id)
)
_ready = _rows.where(
    t.outbox.c.state == "queued",
    t.outbox.c.not_before <= bindparam("now", type_=_instant),
    ~exists().where(
        _earlier.c.organisation_id == t.outbox.c.organisation_id,
        _earlier.c.lane == t.outbox.c.lane,
        _earlier.c.state.in_(["queued", "sending"]),
        _earlier.c.outbox_id < t.outbox.c.outbox_id,
        _earlier.c.not_before <= bindparam("now", type_=_instant),
    ),
).limit(bindparam("most"))
_lapsed = _rows.where(
    t.outbox.c.state == "sending",
    t.outbox.c.lease_until <= bindparam("now", type_=_instant),
)
_waiting_update = select(t.outbox.c.outbox_id).where(
    t.outbox.c.organisation_id == WHOSE,
    t.outbox.c.message_id == bindparam("message_id"),
    t.outbox.c.action == "update",
    t.outbox.c.state == "queued",
)
_next_ready = select(func.min(t.outbox.c.not_before)).where(
    t.outbox.c.organisation_id == WHOSE, t.outbox.c.state == "queued"
)
_message = select(t.message).where(
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
_sent_since = (
    select(
        t.message.c.person_id,
        func.coalesce(t.message.c.sent_at, t.message.c.not_before).label("at"),
    )
    .where(
        t.message.c.organisation_id == WHOSE,
        t.message.c.person_id.in_(bindparam("ids", expanding=True)),
        t.message.c.kind.in_(PROACTIVE),
        t.message.c.created_at >= bindparam("since", type_=_instant),
        t.message.c.state.in_(["queued", "sent", "doubtful"]),
    )
    .order_by(t.message.c.created_at)
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
_doubtful = (
    select(t.message)
    .where(t.message.c.organisation_id == WHOSE, t.message.c.state == "doubtful")
    .order_by(t.message.c.created_at)
)


def _posted(conversation: str | None, message: str | None) -> Posted | None:
    if conversation is None or message is None:
        return None
    return Posted(conversation=conversation, message=message)


class OutboxInSql(Repository):
    """Messages on their way."""

    def _letter(self, row: Row[Any]) -> Letter:
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

    def write(self, letter: Letter) -> bool:
        """Queue a letter; False when one with its key was written before."""
        values = {
            "organisation_id": self.whose,
            "message_id": letter.message_id,
            "kind": letter.kind,
            "key": letter.key,
            "person_id": letter.person_id,
            "channel": letter.channel,
            "platform": letter.platform,
            "recipient": letter.recipient,
            "language": letter.language,
            "card": letter.card,
            "parent": letter.parent,
            "thread": letter.thread,
            "visible_to": letter.visible_to,
            "not_before": letter.not_before,
            "created_at": letter.created_at,
            "state": "queued",
        }
        add = adding(t.message, self.connection.dialect.name)
        if self.connection.execute(add, values).rowcount == 0:
            return False
        items = [
            {
                "organisation_id": self.whose,
                "message_id": letter.message_id,
                "position": position,
                "occasion_id": occasion_id,
            }
            for position, occasion_id in enumerate(letter.occasions)
        ]
        if items:
            self.connection.execute(inserting(t.message_item), items)
        self._queue(letter, "send", letter.not_before)
        return True

    def _queue(
        self, letter: Letter | Row[Any], action: str, not_before: datetime
    ) -> None:
        self.connection.execute(
            inserting(t.outbox),
            {
                "organisation_id": self.whose,
                "message_id": letter.message_id,
                "action": action,
                "lane": f"{letter.platform}:{letter.recipient}",
                "not_before": not_before,
                "state": "queued",
                "attempt": 0,
                "lease_until": None,
                "reason": "",
                "closed_at": None,
            },
        )

    def refresh(self, message_id: str, at: datetime) -> None:
        """Queue one update of a delivered message; the last state wins."""
        if self.run(_waiting_update, message_id=message_id).first() is not None:
            return
        row = self.run(_message, message_id=message_id).first()
        if row is not None and row.platform_message is not None:
            self._queue(row, "update", at)

    def _errand(self, row: Row[Any]) -> Errand:
        return Errand(
            outbox_id=row.outbox_id,
            action=row.action,
            attempt=row.attempt,
            letter=self._letter(row),
            posted=_posted(row.conversation, row.platform_message),
            parent_posted=_posted(row.parent_conversation, row.parent_platform_message),
        )

    def claim(self, now: datetime, lease_until: datetime, most: int) -> list[Errand]:
        """Take what is ready: the first of each conversation."""
        errands = [self._errand(r) for r in self.run(_ready, now=now, most=most)]
        for errand in errands:
            new = {"state": "sending", "attempt": errand.attempt + 1}
            self._change(errand.outbox_id, new | {"lease_until": lease_until})
        return errands

    def _change(self, outbox_id: int, new: dict[str, Any]) -> None:
        own = {"organisation_id": self.whose, "outbox_id": outbox_id}
        change(self.connection, t.outbox, own, new)

    def lapsed(self, now: datetime) -> list[Errand]:
        """Return rows whose lease ran out: nobody knows whether they were sent."""
        return [self._errand(row) for row in self.run(_lapsed, now=now)]

    def settle(
        self,
        errand: Errand,
        state: str,
        *,
        reason: str,
        at: datetime,
        posted: Posted | None,
    ) -> None:
        """Close a row: ``sent``, ``failed``, ``doubtful`` or ``dropped``."""
        closing = {"state": state, "reason": reason, "closed_at": at}
        self._change(errand.outbox_id, closing | {"lease_until": None})
        if errand.action == "send":
            new: dict[str, Any] = {"state": state}
            if posted is not None:
                new |= {"sent_at": at, "conversation": posted.conversation}
                new |= {"platform_message": posted.message}
            self._change_message(errand.letter.message_id, new)

    def _change_message(self, message_id: str, new: dict[str, Any]) -> None:
        own = {"organisation_id": self.whose, "message_id": message_id}
        change(self.connection, t.message, own, new)

    def postpone(self, errand: Errand, not_before: datetime, reason: str) -> None:
        """Put a row back."""
        back = {"state": "queued", "not_before": not_before, "reason": reason}
        self._change(errand.outbox_id, back | {"lease_until": None})
        if errand.action == "send":
            new = {"not_before": not_before}
            self._change_message(errand.letter.message_id, new)

    def restate(self, message_id: str, card: Card, at: datetime) -> None:
        """Give a message another card, and queue its update if it was delivered."""
        self._change_message(message_id, {"card": card})
        self.refresh(message_id, at)

    def stage(
        self, message_id: str, card: Card, questions: Mapping[str, Question]
    ) -> None:
        """Keep what is about to be sent: occasion id -> its question as shown."""
        held = {which: encode(question) for which, question in questions.items()}
        staged = canonical(held).decode()
        self._change_message(message_id, {"card": card, "staged": staged})

    def staged(self, message_id: str) -> Mapping[str, Question]:
        """Return the questions that were staged."""
        row = self.run(_message, message_id=message_id).first()
        held = json.loads(row.staged) if row is not None and row.staged else {}
        return {which: decode(Question, data) for which, data in held.items()}

    def message(self, message_id: str) -> Letter | None:
        """Return a message whatever its state."""
        row = self.run(_message, message_id=message_id).first()
        return None if row is None else self._letter(row)

    def by_key(self, key: str) -> Letter | None:
        """Return the message that was written under a key."""
        row = self.run(_by_key, key=key).first()
        return None if row is None else self._letter(row)

    def message_of(self, occasion_id: str) -> Letter | None:
        """Return the message that asks a question."""
        row = self.run(_message_of, occasion_id=occasion_id).first()
        return None if row is None else self._letter(row)

    def message_at(self, posted: Posted) -> Letter | None:
        """Return our message that is in that place."""
        row = self.run(
            _message_at,
            conversation=posted.conversation,
            platform_message=posted.message,
        ).first()
        return None if row is None else self._letter(row)

    def posted(self, message_id: str) -> Posted | None:
        """Return where a message is, if it was delivered."""
        row = self.run(_message, message_id=message_id).first()
        return None if row is None else _posted(row.conversation, row.platform_message)

    def sent_since(
        self, person_ids: Sequence[str], since: datetime
    ) -> Mapping[str, tuple[datetime, ...]]:
        """Return when proactive messages went, or are about to go, to each person."""
        found: dict[str, tuple[datetime, ...]] = {}
        for row in self.each(_sent_since, "ids", person_ids, since=since):
            found[row.person_id] = (*found.get(row.person_id, ()), row.at)
        return found

    def bundles(
        self, person_ids: Sequence[str], since: datetime
    ) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Return key and message id of each person's bundles written since then."""
        found: dict[str, list[tuple[str, str]]] = {}
        for row in self.each(_bundles, "ids", person_ids, since=since):
            found.setdefault(row.person_id, []).append((row.key, row.message_id))
        return {person_id: tuple(rows) for person_id, rows in found.items()}

    def doubtful(self) -> tuple[Letter, ...]:
        """Return messages of which nobody knows whether they arrived."""
        return tuple(self._letter(row) for row in self.run(_doubtful))

    def delivered(self) -> int:
        """Return how many messages were delivered so far."""
        return int(self.run(_delivered).scalar_one())

    def next_ready(self) -> datetime | None:
        """Return when the next row may go."""
        found: datetime | None = self.run(_next_ready).scalar()
        return found
