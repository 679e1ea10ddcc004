"""Answers to questions: pressed, filled in or typed."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.delivery import asked
from bot.desk.scenes import scene_of
from bot.handlers.call import Call
from bot.handlers.telling import tell
from bot.ports import Click, Posted, Submit, Text
from bot.ports.store import Dialogue
from engagement.cards import (
    Action,
    ChoiceInput,
    ChoiceOption,
    Paragraph,
    Section,
    State,
    Tone,
    Weight,
)
from engagement.errors import NotAllowed, NotFound, NotUnderstood, Refused
from engagement.flows import (
    Outcome,
    Pressed,
    Scene,
    Typed,
    confirmation,
    decide,
)
from engagement.occasions import Occasion, OccasionState

STEP_HOURS = 24
"A step within a question is forgotten after so long."
QUOTED_MOST = 300
OPEN_WEEKS = 6
"How far back an open question is looked for when something is typed."


def pressed(call: Call, what: Click | Submit) -> None:
    """Handle a button or a form of a question."""
    reference, _, verb = what.action_id.rpartition(".")
    values = what.values if isinstance(what, Submit) else {}
    occasion = _own(call, reference)
    scene = _scene(call, occasion)
    outcome = decide(scene, Pressed(verb=verb, values=values))
    _carry_out(call, scene, outcome)


def typed(call: Call, text: Text) -> None:
    """Handle words: the thread decides, else the only question that can read them.

    Raises:
        NotUnderstood: no open question can read them, or more than one can.
    """
    named = _of_thread(call, text)
    if named:
        _typed_to(call, named, text)
        return
    scenes = [_scene(call, o) for o in _open(call)]
    able = [(scene, out) for scene in scenes if (out := _try(scene, text.text))]
    if not able:
        raise NotUnderstood("not_understood" if scenes else "nothing_open")
    if len(able) > 1:
        raise NotUnderstood("which_question")
    scene, outcome = able[0]
    _carry_out(call, scene, outcome)
    _confirm(call, scene)


def _typed_to(call: Call, occasions: list[Occasion], text: Text) -> None:
    """Handle words in the thread of a message with one or more questions."""
    scenes = [_scene(call, o) for o in occasions]
    if len(scenes) == 1:
        outcome = decide(scenes[0], Typed(text=text.text))
        _carry_out(call, scenes[0], outcome)
        _confirm(call, scenes[0])
        return
    waiting = [s for s in scenes if s.occasion.answerable or s.pending is not None]
    able = [(s, out) for s in waiting if (out := _try(s, text.text))]
    if len(able) != 1:
        raise NotUnderstood("which_question" if able else "not_understood")
    _carry_out(call, *able[0])
    _confirm(call, able[0][0])


def _try(scene: Scene, text: str) -> Outcome | None:
    """Return what the words would mean to a question; None where nothing.

    A value that breaks a rule still shows which question was meant.
    """
    try:
        return decide(scene, Typed(text=text))
    except Refused:
        raise
    except NotUnderstood:
        return None


def _own(call: Call, occasion_id: str) -> Occasion:
    """Return one of the person's own questions.

    Raises:
        NotFound: there is no such question.
        NotAllowed: it was asked of somebody else.
    """
    occasion = call.at.unit.occasions.get(occasion_id)
    if occasion is None:
        raise NotFound("question_unknown")
    if occasion.person_id != call.person.person_id:
        raise NotAllowed("question_foreign")
    return _delivered(call, occasion)


def _delivered(call: Call, occasion: Occasion) -> Occasion:
    """Take a reaction as proof of delivery, where the process ended before noting it."""
    if occasion.state is not OccasionState.PLANNED:
        return occasion
    message = call.at.unit.outbox.message_of(occasion.occasion_id)
    if message is None or not call.at.unit.outbox.staged(message.message_id):
        return occasion
    asked(call.at, message)
    return call.at.unit.occasions.get(occasion.occasion_id) or occasion


def _scene(call: Call, occasion: Occasion) -> Scene:
    dialogue = call.at.unit.dialogues.get(occasion.occasion_id, call.at.now)
    step = dialogue.step if dialogue is not None else ""
    return scene_of(call.at, occasion, call.person, step)


def _of_thread(call: Call, text: Text) -> list[Occasion]:
    """Return the questions of the message that the words reply to."""
    if text.reply_to is None:
        return []
    place = call.inbound.place.conversation
    unit = call.at.unit
    letter = unit.outbox.message_at(Posted(conversation=place, message=text.reply_to))
    if letter is None:
        return []
    if letter.parent is not None and not letter.occasions:
        letter = unit.outbox.message(letter.parent) or letter
    if letter.person_id != call.person.person_id:
        return []
    return [_delivered(call, o) for o in unit.occasions.of_message(letter.message_id)]


def _open(call: Call) -> list[Occasion]:
    """Return what the person could be answering: open, or with a follow-up waiting."""
    since = call.at.now - timedelta(weeks=OPEN_WEEKS)
    found = []
    for occasion in call.at.unit.occasions.asked_since(call.person.person_id, since):
        if occasion.state is OccasionState.ASKED:
            found.append(occasion)
        elif occasion.state is OccasionState.ANSWERED:
            scene = _scene(call, occasion)
            if scene.pending is not None or scene.step == "edit":
                found.append(occasion)
    return found


def _carry_out(call: Call, scene: Scene, outcome: Outcome) -> None:
    """Record the facts, keep the step, and show the message as it is now."""
    unit, occasion = call.at.unit, scene.occasion
    call.record(*outcome.facts, prompt=scene.prompt)
    if outcome.step:
        unit.dialogues.put(
            Dialogue(
                person_id=call.person.person_id,
                reference=occasion.occasion_id,
                step=outcome.step,
                data={},
                expires_at=call.at.now + timedelta(hours=STEP_HOURS),
            )
        )
    elif scene.step:
        unit.dialogues.clear(occasion.occasion_id)
    if occasion.message_id is not None:
        unit.outbox.refresh(occasion.message_id, call.at.now)
    if outcome.facts:
        unit.people.look_at({call.person.person_id: call.at.now})
    if outcome.tell is not None:
        tell(call, scene, outcome.tell)


def _confirm(call: Call, scene: Scene) -> None:
    """Say back what was understood from typed words: the card may be far above."""
    now = call.at.unit.occasions.get(scene.occasion.occasion_id)
    if now is None:
        return
    text = confirmation(_scene(call, now))
    message = call.inbound.what
    reply_to = message.reply_to if isinstance(message, Text) else None
    call.tell(text, thread=reply_to)


# --- which question was meant ----------------------------------------------------

QUESTIONS_MOST = 5


def ask_which(call: Call, text: Text) -> None:
    """Ask which open question the words were meant for; they are kept meanwhile."""
    found = [o for o in _open(call) if o.question is not None][:QUESTIONS_MOST]
    if not found:
        return
    reference = f"typed:{call.at.unit.new_id()}"
    call.at.unit.dialogues.put(
        Dialogue(
            person_id=call.person.person_id,
            reference=reference,
            step="which",
            data={"text": text.text, "reply_to": text.reply_to or ""},
            expires_at=call.at.now + timedelta(hours=STEP_HOURS),
        )
    )
    options = tuple(
        ChoiceOption(option_id=o.occasion_id, label=o.question.text)
        for o in found
        if o.question is not None
    )
    label = call.say("which.label")
    section = Section(
        reference=reference,
        state=State.OPEN,
        blocks=(
            Paragraph(text=call.say("which.head"), tone=Tone.STRONG),
            Paragraph(text=text.text[:QUOTED_MOST], tone=Tone.QUOTE),
            Paragraph(text=call.say("which.hint"), tone=Tone.QUIET),
        ),
        inputs=(ChoiceInput(input_id="question", label=label, options=options),),
        submit=Action(
            action_id=f"{reference}.choose",
            label=call.say("action.choose"),
            weight=Weight.PRIMARY,
        ),
    )
    call.show([section], thread=text.reply_to)


def chosen(call: Call, what: Click | Submit) -> None:
    """Give words that were kept to the question that the person chose.

    Raises:
        NotFound: they were forgotten meanwhile.
        Refused: the question cannot read them.
    """
    reference, _, _ = what.action_id.rpartition(".")
    held = call.at.unit.dialogues.get(reference, call.at.now)
    if held is None or held.person_id != call.person.person_id:
        raise NotFound("form_gone")
    values = what.values if isinstance(what, Submit) else {}
    occasion = _own(call, values.get("question", ""))
    scene = _scene(call, occasion)
    try:
        outcome = decide(scene, Typed(text=held.data["text"]))
    except NotUnderstood:
        raise Refused("not_an_answer", question=scene.question.text) from None
    _carry_out(call, scene, outcome)
    call.at.unit.dialogues.clear(reference)
    _confirm(call, scene)


def show_again(call: Call, what: Click | Submit) -> None:
    """Show a message as it is, after something in it was refused."""
    reference, _, _ = what.action_id.rpartition(".")
    occasion = call.at.unit.occasions.get(reference)
    if occasion is not None and occasion.message_id is not None:
        call.at.unit.outbox.refresh(occasion.message_id, call.at.now)
