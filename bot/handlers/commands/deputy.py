"""``people absence @x FROM..TO deputy @y``: handing over for a while, and back."""

from __future__ import annotations

from datetime import date

from bot.desk.handovers import bodies, give_back
from bot.desk.letters import note
from bot.handlers.call import Call
from bot.handlers.commands.words import Words, take_person
from engagement.errors import Refused
from engagement.facts import Fact
from engagement.handovers import HandoverState, handed_over, owned
from engagement.people import Permission, Person

_DEPUTY = {"deputy", "ersättare"}
_OVER = {HandoverState.RETURNED, HandoverState.DECLINED}


def take_deputy(call: Call, words: Words, person: Person) -> Person | None:
    """Take ``deputy @y`` from the end of a command line; None where nobody is named.

    Raises:
        Refused: something else stands there, or they are the person who is away, are
            to leave, or are not asked anything here.
    """
    if not words:
        return None
    usage = call.say("usage.people")
    if words.take().casefold() not in _DEPUTY:
        raise Refused("usage", usage=usage)
    to = take_person(words, call.at.unit.people.all(), usage)
    if Permission.EXECUTIVE not in to.permissions:
        raise Refused("handover_no_executive", name=to.name)
    if to.person_id == person.person_id:
        raise Refused("handover_same", name=to.name)
    return to


def deputise(call: Call, person: Person, to: Person, starts: date, ends: date) -> None:
    """Hand everything over for the days away, and tell both of them.

    Promises stay: they are their maker's, and nobody is asked about one while away.
    """
    found = owned(person.person_id, bodies(call.at), call.at.unit.handovers.all())
    facts: list[Fact] = [
        handed_over(subject, person.person_id, to, starts, ends) for subject in found
    ]
    call.record(*facts)
    texts = call.at.desk.texts
    for whom, key, other in (
        (person, "handover.deputy_for_you", to),
        (to, "handover.deputy_of", person),
    ):
        text = call.at.say(
            key,
            whom.language,
            name=other.name,
            first=texts.day(starts, whom.language),
            last=texts.day(ends, whom.language),
            n=len(found),
        )
        note(
            call.at, whom, f"deputy:{person.person_id}:{starts}:{whom.person_id}", text
        )
    call.tell(call.say("handover.deputy_kept", name=to.name, n=len(found)))


def back_early(call: Call, person: Person) -> None:
    """Give back what a deputy has, when somebody comes back before their last day."""
    for one in call.at.unit.handovers.all():
        mine = one.was == person.person_id and one.until is not None
        if mine and one.state not in _OVER:
            give_back(call.at, call.record, one)
