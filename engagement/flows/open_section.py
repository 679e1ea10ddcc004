"""A question that waits for its answer: the question, the reason, later and skip.

Rules: an answer is one tap or one form away, a way out is never further; what is shown
can be pressed. What cannot come back is not put off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from engagement.cards import (
    Action,
    Block,
    ChoiceInput,
    ChoiceOption,
    DayInput,
    Input,
    Paragraph,
    Section,
    State,
    TextInput,
    Tone,
)
from engagement.catalogue import Requirement
from engagement.flows import putting_off
from engagement.flows.parts import (
    action,
    options_of,
    primary,
    quiet,
    quiet_action,
    section,
    strong,
)
from engagement.flows.putting_off import LATER, REASON_MOST, SKIP
from engagement.flows.scene import Scene
from engagement.occasions import OccasionState


def open_section(scene: Scene) -> Section:
    """Return the section of a question that can be answered."""
    words = scene.words
    match scene.place:
        case "later":
            label = words.text("section.later")
            return _choosing(scene, label, "when", _later_options(scene), "snooze")
        case "later_day":
            label = words.text("section.later_day")
            day = DayInput(input_id="day", label=label, earliest=scene.clock.today)
            return _writing(scene, day, primary(scene, "snooze_day", "action.choose"))
        case "skip":
            label = words.text("section.skip")
            options = options_of(scene, "skip", SKIP)
            return _choosing(scene, label, "reason", options, "skipped")
        case "skip_line":
            label = words.text("section.skip_line")
            line = TextInput(input_id="line", label=label, most=REASON_MOST)
            return _writing(scene, line, primary(scene, "skipped_line", "action.skip"))
        case _:
            return _question(scene)


def _question(scene: Scene) -> Section:
    """The question with its inputs, the way out, and the reason where asked for."""
    words, question = scene.words, scene.question
    blocks: list[Block] = [strong(question.text)]
    if question.beside:
        blocks.append(quiet(question.beside))
    if scene.place == "why":
        blocks += [Paragraph(text=line, tone=Tone.QUOTE) for line in _why(scene)]
    blocks += [quiet(line) for line in _standing(scene)]
    if question.seen_by:
        blocks.append(quiet(question.seen_by))
    before = scene.before if question.kind == "objective_update" else None
    return section(
        scene,
        State.OPEN,
        blocks,
        inputs=scene.kind.inputs(question, before, scene.clock, words),
        submit=primary(scene, "answer", "action.answer"),
        more=_ways_out(scene),
        actions=() if before is None else (action(scene, "same", "action.same"),),
    )


def _ways_out(scene: Scene) -> tuple[Action, ...]:
    verbs = {
        OccasionState.EXPIRED: ("why", "skip"),
        OccasionState.SKIPPED: ("why",),
    }.get(scene.occasion.state, ("why", "later", "skip"))
    return tuple(action(scene, verb, f"action.{verb}") for verb in verbs)


def _why(scene: Scene) -> list[str]:
    """Why it is asked, in our own words, and what it serves."""
    words = scene.words
    if scene.prompt is None:
        return [words.text("section.why_gone")]
    lines = [scene.prompt.why.within(words.language)]
    if scene.requirements:
        lines.append(words.text("section.serves", clauses=_clauses(scene.requirements)))
    return lines


def _clauses(requirements: Iterable[Requirement]) -> str:
    """Return ``ISO 9001:2015: 5.1.1 e, 7.1.1``; a reader meets clauses only here."""
    of: dict[str, list[str]] = {}
    for one in requirements:
        standard = re.sub(
            r"^([a-z]+)(?=\d)", lambda m: f"{m[1].upper()} ", one.standard_id
        )
        of.setdefault(standard, []).append(f"{one.clause} {one.item}".strip())
    return "; ".join(
        f"{standard}: {', '.join(dict.fromkeys(places))}"
        for standard, places in of.items()
    )


def _standing(scene: Scene) -> list[str]:
    """What has become of the question so far."""
    words, occasion, lines = scene.words, scene.occasion, []
    if occasion.state is OccasionState.EXPIRED:
        lines.append(words.text("section.late_welcome"))
    if occasion.state is OccasionState.SKIPPED:
        lines.append(skip_said(scene))
    if occasion.snoozed_until is not None:
        lines.append(snooze_said(scene))
    return lines


def snooze_said(scene: Scene) -> str:
    """Say when the question comes back."""
    until = scene.occasion.snoozed_until or scene.now
    local = scene.person.local(until).replace(tzinfo=None)
    when = scene.texts.moment(local, scene.words.language)
    return scene.words.text("section.snoozed", when=when)


def skip_said(scene: Scene) -> str:
    """Say that the question was skipped, and why where that was said."""
    words, reason = scene.words, scene.occasion.skip_reason
    if reason in {None, "none"}:
        return words.text("section.skipped")
    said = scene.answer.text or words.text(f"skip.{reason}")
    return words.text("section.skipped_why", reason=said.rstrip(".!"))


# --- later and skip ------------------------------------------------------------


def _later_options(scene: Scene) -> tuple[ChoiceOption, ...]:
    """Return when it can come back; a day that is not tomorrow is named."""
    chosen = [
        one
        for one in LATER
        if one != "today" or putting_off.later_today(scene) is not None
    ]
    options = options_of(scene, "later", chosen)
    day = putting_off.next_working_day(scene)
    if (day - scene.clock.today).days == 1:
        return options
    named = scene.texts.weekday(day, scene.words.language)
    return tuple(
        ChoiceOption(option_id=o.option_id, label=named)
        if o.option_id == "tomorrow"
        else o
        for o in options
    )


def _choosing(
    scene: Scene, label: str, name: str, options: tuple[ChoiceOption, ...], verb: str
) -> Section:
    return section(
        scene,
        State.OPEN,
        [quiet(scene.question.text), strong(label)],
        inputs=(ChoiceInput(input_id=name, label=label, options=options),),
        submit=primary(scene, verb, "action.choose"),
        actions=(quiet_action(scene, "back", "action.back"),),
    )


def _writing(scene: Scene, given: Input, submit: Action) -> Section:
    return section(
        scene,
        State.OPEN,
        [quiet(scene.question.text)],
        inputs=(given,),
        submit=submit,
        actions=(quiet_action(scene, "back", "action.back"),),
    )
