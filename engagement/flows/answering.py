"""One question: answering, details, later, skip and edit.

Rules: a first tap is an answer at once; what a follow-up asks comes on top of it, so
that somebody who puts the phone away has still answered. A closed question refuses
with words; a second press of the same button changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from engagement import typed
from engagement.calendar import monday_of
from engagement.errors import Closed, NotUnderstood, Refused
from engagement.facts import Fact, PromptSkipped, PromptSnoozed
from engagement.facts.free_text import FreeText
from engagement.flows.effects import detailed, first_answer, revised
from engagement.flows.scene import Outcome, Scene
from engagement.moments import Moment
from engagement.occasions import OccasionState
from engagement.prompts import details
from engagement.prompts.fields import sensible_day, sentence

LATER = ("today", "tomorrow", "next_week", "day")
SKIP = ("not_mine", "no_time", "unclear", "other")
TODAY_HOURS = 3
"*Later today* means so many hours from now, within working hours."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button or a form of the question's section."""

    verb: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Words meant for this question."""

    text: str


def decide(scene: Scene, event: Pressed | Typed) -> Outcome:
    """Decide what follows from ``event``.

    Raises:
        Closed: the question cannot take this any more.
        NotUnderstood: the words are no answer to it.
        Refused: an answer, but out of range or against a rule.
    """
    state = scene.occasion.state
    if state in {OccasionState.PLANNED, OccasionState.WITHDRAWN}:
        raise Closed("question_closed")
    if state is OccasionState.SUPERSEDED or scene.superseded:
        raise Closed("question_superseded")
    if isinstance(event, Typed):
        return _typed(scene, event.text)
    if state is OccasionState.ANSWERED:
        return _pressed_answered(scene, event)
    return _pressed_open(scene, event)


# --- buttons and forms ---------------------------------------------------------


def _pressed_open(scene: Scene, event: Pressed) -> Outcome:
    match event.verb:
        case "answer":
            given = scene.kind.from_form(
                scene.question, event.values, scene.clock, scene.words
            )
            return first_answer(scene, given, {}, how="form")
        case "same" if scene.before is not None:
            return first_answer(scene, scene.before, {}, how="tap", unchanged=True)
        case "why" | "later" | "skip":
            return Outcome(step=event.verb)
        case "back":
            return Outcome()
        case "snooze":
            return _snooze(scene, event.values)
        case "snooze_day":
            return _snooze_day(scene, event.values)
        case "skipped":
            return _skip(scene, event.values)
        case "skipped_line":
            line = sentence(event.values.get("line", "")).text
            return _skipped(scene, "other", line)
        case _:
            raise Closed("question_closed")


def _pressed_answered(scene: Scene, event: Pressed) -> Outcome:
    match event.verb:
        case "edit":
            _demand_editable(scene)
            return Outcome(step="edit")
        case "back":
            return Outcome()
        case "detail":
            return _detail(scene, event.values)
        case "answer":
            given = scene.kind.from_form(
                scene.question, event.values, scene.clock, scene.words
            )
            if given == scene.occasion.answer:
                return Outcome()
            if scene.step != "edit":
                raise Closed("already_answered")
            _demand_editable(scene)
            return revised(scene, given, {})
        case _:
            raise Closed("already_answered")


def _demand_editable(scene: Scene) -> None:
    if not scene.editable:
        raise Closed("edit_too_late")


def _detail(scene: Scene, values: Mapping[str, str]) -> Outcome:
    waiting = scene.pending
    if waiting is None:
        raise Closed("already_answered")
    given = details.from_form(waiting, values, scene.clock)
    return detailed(scene, waiting, given)


# --- typed ---------------------------------------------------------------------


def _typed(scene: Scene, text: str) -> Outcome:
    """Read words meant for this question.

    Tried in order: a wish (later, skip), the follow-up that waits, the answer itself.
    """
    if scene.occasion.state is OccasionState.ANSWERED:
        return _typed_answered(scene, text)
    if (later := typed.read_later(text, scene.clock.local)) is not None:
        return _snoozed(scene, _time_on(scene, later.day, later.at))
    if (reason := typed.read_skip(text)) is not None:
        return _skipped(scene, "other" if reason else "none", reason or None)
    read = scene.kind.from_text(scene.question, text, scene.clock, scene.words)
    if read is None:
        raise NotUnderstood("not_understood")
    return first_answer(scene, read.given, read.details, how="typed")


def _typed_answered(scene: Scene, text: str) -> Outcome:
    waiting = scene.pending
    if waiting is not None:
        given = details.from_text(waiting, text, scene.clock)
        if given is not None:
            return detailed(scene, waiting, given)
    if scene.step == "edit":
        read = scene.kind.from_text(scene.question, text, scene.clock, scene.words)
        if read is not None:
            _demand_editable(scene)
            return revised(scene, read.given, read.details)
    raise NotUnderstood("not_understood")


# --- later and skip ------------------------------------------------------------


def _snooze(scene: Scene, values: Mapping[str, str]) -> Outcome:
    chosen = values.get("when", "")
    calendar, today = scene.calendar, scene.clock.today
    match chosen:
        case "today":
            at = calendar.next_open(scene.now + timedelta(hours=TODAY_HOURS))
        case "tomorrow":
            day = calendar.next_working_day(today + timedelta(days=1))
            at = None if day is None else calendar.at(day, calendar.slot_time())
        case "next_week":
            monday = monday_of(today) + timedelta(weeks=1)
            at = calendar.slot_of_week(monday) or calendar.next_open(
                calendar.at(monday, calendar.slot_time())
            )
        case "day":
            return Outcome(step="later_day")
        case _:
            raise Refused("choose_one")
    return _snoozed(scene, at or scene.now + timedelta(days=7))


def _snooze_day(scene: Scene, values: Mapping[str, str]) -> Outcome:
    try:
        day = date.fromisoformat(values.get("day", "").strip())
    except ValueError:
        raise Refused("day_unread") from None
    return _snoozed(scene, _time_on(scene, day, None))


def _time_on(scene: Scene, day: date, at: object) -> datetime:
    """Return the person's time of day on ``day``, or on the working day after it."""
    sensible_day(day, scene.clock)
    calendar = scene.calendar
    wall = at if isinstance(at, type(calendar.slot_time())) else calendar.slot_time()
    found = calendar.next_open(calendar.at(day, wall))
    if found is None or found <= scene.now:
        raise Refused("moment_past")
    return found


def _snoozed(scene: Scene, at: datetime) -> Outcome:
    wall = scene.person.local(at).replace(tzinfo=None)
    until = Moment(wall=wall, zone=scene.person.zone, utc=at)
    fact = PromptSnoozed(occasion_id=scene.occasion.occasion_id, until=until)
    return Outcome(facts=(fact,))


def _skip(scene: Scene, values: Mapping[str, str]) -> Outcome:
    reason = values.get("reason", "")
    if reason not in SKIP:
        raise Refused("choose_one")
    if reason == "other":
        return Outcome(step="skip_line")
    return _skipped(scene, reason, None)


def _skipped(scene: Scene, reason: str, line: str | None) -> Outcome:
    facts: tuple[Fact, ...] = (
        PromptSkipped(
            occasion_id=scene.occasion.occasion_id,
            reason=reason,
            text=FreeText.of(line),
        ),
    )
    return Outcome(facts=facts)
