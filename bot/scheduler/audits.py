"""Reminders of external audits to the coordinators: 30, 7 and 1 days before.

Each is written once per audit, day and coordinator, and goes out in working hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.desk.desk import Desk, Sitting
from bot.desk.letters import note
from bot.desk.setting import coordinators, today_of
from bot.ports.store import Unit, Work
from engagement.audits import NEAR_DAYS, Audit, notice_due
from engagement.organisation import OrganisationState
from engagement.people import Person


async def remind_of_audits(work: Work, desk: Desk, now: datetime) -> int:
    """Write the reminders that are due; returns how many were written."""

    def any_due(unit: Unit) -> bool:
        return any(_due(Sitting(unit=unit, desk=desk, now=now)))

    def write(unit: Unit) -> int:
        at = Sitting(unit=unit, desk=desk, now=now)
        return sum(_write(at, one) for one in list(_due(at)))

    return await work.run(write) if await work.read(any_due) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reminder:
    audit: Audit
    to: Person
    key: str


def _due(at: Sitting) -> Iterator[_Reminder]:
    organisation = at.unit.organisation()
    if organisation.state is not OrganisationState.LAUNCHED:
        return
    today = today_of(organisation, at.now)
    for audit in at.unit.entries.audits():
        days = notice_due(audit, today)
        if days is None:
            continue
        mark = f"audit:{audit.audit_id}:{audit.first_on}:d{days}"
        for person in coordinators(at):
            key = f"{mark}:{person.person_id}"
            if at.unit.outbox.by_key(key) is None:
                yield _Reminder(audit=audit, to=person, key=key)


def _write(at: Sitting, one: _Reminder) -> bool:
    audit, language = one.audit, one.to.language
    today = today_of(at.unit.organisation(), at.now)
    left = (audit.first_on - today).days
    text = at.say(
        "audit.reminder",
        language,
        body=audit.body,
        what=audit.scope or at.say(f"audit_kind.{audit.kind}", language),
        when=at.desk.texts.weekday(audit.first_on, language),
        n=left,
    )
    more = "audit.reminder_near" if left <= NEAR_DAYS else "audit.reminder_ahead"
    return note(at, one.to, one.key, f"{text} {at.say(more, language, n=NEAR_DAYS)}")
