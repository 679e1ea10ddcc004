"""``away``, ``lang``, ``pause`` and ``resume``: what people decide about themselves.

Coordinators may do the same for others; ``all`` stops the whole organisation.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.handlers.call import Call
from bot.handlers.commands import deputy, stopping
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
LANGUAGES_NAMED: dict[str, Language] = {
    "sv": "sv",
    "svenska": "sv",
    "swedish": "sv",
    "en": "en",
    "english": "en",
    "engelska": "en",
}
"How people call the languages."


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
    deputy.back_early(call, person)
    _wake(call, person)
    call.tell(call.say(_to(call, person, "away.back"), name=person.name))


def language(call: Call, words: Words) -> None:
    """Change the language of everything that comes from now on."""
    usage = call.say("usage.lang")
    person = _whom(call, words, usage)
    chosen = LANGUAGES_NAMED.get(words.demand(usage).casefold())
    if chosen is None:
        raise Refused("usage", usage=usage)
    changed = replace(person, language=chosen)
    call.record(PersonRecorded(person=changed))
    spoken: Language = chosen if person == call.person else call.language
    key = _to(call, person, "lang.done")
    call.tell(call.at.say(key, spoken, name=person.name))


def pause(call: Call, words: Words) -> None:
    """Keep quiet towards somebody, or stop everything."""
    usage = call.say("usage.pause")
    if words.peek().casefold() in _ALL:
        words.take()
        stopping.pause_all(call, _until(call, words, usage))
        return
    person = _whom(call, words, usage)
    until = _until(call, words, usage)
    if until is None:
        until = _today(call) + timedelta(days=PAUSE_DAYS)
    call.record(PersonPaused(person_id=person.person_id, until=until))
    day = call.at.desk.texts.day(until, call.language)
    call.tell(call.say(_to(call, person, "pause.done"), name=person.name, day=day))


def _until(call: Call, words: Words, usage: str) -> date | None:
    """Take the first day on which the bot may write again; None: none is named."""
    if words.peek().casefold() in {"until", "till", "tom"}:
        words.take()
    if not words:
        return None
    until = words.day(usage, _today(call))
    if until <= _today(call):
        raise Refused("day_past")
    return until


def resume(call: Call, words: Words) -> None:
    """End a pause."""
    usage = call.say("usage.resume")
    if words.peek().casefold() in _ALL:
        stopping.resume_all(call)
        return
    person = _whom(call, words, usage)
    if person.paused_until is not None:
        call.record(PersonResumed(person_id=person.person_id))
        _wake(call, person)
    call.tell(call.say(_to(call, person, "resume.done"), name=person.name))


def _wake(call: Call, person: Person) -> None:
    call.at.unit.people.look_at({person.person_id: call.at.now})
