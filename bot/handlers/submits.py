"""Buttons and forms: questions, forms of commands, cases, direct questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.handlers import answers
from bot.handlers.call import Call
from bot.handlers.commands import (
    approving,
    asking,
    case_list,
    cases,
    commitments,
    handing,
    importing,
    launch_texts,
    launching,
    mine,
    objective,
    people,
    programme,
)
from bot.ports import Click, Submit
from engagement.errors import NotFound

Handler = Callable[[Call, Mapping[str, str], Mapping[str, str]], None]

FORMS: dict[str, Handler] = {
    "people.save": people.save,
    "objective.save": objective.save,
    "import.accept": importing.accept,
    "programme.keep": programme.confirmed,
    "case.close": cases.close,
    "case.hand": cases.hand,
    "give.drop": handing.dropped,
    "mine.withdraw": mine.withdraw,
    "launch.go": launching.launch,
    "launch.notice": launch_texts.save_notice,
    "launch.reword": approving.reworded,
    "launch.text": launch_texts.save_text,
}
"What handles a form when it comes back, by the step it was shown with."

PRESSED: dict[str, Callable[[Call, Click | Submit, str], None]] = {
    "mine": mine.pressed,
    "give": handing.pressed,
    "inherits": handing.answered,
}
"What handles a press by itself, by how its id begins; it gets the rest of the id."
BUTTONS: dict[str, Callable[[Call, str], None]] = {
    "ask": lambda call, rest: asking.withdraw(call, rest.rpartition(".")[0]),
    "case": cases.press,
    "cases": lambda call, rest: case_list.more(call, rest.rpartition(".")[0]),
    "commitments": commitments.press,
    "objective": objective.press,
    "programme": lambda call, rest: programme.pressed(call, rest.rpartition(".")[0]),
}
"What handles a button, by what its id begins with."


def route(call: Call, what: Click | Submit) -> None:
    """Handle a press. Its id says only what is meant; everything else is checked.

    Raises:
        NotFound: nothing is known by that id, or a form was forgotten meanwhile.
    """
    kind, _, rest = what.action_id.partition(":")
    if kind in PRESSED:
        PRESSED[kind](call, what, rest)
        return
    match kind:
        case "form":
            _form(call, what)
        case "launch":
            launching.pressed(call, what)
        case "preview":
            launching.preview_pressed(call)
        case "typed":
            answers.chosen(call, what)
        case _ if kind in BUTTONS:
            BUTTONS[kind](call, rest)
        case _:
            answers.pressed(call, what)


def of_launch(call: Call, what: Click | Submit) -> bool:
    """Whether a press concerns the launch, which the CEO has a say in."""
    if what.action_id.startswith("launch:"):
        return True
    reference = what.action_id.rpartition(".")[0]
    held = call.at.unit.dialogues.get(reference, call.at.now)
    return held is not None and held.step == "launch.reword"


def _form(call: Call, what: Click | Submit) -> None:
    reference, _, verb = what.action_id.rpartition(".")
    held = call.at.unit.dialogues.get(reference, call.at.now)
    if held is None or held.person_id != call.person.person_id:
        raise NotFound("form_gone")
    if verb == "cancel":
        call.at.unit.dialogues.clear(reference)
        call.tell(call.say("form.cancelled"))
        return
    values = what.values if isinstance(what, Submit) else {}
    FORMS[held.step](call, held.data, values)
    call.at.unit.dialogues.clear(reference)
