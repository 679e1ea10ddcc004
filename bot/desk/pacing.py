"""When something that nobody asked for may go to a person: their hours, their caps."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.desk import Sitting
from bot.desk.setting import calendar_of
from engagement.cadence import free_from
from engagement.people import Person

TELLING = {"notice": "quiet_hours", "news": "cap"}
"Kinds of messages that only tell something, and what they wait for."
CAP_SPAN = timedelta(days=7)
"How far back the caps on messages look."


def free_at(at: Sitting, kind: str, person: Person) -> datetime | None:
    """Return the first moment from now on at which something may be told.

    A notice keeps to working hours; news, which answers what somebody did, to the cap
    of the week as well, though not to that of the day. What itself still waits counts
    for nothing here, or each piece of news would wait for the others. None: news, and
    no such moment is in sight or the person has left.
    """
    calendar = calendar_of(at, person)
    if kind == "notice":
        return calendar.next_open(at.now) or at.now
    if not person.active_on(calendar.today(at.now)):
        return None
    gone = at.unit.outbox.gone_since(person.person_id, at.now - CAP_SPAN)
    rules = at.unit.programme().rules
    weekly = replace(rules, messages_per_day=rules.messages_per_week)
    return free_from(gone, at.now, calendar, weekly)
