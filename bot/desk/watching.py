"""Event prompts that nothing triggered: silence that somebody looked at.

Rules: silence is a checked state only where the prompt was on all the time, there is
data in which its event could have been seen, somebody could have been asked, and nothing
stands in that data now that asks it. What was not watched is never said to be quiet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.desk.desk import Sitting
from bot.desk.setting import is_on, sources, today_of
from engagement.catalogue import Cadence, Prompt
from engagement.facts import ProgrammeRecorded
from engagement.moments import instant_of
from engagement.organisation import Organisation, Programme
from engagement.people import Function, holders
from engagement.subjects import Subject
from engagement.topics import is_held, subjects_of

_ANYBODY = {"executive", "owner"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A quarter, or the part of it in which questions were asked."""

    quarter: str
    "``2026-Q4``."
    since: date
    until: date
    "Last day."


def quarter_so_far(organisation: Organisation, now: datetime) -> Watch:
    """Return the quarter that today lies in, up to today."""
    today = today_of(organisation, now)
    return _watch(organisation, _begin(today), today)


def quarter_before(organisation: Organisation, now: datetime) -> Watch | None:
    """Return the last whole quarter; None where nobody was asked in it."""
    end = _begin(today_of(organisation, now)) - timedelta(days=1)
    began = organisation.began_on
    if began is None or began > end:
        return None
    return _watch(organisation, _begin(end), end)


def _watch(organisation: Organisation, begin: date, end: date) -> Watch:
    began = organisation.began_on or end
    name = f"{begin.year}-Q{(begin.month + 2) // 3}"
    return Watch(quarter=name, since=max(begin, min(began, end)), until=end)


def _begin(day: date) -> date:
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def untriggered(at: Sitting, watch: Watch) -> tuple[Prompt, ...]:
    """Return the event prompts that were watched and that nothing triggered."""
    organisation = at.unit.organisation()
    zone = ZoneInfo(organisation.zone)
    start = instant_of(datetime.combine(watch.since, time()), zone)
    after = watch.until + timedelta(days=1)
    end = instant_of(datetime.combine(after, time()), zone)
    held, programmes = sources(at), _programmes(at, start, end)
    asked = at.unit.occasions.triggered(start, end)
    standing = [s for own in subjects_of(held).values() for s in own]
    functions = _functions(at, held.today)
    return tuple(
        prompt
        for prompt in at.desk.catalogue.prompts
        if prompt.cadence is Cadence.EVENT
        and not prompt.internal
        and at.desk.catalogue.active(prompt, organisation.editions)
        and all(is_on(prompt, programme) for programme in programmes)
        and prompt.prompt_id not in asked
        and is_held(prompt.subject, held)
        and functions & {*prompt.asked_of}
        and not any(_asks(prompt, subject) for subject in standing)
    )


def _asks(prompt: Prompt, subject: Subject) -> bool:
    """Whether something stands in the data that asks it, whoever would be asked."""
    same = subject.kind == prompt.subject
    return same and not subject.events.keys().isdisjoint(prompt.events)


def _programmes(at: Sitting, start: datetime, end: datetime) -> list[Programme]:
    """Return every programme that held in a span of time."""
    found: list[Programme] = []
    for record in at.unit.books.of_kind(ProgrammeRecorded.NAME):
        when = record.header.recorded_at
        if when >= end or not isinstance(record.fact, ProgrammeRecorded):
            continue
        # Only the last one before the span held in it.
        found = [*(found if when >= start else ()), record.fact.programme]
    return found or [at.unit.programme()]


def _functions(at: Sitting, today: date) -> set[str]:
    people = at.unit.people
    held = people.assignments_of([p.person_id for p in people.all()])
    return _ANYBODY | {f.value for f in Function if holders(held, f, today)}
