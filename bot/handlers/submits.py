"""Buttons and forms: questions, forms of commands, cases, direct questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.handlers import answers, meant
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
    today,
)
from bot.ports import Click, Submit
from engagement.errors import NotFound

Handler = Callable[[Call, Mapping[str, str], Mapping[str, str]], None]

FORMS: dict[str, Handler] = {
    "people.save": people.save,
    "objective.save": objective.save,
    "import.accept": importing.accept,
    "import.retire": importing.retire,
    "programme.keep": programme.confirmed,
    "case.close": cases.close,
    "case.hand": cases.hand,
    "give.drop": handing.dropped,
    "mine.withdraw": mine.withdraw,
    "launch.go": launching.launch,
    "launch.notice": launch_texts.save_notice,
    "launch.reword": approving.reworded,
    "launch.text": launch_texts.save_text,
    "talk.held": today.held,
    "today.reading": today.reading,
}
"What handles a form when it comes back, by the step it was shown with."


def route(call: Call, what: Click | Submit) -> None:
    """Handle a press. Its id says only what is meant; everything else is checked.

    Raises:
        NotFound: nothing is known by that id, or a form was forgotten meanwhile.
    """
    kind, _, rest = what.action_id.partition(":")
    ROUTES.get(kind, _question)(call, what, rest)


def _question(call: Call, what: Click | Submit, rest: str) -> None:
    del rest
    answers.pressed(call, what)


def of_launch(call: Call, what: Click | Submit) -> bool:
    """Whether a press concerns the launch, which the CEO has a say in."""
    if what.action_id.startswith("launch:"):
        return True
    reference = what.action_id.rpartition(".")[0]
    held = call.at.unit.dialogues.get(reference, call.at.now)
    return held is not None and held.step == "launch.reword"


def _form(call: Call, what: Click | Submit, rest: str) -> None:
    del rest
    reference, _, verb = what.action_id.rpartition(".")
    held = call.at.unit.dialogues.get(reference, call.at.now)
    if held is None or held.person_id != call.person.person_id:
        raise NotFound("form_gone")
    if verb == "cancel":
        call.at.unit.dialogues.clear(reference)
        call.tell(call.say("form.cancelled"))
        return
    values = what.values if isinstance(what, Submit) else {}
    FORMS[held.step](call, {**held.data, "verb": verb}, values)
    call.at.unit.dialogues.clear(reference)


def _reference(rest: str) -> str:
    """Return what stands before the verb."""
    return rest.rpartition(".")[0]


ROUTES: dict[str, Callable[[Call, Click | Submit, str], None]] = {
    "form": _form,
    "case": lambda call, _, rest: cases.press(call, rest),
    "cases": lambda call, _, rest: case_list.more(call, _reference(rest)),
    "commitments": lambda call, _, rest: commitments.press(call, rest),
    "objective": lambda call, _, rest: objective.press(call, rest),
    "programme": lambda call, _, rest: programme.pressed(call, _reference(rest)),
    "today": lambda call, _, rest: today.press(call, rest),
    "ask": lambda call, _, rest: asking.withdraw(call, _reference(rest)),
    "mine": mine.pressed,
    "give": handing.pressed,
    "inherits": handing.answered,
    "launch": lambda call, what, _: launching.pressed(call, what),
    "preview": lambda call, what, rest: launching.preview_pressed(call),  # noqa: ARG005
    "typed": lambda call, what, _: meant.pressed(call, what),
}
"What handles a press, by the first word of its id; any other is a question's."
