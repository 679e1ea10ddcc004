"""``people handover``: to whom somebody's things go, and what a successor says to it.

Rules: each thing is handed over, or dropped with a reason, by itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.handovers import decline, drop, give, items_of, take, title
from bot.desk.letters import note
from bot.desk.setting import to_tell_about, today_of
from bot.desk.succession import card as inherits
from bot.desk.succession import together
from bot.handlers.call import Call
from bot.handlers.commands.words import Words, take_person
from bot.handlers.forms import form
from bot.ports import Click, Posted, Submit
from engagement.cards import (
    Action,
    ChoiceInput,
    ChoiceOption,
    Paragraph,
    Section,
    State,
    TextInput,
    Tone,
    Weight,
)
from engagement.errors import NotFound, Refused
from engagement.handovers import Handover
from engagement.people import Permission, Person
from engagement.prompts.fields import sentence

SHOWN = 8
"Things on one card; the rest follow as these are dealt with."
LINE_MOST = 300


def handover(call: Call, words: Words) -> None:
    """``people handover @x [@y]``: what somebody answers for, with its buttons."""
    usage = call.say("usage.people")
    everybody = call.at.unit.people.everybody()
    person = take_person(words, everybody, usage)
    to = take_person(words, call.at.unit.people.all(), usage) if words else None
    show(call, person, to)


def show(call: Call, person: Person, to: Person | None) -> None:
    """Show what is left of somebody's things, each with its choice and its buttons."""
    items = items_of(call.at, person, call.person)
    if not items:
        call.tell(call.say("handover.nothing", name=person.name), tone=Tone.GOOD)
        return
    options = _options(call, person)
    suggested = to.person_id if to is not None else None
    head = Section(
        reference="give:lead",
        state=State.NOTICE,
        blocks=(
            Paragraph(
                text=call.say("handover.title", name=person.name, n=len(items)),
                tone=Tone.STRONG,
            ),
        ),
    )
    sections = [head]
    for item in items[:SHOWN]:
        reference = f"give:{item.subject}"
        sections.append(
            Section(
                reference=reference,
                state=State.OPEN,
                blocks=(Paragraph(text=item.words),),
                inputs=(
                    ChoiceInput(
                        input_id="to",
                        label=call.say("handover.to"),
                        options=options,
                        value=suggested,
                    ),
                ),
                submit=Action(
                    action_id=f"{reference}.hand",
                    label=call.say("handover.hand"),
                    weight=Weight.PRIMARY,
                ),
                actions=(
                    Action(
                        action_id=f"{reference}.drop",
                        label=call.say("handover.drop"),
                        weight=Weight.QUIET,
                    ),
                ),
            )
        )
    call.show(sections)


def _options(call: Call, person: Person) -> tuple[ChoiceOption, ...]:
    return tuple(
        ChoiceOption(option_id=one.person_id, label=one.name)
        for one in call.at.unit.people.all()
        if one.person_id != person.person_id and one.left_on is None
    )


def pressed(call: Call, what: Click | Submit, rest: str) -> None:
    """Hand one thing over, or ask why it is dropped."""
    call.demand(Permission.COORDINATOR)
    subject, _, verb = rest.rpartition(".")
    if verb == "drop":
        why = TextInput(
            input_id="reason", label=call.say("handover.reason"), most=LINE_MOST
        )
        form(call, "give.drop", {"of": subject}, call.say("handover.drop_it"), (why,))
        return
    values = what.values if isinstance(what, Submit) else {}
    to = call.at.unit.people.get(values.get("to", ""))
    if to is None:
        raise Refused("choose_one")
    give(call.at, call.record, subject, to)
    key = "handover.case_given" if subject.startswith("case:") else "handover.given"
    call.tell(call.say(key, name=to.name), tone=Tone.GOOD)


def dropped(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Drop one thing, with the reason that was given."""
    call.demand(Permission.COORDINATOR)
    reason = sentence(values.get("reason", ""), LINE_MOST).text or ""
    drop(call.at, call.record, data["of"], reason)
    call.tell(call.say("handover.dropped"), tone=Tone.GOOD)


# --- the successor's buttons --------------------------------------------------------


def answered(call: Call, what: Click | Submit, rest: str) -> None:
    """Accept what was handed over, or say that it is not theirs."""
    subject, _, verb = rest.rpartition(".")
    one = _mine(call, subject)
    settle(call, one, accept=verb == "accept")
    posted = Posted(
        conversation=call.inbound.place.conversation, message=what.message or ""
    )
    letter = call.at.unit.outbox.message_at(posted)
    if letter is not None and letter.person_id == call.person.person_id:
        shown = inherits(call.at, call.person, together(call.at, one))
        call.at.unit.outbox.restate(letter.message_id, shown, call.at.now)


def _mine(call: Call, subject: str) -> Handover:
    for one in call.at.unit.handovers.all():
        if one.subject == subject and one.person_id == call.person.person_id:
            if one.pending:
                return one
            raise Refused("handover_settled")
    raise NotFound("handover_gone")


def settle(call: Call, one: Handover, *, accept: bool) -> None:
    """Record what a successor said, and tell a coordinator of a refusal."""
    if accept:
        take(call.at, call.record, one, by_silence=False)
        return
    decline(call.record, one)
    coordinator = to_tell_about(call.at, call.person)
    if coordinator is not None:
        text = call.at.say(
            "handover.declined_told",
            coordinator.language,
            name=call.person.name,
            item=title(call.at, one.subject, coordinator.language),
            was=one.was,
        )
        today = today_of(call.at.unit.organisation(), call.at.now)
        note(call.at, coordinator, f"declined:{one.subject}:{today}", text)
