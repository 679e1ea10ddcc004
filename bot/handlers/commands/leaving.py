"""``people leave``: who goes when, and who follows.

Rules: sends stop on the day; functions end on it and are the successor's from it on.
What somebody said stays under their name and role as they were then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.desk.setting import coordinators
from bot.handlers.call import Call
from bot.handlers.commands import handing
from bot.handlers.commands.words import Words, take_person
from engagement.cards import (
    Tone,
)
from engagement.errors import Refused
from engagement.facts import (
    EntryRecorded,
    Fact,
    FunctionAssigned,
    FunctionEnded,
    PersonLeft,
    PersonRecorded,
)
from engagement.people import Assignment, Function, Permission, Person
from engagement.subjects import Entry

_SUCCESSOR = {"successor", "efterträdare", "efterträdaren"}
_STAYS = {"stays", "stannar"}
_STOPPING = {Function.COO, Function.SITE_GM}
"Functions whose holder may stop a delivery: the CEO confirms a change (P21)."


def leave(call: Call, words: Words) -> None:
    """``people leave @x 2027-01-31 successor @y``; ``people leave @x stays``."""
    usage = call.say("usage.people")
    person = take_person(words, call.at.unit.people.all(), usage)
    today = person.local(call.at.now).date()
    if words.peek().casefold() in _STAYS:
        _stays(call, person)
        return
    named = not words or words.peek().casefold() in _SUCCESSOR
    day = today if named else words.day(usage, today)
    to = None
    if words and words.take().casefold() in _SUCCESSOR:
        to = take_person(words, call.at.unit.people.all(), usage)
    elif words:
        raise Refused("usage", usage=usage)
    demand_coordinator(call, person)
    _check(person, to, day)
    ceo = _held(call, person, day, Function.CEO)
    call.record(PersonLeft(person_id=person.person_id, on=day))
    call.record.later(*_functions(call, person, to, day))
    call.record.flush()
    times = {person.person_id: call.at.now}
    call.at.unit.people.look_at(times | ({to.person_id: call.at.now} if to else {}))
    _said(call, person, to, day)
    if ceo and to is None:
        call.tell(call.say("people.last_ceo"), tone=Tone.WARNING)
    handing.show(call, person, to)


def _check(person: Person, to: Person | None, day: date) -> None:
    if day < person.joined_on:
        raise Refused("leave_before_join", day=person.joined_on)
    if to is not None and to.person_id == person.person_id:
        raise Refused("handover_same", name=to.name)
    if to is not None and not to.active_on(day):
        raise Refused("handover_left", name=to.name)


def demand_coordinator(call: Call, person: Person) -> None:
    """Refuse to be left without a coordinator, now or on a day that is known.

    Raises:
        Refused: everybody else who coordinates is to leave, or nobody else does.
    """
    staying = [c.person_id for c in coordinators(call.at) if c.left_on is None]
    coordinates = Permission.COORDINATOR in person.permissions
    if coordinates and not set(staying) - {person.person_id}:
        raise Refused("last_coordinator")


def _held(call: Call, person: Person, day: date, function: Function) -> bool:
    """Whether nobody else holds a function that this person holds on ``day``."""
    found = {
        a.person_id
        for a in call.at.unit.people.assignments()
        if a.function is function and a.covers(day)
    }
    return found == {person.person_id}


def _functions(call: Call, person: Person, to: Person | None, day: date) -> list[Fact]:
    """Return how functions end on the day, and go to the successor."""
    people = call.at.unit.people
    facts: list[Fact] = []
    held = [
        a
        for a in people.assignments_of([person.person_id])
        if a.until is None or a.until > day or a.until == person.left_on
    ]
    for one in held:
        facts.append(FunctionEnded(assignment=replace(one, until=day)))
        facts += _undone(call, one, person, to, day)
        if to is not None:
            new = Assignment(function=one.function, person_id=to.person_id, since=day)
            facts.append(FunctionAssigned(assignment=new))
    if to is not None and any(one.function in _STOPPING for one in held):
        facts.append(_role_change(person, to, day))
    return facts


def _undone(
    call: Call, one: Assignment, person: Person, to: Person | None, day: date
) -> list[Fact]:
    """Take back what an earlier date, or an earlier successor, was given."""
    if person.left_on is None:
        return []
    return [
        FunctionEnded(assignment=replace(a, until=a.since))
        for a in call.at.unit.people.assignments()
        if a.function is one.function
        and a.since == person.left_on
        and a.person_id != person.person_id
        and a.until is None
        and (to is None or (a.person_id, a.since) != (to.person_id, day))
    ]


def _role_change(person: Person, to: Person, day: date) -> Fact:
    entry = Entry(
        kind="role_change",
        entry_id=f"{person.person_id}-{to.person_id}-{day}",
        title=to.role,
        on=day,
        values={"site": person.site or to.site or ""},
    )
    return EntryRecorded(entry=entry)


def _stays(call: Call, person: Person) -> None:
    """Take a departure back before its day."""
    if person.left_on is None:
        raise Refused("nothing_changed")
    facts: list[Fact] = [PersonRecorded(person=replace(person, left_on=None))]
    for one in call.at.unit.people.assignments_of([person.person_id]):
        if one.until == person.left_on:
            facts.append(FunctionEnded(assignment=replace(one, until=None)))
            facts += _undone(call, one, person, None, person.left_on)
    call.record(*facts)
    call.at.unit.people.look_at({person.person_id: call.at.now})
    call.tell(call.say("people.stays", name=person.name))


def _said(call: Call, person: Person, to: Person | None, day: date) -> None:
    left = day <= person.local(call.at.now).date()
    key = "people.left" if left else "people.leaves"
    text = call.say(
        key, name=person.name, day=call.at.desk.texts.day(day, call.language)
    )
    more = (
        call.say("people.succeeds", name=to.name)
        if to is not None
        else call.say("people.no_successor")
    )
    call.tell(f"{text} {more}")
