"""The CEO's word: asked for when a coordinator says so, given or reworded in chat."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.launching import approval_key, ceo_of, launch_text, mark_of
from bot.desk.letters import note, to_person
from bot.desk.setting import coordinators
from bot.handlers.call import Call
from bot.handlers.commands.launch_texts import text_inputs, text_of, worded
from bot.handlers.forms import form
from engagement.cards import Tone
from engagement.errors import NotAllowed, NotFound, Refused
from engagement.facts import LaunchApproved
from engagement.facts.free_text import FreeText
from engagement.launch import APPROVAL
from engagement.texts import LANGUAGES, Bilingual


def ask(call: Call) -> None:
    """Send the CEO the launch text: the only message to an executive in a draft.

    Raises:
        Refused: there is no CEO to reach, no notice yet, or it is approved.
    """
    at, ceo = call.at, ceo_of(call.at)
    if ceo is None:
        raise Refused("no_ceo")
    if at.unit.launch().notice is None:
        raise Refused("notice_first")
    held = at.unit.launch_texts()
    if held.is_approved:
        raise Refused("approved_already")
    text = launch_text(at, call.person)
    if not held.worded:
        # A template that is asked about is this coordinator's proposal.
        call.record(*worded(text))
    letter = to_person(at, ceo, kind=APPROVAL, key=approval_key(mark_of(text)))
    if letter is None:
        raise Refused("unreachable", name=ceo.name)
    if not at.unit.outbox.write(letter):
        refresh(call, text)
    call.tell(call.say("launch.text.asked", name=ceo.name))


def refresh(call: Call, text: Bilingual) -> None:
    """Have the CEO's card about some words drawn anew, if there is one."""
    letter = call.at.unit.outbox.by_key(approval_key(mark_of(text)))
    if letter is not None:
        call.at.unit.outbox.refresh(letter.message_id, call.at.now)


def pressed(call: Call, mark: str, verb: str) -> None:
    """Take the CEO's press: approve these very words, or change them.

    Raises:
        NotAllowed: somebody else pressed.
        NotFound: there is no such button.
        Refused: the words were changed meanwhile, or are approved.
    """
    text = _demand(call, mark)
    match verb:
        case "approve":
            _approve(call, text, text, edited=False)
        case "reword":
            inputs = text_inputs(call, text, "words")
            said = call.say("approval.form")
            form(
                call,
                "launch.reword",
                {"mark": mark},
                said,
                inputs,
                submit="action.approve",
                actions=(("cancel", "action.cancel"),),
            )
        case _:
            raise NotFound("form_gone")


def reworded(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Take the words that the CEO chose: they are approved by that."""
    before = _demand(call, data["mark"])
    text = text_of(values, "words")
    _approve(call, before, text, edited=mark_of(text) != data["mark"])


def _demand(call: Call, mark: str) -> Bilingual:
    """Return the words as they stand, for the CEO alone."""
    ceo = ceo_of(call.at)
    if ceo is None or ceo.person_id != call.person.person_id:
        raise NotAllowed("not_ceo")
    if call.at.unit.launch_texts().is_approved:
        raise Refused("approved_already")
    text = launch_text(call.at, call.person)
    if mark_of(text) != mark:
        raise Refused("launch_text_changed")
    return text


def _approve(call: Call, asked: Bilingual, text: Bilingual, *, edited: bool) -> None:
    """Record the exact words, and tell the coordinators."""
    call.record(
        *(
            LaunchApproved(
                person_id=call.person.person_id,
                language=language,
                text=FreeText(text=text.within(language)),
                edited=edited,
            )
            for language in LANGUAGES
        )
    )
    refresh(call, asked)
    call.tell(call.say("approval.thanks"), tone=Tone.GOOD)
    for one in coordinators(call.at):
        key = "tell.approved_edited" if edited else "tell.approved"
        said = call.at.say(key, one.language, name=call.person.name)
        note(call.at, one, f"approved:{mark_of(text)}:{one.person_id}", said)
