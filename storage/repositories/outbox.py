"""Messages on their way, in SQL.

A row is ``queued``, ``sending`` under a lease, and then ``sent``, ``failed``,
``doubtful`` or ``dropped``. A lapsed lease is never queued again by itself: nobody
knows whether the message went out. Each conversation is a lane: what waits to be tried
again holds up what was written later, what is not due yet does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Row,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
)

from bot.ports import Posted
from bot.ports.store import Errand, Letter
from engagement.cards import Card
from engagement.codec import canonical, encode
from engagement.questions import Question
from storage import tables as t
from storage.repositories.base import WHOSE
from storage.repositories.doubts import DoubtsInSql
from storage.repositories.messages import QUEUED, place
from storage.statements import adding, change, inserting, write

RETRY = "retry"
"Why a row is put back after it was tried and may be tried again."

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
_first_of_lane = (
    _earlier.c.organisation_id == t.outbox.c.organisation_id,
    _earlier.c.lane == t.outbox.c.lane,
    _earlier.c.outbox_id < t.outbox.c.outbox_id,
)
_to_be_retried = and_(_earlier.c.state == "queued", _earlier.c.reason == RETRY)
_ready = _rows.where(
    t.outbox.c.state == "queued",
    t.outbox.c.not_before <= bindparam("now", type_=_instant),
    ~exists().where(
        *_first_of_lane,
        _earlier.c.state.in_(["queued", "sending"]),
        or_(_to_be_retried, _earlier.c.not_before <= bindparam("now", type_=_instant)),
    ),
).limit(bindparam("most"))
_lapsed = _rows.where(
    t.outbox.c.state == "sending",
    t.outbox.c.lease_until <= bindparam("now", type_=_instant),
)
_held = _rows.where(
    t.outbox.c.state == "queued", t.outbox.c.reason == bindparam("reason")
)
_errands = select(t.outbox.c.action).where(
    t.outbox.c.organisation_id == t.message.c.organisation_id,
    t.outbox.c.message_id == t.message.c.message_id,
)
_to_refresh = select(
    t.message.c.organisation_id,
    t.message.c.message_id,
    literal("update"),
    t.message.c.platform + ":" + t.message.c.recipient,
    bindparam("at", type_=_instant),
    *map(literal, QUEUED.values()),
).where(
    t.message.c.organisation_id == WHOSE,
    t.message.c.message_id == bindparam("message_id"),
    ~_errands.where(
        t.outbox.c.action == "update", t.outbox.c.state == "queued"
    ).exists(),
    or_(
        t.message.c.platform_message.is_not(None),
        _errands.where(
            t.outbox.c.action == "send", t.outbox.c.state == "sending"
        ).exists(),
    ),
)
_refreshing = insert(t.outbox).from_select(
    ["organisation_id", "message_id", "action", "lane", "not_before", *QUEUED],
    _to_refresh,
)
_next_ready = select(
    func.min(
        case(
            (t.outbox.c.state == "sending", t.outbox.c.lease_until),
            else_=t.outbox.c.not_before,
        )
    )
).where(
    t.outbox.c.organisation_id == WHOSE,
    t.outbox.c.state.in_(["queued", "sending"]),
    ~exists().where(*_first_of_lane, _to_be_retried),
)


class OutboxInSql(DoubtsInSql):
    """Messages on their way."""

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
        if write(self.connection, add, values) == 0:
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
            write(self.connection, inserting(t.message_item), items)
        row = {
            "organisation_id": self.whose,
            "message_id": letter.message_id,
            "action": "send",
            "lane": f"{letter.platform}:{letter.recipient}",
            "not_before": letter.not_before,
        }
        write(self.connection, inserting(t.outbox), row | QUEUED)
        return True

    def refresh(self, message_id: str, at: datetime) -> None:
        """Queue one update of a delivered message; the last state wins.

        One that is on its way right now is updated after it, as it may show what was
        before; one that has yet to go will show the last state anyway.
        """
        values = {"whose": self.whose, "message_id": message_id, "at": at}
        write(self.connection, _refreshing, values)

    def _errand(self, row: Row[Any]) -> Errand:
        return Errand(
            outbox_id=row.outbox_id,
            action=row.action,
            attempt=row.attempt,
            letter=self.letter(row),
            posted=place(row.conversation, row.platform_message),
            parent_posted=place(row.parent_conversation, row.parent_platform_message),
        )

    def claim(self, now: datetime, lease_until: datetime, most: int) -> list[Errand]:
        """Take what is ready: the first of each conversation."""
        ready = [self._errand(r) for r in self.run(_ready, now=now, most=most)]
        return [one for one in ready if self._take(one, now, lease_until)]

    def _take(self, errand: Errand, now: datetime, lease_until: datetime) -> bool:
        if errand.action == "update" and errand.posted is None:
            closing = {"state": "dropped", "reason": "not_delivered", "closed_at": now}
            self._change(errand, closing)
            return False
        lease = {"attempt": errand.attempt + 1, "lease_until": lease_until}
        self._change(errand, {"state": "sending"} | lease)
        return True

    def _change(self, errand: Errand, new: dict[str, Any]) -> None:
        own = {"organisation_id": self.whose, "outbox_id": errand.outbox_id}
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
        self._change(errand, closing | {"lease_until": None})
        if errand.action == "send":
            new: dict[str, Any] = {"state": state}
            if posted is not None:
                new |= {"sent_at": at, "conversation": posted.conversation}
                new |= {"platform_message": posted.message}
            self.change_message(errand.letter.message_id, new)

    def postpone(self, errand: Errand, not_before: datetime, reason: str) -> None:
        """Put a row back; only what was tried in vain counts as an attempt."""
        tried = errand.attempt + 1 if reason == RETRY else errand.attempt
        back = {"state": "queued", "not_before": not_before, "reason": reason}
        self._change(errand, back | {"attempt": tried, "lease_until": None})
        if errand.action == "send":
            new = {"not_before": not_before}
            self.change_message(errand.letter.message_id, new)

    def held(self, reason: str) -> list[Errand]:
        """Return rows that were put back for that reason, the oldest first."""
        return [self._errand(row) for row in self.run(_held, reason=reason)]

    def restate(self, message_id: str, card: Card, at: datetime) -> None:
        """Give a message another card, and queue its update if it was delivered."""
        self.change_message(message_id, {"card": card})
        self.refresh(message_id, at)

    def forget(self, message_id: str, at: datetime) -> None:
        """Drop what a message showed, and queue its update from the present state."""
        self.change_message(message_id, {"card": None, "staged": None})
        self.refresh(message_id, at)

    def stage(
        self, message_id: str, card: Card, questions: Mapping[str, Question]
    ) -> None:
        """Keep what is about to be sent: occasion id -> its question as shown."""
        held = {which: encode(question) for which, question in questions.items()}
        staged = canonical(held).decode()
        self.change_message(message_id, {"card": card, "staged": staged})

    def next_ready(self) -> datetime | None:
        """Return when the next row may go."""
        found: datetime | None = self.run(_next_ready).scalar()
        return found
