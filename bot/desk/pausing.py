"""Pausing everything at once, and going on afterwards without a burst.

Rules: in a pause nothing is planned, and what is on its way waits. Afterwards what had
waited goes out one a day to each person, behind what they got already; a bundle of a
week that is over, and a post of another week, are dropped as stale, and what they held
is planned anew where it is still wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.desk.desk import Desk, Sitting
from bot.desk.pacing import CAP_SPAN
from bot.desk.recording import Recorder, machinery
from bot.desk.setting import calendar_of, today_of
from bot.desk.settling import drop
from bot.ports.store import Errand, Unit, Work
from engagement.cadence import free_from
from engagement.calendar import iso_week
from engagement.facts import OrganisationPaused, OrganisationResumed
from engagement.launch import Standing
from engagement.moments import instant_of
from engagement.occasions import OccasionState

HELD = "paused"
"Why a message waits; what is held has no time at which it goes."
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What a pause keeps waiting, as of its beginning."""

    messages: int
    questions: int
    reminders: int


def waiting(at: Sitting) -> Waiting:
    """Count what would wait."""
    ids = [person.person_id for person in at.unit.people.all()]
    unsettled = at.unit.occasions.unsettled(ids)
    planned = [o for o in unsettled if o.state is OccasionState.PLANNED]
    under_way = {w for held in at.unit.outbox.under_way(ids).values() for w in held}
    return Waiting(
        messages=at.unit.outbox.queued(),
        questions=sum(o.occasion_id not in under_way for o in planned),
        reminders=sum(o.waiting and o.reminded_at is None for o in unsettled),
    )


def pause(at: Sitting, record: Recorder, until: date | None) -> Waiting:
    """Stop everything at once; return what waits."""
    found = waiting(at)
    record(
        OrganisationPaused(
            until=until,
            messages=found.messages,
            questions=found.questions,
            reminders=found.reminders,
        )
    )
    return found


def hold(at: Sitting, errand: Errand) -> None:
    """Put a message back until everything goes on."""
    at.unit.outbox.postpone(errand, _NEVER, HELD)


def resume(at: Sitting, record: Recorder) -> OrganisationResumed:
    """Go on: what had waited and is not stale goes out, one a day to each person."""
    held = at.unit.outbox.held(HELD)
    stale = [errand for errand in held if _stale(at, errand)]
    fresh = [errand for errand in held if errand not in stale]
    fact = OrganisationResumed(sent=len(fresh), stale=len(stale))
    record(fact)
    for errand in stale:
        drop(at, errand, "stale")
    for errand, when in _one_a_day(at, fresh):
        at.unit.outbox.postpone(errand, when, "resumed")
    return fact


def _stale(at: Sitting, errand: Errand) -> bool:
    """Whether a message was about a week that is over."""
    letter = errand.letter
    of_a_week = letter.kind == "bundle" or letter.channel is not None
    zone = ZoneInfo(at.unit.organisation().zone)
    written, now = (t.astimezone(zone).date() for t in (letter.created_at, at.now))
    return of_a_week and iso_week(written) != iso_week(now)


def _one_a_day(at: Sitting, held: list[Errand]) -> list[tuple[Errand, datetime]]:
    """Return when each message goes: never more than the caps let through."""
    found: list[tuple[Errand, datetime]] = []
    taken: dict[str, list[datetime]] = {}
    for errand in held:
        person = at.unit.people.get(errand.letter.person_id or "")
        if person is None:
            found.append((errand, at.now))
            continue
        times = taken.setdefault(person.person_id, _sent(at, person.person_id))
        rules = at.unit.programme().rules
        when = free_from(times, at.now, calendar_of(at, person), rules)
        times.append(when or at.now)
        found.append((errand, when or at.now))
    return found


def _sent(at: Sitting, person_id: str) -> list[datetime]:
    return list(at.unit.outbox.gone_since(person_id, at.now - CAP_SPAN))


# --- a pause that ends by itself --------------------------------------------------


async def resume_due(work: Work, desk: Desk, now: datetime) -> bool:
    """End a pause whose last day is over; returns whether it did."""

    def over(unit: Unit) -> bool:
        at = Sitting(unit=unit, desk=desk, now=now)
        return _standing(at).pause_over(today_of(unit.organisation(), now))

    def end(unit: Unit) -> bool:
        at = Sitting(unit=unit, desk=desk, now=now)
        if not over(unit):
            return False
        resume(at, machinery(at))
        return True

    return await work.read(over) and await work.run(end)


def resumes_at(at: Sitting) -> datetime | None:
    """Return when a pause ends by itself; None: it does not."""
    until = at.unit.launch().paused_until
    if until is None:
        return None
    zone = ZoneInfo(at.unit.organisation().zone)
    return instant_of(datetime.combine(until, time()), zone).astimezone(UTC)


def _standing(at: Sitting) -> Standing:
    return Standing(state=at.unit.organisation().state, launch=at.unit.launch())
