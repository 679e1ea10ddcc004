"""One question: answering, details, later, skip and edit.

Rules: a first tap is an answer at once; what a follow-up asks comes on top of it, so
that somebody who puts the phone away has still answered. A closed question refuses
with words; a second press of the same button changes nothing. Every verb that a card
shows is taken, also from a card that has stood there for long.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engagement.errors import Closed, Refused
from engagement.flows import putting_off
from engagement.flows.effects import detailed, first_answer
from engagement.flows.reading import changed, read
from engagement.flows.scene import Outcome, Scene
from engagement.prompts import details
from engagement.questions import AskedFollowUp, Given


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
        NotUnderstood: the words are no answer to it; they are to be kept.
        Refused: an answer, but out of range or against a rule.
    """
    if isinstance(event, Typed):
        return read(scene, event.text)
    if scene.closed is not None:
        raise Closed(scene.closed)
    if scene.answered:
        return _pressed_answered(scene, event)
    return _pressed_open(scene, event)


# --- before there is an answer -------------------------------------------------


def _pressed_open(scene: Scene, event: Pressed) -> Outcome:
    match event.verb:
        case "answer":
            return first_answer(scene, _filled_in(scene, event), {}, how="form")
        case "same" if scene.before is not None:
            return first_answer(scene, scene.before, {}, how="tap", unchanged=True)
        case "later":
            putting_off.demand_waiting(scene)
            return Outcome(step="later")
        case "skip":
            putting_off.demand_skippable(scene)
            return Outcome(step="skip")
        case "why":
            return Outcome(step="why")
        case "back":
            return Outcome()
        case _:
            return _put_off(scene, event)


def _put_off(scene: Scene, event: Pressed) -> Outcome:
    match event.verb:
        case "snooze":
            return putting_off.snooze(scene, event.values)
        case "snooze_day":
            return putting_off.snooze_day(scene, event.values)
        case "skipped":
            return putting_off.skip(scene, event.values)
        case "skipped_line":
            return putting_off.skip_line(scene, event.values.get("line", ""))
        case _:
            raise Closed("button_gone")


def _filled_in(scene: Scene, event: Pressed) -> Given:
    return scene.kind.from_form(scene.question, event.values, scene.clock, scene.words)


# --- after it ------------------------------------------------------------------


def _pressed_answered(scene: Scene, event: Pressed) -> Outcome:
    match event.verb:
        case "answer" | "save":
            return _answered_again(scene, event)
        case "same" if scene.before == replace(scene.answer, text=None):
            return Outcome(step=scene.step)
        case "detail":
            return _detail(scene, event.values)
        case "save_details":
            return _save_details(scene, event.values)
        case "edit" | "details" | "more" as step:
            _demand_editable(scene)
            return Outcome(step=step)
        case "back" | "enough":
            return Outcome()
        case _:
            raise Closed("already_answered")


def _answered_again(scene: Scene, event: Pressed) -> Outcome:
    """Take an answer to an answered question: a change, or the same press twice."""
    given = _filled_in(scene, event)
    if event.verb == "answer" and scene.place != "edit":
        if _is_same(scene.answer, given):
            return Outcome(step=scene.step)
        raise Closed("already_answered")
    _demand_editable(scene)
    if _is_same(scene.answer, given):
        return Outcome(step="details" if scene.given_details else "")
    return changed(scene, given, {}, how="form")


def _is_same(answer: Given, given: Given) -> bool:
    """Whether the same was given; a tap cannot repeat the words that were typed."""
    tapped = given.option is not None and given == Given(option=given.option)
    return given == (replace(answer, text=None) if tapped else answer)


def _demand_editable(scene: Scene) -> None:
    if not scene.editable:
        raise Closed("edit_too_late")


def _detail(scene: Scene, values: Mapping[str, str]) -> Outcome:
    waiting = scene.pending or scene.offered
    if waiting is None:
        if _was_given(scene, values):
            return Outcome(step=scene.step)
        raise Closed("already_answered" if scene.editable else "edit_too_late")
    if not waiting.required and details.is_empty(values):
        return Outcome()
    given = details.from_form(waiting, values, scene.clock, scene.words)
    return detailed(scene, waiting, given)


def _was_given(scene: Scene, values: Mapping[str, str]) -> bool:
    """Whether it is the same press twice."""
    return any(
        _read_detail(scene, follow_up, values) == held
        for follow_up, held in scene.given_details
    )


def _read_detail(
    scene: Scene, follow_up: AskedFollowUp, values: Mapping[str, str]
) -> Given | None:
    try:
        return details.from_form(follow_up, values, scene.clock, scene.words)
    except Refused:
        return None


def _save_details(scene: Scene, values: Mapping[str, str]) -> Outcome:
    """Take what is changed of the details, all of them in one form."""
    _demand_editable(scene)
    more = {
        follow_up.follow_up_id: details.again_from_form(
            follow_up, held, values, scene.clock, scene.words
        )
        for follow_up, held in scene.given_details
    }
    return changed(scene, scene.answer, more, how="form")
