"""The introduction: the first message that anybody gets, once, before any question.

Rules: an executive is introduced as soon as they may be written to; somebody else, when
a question to them comes up. It counts as a message. The question waits for the working
day after it. An introduction that failed is written again in another week, not sooner:
the coordinator has been told, and is not told every day.
"""

from __future__ import annotations

from datetime import time, timedelta

from engagement.cadence.budget import free_from
from engagement.cadence.decisions import Decisions, Sending
from engagement.cadence.look import Look
from engagement.calendar import iso_week
from engagement.launch import INTRODUCTION
from engagement.people import Permission

_DAY = timedelta(days=1)


def introduction_key(person_id: str, week: str) -> str:
    """Return the unique key of an introduction; ``week`` is the person's ISO week."""
    return f"{INTRODUCTION}:{person_id}:{week}"


def introduced_first(made: Decisions, look: Look) -> Decisions:
    """Return what was decided, or an introduction instead of it."""
    person = look.person
    if not look.setting.introduces or person.introduced_at is not None:
        return made
    executive = Permission.EXECUTIVE in person.permissions
    if not executive and not made.sendings:
        return made
    tomorrow = look.calendar.at(look.today + _DAY, time())
    later = look.calendar.next_open(tomorrow) or tomorrow
    if look.view.introducing:
        return Decisions(look_at=later)
    # What is still to go waits for the introduction; it must not wait for that in turn.
    gone = [at for at in look.view.sent if at <= look.now]
    free = free_from(gone, look.now, look.calendar, look.rules)
    if free != look.now:
        return Decisions(look_at=free or later)
    key = introduction_key(person.person_id, iso_week(look.today))
    sending = Sending(kind=INTRODUCTION, key=key, items=())
    return Decisions(sendings=(sending,), look_at=later)
