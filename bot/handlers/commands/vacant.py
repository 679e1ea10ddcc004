"""Questions that have no owner: how many, which, and what to do about it."""

from __future__ import annotations

from bot.desk.setting import active_prompts, sources, today_of
from bot.handlers.call import Call
from engagement.cards import Block, Paragraph, Tone
from engagement.people import Permission
from engagement.topics import subjects_of
from engagement.vacancies import Ownerless, ownerless

NAMED = 6
"Prompts that are named; the rest are in the number."


def found(call: Call) -> tuple[Ownerless, ...]:
    """Return what nobody can be asked today."""
    unit = call.at.unit
    organisation = unit.organisation()
    today = today_of(organisation, call.at.now)
    people = [p for p in unit.people.all() if p.active_on(today)]
    here = {p.person_id for p in people}
    functions: set[str] = {
        a.function.value
        for a in unit.people.assignments()
        if a.covers(today) and a.person_id in here
    }
    if any(Permission.EXECUTIVE in p.permissions for p in people):
        functions.add("executive")
    prompts = active_prompts(call.at.desk, organisation, unit.programme())
    return ownerless(prompts, subjects_of(sources(call.at)), functions, here)


def vacant_questions(call: Call) -> tuple[Block, ...]:
    """Say how many questions have no owner; nothing where all have one."""
    missing = found(call)
    if not missing:
        return ()
    prompts = sorted({one.prompt_id for one in missing})
    names = ", ".join(prompts[:NAMED]) + (" …" if len(prompts) > NAMED else "")
    text = call.say("vacant.questions", n=len(missing), prompts=names)
    return (
        Paragraph(text=text, tone=Tone.WARNING),
        Paragraph(text=call.say("vacant.what"), tone=Tone.QUIET),
    )
