"""Not now, or not at all: snoozing a question and skipping it.

Rules: a question comes back within working hours, and what was chosen is what is said
back, with its date. Only a question that waits for its answer can be put off; one whose
time is over can still be skipped. Doing the same twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from engagement import typed
from engagement.calendar import monday_of
from engagement.errors import Closed, Refused
from engagement.facts import PromptSkipped, PromptSnoozed
from engagement.facts.free_text import FreeText
from engagement.flows.scene import Outcome, Scene
from engagement.moments import Moment
from engagement.occasions import OccasionState
from engagement.prompts.days import sensible_day, written_day
from engagement.prompts.fields import sentence
from engagement.typed.words import key

LATER = ("today", "tomorrow", "next_week", "day")
SKIP = ("not_mine", "no_time", "unclear", "other")
TODAY_HOURS = 3
"*Later today* means so many hours from now ..."
TODAY_MINUTES = 15
"... and the next quarter of an hour after that."
LATER_MOST = 90
"Days for which a question can be put off; after that it is asked anew anyway."
REASON_MOST = 500
"Longest reason for a skip, in characters."


# --- later ---------------------------------------------------------------------


def later_today(scene: Scene) -> datetime | None:
    """Return when *later today* is; None where today has no such time left."""
    at = scene.now + timedelta(hours=TODAY_HOURS, minutes=TODAY_MINUTES)
    past = timedelta(
        minutes=at.minute % TODAY_MINUTES,
        seconds=at.second,
        microseconds=at.microsecond,
    )
    found = scene.calendar.next_open(at - past)
    if found is None or scene.calendar.today(found) != scene.clock.today:
        return None
    return found


def next_working_day(scene: Scene) -> date:
    """Return the working day that *tomorrow* means."""
    tomorrow = scene.clock.today + timedelta(days=1)
    return scene.calendar.next_working_day(tomorrow) or tomorrow


def snooze(scene: Scene, values: Mapping[str, str]) -> Outcome:
    """Put it off as chosen.

    Raises:
        Closed: it does not wait any more.
        Refused: nothing was chosen.
    """
    chosen = values.get("when", "").strip()
    if chosen not in LATER:
        raise Refused("choose_one")
    demand_waiting(scene)
    return Outcome(step="later_day") if chosen == "day" else _put_off(scene, chosen)


def _put_off(scene: Scene, chosen: str) -> Outcome:
    calendar = scene.calendar
    if chosen == "next_week":
        monday = monday_of(scene.clock.today) + timedelta(weeks=1)
        at = calendar.slot_of_week(monday)
        return _snoozed(scene, at) if at is not None else _on(scene, monday, None)
    at = later_today(scene) if chosen == "today" else None
    return _snoozed(scene, at) if at else _on(scene, next_working_day(scene), None)


def snooze_day(scene: Scene, values: Mapping[str, str]) -> Outcome:
    """Put it off to the day of a form.

    Raises:
        Closed: it does not wait any more.
        Refused: it is no day, or one that is over or too far ahead.
    """
    demand_waiting(scene)
    return _on(scene, written_day(values.get("day", "").strip()), None)


def snooze_wish(scene: Scene, text: str) -> Outcome | None:
    """Put it off as typed (*remind me on Friday*); None where that is not said.

    Raises:
        Closed: it does not wait any more.
        Refused: the day is over or too far ahead.
    """
    wish = typed.read_later(text, scene.clock.local)
    if wish is None:
        return None
    demand_waiting(scene)
    return _on(scene, wish.day, wish.at)


def snooze_day_typed(scene: Scene, text: str) -> Outcome | None:
    """Put it off to a day that is typed after *Later*: *Friday*; None for other words.

    Raises:
        Refused: the day is over or too far ahead.
    """
    for one in LATER[:-1]:
        if key(text) == key(scene.words.text(f"later.{one}")):
            return _put_off(scene, one)
    if (moment := typed.read_moment(text, scene.clock.local)) is None:
        return None
    return _on(scene, moment.day, moment.at)


def demand_waiting(scene: Scene) -> None:
    """Refuse to put off what would not come back.

    Raises:
        Closed: the question was skipped or its time is over.
    """
    if scene.occasion.state is not OccasionState.ASKED:
        raise Closed("later_too_late")


def _on(scene: Scene, day: date, at: time | None) -> Outcome:
    """Put it off to a time of day on ``day``, or on the working day after it."""
    sensible_day(day, scene.clock)
    if (day - scene.clock.today).days > LATER_MOST:
        raise Refused("later_far", most=LATER_MOST)
    calendar = scene.calendar
    if day == scene.clock.today and at is None:
        return _put_off(scene, "today")
    found = calendar.next_open(calendar.at(day, at or calendar.slot_time()))
    if found is None:
        # Nobody knows when they work again; the wish stands all the same.
        found = calendar.at(day, calendar.slot_time())
    if found <= scene.now:
        raise Refused("moment_past")
    return _snoozed(scene, found)


def _snoozed(scene: Scene, at: datetime) -> Outcome:
    if at == scene.occasion.snoozed_until:
        return Outcome()
    wall = scene.person.local(at).replace(tzinfo=None)
    until = Moment(wall=wall, zone=scene.person.zone, utc=at)
    fact = PromptSnoozed(occasion_id=scene.occasion.occasion_id, until=until)
    return Outcome(facts=(fact,))


# --- skip ----------------------------------------------------------------------


def skip(scene: Scene, values: Mapping[str, str]) -> Outcome:
    """Skip it for the reason chosen; *another reason* asks for a line.

    Raises:
        Closed: it was skipped already, for another reason.
        Refused: nothing was chosen.
    """
    reason = values.get("reason", "").strip()
    if reason not in SKIP:
        raise Refused("choose_one")
    if reason == "other":
        demand_skippable(scene)
        return Outcome(step="skip_line")
    return _skipped(scene, reason, None)


def skip_line(scene: Scene, text: str) -> Outcome:
    """Skip it for a reason in the person's own words.

    Raises:
        Closed: it was skipped already, for another reason.
        Refused: the reason is empty or too long.
    """
    return _skipped(scene, "other", sentence(text, REASON_MOST).text)


def skip_wish(scene: Scene, text: str) -> Outcome | None:
    """Skip it as typed (*skip, not my area*); None where that is not said.

    Raises:
        Closed: it was skipped already, for another reason.
        Refused: the reason is too long.
    """
    reason = typed.read_skip(text)
    if reason is None:
        return None
    return skip_line(scene, reason) if reason else _skipped(scene, "none", None)


def skip_typed(scene: Scene, text: str) -> Outcome:
    """Skip it for what is typed after *Skip*: one of the reasons, or own words.

    Raises:
        Refused: the reason is empty or too long.
    """
    for one in SKIP[:-1]:
        if key(text) == key(scene.words.text(f"skip.{one}")):
            return _skipped(scene, one, None)
    return skip_line(scene, text)


def demand_skippable(scene: Scene) -> None:
    """Refuse to skip twice.

    Raises:
        Closed: it was skipped already.
    """
    if scene.occasion.state is OccasionState.SKIPPED:
        raise Closed("already_skipped")


def _skipped(scene: Scene, reason: str, line: str | None) -> Outcome:
    occasion = scene.occasion
    same = (occasion.skip_reason, scene.answer.text) == (reason, line)
    if occasion.state is OccasionState.SKIPPED and same:
        return Outcome()
    demand_skippable(scene)
    fact = PromptSkipped(
        occasion_id=occasion.occasion_id, reason=reason, text=FreeText.of(line)
    )
    return Outcome(facts=(fact,))
