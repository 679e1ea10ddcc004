"""What is sent to whom and when: decided from values only.

``due`` looks at one person at one moment and returns decisions; somebody else carries
them out. The rules are those of domain.md section 6.5, every number from ``Rules``:

- one bundle a week, at most two items, never two sentences in it; event before due
  commitment before overdue cadence, the oldest first; what is cut is deferred;
- what is *owed* (a commitment to check, a deadline, a coordinator's own question)
  goes out by itself; at most one message a day and three in any seven days over all;
- one reminder after three working days, in the thread; then the coordinator is told;
- two ignored bundles in a row halve the pace, and the person is asked why;
- nobody is written to outside their working hours, on a day off or while away, and
  nothing else is decided about them then; days away count towards nothing.

A reminder that the person ordered with *Later* is theirs: it comes when they said, and
counts against nothing.
"""

from __future__ import annotations

from engagement.cadence.budget import free_from
from engagement.cadence.decisions import (
    Decisions,
    Deferral,
    End,
    Reminder,
    Sending,
    Want,
)
from engagement.cadence.due import due
from engagement.cadence.ending import expiry_of, unneeded
from engagement.cadence.introducing import introduction_key
from engagement.cadence.keys import key_of, period_of
from engagement.cadence.look import Look, Name
from engagement.cadence.topics import topics
from engagement.cadence.views import Past, PersonView, Setting

__all__ = [
    "Decisions",
    "Deferral",
    "End",
    "Look",
    "Name",
    "Past",
    "PersonView",
    "Reminder",
    "Sending",
    "Setting",
    "Want",
    "due",
    "expiry_of",
    "free_from",
    "introduction_key",
    "key_of",
    "period_of",
    "topics",
    "unneeded",
]
