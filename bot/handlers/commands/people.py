"""``people``: who takes part, what they do here, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time
from zoneinfo import available_timezones

from bot.handlers.call import Call
from bot.handlers.commands import deputy, handing, leaving, personal
from bot.handlers.commands.vacant import vacant_questions
from bot.handlers.commands.words import Words, take_person
from bot.handlers.forms import form
from engagement import typed
from engagement.cards import ChoiceInput, ChoiceOption, Fields, Input, TextInput
from engagement.errors import Refused
from engagement.facts import (
    Fact,
    FunctionAssigned,
    FunctionEnded,
    PersonRecorded,
)
from engagement.people import (
    Assignment,
    Function,
    Permission,
    Person,
    Slot,
    WorkingHours,
)
from engagement.texts import LANGUAGES, Bilingual

NAME_MOST = 100


def run(call: Call, words: Words) -> None:
    """List people, or do one thing about one of them."""
    verb = words.take().casefold()
    if not verb:
        _list(call)
        return
    handler = _VERBS.get(verb)
    if handler is None:
        raise Refused("usage", usage=call.say("usage.people"))
    handler(call, words)


def _list(call: Call) -> None:
    functions: dict[str, list[str]] = {}
    today = call.person.local(call.at.now).date()
    for assignment in call.at.unit.people.assignments():
        if assignment.covers(today):
            held = functions.setdefault(assignment.person_id, [])
            held.append(_function_name(call, assignment.function))
    rows = []
    for person in call.at.unit.people.all():
        parts = [
            person.role.within(call.language),
            ", ".join(functions.get(person.person_id, [])),
            f"{person.zone} {person.hours.start:%H:%M}–{person.hours.end:%H:%M}",
            call.say(f"language.{person.language}"),
            ", ".join(call.say(f"permission.{p}") for p in sorted(person.permissions)),
        ]
        label = f"{person.person_id} {person.name}"
        rows.append((label, " · ".join(part for part in parts if part)))
    held_now = {f for names in functions.values() for f in names}
    names = [_function_name(call, f) for f in Function]
    vacant = [name for name in names if name not in held_now]
    text = call.say("people.title", n=len(rows))
    if vacant:
        text = f"{text} {call.say('people.vacant', names=', '.join(vacant))}"
    missing = vacant_questions(call)
    call.tell(text, blocks=(Fields(rows=tuple(rows)), *missing))


def _function_name(call: Call, function: Function) -> str:
    """What people say, and the word that commands and files use."""
    said = call.say(f"function.{function}")
    return said if said == function.value else f"{said} ({function})"


def _person(call: Call, words: Words) -> Person:
    usage = call.say("usage.people")
    return take_person(words, call.at.unit.people.all(), usage)


def _keep(call: Call, person: Person, *facts: Fact) -> None:
    """Record a change and have the planner look at the person."""
    call.record(*facts)
    call.at.unit.people.look_at({person.person_id: call.at.now})
    call.tell(call.say("people.kept", name=person.name))


# --- add and change ------------------------------------------------------------


def _add(call: Call, words: Words) -> None:
    usage = call.say("usage.people")
    person_id = words.demand(usage)
    if call.at.unit.people.get(person_id) is not None:
        raise Refused("person_exists", person=person_id)
    organisation = call.at.unit.organisation()
    blank = Person(
        person_id=person_id,
        name=words.rest()[:NAME_MOST],
        role=Bilingual(),
        language=organisation.language,
        zone=organisation.zone,
        country=organisation.country,
        joined_on=call.person.local(call.at.now).date(),
    )
    _form(call, blank, call.say("people.add", person=person_id))


def _change(call: Call, words: Words) -> None:
    person = _person(call, words)
    _form(call, person, call.say("people.change", name=person.name))


def _form(call: Call, person: Person, title: str) -> None:
    def text(name: str, value: str, *, required: bool = True) -> Input:
        return TextInput(
            input_id=name,
            label=call.say(f"people.field.{name}"),
            most=NAME_MOST,
            value=value,
            required=required,
        )

    languages = tuple(
        ChoiceOption(option_id=one, label=call.say(f"language.{one}"))
        for one in LANGUAGES
    )
    inputs: tuple[Input, ...] = (
        text("name", person.name),
        text("role_en", person.role.en),
        text("role_sv", person.role.sv, required=False),
        text("email", person.email or "", required=False),
        ChoiceInput(
            input_id="language",
            label=call.say("people.field.language"),
            options=languages,
            value=person.language,
        ),
        text("zone", person.zone),
        text("country", person.country),
        text("site", person.site or "", required=False),
    )
    form(call, "people.save", {"person": person.person_id}, title, inputs)


def save(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Keep what the form says about a person.

    Raises:
        Refused: the name is missing, or zone, country or language are none.
    """
    call.demand(Permission.COORDINATOR)
    given = {name: values.get(name, "").strip() for name in values}
    if not given.get("name") or not given.get("role_en"):
        raise Refused("name_missing")
    if given.get("zone") not in available_timezones():
        raise Refused("zone_unknown", zone=given.get("zone", ""))
    country = given.get("country", "").upper()
    if len(country) != 2 or not country.isalpha():  # noqa: PLR2004 - ISO 3166-1 alpha-2
        raise Refused("country_unknown", country=country)
    person_id = data["person"]
    known = call.at.unit.people.get(person_id)
    joined = call.person.local(call.at.now).date()
    person = Person(
        person_id=person_id,
        name=given["name"][:NAME_MOST],
        role=Bilingual(en=given["role_en"], sv=given.get("role_sv", "")),
        language="sv" if given.get("language") == "sv" else "en",
        zone=given["zone"],
        country=country,
        site=given.get("site") or None,
        email=given.get("email") or None,
        joined_on=known.joined_on if known is not None else joined,
    )
    if known is not None:
        person = replace(
            known,
            name=person.name,
            role=person.role,
            language=person.language,
            zone=person.zone,
            country=person.country,
            site=person.site,
            email=person.email,
        )
    _keep(call, person, PersonRecorded(person=person))


