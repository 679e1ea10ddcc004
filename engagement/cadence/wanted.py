"""Which questions are wanted from one person and were not planned before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from engagement.cadence.budget import Item
from engagement.cadence.events import events
from engagement.cadence.keys import key_of
from engagement.cadence.look import Look
from engagement.cadence.promises import promises
from engagement.cadence.rounds import rounds
from engagement.cadence.standing import check_days, stands_for
from engagement.cadence.topics import topics
from engagement.occasions import Occasion

__all__ = ["key_of", "topics", "wanted"]


def wanted(
    look: Look, alive: Sequence[Occasion], upto: date | None
) -> tuple[Item, ...]:
    """Return what is wanted, in no order; owed items of times to come included.

    Args:
        look: at whom and when.
        alive: the person's unsettled questions that go on.
        upto: day of the bundle that could go now; None: none could, so that nothing
            is looked for that would wait for one anyway.
    """
    busy = {(o.prompt_id, o.subject) for o in alive}
    found = list(events(look, busy))
    if upto is not None:
        # What an event asks now does not come round at the same time.
        found += rounds(look, busy | {item.name for item in found}, upto)
    checks = check_days(look)
    found = [
        item
        for item in found
        if not stands_for(checks, item.prompt, item.subject, item.rank, look)
    ]
    found += promises(look)
    return tuple(item for item in found if item.key not in look.known)
