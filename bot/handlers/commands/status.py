"""``status``: where one stands; for coordinators also where everybody stands."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.looked import looked
from bot.handlers.call import Call
from bot.handlers.commands.vacant import vacant_questions
from bot.handlers.commands.words import Words, take_person
from engagement.access import (
    may_read_answer,
    may_read_commitment,
    may_read_status,
)
from engagement.cards import Bullets, Fields
from engagement.commitments import Commitment
from engagement.errors import NotAllowed
from engagement.occasions import OccasionState
from engagement.people import Permission, Person

_WEEKS = 13


def run(call: Call, words: Words) -> None:
    """Say how things are; another person's status is a coordinator's to see."""
    if words:
        call.demand(Permission.COORDINATOR)
        usage = call.say("usage.status")
        person = take_person(words, call.at.unit.people.all(), usage)
        if not may_read_status(call.person, person):
            raise NotAllowed("not_allowed")
        looked(call.at, call.person, [person.person_id], "status")
        _of(call, person)
    elif Permission.COORDINATOR in call.person.permissions:
        _of_all(call)
    else:
        _of(call, call.person)


def _of(call: Call, person: Person) -> None:
    """One person: what is open, what was promised, what the bot keeps to."""
    unit, now = call.at.unit, call.at.now
    since = now - timedelta(weeks=_WEEKS)
    asked = unit.occasions.asked_since(person.person_id, since)
    open_ = [o for o in asked if o.state is OccasionState.ASKED and o.question]
    answered = sum(o.state is OccasionState.ANSWERED for o in asked)
    promised = unit.promises.open_commitments([person.person_id])
    own = person.person_id == call.person.person_id
    rows = [
        (call.say("status.open"), str(len(open_))),
        (
            call.say("status.answered"),
            call.say("status.of", part=answered, whole=len(asked)),
        ),
        (call.say("status.slot" if own else "status.slot_of"), _slot(call, person)),
    ]
    if person.paused_until is not None and person.paused_until > now.date():
        day = call.at.desk.texts.day(person.paused_until, call.language)
        rows.append((call.say("status.paused"), day))
    withheld = call.say("audience.withheld")
    lines = [
        o.question.text if may_read_answer(call.person, o) else withheld
        for o in open_
        if o.question is not None
    ]
    lines += [_promise(call, c) for c in promised]
    blocks = (Fields(rows=tuple(rows)), Bullets(lines=tuple(lines)))
    title = call.say("status.mine") if own else person.name
    call.tell(title, blocks=blocks if lines else blocks[:1])


def _promise(call: Call, one: Commitment) -> str:
    origin = call.at.unit.occasions.get(one.occasion_id)
    open_ = may_read_commitment(call.person, one, origin)
    return call.say(
        "status.promise",
        what=one.what if open_ else call.say("audience.withheld"),
        when=call.at.desk.texts.moment(one.due.wall, call.language),
    )


def _slot(call: Call, person: Person) -> str:
    return call.say(
        "status.slot_at",
        day=call.say(f"weekday.{person.slot.weekday}"),
        time=f"{person.slot.at:%H:%M}",
        n=person.pace,
        weeks=person.pace,
    )


def _of_all(call: Call) -> None:
    """Everybody: counts, never a ranking."""
    unit, now = call.at.unit, call.at.now
    since = now - timedelta(weeks=_WEEKS)
    rows = []
    for person in unit.people.all():
        if Permission.EXECUTIVE not in person.permissions:
            continue
        asked = unit.occasions.asked_since(person.person_id, since)
        open_ = sum(o.state is OccasionState.ASKED for o in asked)
        answered = sum(o.state is OccasionState.ANSWERED for o in asked)
        said = call.say("status.line", answered=answered, asked=len(asked), open=open_)
        rows.append((person.name, said))
    head = call.say("status.all", n=len(unit.promises.open_cases()))
    doubtful = unit.outbox.doubtful()
    blocks = [Fields(rows=tuple(rows)), *vacant_questions(call)]
    text = head
    if doubtful:
        text = f"{head} {call.say('status.doubtful', n=len(doubtful))}"
    call.tell(text, blocks=blocks)
