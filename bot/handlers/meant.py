"""Words that no question, or more than one, could read: what to write, and for which.

Rules: nothing is a dead end. One open question says what it takes, several each say
it, and only those that can read the words are offered where more than one can.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.handlers.answers import (
    STEP_HOURS,
    able,
    carry_out,
    confirm,
    meant_for,
    own,
    scene_in,
)
from bot.handlers.call import Call
from bot.ports import Click, Submit, Text
from bot.ports.store import Dialogue
from engagement.cards import (
    Action,
    Block,
    Bullets,
    ChoiceInput,
    ChoiceOption,
    Paragraph,
    Section,
    State,
    Tone,
    Weight,
)
from engagement.errors import NotFound, NotUnderstood
from engagement.flows import Scene, Typed, decide
from engagement.flows.accepting import accepted, title, unread

QUOTED_MOST = 300
QUESTIONS_MOST = 5


def not_read(call: Call, text: Text, error: NotUnderstood, sentence: str) -> None:
    """Answer words that were kept; ``sentence`` says what is wrong with them."""
    if error.code == "which_question":
        _ask_which(call, text, [scene for scene, _ in able_ones(call, text)])
        return
    blocks: tuple[Block, ...] = ()
    if error.code == "not_understood":
        lines = _takes(call, meant_for(call, text))
        blocks = (Bullets(lines=lines),) if lines else ()
    call.tell(sentence, blocks=blocks, tone=Tone.WARNING, thread=text.reply_to)


def able_ones(call: Call, text: Text) -> list[tuple[Scene, object]]:
    """Return the questions that could read the words."""
    return list(able(meant_for(call, text), text.text))


def _takes(call: Call, scenes: Sequence[Scene]) -> tuple[str, ...]:
    """Say of each question what can be written to it."""
    found = ((title(one), accepted(one, call.language)) for one in scenes)
    return tuple(
        call.say("takes.each", question=question, takes=takes)
        for question, takes in found
        if takes is not None
    )[:QUESTIONS_MOST]


def _ask_which(call: Call, text: Text, scenes: Sequence[Scene]) -> None:
    """Ask which question the words were meant for; they are kept meanwhile."""
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
        ChoiceOption(option_id=one.occasion.occasion_id, label=one.question.text)
        for one in scenes[:QUESTIONS_MOST]
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
        NotUnderstood: the question cannot read them; what it takes is said.
    """
    reference, _, _ = what.action_id.rpartition(".")
    held = call.at.unit.dialogues.get(reference, call.at.now)
    if held is None or held.person_id != call.person.person_id:
        raise NotFound("form_gone")
    values = what.values if isinstance(what, Submit) else {}
    scene = scene_in(call, own(call, values.get("question", "")))
    try:
        outcome = decide(scene, Typed(text=held.data["text"]))
    except NotUnderstood:
        raise unread(scene, call.language) from None
    carry_out(call, scene, outcome)
    call.at.unit.dialogues.clear(reference)
    confirm(call, scene)
