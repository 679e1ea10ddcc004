"""``today``: everything that waits for a coordinator, each line with what to press."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from bot.desk import imports
from bot.desk.delivery import asked
from bot.desk.looked import looked
from bot.desk.today import list_of, read_in
from bot.desk.today_card import SHOWN_MOST, today_card
from bot.handlers.call import Call
from bot.handlers.commands import importing, kpi, people
from bot.handlers.commands.words import Words, take_person
from bot.handlers.forms import form
from bot.ports.store import Letter
from engagement.cards import NumberInput, TextInput
from engagement.errors import NotFound, Refused
from engagement.facts import DialogueHeld, MessageClarified
from engagement.facts.free_text import FreeText
from engagement.kpis import Kpi, Period
from engagement.people import Permission, Person
from engagement.prompts.fields import sentence

LINE_MOST = 500
DIGITS_MOST = 6
_FAR = Decimal(10**9)
"Beyond this no figure is shown a bound."
_DECIMALS = 2
_ALL = {"all", "allt", "alla"}


def run(call: Call, words: Words) -> None:
    """Show one's own list; ``today all`` that of every coordinator."""
    everything = words.peek().casefold() in _ALL
    if everything:
        words.take()
    if words:
        raise Refused("usage", usage=call.say("usage.today"))
    _show(call, 0, everything=everything)


def _show(call: Call, first: int, *, everything: bool = False) -> None:
    lines = list_of(call.at, call.person, everything=everything)
    first = first if first < len(lines) else 0
    shown = lines[first : first + SHOWN_MOST]
    looked(call.at, call.person, read_in(call.at, call.person, shown), "today")
    which = "all" if everything else "mine"
    call.reply(today_card(call.at, call.person, lines, first, which))


def press(call: Call, rest: str) -> None:
    """Do what a button of the list says, as things stand now.

    Raises:
        NotAllowed: the person is no coordinator.
        NotFound: the list has no such button.
    """
    call.demand(Permission.COORDINATOR)
    place, _, verb = rest.rpartition(".")
    group, _, which = place.partition(":")
    handler = _PRESSES.get((group, verb))
    if handler is None:
        raise NotFound("question_unknown")
    handler(call, which)


def _more(call: Call, where: str) -> None:
    which, _, first = where.partition(":")
    if not first.isdecimal() or len(first) > DIGITS_MOST:
        raise NotFound("question_unknown")
    _show(call, int(first), everything=which == "all")


# --- messages of which nobody knows whether they arrived --------------------------


def _again(call: Call, message_id: str) -> None:
    _clarified(call, message_id, state="queued", outcome="posted_again")
    call.tell(call.say("today.posted_again"))


def _arrived(call: Call, message_id: str) -> None:
    letter = _clarified(call, message_id, state="sent", outcome="arrived")
    asked(call.at, letter)
    call.tell(call.say("today.arrived"))


def _clarified(call: Call, message_id: str, *, state: str, outcome: str) -> Letter:
    outbox = call.at.unit.outbox
    letter = outbox.message(message_id)
    if letter is None or not outbox.clarify(message_id, state, call.at.now):
        raise Refused("message_settled")
    call.record(
        MessageClarified(
            message_id=message_id,
            kind=letter.kind,
            person_id=letter.person_id,
            outcome=outcome,
        )
    )
    return letter


# --- talking ---------------------------------------------------------------------


def talk(call: Call, words: Words) -> None:
    """``talk @x "what came of it"``: a dialogue that was held, for the record."""
    usage = call.say("usage.talk")
    person = take_person(words, call.at.unit.people.all(), usage)
    line = words.rest()
    if line:
        _held(call, person, line)
    else:
        _talk_form(call, person)


def _talked(call: Call, person_id: str) -> None:
    _talk_form(call, _person(call, person_id))


def _talk_form(call: Call, person: Person) -> None:
    line = TextInput(
        input_id="line",
        label=call.say("talk.label"),
        most=LINE_MOST,
        lines=2,
        required=False,
    )
    text = call.say("talk.head", name=person.name)
    form(call, "talk.held", {"person": person.person_id}, text, (line,))


def held(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Record a dialogue that was noted with a form."""
    call.demand(Permission.COORDINATOR)
    _held(call, _person(call, data["person"]), values.get("line", ""))


def _held(call: Call, person: Person, line: str) -> None:
    text = sentence(line, LINE_MOST).text if line.strip() else None
    call.record(
        DialogueHeld(
            dialogue_id=call.at.unit.new_id(),
            person_id=person.person_id,
            coordinator_id=call.person.person_id,
            on=call.person.local(call.at.now).date(),
            line=FreeText.of(text),
        )
    )
    call.tell(call.say("talk.kept", name=person.name))


def _person(call: Call, person_id: str) -> Person:
    found = call.at.unit.people.get(person_id)
    if found is None:
        raise NotFound("person_unknown", name=person_id)
    return found


# --- data ------------------------------------------------------------------------


def _template(call: Call, prompt_id: str) -> None:
    prompt = call.at.desk.catalogue.by_id.get(prompt_id)
    if prompt is None or prompt.subject is None:
        raise NotFound("prompt_unknown", prompt=prompt_id)
    importing.run(call, Words.of(imports.file_for(prompt.subject)))


def _enter(call: Call, kpi_id: str) -> None:
    figure = _figure(call, kpi_id)
    period = kpi.period_of(call, figure, "")
    value = NumberInput(
        input_id="value",
        label=figure.name.within(call.language),
        least=figure.lower_bound if figure.lower_bound is not None else -_FAR,
        most=figure.upper_bound if figure.upper_bound is not None else _FAR,
        decimals=max(figure.decimals, _DECIMALS),
        unit=figure.unit.within(call.language),
    )
    text = call.say(
        "today.enter",
        name=figure.name.within(call.language),
        period=kpi.words_of(call, figure).period(period),
    )
    data = {"kpi": kpi_id, "period": str(period)}
    form(call, "today.reading", data, text, (value,))


def reading(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Record a figure that was late."""
    call.demand(Permission.COORDINATOR)
    figure = _figure(call, data["kpi"])
    period = str(Period.parse(data["period"], figure.cadence))
    kpi.reading(
        call, figure, Words([(values.get("value", ""), False), (period, False)])
    )


def _figure(call: Call, kpi_id: str) -> Kpi:
    found = call.at.unit.kpis.get(kpi_id)
    if found is None:
        raise NotFound("kpi_unknown", name=kpi_id)
    return found


def _change(call: Call, person_id: str) -> None:
    person = _person(call, person_id)
    people.run(call, Words([("change", False), (person.person_id, False)]))


_PRESSES: Mapping[tuple[str, str], Callable[[Call, str], None]] = {
    ("more", "show"): _more,
    ("decide", "again"): _again,
    ("decide", "arrived"): _arrived,
    ("talk", "talked"): _talked,
    ("unsendable", "template"): _template,
    ("late", "enter"): _enter,
    ("unreachable", "person"): _change,
}
