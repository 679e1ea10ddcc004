"""Steps within questions and forms, in SQL; never evidence."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot.ports.store import Dialogue
from storage import tables as t
from storage.repositories.base import WHOSE, Repository
from storage.statements import remove, replacing

_columns = (
    t.dialogue.c.person_id,
    t.dialogue.c.reference,
    t.dialogue.c.step,
    t.dialogue.c.data,
    t.dialogue.c.expires_at,
)
_one = select(*_columns).where(
    t.dialogue.c.organisation_id == WHOSE,
    t.dialogue.c.reference == bindparam("reference"),
    t.dialogue.c.expires_at > bindparam("now", type_=t.dialogue.c.expires_at.type),
)
_of = select(*_columns).where(
    t.dialogue.c.organisation_id == WHOSE,
    t.dialogue.c.reference.in_(bindparam("ids", expanding=True)),
    t.dialogue.c.expires_at > bindparam("now", type_=t.dialogue.c.expires_at.type),
)

_newest = (
    select(*_columns)
    .where(
        t.dialogue.c.organisation_id == WHOSE,
        t.dialogue.c.person_id == bindparam("person_id"),
        t.dialogue.c.step == bindparam("step"),
        t.dialogue.c.expires_at > bindparam("now", type_=t.dialogue.c.expires_at.type),
    )
    .order_by(t.dialogue.c.expires_at.desc())
    .limit(1)
)


def _dialogue(row: Sequence[Any]) -> Dialogue:
    person_id, reference, step, data, expires_at = row
    return Dialogue(
        person_id=person_id,
        reference=reference,
        step=step,
        data=json.loads(data),
        expires_at=expires_at,
    )


class DialoguesInSql(Repository):
    """Where a person is within a question or a form."""

    def get(self, reference: str, now: datetime) -> Dialogue | None:
        """Return the dialogue, unless it expired."""
        row = self.first(_one, reference=reference, now=now)
        return None if row is None else _dialogue(row)

    def of(self, references: Sequence[str], now: datetime) -> Mapping[str, Dialogue]:
        """Return the dialogues of several references."""
        rows = self.run(_of, ids=list(references), now=now)
        return {row.reference: _dialogue(row) for row in rows}

    def newest(self, person_id: str, step: str, now: datetime) -> Dialogue | None:
        """Return the dialogue of a person that is in a step, the newest one."""
        row = self.run(_newest, person_id=person_id, step=step, now=now).first()
        return None if row is None else _dialogue(row)

    def put(self, dialogue: Dialogue) -> None:
        """Keep where the person is."""
        self.connection.execute(
            replacing(t.dialogue, self.connection.dialect.name),
            {
                "organisation_id": self.whose,
                "reference": dialogue.reference,
                "person_id": dialogue.person_id,
                "step": dialogue.step,
                "data": json.dumps(dict(dialogue.data), ensure_ascii=False),
                "expires_at": dialogue.expires_at,
            },
        )

    def clear(self, reference: str) -> None:
        """Forget it."""
        own = {"organisation_id": self.whose, "reference": reference}
        remove(self.connection, t.dialogue, own)
