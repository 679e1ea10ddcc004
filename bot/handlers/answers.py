"""Answers to questions: pressed, filled in or typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.desk.delivery import asked
from bot.desk.scenes import scene_of
from bot.handlers.call import Call
from bot.handlers.telling import tell
from bot.ports import Click, Posted, Submit, Text
from bot.ports.store import Dialogue
from engagement.errors import NotAllowed, NotFound, NotUnderstood, Refused
from engagement.flows import (
    Outcome,
    Pressed,
    Scene,
    Typed,
    confirmation,
    decide,
)
from engagement.flows.accepting import claims, unread
from engagement.occasions import Occasion, OccasionState

STEP_HOURS = 24
"A step within a question is forgotten after so long."
OPEN_WEEKS = 6
"How far back an open question is looked for when something is typed."


def pressed(call: Call, what: Click | Submit) -> None:
    """Handle a button or a form of a question."""
    reference, _, verb = what.action_id.rpartition(".")
    values = what.values if isinstance(what, Submit) else {}
    occasion = own(call, reference)
    scene = scene_in(call, occasion)
    outcome = decide(scene, Pressed(verb=verb, values=values))
    carry_out(call, scene, outcome)


def typed(call: Call, text: Text) -> None:
    """Handle words: the thread decides, then the last press, then who can read them.

    Raises:
        NotUnderstood: no question can read them, or more than one can.
    """
    scenes = meant_for(call, text)
    last = _last(call, scenes, text)
    outcome = _try(last, text.text) if last is not None else None
    if last is not None and outcome is not None:
        _answered(call, last, outcome)
        return
    readers = able(scenes, text.text)
    if len(readers) > 1:
        raise NotUnderstood("which_question")
    if readers:
        _answered(call, *readers[0])
    elif len(scenes) == 1:
        raise unread(scenes[0], call.language)
    else:
        raise NotUnderstood("not_understood" if scenes else "nothing_open")


def _answered(call: Call, scene: Scene, outcome: Outcome) -> None:
    carry_out(call, scene, outcome)
    confirm(call, scene)


def meant_for(call: Call, text: Text) -> list[Scene]:
    """Return the questions that words could be meant for.

    In the thread of a message these are its own; one alone may be closed as well, so
    that the reason is said.
    """
    named = [scene_in(call, one) for one in _of_thread(call, text)]
    if len(named) == 1:
        return named
    if named:
        return [s for s in named if s.occasion.answerable or s.pending is not None]
    return [scene_in(call, one) for one in _open(call)]


def able(scenes: Sequence[Scene], text: str) -> list[tuple[Scene, Outcome]]:
    """Return the questions that can read words, with what they would mean."""
    return [(scene, out) for scene in scenes if (out := _try(scene, text))]


def _last(call: Call, scenes: Sequence[Scene], text: Text) -> Scene | None:
    """Return the question of the last press, if words are meant for its next step."""
    since = call.at.now - timedelta(weeks=OPEN_WEEKS)
    asked_ = call.at.unit.occasions.asked_since(call.person.person_id, since)
    pressed_at = _pressed_at(call, asked_)
    if not pressed_at:
        return None
    which = max(pressed_at, key=lambda one: pressed_at[one])
    own = {scene.occasion.occasion_id for scene in scenes}
    if text.reply_to is not None and own and which not in own:
        return None
    scene = scene_in(call, next(o for o in asked_ if o.occasion_id == which))
    others = [one.occasion for one in scenes]
    return scene if claims(scene, pressed_at[which], others) else None


def _pressed_at(call: Call, asked_: Sequence[Occasion]) -> dict[str, datetime]:
    """Return when something of each question was pressed last, where it was."""
    found = {o.occasion_id: o.answered_at for o in asked_ if o.answered_at is not None}
    ids = [o.occasion_id for o in asked_]
    for which, held in call.at.unit.dialogues.of(ids, call.at.now).items():
        at = held.expires_at - timedelta(hours=STEP_HOURS)
        found[which] = max(at, found.get(which, at))
    return found


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


def own(call: Call, occasion_id: str) -> Occasion:
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


def scene_in(call: Call, occasion: Occasion) -> Scene:
    """Return a question as it stands, with the step that its person is at."""
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
            scene = scene_in(call, occasion)
            if scene.pending is not None or scene.step == "edit":
                found.append(occasion)
    return found


def carry_out(call: Call, scene: Scene, outcome: Outcome) -> None:
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


def confirm(call: Call, scene: Scene) -> None:
    """Say back what was understood from typed words: the card may be far above."""
    now = call.at.unit.occasions.get(scene.occasion.occasion_id)
    if now is None:
        return
    text = confirmation(scene_in(call, now))
    message = call.inbound.what
    reply_to = message.reply_to if isinstance(message, Text) else None
    call.tell(text, thread=reply_to)


def show_again(call: Call, what: Click | Submit) -> None:
    """Show a message as it is, after something in it was refused."""
    reference, _, _ = what.action_id.rpartition(".")
    occasion = call.at.unit.occasions.get(reference)
    if occasion is not None and occasion.message_id is not None:
        call.at.unit.outbox.refresh(occasion.message_id, call.at.now)
