"""When something that nobody asked for may go to a person: their hours, their caps."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.desk import Sitting
from bot.desk.setting import calendar_of
from engagement.cadence import free_from
from engagement.people import Person

TELLING = {"notice": "quiet_hours", "news": "cap", "told": "cap"}
"Kinds of messages that only tell something, and what they wait for."
CAP_SPAN = timedelta(days=7)
"How far back the caps on messages look."


def free_at(at: Sitting, kind: str, person: Person) -> datetime | None:
    """Return the first moment from now on at which something may be told.

    A notice keeps to working hours; what somebody is told unasked, to both caps as
    well; news, which answers what they did, to that of the week alone. What itself
    still waits counts for nothing here, or each of them would wait for the others.
    None: it is no notice, and no such moment is in sight or the person has left.
    """
    calendar = calendar_of(at, person)
    if kind == "notice":
        return calendar.next_open(at.now) or at.now
    if not person.active_on(calendar.today(at.now)):
        return None
    gone = at.unit.outbox.gone_since(person.person_id, at.now - CAP_SPAN)
    rules = at.unit.programme().rules
    if kind == "news":
        rules = replace(rules, messages_per_day=rules.messages_per_week)
    return free_from(gone, at.now, calendar, rules)
