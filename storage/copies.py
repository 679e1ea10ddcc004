"""Copies of somebody's words that no fact wrote: cards, lines, steps and files.

Nothing here is evidence. Words that are long enough to be known are masked wherever
they stand; short ones only in what was written to their writer or speaks of the same
question, because anybody may have said *no*.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, Table, Text, bindparam, or_, select, type_coerce, update

from bot.ports.store import Withdrawal
from engagement.codec import canonical
from engagement.withdrawing import is_telling, masked, masked_within, stem
from storage import tables as t
from storage.repositories.base import WHOSE
from storage.statements import remove

if TYPE_CHECKING:
    from storage.unit import UnitInSql

_m, _c, _d = t.message.c, t.chat_message.c, t.dialogue.c
_card, _line_card = type_coerce(_m.card, Text), type_coerce(_c.card, Text)
_messages = select(
    _m.message_id,
    _m.key,
    _m.person_id,
    _m.platform_message,
    _card.label("card"),
    _m.staged,
).where(_m.organisation_id == WHOSE)
_lines = select(_c.message_id, _c.author, _line_card.label("card"), _c.text).where(
    _c.organisation_id == WHOSE
)
_steps = select(_d.reference, _d.person_id, _d.data).where(_d.organisation_id == WHOSE)
_asking = (
    select(t.message_item.c.message_id)
    .distinct()
    .where(
        t.message_item.c.organisation_id == WHOSE,
        t.message_item.c.occasion_id.in_(bindparam("ids", expanding=True)),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """The words, and what can speak of them."""

    unit: UnitInSql
    wish: Withdrawal
    words: str
    typed_as: str | None
    "The platform's id of the line that they were typed in."
    speaking: Collection[str]
    "Ids of questions and cases: what names one speaks of the words."
    occasions: Collection[str]
    "Questions whose messages are shown anew."

    def empty(self) -> None:
        """Mask every copy, and have what was shown shown anew."""
        accounts = {one.user_id for one in self.unit.holdings.accounts(self._whose)}
        known, posted = self._mask_messages()
        self._mask_lines(accounts, posted)
        self._mask_steps()
        for account in accounts:
            # What was told of somebody as a file tells what they wrote.
            own = {"organisation_id": self.unit.organisation_id}
            kept = {"visible_to": account, "media_type": "application/json"}
            remove(self.unit.connection, t.file, own | kept)
        shown = self._run(_asking, ids=sorted(self.occasions)).scalars()
        for message_id in sorted(known | set(shown)):
            self.unit.outbox.refresh(message_id, self.wish.at)

    @property
    def _whose(self) -> str:
        return self.wish.person_id

    def _run(self, statement: Any, **values: Any) -> Any:
        own = {"whose": self.unit.organisation_id}
        return self.unit.connection.execute(statement, own | values)

    def _holding(self, query: Select[Any], *columns: Any) -> Iterable[Any]:
        """Return the rows that may hold the words, as JSON writes them."""
        needle = json.dumps(stem(self.words), ensure_ascii=False)[1:-1]
        plain = (column.contains(needle, autoescape=True) for column in columns)
        return self._run(query.where(or_(*plain))).all()  # type: ignore[no-any-return]

    def _mask_messages(self) -> tuple[set[str], set[str]]:
        """Return the messages that were masked, and where the person's own are."""
        known, posted = set(), set()
        for row in self._holding(_messages, _card, _m.staged):
            own = row.person_id == self._whose
            if not self._speaks(own, row.key, row.card or row.staged):
                continue
            new = {"card": self._json(row.card), "staged": self._json(row.staged)}
            self._put(t.message, "message_id", row.message_id, new)
            known.add(row.message_id)
            posted.add(row.platform_message)
        return known, posted

    def _mask_lines(self, accounts: set[str], posted: set[str]) -> None:
        """Mask the web chat: its cards, and what the person typed."""
        for row in self._holding(_lines, _line_card):
            if self._speaks(row.message_id in posted, "", row.card):
                new = {"card": self._json(row.card)}
                self._put(t.chat_message, "message_id", row.message_id, new)
        query = _lines.where(_c.author.in_(sorted(accounts)), _c.text.is_not(None))
        for row in self._run(query).all():
            if row.message_id == self.typed_as:
                text = self._left(None)
            elif is_telling(self.words):
                text = masked(row.text, self.words, self._left(None))
            else:
                continue
            if text != row.text:
                new = {"text": text}
                self._put(t.chat_message, "message_id", row.message_id, new)

    def _mask_steps(self) -> None:
        for row in self._holding(_steps, _d.data):
            own = row.person_id == self._whose
            if self._speaks(own, row.reference, row.data):
                new = {"data": self._json(row.data)}
                self._put(t.dialogue, "reference", row.reference, new)

    def _speaks(self, own: bool, key: str, held: str) -> bool:  # noqa: FBT001 - a finding
        if own or is_telling(self.words):
            return True
        return any(one in key or one in held for one in self.speaking)

    def _json(self, held: str | None) -> str | None:
        if held is None:
            return None
        data = json.loads(held)
        return canonical(masked_within(data, self.words, self._left(data))).decode()

    def _left(self, data: Any) -> str:
        """Return what stands instead, in the language of what it stood in."""
        language = data.get("language") if isinstance(data, dict) else None
        return self.wish.left.get(str(language), self.wish.left["own"])

    def _put(self, table: Table, key: str, which: str, new: dict[str, Any]) -> None:
        values = {name: type_coerce(held, Text) for name, held in new.items()}
        self.unit.connection.execute(
            update(table)
            .where(
                table.c.organisation_id == self.unit.organisation_id,
                table.c[key] == which,
            )
            .values(values)
        )
