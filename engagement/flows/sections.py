"""A question as a section of a card, in whatever state it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engagement.cards import Action, Paragraph, Section, State, Tone
from engagement.flows.open_section import open_section
from engagement.flows.parts import primary, quiet, quiet_action, section, strong
from engagement.flows.promises import ruled_out
from engagement.flows.scene import Scene
from engagement.prompts import details
from engagement.questions import AskedFollowUp


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Where the answer stands in the ledger."""

    seq: int
    root: str
    "Root of the tree of ``seq + 1`` records, hex."


def section_of(scene: Scene, receipt: Receipt | None = None) -> Section:
    """Return the section of a question that was asked or is being asked."""
    if scene.answered:
        return _answered(scene, receipt)
    if scene.closed is not None:
        return _closed(scene, scene.closed)
    return open_section(scene)


def _closed(scene: Scene, code: str) -> Section:
    return section(
        scene,
        State.CLOSED,
        [quiet(scene.question.text), quiet(scene.words.text(f"error.{code}"))],
    )


# --- answered ------------------------------------------------------------------


def _answered(scene: Scene, receipt: Receipt | None) -> Section:
    """The recorded answer, and what can still be done about it."""
    if scene.place == "edit":
        return _editing(scene)
    if scene.place == "details":
        return _editing_details(scene)
    blocks = [
        quiet(scene.question.text),
        Paragraph(text=_said(scene), tone=Tone.GOOD),
        *(quiet(line) for line in _beside(scene, receipt)),
    ]
    if scene.pending is not None:
        return _asking(scene, State.OPEN, blocks, scene.pending)
    if scene.offered is not None and scene.place == "more":
        return _asking(scene, State.ANSWERED, blocks, scene.offered)
    return section(scene, State.ANSWERED, blocks, actions=_afterwards(scene))


def _asking(
    scene: Scene, state: State, blocks: list[Paragraph], follow_up: AskedFollowUp
) -> Section:
    """The answer with a follow-up: demanded, or only offered."""
    enough = quiet_action(scene, "enough", "action.enough")
    edit = quiet_action(scene, "edit", "action.edit")
    return section(
        scene,
        state,
        blocks,
        inputs=(details.input_of(follow_up, None, scene.clock),),
        submit=primary(scene, "detail", "action.send"),
        actions=(edit,) if follow_up.required else (enough, edit),
    )


def _afterwards(scene: Scene) -> tuple[Action, ...]:
    if not scene.editable:
        return ()
    edit = quiet_action(scene, "edit", "action.edit")
    more = quiet_action(scene, "more", "action.more")
    return (edit,) if scene.offered is None else (edit, more)


def _said(scene: Scene) -> str:
    said = scene.kind.say(scene.question, scene.answer, scene.words)
    return scene.words.text("section.answered", answer=said)


def _beside(scene: Scene, receipt: Receipt | None) -> list[str]:
    """What was said besides, what follows from it, and where it is on record."""
    words = scene.words
    lines = [
        f"{follow_up.ask} {details.say(follow_up, given, words)}"
        for follow_up, given in scene.given_details
    ]
    lines += [
        words.text("section.promise", what=promise.what)
        for promise in scene.promises
        if promise.closed_at is None and not promise.is_due(scene.now)
    ]
    lines.append(_stamp(scene, receipt))
    if scene.case_outcome is not None:
        lines.append(words.text("section.case_closed", outcome=scene.case_outcome))
    elif scene.has_case:
        lines.append(_owed(scene))
    return lines


def _owed(scene: Scene) -> str:
    """Say that an answer is owed, and by when."""
    words, due = scene.words, scene.case_due
    if due is None:
        return words.text("section.case")
    return words.text("section.case_by", due=words.texts.day(due, words.language))


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


# --- edit ----------------------------------------------------------------------


def _editing(scene: Scene) -> Section:
    """The question again, filled with the answer."""
    out = ruled_out(scene)
    left = tuple(o for o in scene.question.options if o.option_id not in out)
    question = replace(scene.question, options=left)
    back = quiet_action(scene, "back", "action.back")
    rest = quiet_action(scene, "details", "action.details")
    return section(
        scene,
        State.OPEN,
        [strong(scene.question.text)],
        inputs=scene.kind.inputs(question, scene.answer, scene.clock, scene.words),
        submit=primary(scene, "save", "action.save"),
        actions=(rest, back) if scene.given_details else (back,),
    )


def _editing_details(scene: Scene) -> Section:
    """The follow-ups again, filled with what was given to them."""
    return section(
        scene,
        State.OPEN,
        [quiet(scene.question.text), strong(_said(scene))],
        inputs=tuple(
            details.input_of(follow_up, given, scene.clock, follow_up.follow_up_id)
            for follow_up, given in scene.given_details
        ),
        submit=primary(scene, "save_details", "action.save"),
        actions=(quiet_action(scene, "back", "action.back"),),
    )
