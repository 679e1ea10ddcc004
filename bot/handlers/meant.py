"""Words that no question, or more than one, could read: what to write, and for which.

Rules: nothing is a dead end. One open question says what it takes, several each say
it, and only those that can read the words are offered where more than one can.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.desk.letters import note
from bot.desk.setting import calendar_of, to_tell_about
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
from engagement.facts import CaseOpened
from engagement.facts.free_text import FreeText
from engagement.flows import Scene, Typed, decide
from engagement.flows.accepting import accepted, title, unread
from engagement.flows.consequences import BLOCKED_DAYS

QUOTED_MOST = 300
TEXT_MOST = 4000
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
    said = Paragraph(text=sentence, tone=Tone.WARNING)
    section = _sendable(call, text, (said, *blocks))
    call.show([section], thread=text.reply_to)


def _sendable(call: Call, text: Text, blocks: tuple[Block, ...]) -> Section:
    """Return what is said, with one press that sends the words to a coordinator."""
    to = to_tell_about(call.at, call.person)
    if to is None:
        return Section(reference="notice", state=State.NOTICE, blocks=blocks)
    reference = _keep(call, text, "send")
    label = call.say("action.send_words", name=to.name)
    send = Action(action_id=f"{reference}.send", label=label, weight=Weight.QUIET)
    return Section(
        reference=reference, state=State.NOTICE, blocks=blocks, actions=(send,)
    )


def _keep(call: Call, text: Text, step: str) -> str:
    """Remember words until something is pressed; return the name of the card."""
    reference = f"typed:{call.at.unit.new_id()}"
    call.at.unit.dialogues.put(
        Dialogue(
            person_id=call.person.person_id,
            reference=reference,
            step=step,
            data={"text": text.text, "reply_to": text.reply_to or ""},
            expires_at=call.at.now + timedelta(hours=STEP_HOURS),
        )
    )
    return reference


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
    reference = _keep(call, text, "which")
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


def pressed(call: Call, what: Click | Submit) -> None:
    """Send words that were kept, or give them to the question that was chosen.

    Raises:
        NotFound: they were forgotten meanwhile, or dealt with.
        NotUnderstood: the question cannot read them; what it takes is said.
    """
    reference, _, _ = what.action_id.rpartition(".")
    held = call.at.unit.dialogues.get(reference, call.at.now)
    if held is None or held.person_id != call.person.person_id:
        raise NotFound("form_gone")
    if held.step == "send":
        _send(call, held)
    else:
        _chosen(call, what, held)
    call.at.unit.dialogues.clear(reference)


def _send(call: Call, held: Dialogue) -> None:
    """Open a case with the words: a coordinator owes an answer to them."""
    at, person = call.at, call.person
    to = to_tell_about(at, person)
    if to is None:
        raise NotFound("form_gone")
    calendar = calendar_of(at, person)
    due_on = calendar.add_working_days(calendar.today(at.now), BLOCKED_DAYS)
    words = FreeText(text=held.data["text"][:TEXT_MOST])
    case_id = at.unit.new_id()
    call.record(
        CaseOpened(
            case_id=case_id,
            occasion_id="",
            person_id=person.person_id,
            owner_id=to.person_id,
            reason="words",
            due_on=due_on,
            text=words,
        )
    )
    day = at.desk.texts.day(due_on, to.language)
    values = {"name": person.name, "words": words.text, "due": day}
    note(at, to, f"words:{case_id}", at.say("tell.words", to.language, **values))
    day = at.desk.texts.day(due_on, call.language)
    call.tell(call.say("words.sent", name=to.name, due=day), tone=Tone.GOOD)


def _chosen(call: Call, what: Click | Submit, held: Dialogue) -> None:
    values = what.values if isinstance(what, Submit) else {}
    scene = scene_in(call, own(call, values.get("question", "")))
    try:
        outcome = decide(scene, Typed(text=held.data["text"]))
    except NotUnderstood:
        raise unread(scene, call.language) from None
    carry_out(call, scene, outcome)
    confirm(call, scene)
