"""What is looked at once a quarter, once a week: events that stayed away, growing queues.

Neither writes to an executive. What was found is a fact, and a growing queue is the
coordinator's to hear of, once for as long as it goes on.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.desk.desk import Desk, Sitting
from bot.desk.letters import note
from bot.desk.recording import machinery
from bot.desk.setting import to_tell_about, today_of
from bot.desk.watching import quarter_before, untriggered
from bot.ports.store import Unit, Work
from engagement.calendar import iso_week, monday_of
from engagement.facts import PromptUntriggered, QueueReported
from engagement.moments import instant_of
from engagement.organisation import OrganisationState
from engagement.people import Person
from engagement.queues import growing_since, lengths

WEEKS = 26
"How far back a queue is looked at; none grows for so long."
_QUARTER, _QUEUES = "untriggered", "queues"


async def watch(work: Work, desk: Desk, now: datetime) -> int:
    """Look at what is due to be looked at; returns how much was found."""

    def due(unit: Unit) -> list[str]:
        at = Sitting(unit=unit, desk=desk, now=now)
        return [name for name, since in _since(at).items() if _is_due(at, name, since)]

    found = 0
    for name in await work.read(due):

        def look(unit: Unit, name: str = name) -> int:
            at = Sitting(unit=unit, desk=desk, now=now)
            unit.beat(name, now)
            return _quarter(at) if name == _QUARTER else _queues(at)

        found += await work.run(look)
    return found


def _since(at: Sitting) -> dict[str, datetime]:
    """Return what is looked at, and since when it may be for this quarter or week."""
    organisation = at.unit.organisation()
    if organisation.state is not OrganisationState.LAUNCHED:
        return {}
    today = today_of(organisation, at.now)
    first = today.replace(month=today.month - (today.month - 1) % 3, day=1)
    zone = ZoneInfo(organisation.zone)
    return {
        name: instant_of(datetime.combine(day, time()), zone)
        for name, day in ((_QUARTER, first), (_QUEUES, monday_of(today)))
    }


def _is_due(at: Sitting, name: str, since: datetime) -> bool:
    last = at.unit.last_beat(name)
    return last is None or last < since


def _quarter(at: Sitting) -> int:
    """Record what stayed away in the last quarter, under what each prompt serves."""
    held = quarter_before(at.unit.organisation(), at.now)
    if held is None:
        return 0
    record, prompts = machinery(at), untriggered(at, held)
    for prompt in prompts:
        fact = PromptUntriggered(
            prompt_id=prompt.prompt_id,
            quarter=held.quarter,
            since=held.since,
            until=held.until,
        )
        record.later(fact, prompt=prompt)
    record.flush()
    return len(prompts)


def _queues(at: Sitting) -> int:
    """Report the queues that only grow."""
    organisation = at.unit.organisation()
    monday = monday_of(today_of(organisation, at.now))
    zone = ZoneInfo(organisation.zone)
    mondays = [monday - timedelta(weeks=n) for n in range(WEEKS, -1, -1)]
    ends = [instant_of(datetime.combine(day, time()), zone) for day in mondays]
    reported = 0
    for person_id, waits in at.unit.occasions.waits(ends[0]).items():
        waiting = lengths(waits, ends)
        begun = growing_since(waiting)
        person = at.unit.people.get(person_id) if begun is not None else None
        if begun is not None and person is not None:
            week = iso_week(mondays[begun] - timedelta(weeks=1))
            reported += _report(at, person, week, len(waiting) - begun, waiting[-1])
    return reported


def _report(at: Sitting, person: Person, since: str, weeks: int, waiting: int) -> int:
    """Tell the coordinator, unless they were told of this episode."""
    coordinator = to_tell_about(at, person)
    if coordinator is None:
        return 0
    text = at.say(
        "tell.queue",
        coordinator.language,
        name=person.name,
        weeks=weeks,
        n=waiting,
    )
    if not note(at, coordinator, f"queue:{person.person_id}:{since}", text):
        return 0
    machinery(at)(
        QueueReported(
            person_id=person.person_id,
            coordinator_id=coordinator.person_id,
            first_period=since,
            waiting=waiting,
        )
    )
    return 1
