"""When to look at somebody again.

Rules: nothing is decided outside a person's working hours, so nothing is looked at
there either. What hangs on a date is looked at when a working day opens; what hangs on
a time of day, at that time. Looking more often changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta

from engagement.cadence.bundles import bundle_at
from engagement.cadence.ending import expires_at
from engagement.cadence.look import Look
from engagement.cadence.message import goes_at
from engagement.cadence.promises import subject_of
from engagement.cadence.silence import remind_at, tell_at
from engagement.occasions import Occasion, OccasionState

_DAY = timedelta(days=1)


def opening_of(look: Look) -> datetime:
    """Return when somebody whom nothing can reach now is looked at again."""
    begins = look.calendar.at(look.begins, time())
    return _upto_leaving(look, look.calendar.next_open(max(look.now, begins)))


def next_look(
    look: Look, alive: Sequence[Occasion], others: Iterable[datetime | None]
) -> datetime:
    """Return when something could be due next.

    Args:
        look: at whom and when.
        alive: the person's unsettled questions that go on.
        others: further times that may lie ahead.
    """
    tomorrow = look.calendar.at(look.today + _DAY, time())
    found = [tomorrow, *_of_occasions(look, alive), bundle_at(look), *others]
    first = min(at for at in found if at is not None and at > look.now)
    return _upto_leaving(look, look.calendar.next_open(first))


def _upto_leaving(look: Look, at: datetime | None) -> datetime:
    """Return ``at``, or when the person leaves if that comes first."""
    # A calendar without an opening in sight may be given one any day.
    found = at or look.now + _DAY
    if look.person.left_on is None:
        return found
    return min(found, look.calendar.at(look.person.left_on, time()))


def _of_occasions(look: Look, alive: Sequence[Occasion]) -> Iterator[datetime | None]:
    due = {subject_of(one): one.due.utc for one in look.view.commitments}
    for occasion in alive:
        yield occasion.snoozed_until
        if occasion.state is OccasionState.PLANNED:
            yield goes_at(occasion, look)
            yield due.get(occasion.subject or "")
        else:
            yield remind_at(occasion, look)
            yield tell_at(occasion, look)
            yield expires_at(occasion, look)
