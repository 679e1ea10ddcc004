"""What follows silence, and what comes back because its person wanted it later.

Rules: one reminder after three working days, at the person's time of day, in the
thread; a second never. After five the coordinator is told. What was put off is not
silent until it has come back, and needs no reminder then: coming back was one. Nobody
is reminded of what nobody needs any more, nor of being asked why they are silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from engagement.cadence.budget import free_from
from engagement.cadence.bundles import PACE
from engagement.cadence.decisions import Reminder
from engagement.cadence.ending import unneeded
from engagement.cadence.look import Look
from engagement.occasions import Occasion


def wakes(look: Look, alive: Sequence[Occasion]) -> Iterator[Reminder]:
    """Yield what comes back now: as ordered, whatever the caps."""
    for occasion in alive:
        until, message = occasion.snoozed_until, occasion.message_id
        due = until is not None and until <= look.now and occasion.answerable
        if due and message and occasion.occasion_id not in look.view.under_way:
            yield Reminder(
                kind="wake", message_id=message, occasion_ids=(occasion.occasion_id,)
            )


def reminders(
    look: Look, alive: Sequence[Occasion], sent: Sequence[datetime]
) -> tuple[tuple[Reminder, ...], datetime | None]:
    """Return the reminders that may go now, and when the next one may.

    Args:
        look: at whom and when.
        alive: the person's unsettled questions that go on.
        sent: what counts against the caps, with what goes out now.
    """
    found: list[Reminder] = []
    for message_id, ids in _silent(look, alive).items():
        times = (*sent, *(look.now for _ in found))
        free = free_from(times, look.now, look.calendar, look.rules)
        if free != look.now:
            return tuple(found), free
        found.append(
            Reminder(kind="reminder", message_id=message_id, occasion_ids=tuple(ids))
        )
    return tuple(found), None


def untold(look: Look) -> Iterator[str]:
    """Yield the occasions whose silence the coordinator is told of now.

    Those that expire at the same time are among them: nobody had been told.
    """
    for occasion in look.view.unsettled:
        at = tell_at(occasion, look)
        if at is not None and at <= look.now:
            yield occasion.occasion_id


def remind_at(occasion: Occasion, look: Look) -> datetime | None:
    """Return when its only reminder is due; None: there is none to come."""
    if occasion.reminded_at is not None or occasion.woken_at is not None:
        return None
    if occasion.message_id is None or occasion.prompt_id == PACE:
        return None
    if not _silent_one(occasion, look):
        return None
    asked_on = look.calendar.today(occasion.put_at)
    due_at = look.slot_after(asked_on, look.rules.reminder_after)
    # One that a cap or downtime held back comes at the person's time of day too.
    return max(due_at, look.at_slot(look.today))


def tell_at(occasion: Occasion, look: Look) -> datetime | None:
    """Return when the coordinator hears of its silence; None: never, or they know."""
    if occasion.told_at is not None or not _silent_one(occasion, look):
        return None
    asked_on = look.calendar.today(occasion.put_at)
    return look.slot_after(asked_on, look.rules.tell_after)


def _silent_one(occasion: Occasion, look: Look) -> bool:
    waits = occasion.waiting and occasion.snoozed_until is None
    return waits and unneeded(occasion, look) is None


def _silent(look: Look, alive: Sequence[Occasion]) -> dict[str, list[str]]:
    """Return message -> those of its questions that are to be reminded of now."""
    messages: dict[str, list[str]] = {}
    for occasion in alive:
        at = remind_at(occasion, look)
        under_way = occasion.occasion_id in look.view.under_way
        if at is not None and at <= look.now and not under_way:
            messages.setdefault(occasion.message_id or "", []).append(
                occasion.occasion_id
            )
    return messages
