"""``launch``: from draft to the first question, step by step; first for a pilot.

Everything that can be pressed can be written as well. Nothing reaches anybody but the
coordinator before ``ask`` (the CEO alone) and ``launch`` itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.launch_checks import ready
from bot.desk.launching import begin, executives, standing_of, widen
from bot.desk.previewing import Message, Previews
from bot.handlers.call import Call
from bot.handlers.commands import approving, launch_texts
from bot.handlers.commands.launch_card import walk
from bot.handlers.commands.words import Words, take_person
from bot.handlers.forms import form
from bot.ports import Click, Posted, Submit
from engagement.cards import Bullets, Paragraph, Section, State, Tone
from engagement.errors import NotFound, Refused
from engagement.flows.cards import card_of
from engagement.launch_checks import blocking, checks
from engagement.people import Permission, Person

SHOWN_MOST = 10
"People whose first messages are shown at once."
_ALL = {"all", "alla"}


def run(call: Call, words: Words) -> None:
    """Walk through the launch, or do one step of it."""
    verb = words.peek().casefold()
    if verb.startswith("@"):
        go(call, _people(call, words))
        return
    words.take()
    match verb:
        case "":
            call.reply(walk(call.at, call.person))
        case "preview" | "förhandsvisa":
            preview(call, _people(call, words))
        case "notice" | "information":
            launch_texts.notice_form(call)
        case "text":
            launch_texts.text_form(call)
        case "ask" | "fråga":
            approving.ask(call)
        case "go" | "nu":
            go(call, [])
        case "widen" | "utöka":
            _widen(call, words)
        case _:
            raise Refused("usage", usage=call.say("usage.launch"))


def _people(call: Call, words: Words) -> list[Person]:
    """Take the executives that are named; none where nobody is.

    Raises:
        Refused: somebody named is asked nothing.
    """
    found: list[Person] = []
    known = executives(call.at)
    while words:
        usage = call.say("usage.launch")
        person = take_person(words, call.at.unit.people.all(), usage)
        if person not in known:
            raise Refused("not_executive", name=person.name)
        if person not in found:
            found.append(person)
    return found


def pressed(call: Call, what: Click | Submit) -> None:
    """Handle a button of the walk or of the CEO's card.

    Raises:
        NotFound: there is no such button.
    """
    _, _, rest = what.action_id.partition(":")
    reference, _, verb = rest.rpartition(".")
    if reference != "walk":
        approving.pressed(call, reference, verb)
        return
    call.demand(Permission.COORDINATOR)
    match verb:
        case "check":
            pass
        case "preview":
            preview(call, [])
        case "notice" | "renotice":
            launch_texts.notice_form(call)
        case "text":
            launch_texts.text_form(call)
        case "ask":
            approving.ask(call)
        case "go":
            go(call, [])
        case "widen":
            _widen_all(call)
        case _:
            raise NotFound("form_gone")
    redraw(call)


def redraw(call: Call) -> None:
    """Draw the card that was pressed anew: it shows what holds now."""
    message = getattr(call.inbound.what, "message", None)
    if message is None:
        return
    unit = call.at.unit
    place = Posted(conversation=call.inbound.place.conversation, message=message)
    letter = unit.outbox.message_at(place)
    if letter is not None and letter.person_id == call.person.person_id:
        unit.outbox.restate(letter.message_id, walk(call.at, call.person), call.at.now)


# --- preview ---------------------------------------------------------------------


def preview(call: Call, people: list[Person]) -> None:
    """Show the first messages of some people, or of everybody who is to get any."""
    everybody = people or list(executives(call.at))
    shown, previews = everybody[:SHOWN_MOST], Previews(call.at, call.person)
    call.tell(call.say("launch.preview.head", n=len(shown)))
    for person in shown:
        first = previews.of(person)
        if first.introduction is not None:
            _show(call, person, "introduction", first.introduction)
        if first.questions is not None:
            _show(call, person, "questions", first.questions)
        else:
            call.tell(call.say("launch.preview.nothing", name=person.name))
    left = [person.name for person in everybody[SHOWN_MOST:]]
    if left:
        call.tell(call.say("launch.preview.more", names=", ".join(left)))


def _show(call: Call, person: Person, what: str, message: Message) -> None:
    """Show a message as it is, under a line that says whose it is and when it goes."""
    local = person.local(message.at).replace(tzinfo=None)
    head = call.say(
        f"launch.preview.{what}",
        name=person.name,
        when=call.at.desk.texts.moment(local, call.language),
        zone=person.zone,
        language=call.say(f"language.{person.language}"),
    )
    card = message.card
    above = Section(
        reference="preview:head",
        state=State.NOTICE,
        blocks=(
            Paragraph(text=head, tone=Tone.QUIET),
            Paragraph(text=card.title, tone=Tone.STRONG),
        ),
    )
    sections = (above, *card.sections)
    call.reply(card_of("", sections, card.language))


def preview_pressed(call: Call) -> None:
    """Say that nothing happens in a preview."""
    call.tell(call.say("launch.preview.pressed"))


# --- launch ----------------------------------------------------------------------


def go(call: Call, pilot: list[Person]) -> None:
    """Ask once more before anybody is written to.

    Raises:
        Refused: it is launched already, or something is in the way.
    """
    _demand_ready(call)
    names = tuple(person.name for person in pilot or executives(call.at))
    form(
        call,
        "launch.go",
        {"pilot": " ".join(person.person_id for person in pilot)},
        call.say(
            "launch.go.confirm" if pilot else "launch.go.confirm_all", n=len(names)
        ),
        (),
        blocks=(Bullets(lines=names),),
        submit="action.launch_go",
        actions=(("cancel", "action.cancel"),),
    )


def _demand_ready(call: Call) -> None:
    if not standing_of(call.at).draft:
        raise Refused("launched_already")
    found = blocking(checks(ready(call.at)))
    if found:
        raise Refused("launch_blocked", n=len(found))


def launch(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Launch; everything is checked again, as time has passed."""
    del values
    call.demand(Permission.COORDINATOR)
    _demand_ready(call)
    named = data["pilot"].split()
    pilot = tuple(p.person_id for p in executives(call.at) if p.person_id in named)
    begin(call.at, call.record, pilot if named else None)
    _say_begun(call, "launch.go.done")


