"""Forms of the launch: what people are told about their data, and the launch text."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.launching import approval_key, launch_text, mark_of, notice_of
from bot.handlers.call import Call
from bot.handlers.forms import form
from engagement.cards import Input, TextInput
from engagement.errors import Refused
from engagement.facts import LaunchWorded, NoticeRecorded
from engagement.facts.free_text import FreeText
from engagement.launch import Notice
from engagement.people import Permission
from engagement.texts import LANGUAGES, Bilingual, Language

LINE_MOST, TEXT_MOST = 200, 1500


def text_inputs(call: Call, text: Bilingual, key: str) -> tuple[Input, ...]:
    """Return one field per language, the reader's own first."""
    own = call.language
    order = (own, *(each for each in LANGUAGES if each != own))
    return tuple(_area(call, f"{key}_{one}", key, one, text) for one in order)


def _area(
    call: Call, input_id: str, part: str, language: Language, text: Bilingual
) -> TextInput:
    said = call.say(f"language.{language}")
    label = call.say(
        "launch.in_language", part=call.say(f"launch.part.{part}"), language=said
    )
    held = text.en if language == "en" else text.sv
    return TextInput(
        input_id=input_id, label=label, most=TEXT_MOST, value=held, lines=5
    )


def text_of(values: Mapping[str, str], key: str) -> Bilingual:
    """Return both languages of a form; they are one text.

    Raises:
        Refused: one of them is empty or too long.
    """
    given = {one: values.get(f"{key}_{one}", "").strip() for one in LANGUAGES}
    for said in given.values():
        if not said:
            raise Refused("both_languages")
        if len(said) > TEXT_MOST:
            raise Refused("sentence_long", most=TEXT_MOST, n=len(said))
    return Bilingual(**given)


# --- the notice ------------------------------------------------------------------


def notice_form(call: Call) -> None:
    """Show what people are told about their data, to be changed."""
    held = notice_of(call.at, call.person)
    lines = {"controller": held.controller, "contact": held.contact}
    both = {"purpose": held.purpose, "retention": held.retention, "text": held.text}
    inputs: list[Input] = [
        TextInput(
            input_id=name,
            label=call.say(f"launch.part.{name}"),
            most=LINE_MOST,
            value=value,
        )
        for name, value in lines.items()
    ]
    for name, words in both.items():
        inputs += text_inputs(call, words, name)
    head = call.say("launch.notice.form")
    form(call, "launch.notice", {}, head, tuple(inputs), submit="action.save")


def save_notice(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Keep the notice.

    Raises:
        Refused: a part is empty or too long.
    """
    del data
    call.demand(Permission.COORDINATOR)
    lines = {name: values.get(name, "").strip() for name in ("controller", "contact")}
    for name, said in lines.items():
        if not said:
            raise Refused("part_missing", part=call.say(f"launch.part.{name}"))
        if len(said) > LINE_MOST:
            raise Refused("sentence_long", most=LINE_MOST, n=len(said))
    notice = Notice(
        controller=lines["controller"],
        contact=lines["contact"],
        purpose=text_of(values, "purpose"),
        retention=text_of(values, "retention"),
        text=text_of(values, "text"),
    )
    call.record(NoticeRecorded(notice=notice))
    call.tell(call.say("launch.notice.kept"))


# --- the launch text ---------------------------------------------------------------


def text_form(call: Call) -> None:
    """Show the words in which the CEO is to stand behind it, to be changed."""
    text = launch_text(call.at, call.person)
    inputs = text_inputs(call, text, "words")
    head = call.say("launch.text.form")
    form(call, "launch.text", {}, head, inputs, submit="action.save")


def save_text(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Keep what is proposed; whatever was approved before needs a new approval.

    Raises:
        Refused: a language is empty or too long, or nothing was changed.
    """
    del data
    call.demand(Permission.COORDINATOR)
    text, before = text_of(values, "words"), launch_text(call.at, call.person)
    was_approved = call.at.unit.launch_texts().is_approved
    if mark_of(text) == mark_of(before) and call.at.unit.launch_texts().worded:
        raise Refused("nothing_changed")
    call.record(*worded(text))
    # What the CEO was asked about is not what stands any more: their card says so.
    letter = call.at.unit.outbox.by_key(approval_key(mark_of(before)))
    if letter is not None:
        call.at.unit.outbox.refresh(letter.message_id, call.at.now)
    call.tell(
        call.say("launch.text.kept_again" if was_approved else "launch.text.kept")
    )


def worded(text: Bilingual) -> tuple[LaunchWorded, ...]:
    """Return the facts that propose a text."""
    return tuple(
        LaunchWorded(language=one, text=FreeText(text=text.within(one)))
        for one in LANGUAGES
    )
