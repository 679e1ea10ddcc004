"""``away``, ``lang``, ``pause`` and ``resume``: what people decide about themselves.

Coordinators may do the same for others, and pause everybody.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.handlers.call import Call
from bot.handlers.commands.words import Words, take_person
from engagement.errors import NotFound, Refused
from engagement.facts import (
    AbsenceRecorded,
    AbsenceWithdrawn,
    Fact,
    PersonPaused,
    PersonRecorded,
    PersonResumed,
)
from engagement.people import Absence, Permission, Person
from engagement.texts import Language

PAUSE_DAYS = 14
"A pause without an end lasts so long; nobody is forgotten by accident."
_BACK = {"back", "tillbaka", "hemma"}
_ALL = {"all", "alla"}
_LANGUAGES: dict[str, Language] = {
    "sv": "sv",
    "svenska": "sv",
    "swedish": "sv",
    "en": "en",
    "english": "en",
    "engelska": "en",
}


def _today(call: Call) -> date:
    return call.person.local(call.at.now).date()


def _whom(call: Call, words: Words, usage: str) -> Person:
    """Return the person themselves, or the one that a coordinator names."""
    if not words.peek().startswith("@"):
        return call.person
    call.demand(Permission.COORDINATOR)
    return take_person(words, call.at.unit.people.all(), usage)


def _to(call: Call, person: Person, key: str) -> str:
    """Return how it is said: to the person themselves, or about somebody else."""
    return f"{key}_own" if person.person_id == call.person.person_id else key


def _whose(call: Call, people: list[Person], key: str) -> tuple[str, str]:
    """Return how it is said, and of whom."""
    if len(people) == 1:
        return _to(call, people[0], key), people[0].name
    return key, call.say("word.everybody")


def away(call: Call, words: Words) -> None:
    """Record days away, or end them."""
    usage = call.say("usage.away")
    person = _whom(call, words, usage)
    if words.peek().casefold() in _BACK:
        _back(call, person)
        return
    if words.peek().casefold() in {"until", "till", "tom", "t.o.m."}:
        words.take()
        starts, ends = _today(call), words.day(usage, _today(call))
    else:
        starts, ends = words.span(usage, _today(call))
    absent(call, person, starts, ends)


def absent(call: Call, person: Person, starts: date, ends: date) -> None:
    """Record days away and say what it means.

    Raises:
        Refused: the days are past.
    """
    if ends < _today(call):
        raise Refused("day_past")
    absence = Absence(
        absence_id=call.at.unit.new_id(),
        person_id=person.person_id,
        starts=starts,
        ends=ends,
    )
    call.record(AbsenceRecorded(absence=absence))
    _wake(call, person)
    texts = call.at.desk.texts
    call.tell(
        call.say(
            _to(call, person, "away.done"),
            name=person.name,
            first=texts.day(starts, call.language),
            last=texts.day(ends, call.language),
        )
    )


def _back(call: Call, person: Person) -> None:
    today = _today(call)
    current = [
        a for a in call.at.unit.people.absences([person.person_id]) if a.ends >= today
    ]
    if not current:
        raise NotFound("not_away", name=person.name)
    facts: list[Fact] = [
        AbsenceWithdrawn(absence_id=a.absence_id, person_id=a.person_id)
        for a in current
    ]
    call.record(*facts)
    _wake(call, person)
    call.tell(call.say(_to(call, person, "away.back"), name=person.name))


def language(call: Call, words: Words) -> None:
    """Change the language of everything that comes from now on."""
    usage = call.say("usage.lang")
    person = _whom(call, words, usage)
    chosen = _LANGUAGES.get(words.demand(usage).casefold())
    if chosen is None:
        raise Refused("usage", usage=usage)
    changed = replace(person, language=chosen)
    call.record(PersonRecorded(person=changed))
    spoken: Language = chosen if person == call.person else call.language
    key = _to(call, person, "lang.done")
    call.tell(call.at.say(key, spoken, name=person.name))


def pause(call: Call, words: Words) -> None:
    """Keep quiet towards somebody, or towards everybody."""
    usage = call.say("usage.pause")
    if words.peek().casefold() in _ALL:
        call.demand(Permission.COORDINATOR)
        words.take()
        people = _executives(call)
    else:
        people = [_whom(call, words, usage)]
    if words.peek().casefold() in {"until", "till", "tom"}:
        words.take()
    today = _today(call)
    until = words.day(usage, today) if words else today + timedelta(days=PAUSE_DAYS)
    if until <= today:
        raise Refused("day_past")
    facts: list[Fact] = [
        PersonPaused(person_id=p.person_id, until=until) for p in people
    ]
    call.record(*facts)
    day = call.at.desk.texts.day(until, call.language)
    key, names = _whose(call, people, "pause.done")
    call.tell(call.say(key, name=names, day=day))


def resume(call: Call, words: Words) -> None:
    """End a pause."""
    usage = call.say("usage.resume")
    if words.peek().casefold() in _ALL:
        call.demand(Permission.COORDINATOR)
        people = _executives(call)
    else:
        people = [_whom(call, words, usage)]
    paused = [p for p in people if p.paused_until is not None]
    facts: list[Fact] = [PersonResumed(person_id=p.person_id) for p in paused]
    call.record(*facts)
    for person in paused:
        _wake(call, person)
    key, names = _whose(call, people, "resume.done")
    call.tell(call.say(key, name=names))


def _executives(call: Call) -> list[Person]:
    return [
        p for p in call.at.unit.people.all() if Permission.EXECUTIVE in p.permissions
    ]


def _wake(call: Call, person: Person) -> None:
    call.at.unit.people.look_at({person.person_id: call.at.now})