def _say_begun(call: Call, key: str) -> None:
    """Say to whom the introduction goes, and when."""
    standing, previews = standing_of(call.at), Previews(call.at, call.person)
    lines = []
    for person in executives(call.at):
        if not standing.includes(person) or person.introduced_at is not None:
            continue
        first = previews.of(person)
        if first.introduction is None:
            continue
        local = person.local(first.introduction.at).replace(tzinfo=None)
        lines.append(
            call.say(
                "launch.go.line",
                name=person.name,
                when=call.at.desk.texts.moment(local, call.language),
                zone=person.zone,
            )
        )
    call.tell(call.say(key, n=len(lines)), blocks=(Bullets(lines=tuple(lines)),))


def _widen(call: Call, words: Words) -> None:
    if words.peek().casefold() in _ALL or not words:
        _widen_all(call)
        return
    added = _people(call, words)
    _demand_pilot(call)
    held = call.at.unit.launch().pilot or ()
    names = dict.fromkeys((*held, *(person.person_id for person in added)))
    widen(call.at, call.record, tuple(names))
    _say_begun(call, "launch.widened")


def _widen_all(call: Call) -> None:
    _demand_pilot(call)
    widen(call.at, call.record, None)
    _say_begun(call, "launch.widened")


def _demand_pilot(call: Call) -> None:
    standing = standing_of(call.at)
    if standing.draft:
        raise Refused("not_launched")
    if standing.whole:
        raise Refused("widened_already")
