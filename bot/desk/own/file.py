"""Everything that is stored about one person as one file, for them to keep.

What is theirs by right to have (GDPR article 15): their record and accounts, what they
were asked and what became of it, every record about them or by them with who may read
it, who was shown it and what was sent to them. Where somebody else recorded something,
their account is left out; their name and role then are not.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.desk.desk import Sitting
from engagement.codec import encode
from engagement.facts import Record
from engagement.people import Person

MEDIA_TYPE = "application/json"


def file_name(person: Person, on: date) -> str:
    """Return the name of the file."""
    return f"ledning-{person.person_id}-{on.isoformat()}.json"


def content(at: Sitting, person: Person) -> bytes:
    """Return the file, as UTF-8."""
    unit, held = at.unit, at.unit.holdings
    whose = person.person_id
    organisation = unit.organisation()
    data = {
        "organisation": organisation.name,
        "organisation_id": organisation.organisation_id,
        "mode": organisation.mode.value,
        "made_at": _iso(at.now),
        "software": at.desk.software,
        "person": encode(person),
        "accounts": [
            {
                "platform": one.platform,
                "workspace": one.workspace,
                "user_id": one.user_id,
                "verified_by": one.verified_by,
                "since": _iso(one.since),
            }
            for one in held.accounts(whose)
        ],
        "functions": [encode(one) for one in unit.people.assignments_of([whose])],
        "absences": [encode(one) for one in unit.people.absences([whose])],
        "questions": [encode(one) for one in held.occasions(whose)],
        "commitments": [encode(one) for one in held.commitments(whose)],
        "cases": [encode(one) for one in held.cases(whose)],
        "let_in_to_auditors": dict(held.consents(whose)),
        "shown_to": [encode(one) for one in held.openings(whose)],
        "exported": [
            {"at": _iso(when), **encode(one)} for when, one in held.exports(whose)
        ],
        "messages": [
            {
                "kind": one.kind,
                "written_at": _iso(one.created_at),
                "sent_at": _iso(one.sent_at),
                "state": one.state,
            }
            for one in held.sent(whose)
        ],
        "records": [
            {"seq": seq, "kind": one.fact.NAME, **_record(one, whose)}
            for seq, one in held.records(whose)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _record(record: Record, whose: str) -> dict[str, Any]:
    header = record.header
    if header.author.person_id != whose:
        header = replace(header, source=None)
    return {"fact": encode(record.fact), "header": encode(header)}


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else f"{instant:%Y-%m-%dT%H:%M:%SZ}"