# --- one thing at a time -------------------------------------------------------


def _absent(call: Call, words: Words) -> None:
    person = _person(call, words)
    today = call.person.local(call.at.now).date()
    starts, ends = words.span(call.say("usage.people"), today)
    to = deputy.take_deputy(call, words, person)
    personal.absent(call, person, starts, ends)
    if to is not None:
        deputy.deputise(call, person, to, starts, ends)


def _language(call: Call, words: Words) -> None:
    person = _person(call, words)
    chosen = personal.LANGUAGES_NAMED.get(words.take().casefold())
    if chosen is None:
        raise Refused("language_unknown")
    changed = replace(person, language=chosen)
    _keep(call, person, PersonRecorded(person=changed))


def _slot(call: Call, words: Words) -> None:
    """``people slot @x tisdag 09:00``."""
    person = _person(call, words)
    local = call.person.local(call.at.now).replace(tzinfo=None)
    found = typed.read_moment(words.rest(), local)
    if found is None or found.at is None:
        raise Refused("moment_unread")
    slot = Slot(weekday=found.day.weekday(), at=found.at)
    _keep(call, person, PersonRecorded(person=replace(person, slot=slot)))


def _hours(call: Call, words: Words) -> None:
    """``people hours @x 07:30-16``."""
    person = _person(call, words)
    first, _, last = words.take().replace("–", "-").partition("-")
    try:
        start = time.fromisoformat(_clock(first))
        end = time.fromisoformat(_clock(last))
    except ValueError:
        raise Refused("hours_unread") from None
    if start >= end:
        raise Refused("hours_unread")
    hours = WorkingHours(start=start, end=end, days=person.hours.days)
    _keep(call, person, PersonRecorded(person=replace(person, hours=hours)))


def _clock(text: str) -> str:
    hour, _, minute = text.strip().replace(".", ":").partition(":")
    return f"{int(hour):02}:{int(minute or 0):02}"


def _function(call: Call, words: Words) -> None:
    """``people function @x cfo`` assigns, ``-cfo`` ends."""
    person = _person(call, words)
    today = call.person.local(call.at.now).date()
    facts: list[Fact] = []
    while words:
        name = words.take().casefold()
        try:
            function = Function(name.removeprefix("-"))
        except ValueError:
            known = ", ".join(f.value for f in Function)
            raise Refused("function_unknown", name=name, known=known) from None
        held = [
            a
            for a in call.at.unit.people.assignments()
            if a.person_id == person.person_id
            and a.function is function
            and a.covers(today)
        ]
        if name.startswith("-"):
            facts += [FunctionEnded(assignment=replace(a, until=today)) for a in held]
        elif not held:
            new = Assignment(function=function, person_id=person.person_id, since=today)
            facts.append(FunctionAssigned(assignment=new))
    if not facts:
        raise Refused("nothing_changed")
    _keep(call, person, *facts)


def _permission(call: Call, words: Words) -> None:
    """``people permission @x coordinator`` grants, ``-executive`` takes back."""
    person = _person(call, words)
    held = set(person.permissions)
    while words:
        name = words.take().casefold()
        try:
            permission = Permission(name.removeprefix("-"))
        except ValueError:
            known = ", ".join(p.value for p in Permission)
            raise Refused("permission_unknown", name=name, known=known) from None
        if permission is Permission.ADMIN:
            call.demand(Permission.ADMIN)
        if name.startswith("-"):
            held.discard(permission)
        else:
            held.add(permission)
    if Permission.COORDINATOR not in held:
        leaving.demand_coordinator(call, person)
    changed = replace(person, permissions=frozenset(held))
    _keep(call, person, PersonRecorded(person=changed))


_VERBS: dict[str, Callable[[Call, Words], None]] = {
    "add": _add,
    "ny": _add,
    "change": _change,
    "ändra": _change,
    "absence": _absent,
    "frånvaro": _absent,
    "language": _language,
    "språk": _language,
    "slot": _slot,
    "tid": _slot,
    "hours": _hours,
    "arbetstid": _hours,
    "function": _function,
    "functions": _function,
    "funktion": _function,
    "permission": _permission,
    "permissions": _permission,
    "behörighet": _permission,
    "leave": leaving.leave,
    "slutar": leaving.leave,
    "handover": handing.handover,
    "lämna": handing.handover,
}
