"""Which questions are wanted from one person today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from engagement.cadence.budget import Item
from engagement.cadence.views import PersonView, Setting
from engagement.calendar import iso_week
from engagement.catalogue import Cadence, Prompt
from engagement.commitments import Commitment
from engagement.occasions import Rank
from engagement.people import Permission
from engagement.subjects import Subject

CHECK, NEAR = "CHECK", "NEAR"
"The internal prompts about commitments."
NEAR_LEAST = 2
"A commitment is announced only if it was made this many times the notice before."


def period_of(cadence: Cadence, day: date) -> str:
    """Return the period of a cadence that ``day`` lies in; it is part of the key."""
    quarter, half = (day.month + 2) // 3, (day.month + 5) // 6
    return {
        Cadence.WEEKLY: iso_week(day),
        Cadence.MONTHLY: f"{day:%Y-%m}",
        Cadence.QUARTERLY: f"{day.year}-Q{quarter}",
        Cadence.HALF_YEARLY: f"{day.year}-H{half}",
        Cadence.YEARLY: f"{day.year}",
        Cadence.EVENT: day.isoformat(),
    }[cadence]


def key_of(prompt_id: str, subject: str | None, period: str, person_id: str) -> str:
    """Return the unique key of an occasion."""
    return f"prompt:{prompt_id}:{subject or '-'}:{period}:{person_id}"


def wanted(view: PersonView, setting: Setting, now: datetime) -> list[Item]:
    """Return what is wanted now and was not planned before, in no order."""
    known = {p.key for p in view.past} | {o.key for o in view.unsettled}
    found = (
        *_of_cadence(view, setting, now),
        *_of_events(view, setting, now),
        *_of_commitments(view, setting, now),
    )
    return [i for i in found if i.key not in known and i.not_before <= now]


def topics(
    prompt: Prompt, view: PersonView, setting: Setting
) -> Iterator[Subject | None]:
    """Yield what ``prompt`` may be asked about of this person, if it can be filled."""
    for subject in _topics(prompt, view, setting):
        key = None if subject is None else subject.key
        if (prompt.prompt_id, key) not in setting.unfillable:
            yield subject


def _topics(
    prompt: Prompt, view: PersonView, setting: Setting
) -> Iterator[Subject | None]:
    person_id = view.person.person_id
    if prompt.subject is None:
        if _addressed(prompt, view):
            yield None
        return
    for owner in (person_id, None):
        for subject in setting.subjects.get(owner, ()):
            if subject.kind == prompt.subject and (
                owner is not None or _addressed(prompt, view)
            ):
                yield subject


def _addressed(prompt: Prompt, view: PersonView) -> bool:
    """Whether the prompt is asked of a function that the person holds."""
    if "executive" in prompt.asked_of and (
        Permission.EXECUTIVE in view.person.permissions
    ):
        return True
    return any(function in prompt.asked_of for function in view.functions)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """One prompt about one subject, coming round at its cadence."""

    prompt: Prompt
    subject: Subject | None
    cadence: Cadence

    @property
    def topic(self) -> str | None:
        return None if self.subject is None else self.subject.key


def _of_cadence(view: PersonView, setting: Setting, now: datetime) -> Iterator[Item]:
    today = view.calendar.today(now)
    waiting = {(o.prompt_id, o.subject) for o in view.unsettled}
    last = {(p.prompt_id, p.subject): p.at for p in view.past}
    fresh: dict[Cadence, list[_Round]] = {}
    for one in _rounds(view, setting):
        if (one.prompt.prompt_id, one.topic) in waiting:
            continue
        asked = last.get((one.prompt.prompt_id, one.topic))
        if (day := _last_day(one.subject, asked, view)) is None:
            fresh.setdefault(one.cadence, []).append(one)
            continue
        due_on = day + timedelta(weeks=one.cadence.weeks)
        asked_on = None if asked is None else view.calendar.today(asked)
        again = asked_on is not None and _same_period(one.cadence, asked_on, today)
        if due_on <= today and not again:
            yield _item(one, due_on, view, now)
    for cadence, rounds in fresh.items():
        yield from _spread(cadence, rounds, view, setting, now)


def _rounds(view: PersonView, setting: Setting) -> Iterator[_Round]:
    for prompt in setting.prompts:
        if prompt.internal:
            continue
        for subject in topics(prompt, view, setting):
            cadence = setting.cadence_of(prompt, subject)
            if cadence is not Cadence.EVENT:
                yield _Round(prompt=prompt, subject=subject, cadence=cadence)


def _last_day(
    subject: Subject | None, asked: datetime | None, view: PersonView
) -> date | None:
    """Return when it was last asked or its subject last reviewed."""
    days = [] if asked is None else [view.calendar.today(asked)]
    if subject is not None and subject.reviewed_on is not None:
        days.append(subject.reviewed_on)
    return max(days, default=None)


def _same_period(cadence: Cadence, one: date, other: date) -> bool:
    return period_of(cadence, one) == period_of(cadence, other)


def _spread(
    cadence: Cadence,
    rounds: list[_Round],
    view: PersonView,
    setting: Setting,
    now: datetime,
) -> Iterator[Item]:
    """Yield what was never asked, evenly over one round of its cadence.

    Without this every prompt would be overdue on the first day.
    """
    today = view.calendar.today(now)
    ordered = sorted(rounds, key=lambda r: (r.prompt.prompt_id, r.topic or ""))
    for index, one in enumerate(ordered):
        since = one.subject.since if one.subject is not None else None
        starts = [setting.began_on, view.person.joined_on, since or date.min]
        due_on = max(starts) + timedelta(weeks=index * cadence.weeks // len(ordered))
        if due_on <= today:
            yield _item(one, due_on, view, now)


def _item(one: _Round, due_on: date, view: PersonView, now: datetime) -> Item:
    period = period_of(one.cadence, view.calendar.today(now))
    person_id = view.person.person_id
    return Item(
        key=key_of(one.prompt.prompt_id, one.topic, period, person_id),
        prompt=one.prompt,
        subject=one.topic,
        period=period,
        rank=Rank.CADENCE,
        owed=False,
        due_at=view.calendar.at(due_on, view.calendar.slot_time()),
        not_before=now,
    )


OWED_EVENTS = frozenset({"deadline"})
"Events that go out by themselves instead of waiting for the bundle."


def _of_events(view: PersonView, setting: Setting, now: datetime) -> Iterator[Item]:
    for prompt in setting.prompts:
        for subject in topics(prompt, view, setting) if prompt.events else ():
            happened = view.events if subject is None else subject.events
            topic = None if subject is None else subject.key
            for event in prompt.events:
                period = happened.get(event)
                if period is None or _just_asked(prompt, topic, view, now):
                    continue
                yield Item(
                    key=key_of(prompt.prompt_id, topic, period, view.person.person_id),
                    prompt=prompt,
                    subject=topic,
                    period=period,
                    rank=Rank.EVENT,
                    owed=event in OWED_EVENTS,
                    due_at=now,
                    not_before=now,
                )


_JUST_ASKED = timedelta(days=5)


def _just_asked(
    prompt: Prompt, topic: str | None, view: PersonView, now: datetime
) -> bool:
    """Whether the same stands in the chat since a few days: a deadline adds nothing."""
    return any(
        p.prompt_id == prompt.prompt_id
        and p.subject == topic
        and now - p.at < _JUST_ASKED
        for p in view.past
    ) or any(
        o.prompt_id == prompt.prompt_id and o.subject == topic for o in view.unsettled
    )


def _of_commitments(
    view: PersonView, setting: Setting, now: datetime
) -> Iterator[Item]:
    check, near = setting.prompt(CHECK), setting.prompt(NEAR)
    for commitment in view.commitments:
        if check is not None:
            yield _about(commitment, check, _check_at(commitment, view), view)
        if near is not None:
            for days in setting.rules.deadline_days:
                at = _near_at(commitment, days, view)
                if at is not None and at <= now < commitment.due.utc:
                    yield _about(commitment, near, at, view)


def _check_at(commitment: Commitment, view: PersonView) -> datetime:
    """The first working day after its own, at the person's time of day."""
    day = view.calendar.today(commitment.due.utc)
    later = view.calendar.add_working_days(day, 1)
    return view.calendar.at(later, view.calendar.slot_time())


def _near_at(commitment: Commitment, days: int, view: PersonView) -> datetime | None:
    """When its coming is announced; None where it was made too shortly before."""
    due_on = view.calendar.today(commitment.due.utc)
    made_on = view.calendar.today(commitment.made_at)
    if (due_on - made_on).days < max(NEAR_LEAST * days, 14):
        return None
    day = due_on - timedelta(days=days)
    return view.calendar.at(day, view.calendar.slot_time())


def _about(
    commitment: Commitment, prompt: Prompt, at: datetime, view: PersonView
) -> Item:
    subject = f"commitment:{commitment.commitment_id}"
    period = f"{commitment.due.wall:%Y-%m-%dT%H:%M}"
    if prompt.prompt_id == NEAR:
        period = f"{period}-{at:%m%d}"
    return Item(
        key=key_of(prompt.prompt_id, subject, period, view.person.person_id),
        prompt=prompt,
        subject=subject,
        period=period,
        rank=Rank.COMMITMENT,
        owed=True,
        due_at=at,
        not_before=at,
    )
