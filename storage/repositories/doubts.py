"""Messages that did not arrive, or may not have: what a coordinator settles."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, insert, literal, select

from bot.ports.store import Letter
from storage import tables as t
from storage.repositories.base import WHOSE
from storage.repositories.messages import QUEUED, MessagesInSql

_instant = t.outbox.c.not_before.type
_failed = (
    select(t.message)
    .where(
        t.message.c.organisation_id == WHOSE,
        t.message.c.state == "failed",
        t.message.c.not_before >= bindparam("since", type_=_instant),
    )
    .order_by(t.message.c.created_at)
)
_doubtful = (
    select(t.message)
    .where(t.message.c.organisation_id == WHOSE, t.message.c.state == "doubtful")
    .order_by(t.message.c.created_at)
)
_unsettled = select(t.message.c.message_id).where(
    t.message.c.organisation_id == WHOSE,
    t.message.c.message_id == bindparam("message_id"),
    t.message.c.state.in_(["doubtful", "failed"]),
)
_posting_again = insert(t.outbox).from_select(
    ["organisation_id", "message_id", "action", "lane", "not_before", *QUEUED],
    select(
        t.message.c.organisation_id,
        t.message.c.message_id,
        literal("send"),
        t.message.c.platform + ":" + t.message.c.recipient,
        bindparam("at", type_=_instant),
        *map(literal, QUEUED.values()),
    ).where(
        t.message.c.organisation_id == WHOSE,
        t.message.c.message_id == bindparam("message_id"),
    ),
)


class DoubtsInSql(MessagesInSql):
    """Messages that failed, or of which nobody knows."""

    def failed_since(self, since: datetime) -> tuple[Letter, ...]:
        """Return messages that were wanted since then and could not be delivered."""
        return tuple(self.letter(row) for row in self.run(_failed, since=since))

    def doubtful(self) -> tuple[Letter, ...]:
        """Return messages of which nobody knows whether they arrived."""
        return tuple(self.letter(row) for row in self.run(_doubtful))

    def clarify(self, message_id: str, state: str, at: datetime) -> bool:
        """Settle a message: ``sent`` after all, or ``queued`` to be posted again."""
        if self.run(_unsettled, message_id=message_id).first() is None:
            return False
        if state == "queued":
            self.run(_posting_again, message_id=message_id, at=at)
            self.change_message(message_id, {"state": state, "not_before": at})
        else:
            self.change_message(message_id, {"state": state, "sent_at": at})
        return True
