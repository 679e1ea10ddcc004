"""People who leave today, and things whose time to change hands has come.

Rules: a departure takes effect on its day, in the zone of who leaves; nobody is asked
twice about one thing, because it has one owner before and after. What changed hands is
told to both, in their working hours.
"""

from __future__ import annotations

from datetime import date, datetime

from bot.desk.desk import Desk, Sitting
from bot.desk.handovers import give_back, items_of, take, title
from bot.desk.letters import note
from bot.desk.recording import machinery
from bot.desk.setting import calendar_of, coordinator_for, today_of
from bot.desk.succession import intro_key, introduce, together
from bot.ports.store import Unit, Work
from engagement.cards import Bullets
from engagement.facts import PersonLeft
from engagement.handovers import Handover, Step, step
from engagement.organisation import OrganisationState
from engagement.people import Person


async def hand_over_due(work: Work, desk: Desk, now: datetime) -> int:
    """Do what is due today; returns how many departures and steps there were."""

    def anything(unit: Unit) -> bool:
        at = Sitting(unit=unit, desk=desk, now=now)
        return bool(_leaving(at) or _steps(at) or _to_introduce(at))

    def write(unit: Unit) -> int:
        at = Sitting(unit=unit, desk=desk, now=now)
        leaving, steps = _leaving(at), _steps(at)
        for person in leaving:
            _depart(at, person)
        told = _Told(at)
        for one, due in steps:
            told.carry_out(one, due)
        told.write()
        for to, ones in _to_introduce(at):
            introduce(at, to, ones)
        return len(leaving) + len(steps)

    return await work.run(write) if await work.read(anything) else 0


def _leaving(at: Sitting) -> list[Person]:
    """Return who leaves today and is still on the lists."""
    return [
        person
        for person in at.unit.people.all()
        if not person.active_on(person.local(at.now).date())
    ]


def _depart(at: Sitting, person: Person) -> None:
    day = person.left_on or person.local(at.now).date()
    machinery(at)(PersonLeft(person_id=person.person_id, on=day))
    at.unit.people.look_at({person.person_id: at.now})
    coordinator = coordinator_for(at, person)
    if coordinator is not None:
        text = at.say("people.left_today", coordinator.language, name=person.name)
        note(at, coordinator, f"left:{person.person_id}:{day}", text)


def _steps(at: Sitting) -> list[tuple[Handover, Step]]:
    today = today_of(at.unit.organisation(), at.now)
    found = []
    for one in at.unit.handovers.all():
        to = at.unit.people.get(one.person_id)
        if to is not None:
            due = step(one, calendar_of(at, to), today)
            if due is not None:
                found.append((one, due))
    return found


class _Told:
    """What is to be told to whom, as one message for all things of one hand-over."""

    def __init__(self, at: Sitting) -> None:
        self._at = at
        self._found: dict[tuple[str, str, str, date], list[str]] = {}

    def carry_out(self, one: Handover, due: Step) -> None:
        """Do what is due, and note who hears of it."""
        record = machinery(self._at)
        if due is Step.TAKE:
            take(self._at, record, one, by_silence=True)
            self._note(one.person_id, "handover.yours_now", one, one.was)
            return
        give_back(self._at, record, one)
        self._note(one.was, "handover.yours_again", one, one.person_id)
        self._note(one.person_id, "handover.gone_back", one, one.was)

    def _note(self, whom: str, key: str, one: Handover, other: str) -> None:
        self._found.setdefault((whom, key, other, one.on), []).append(one.subject)

    def write(self) -> None:
        """Write one message for each."""
        people = self._at.unit.people
        for (whom, key, other, on), subjects in self._found.items():
            person, before = people.get(whom), people.get(other)
            if person is None:
                continue
            name = before.name if before is not None else other
            text = self._at.say(key, person.language, name=name, n=len(subjects))
            lines = tuple(title(self._at, one, person.language) for one in subjects)
            mark = f"{key}:{whom}:{other}:{on}:{self._at.now.date()}"
            note(self._at, person, mark, text, blocks=(Bullets(lines=lines),))


def _to_introduce(at: Sitting) -> list[tuple[Person, list[Handover]]]:
    """Return what successors are to be asked about, one message per giver and day.

    A coordinator hands over one by one: the message waits until nothing of the giver's
    is left, or for the next day.
    """
    if at.unit.organisation().state is not OrganisationState.LAUNCHED:
        return []
    today = today_of(at.unit.organisation(), at.now)
    found: dict[str, tuple[Person, list[Handover]]] = {}
    for one in at.unit.handovers.all():
        to, was = at.unit.people.get(one.person_id), at.unit.people.get(one.was)
        if not one.pending or one.until is not None or to is None or was is None:
            continue
        key = intro_key(one)
        ready = one.on < today or not items_of(at, was, was)
        if key in found or not ready or at.unit.outbox.by_key(key) is not None:
            continue
        found[key] = (to, together(at, one))
    return list(found.values())
