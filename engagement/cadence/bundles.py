"""When somebody's weekly bundle goes, and when too many of them were ignored.

Rules: a bundle goes at the slot of its week. One that could not go then, for downtime
or a cap, is caught up with in the same week, once; somebody who begins after the slot
of their first week is asked on the day on which they begin. Two ignored bundles in a
row halve the pace, and the next bundle asks why instead of anything else.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from engagement.cadence.budget import Item
from engagement.cadence.keys import key_of, period_of
from engagement.cadence.look import Look
from engagement.cadence.views import Past
from engagement.calendar import iso_week
from engagement.catalogue import Cadence, Prompt
from engagement.occasions import OccasionState, Rank

PACE = "PACE"
"The internal prompt that asks why bundles are ignored."
SLOWEST = 4
"Weeks between two bundles that ignoring never goes beyond."
ASK_WHY_AGAIN = timedelta(weeks=2 * SLOWEST)
"Nobody is asked why more often than that."
_WEEKS_AHEAD = 53
_SILENT = {OccasionState.ASKED, OccasionState.EXPIRED, OccasionState.SUPERSEDED}
"Only what met with silence is superseded."


def weeks_of(look: Look) -> set[str]:
    """Return the ISO weeks that had their bundle."""
    return {key.rsplit(":", 1)[-1] for key in look.view.bundles}


def gate_of(look: Look) -> datetime | None:
    """Return when this week's bundle may go; None: not in this week."""
    slot = look.calendar.slot_of_week(look.monday)
    if slot is None or look.begins <= look.calendar.today(slot):
        return slot
    return look.at_slot(look.begins)


def bundle_at(look: Look) -> datetime | None:
    """Return when it may go as things stand: on a later day at the same time.

    None: not in this week, which has none or had it.
    """
    gate = gate_of(look)
    if gate is None or _taken(look.monday, weeks_of(look), look.person.pace):
        return None
    return max(gate, look.at_slot(look.today))


def bundle_day(look: Look) -> date | None:
    """Return the day of the bundle that could go now, if one could."""
    gate, at = gate_of(look), bundle_at(look)
    if gate is None or at is None or look.now < at:
        return None
    return look.calendar.today(gate)


def next_bundle(look: Look, weeks: Collection[str], pace: int) -> datetime:
    """Return the first slot to come at which a bundle may go.

    Args:
        look: at whom and when.
        weeks: ISO weeks that had, or now have, their bundle.
        pace: weeks between two bundles.
    """
    for ahead in range(_WEEKS_AHEAD):
        monday = look.monday + timedelta(weeks=ahead)
        slot = look.calendar.slot_of_week(monday)
        if slot is not None and slot > look.now and not _taken(monday, weeks, pace):
            return slot
    return look.now + timedelta(weeks=pace)


def _taken(monday: date, weeks: Collection[str], pace: int) -> bool:
    """Whether the week of ``monday`` lies too near to one that had its bundle."""
    near = (monday - timedelta(weeks=n) for n in range(pace))
    return any(iso_week(day) in weeks for day in near)


# --- ignored bundles -----------------------------------------------------------


def why_ignored(look: Look) -> Item | None:
    """Return the question why, if the last bundles in a row were ignored."""
    prompt = look.setting.prompt(PACE)
    if prompt is None or _asked_why(look):
        return None
    number = look.rules.ignored_bundles
    last = _last_bundles(look)[-number:]
    if len(last) < number or not all(_ignored(asked, look) for asked in last):
        return None
    return _pace_question(prompt, look)


def slower(look: Look) -> int | None:
    """Return the new pace; None where it is the slowest already."""
    new = min(2 * look.person.pace, SLOWEST)
    return new if new > look.person.pace else None


def _asked_why(look: Look) -> bool:
    asked = [p.at for p in look.view.past if p.prompt_id == PACE]
    return any(look.now - at < ASK_WHY_AGAIN for at in asked)


def _last_bundles(look: Look) -> list[list[Past]]:
    """Return what each bundle asked, oldest first; some never reached the person."""
    messages: dict[str, list[Past]] = {m: [] for m in look.view.bundle_messages}
    for past in look.view.past:
        if past.message_id in messages:
            messages[past.message_id].append(past)
    return [asked for asked in messages.values() if asked]


def _ignored(asked: list[Past], look: Look) -> bool:
    """Whether nothing came back for longer than a reminder waits.

    Days away do not count: who was on leave has ignored nothing.
    """
    asked_on = look.calendar.today(min(past.at for past in asked))
    long = look.slot_after(asked_on, look.rules.reminder_after) <= look.now
    return long and all(p.state in _SILENT and not p.snoozed for p in asked)


def _pace_question(prompt: Prompt, look: Look) -> Item:
    period = period_of(Cadence.WEEKLY, look.today)
    return Item(
        key=key_of(PACE, None, period, look.person.person_id),
        prompt=prompt,
        subject=None,
        period=period,
        rank=Rank.EVENT,
        owed=False,
        due_at=look.now,
        not_before=look.now,
    )
