"""A question as a section of a card, in whatever state it is."""

from __future__ import annotations

from dataclasses import dataclass

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
    Weight,
)
from engagement.flows.answering import LATER, SKIP
from engagement.flows.scene import Scene
from engagement.occasions import OccasionState
from engagement.prompts import details
from engagement.questions import Given

REASON_MOST = 500
"Longest reason for a skip, in characters."


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Where the answer stands in the ledger."""

    seq: int
    root: str
    "Root of the tree of ``seq + 1`` records, hex."


def section_of(scene: Scene, receipt: Receipt | None = None) -> Section:
    """Return the section of a question that was asked or is being asked."""
    state = scene.occasion.state
    if state is OccasionState.ANSWERED:
        return _answered(scene, receipt)
    if state in {OccasionState.WITHDRAWN, OccasionState.SUPERSEDED}:
        return _closed(scene, f"section.{state.value}")
    if scene.superseded:
        return _closed(scene, "section.superseded")
    match scene.step:
        case "later":
            return _later(scene)
        case "later_day":
            return _later_day(scene)
        case "skip":
            return _skip(scene)
        case "skip_line":
            return _skip_line(scene)
        case _:
            return _open(scene)


def _action(
    scene: Scene, verb: str, key: str, weight: Weight = Weight.NORMAL
) -> Action:
    return Action(
        action_id=f"{scene.occasion.occasion_id}.{verb}",
        label=scene.words.text(key),
        weight=weight,
    )


def _section(
    scene: Scene,
    state: State,
    blocks: list[Block],
    *,
    inputs: tuple[Input, ...] = (),
    submit: Action | None = None,
    more: tuple[Action, ...] = (),
    actions: tuple[Action, ...] = (),
) -> Section:
    return Section(
        reference=scene.occasion.occasion_id,
        state=state,
        blocks=tuple(blocks),
        inputs=inputs,
        submit=submit,
        more=more,
        actions=actions,
    )


def _quiet(text: str) -> Paragraph:
    return Paragraph(text=text, tone=Tone.QUIET)


# --- open ----------------------------------------------------------------------


def _open(scene: Scene) -> Section:
    """The question with its inputs, the way out, and the reason where asked for."""
    words, occasion = scene.words, scene.occasion
    blocks: list[Block] = [Paragraph(text=scene.question.text, tone=Tone.STRONG)]
    if scene.step == "why":
        blocks.append(Paragraph(text=_why(scene), tone=Tone.QUOTE))
    if occasion.state is OccasionState.EXPIRED:
        blocks.append(_quiet(words.text("section.late_welcome")))
    if occasion.state is OccasionState.SKIPPED:
        blocks.append(_quiet(_skip_said(scene)))
    if occasion.snoozed_until is not None:
        local = scene.person.local(occasion.snoozed_until).replace(tzinfo=None)
        when = words.texts.moment(local, words.language)
        blocks.append(_quiet(words.text("section.snoozed", when=when)))
    if scene.question.seen_by:
        blocks.append(_quiet(scene.question.seen_by))
    given = scene.before if scene.question.kind == "objective_update" else None
    same = _action(scene, "same", "action.same")
    return _section(
        scene,
        State.OPEN,
        blocks,
        inputs=scene.kind.inputs(scene.question, given, scene.clock, words),
        submit=_action(scene, "answer", "action.answer", Weight.PRIMARY),
        more=(
            _action(scene, "why", "action.why"),
            _action(scene, "later", "action.later"),
            _action(scene, "skip", "action.skip"),
        ),
        actions=(same,) if given is not None else (),
    )


def _why(scene: Scene) -> str:
    if scene.prompt is None:
        return scene.words.text("section.why_gone")
    return scene.prompt.why.within(scene.question.language)


def _later(scene: Scene) -> Section:
    options = tuple(
        ChoiceOption(option_id=one, label=scene.words.text(f"later.{one}"))
        for one in LATER
    )
    return _aside(scene, "section.later", "when", options, "snooze")


def _skip(scene: Scene) -> Section:
    options = tuple(
        ChoiceOption(option_id=one, label=scene.words.text(f"skip.{one}"))
        for one in SKIP
    )
    return _aside(scene, "section.skip", "reason", options, "skipped")


def _aside(
    scene: Scene, ask: str, name: str, options: tuple[ChoiceOption, ...], verb: str
) -> Section:
    label = scene.words.text(ask)
    return _section(
        scene,
        State.OPEN,
        [_quiet(scene.question.text), Paragraph(text=label, tone=Tone.STRONG)],
        inputs=(ChoiceInput(input_id=name, label=label, options=options),),
        submit=_action(scene, verb, "action.choose", Weight.PRIMARY),
        actions=(_action(scene, "back", "action.back", Weight.QUIET),),
    )


def _later_day(scene: Scene) -> Section:
    label = scene.words.text("section.later_day")
    return _section(
        scene,
        State.OPEN,
        [_quiet(scene.question.text)],
        inputs=(DayInput(input_id="day", label=label, earliest=scene.clock.today),),
        submit=_action(scene, "snooze_day", "action.choose", Weight.PRIMARY),
        actions=(_action(scene, "back", "action.back", Weight.QUIET),),
    )


def _skip_line(scene: Scene) -> Section:
    label = scene.words.text("section.skip_line")
    return _section(
        scene,
        State.OPEN,
        [_quiet(scene.question.text)],
        inputs=(TextInput(input_id="line", label=label, most=REASON_MOST),),
        submit=_action(scene, "skipped_line", "action.skip", Weight.PRIMARY),
        actions=(_action(scene, "back", "action.back", Weight.QUIET),),
    )


def _skip_said(scene: Scene) -> str:
    reason = scene.occasion.skip_reason
    own = scene.occasion.answer.text if scene.occasion.answer is not None else None
    said = own or scene.words.text(f"skip.{reason}") if reason != "none" else ""
    if not said:
        return scene.words.text("section.skipped")
    return scene.words.text("section.skipped_why", reason=said)


# --- answered ------------------------------------------------------------------


def _answered(scene: Scene, receipt: Receipt | None) -> Section:
    words, given = scene.words, scene.occasion.answer or Given()
    if scene.step == "edit":
        return _editing(scene, given)
    blocks: list[Block] = [
        _quiet(scene.question.text),
        Paragraph(text=_said(scene, given), tone=Tone.GOOD),
    ]
    blocks += [_quiet(line) for line in _detail_lines(scene)]
    blocks += [_quiet(line) for line in _promise_lines(scene)]
    blocks.append(_quiet(_stamp(scene, receipt)))
    waiting = scene.pending
    if waiting is not None:
        return _section(
            scene,
            State.OPEN,
            blocks,
            inputs=details.inputs(waiting, None, scene.clock),
            submit=_action(scene, "detail", "action.send", Weight.PRIMARY),
            actions=(_action(scene, "edit", "action.edit", Weight.QUIET),),
        )
    edit = _action(scene, "edit", "action.edit", Weight.QUIET)
    if scene.has_case:
        blocks.append(_quiet(words.text("section.case")))
    return _section(
        scene,
        State.ANSWERED,
        blocks,
        actions=(edit,) if scene.editable else (),
    )


def _said(scene: Scene, given: Given) -> str:
    said = scene.kind.say(scene.question, given, scene.words)
    return scene.words.text("section.answered", answer=said)


def _detail_lines(scene: Scene) -> list[str]:
    asked = {f.follow_up_id: f for f in scene.question.follow_ups}
    return [
        f"{asked[which].ask} {details.say(asked[which], given, scene.words)}"
        for which, given in scene.occasion.details
        if which in asked
    ]


def _promise_lines(scene: Scene) -> list[str]:
    return [
        scene.words.text("section.promise", what=promise.what)
        for promise in scene.promises
        if promise.closed_at is None and not promise.is_due(scene.now)
    ]


def _stamp(scene: Scene, receipt: Receipt | None) -> str:
    """Say when it was recorded, whether late or edited, and where in the ledger."""
    words, occasion = scene.words, scene.occasion
    at = scene.person.local(occasion.answered_at or scene.now).replace(tzinfo=None)
    parts = [words.text("stamp.at", when=words.texts.moment(at, words.language))]
    if occasion.late:
        parts.append(words.text("stamp.late"))
    if occasion.revision > 1:
        parts.append(words.text("stamp.edited", n=occasion.revision))
    if receipt is not None:
        parts.append(
            words.text("stamp.record", seq=receipt.seq, root=receipt.root[:12])
        )
    return " · ".join(parts)


def _editing(scene: Scene, given: Given) -> Section:
    return _section(
        scene,
        State.OPEN,
        [Paragraph(text=scene.question.text, tone=Tone.STRONG)],
        inputs=scene.kind.inputs(scene.question, given, scene.clock, scene.words),
        submit=_action(scene, "answer", "action.save", Weight.PRIMARY),
        actions=(_action(scene, "back", "action.back", Weight.QUIET),),
    )


def _closed(scene: Scene, key: str) -> Section:
    return _section(
        scene,
        State.CLOSED,
        [_quiet(scene.question.text), _quiet(scene.words.text(key))],
    )
