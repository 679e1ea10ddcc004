"""What the tests of the cadence stand on: builders, and a clock in words.

Everybody lives in Stockholm and is asked on Tuesdays at nine unless a test says
otherwise; 24 November 2026 is a Tuesday, in week 48.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from engagement.cadence import Past, PersonView, Setting
from engagement.cadence.look import Look
from engagement.calendar import WorkCalendar
from engagement.catalogue import Cadence, Prompt, Reader
from engagement.commitments import Commitment
from engagement.moments import Moment
from engagement.occasions import Occasion, OccasionState, Rank
from engagement.organisation import Rules
from engagement.people import Absence, ClosedPeriod, Person
from engagement.subjects import Subject
from engagement.texts import Bilingual

STOCKHOLM = "Europe/Stockholm"
BEGAN = date(2026, 1, 5)
"Long ago, so that nothing of a test is new by accident."


def at(text: str, zone: str = STOCKHOLM) -> datetime:
    """Return the instant of ``2026-11-24 09:00`` on a wall clock."""
    wall = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return wall.astimezone(UTC)


def day(text: str) -> date:
    """Return ``2026-11-24``."""
    return date.fromisoformat(text)


def a_person(**changes: Any) -> Person:
    person = Person(
        person_id="E1",
        name="Annika",
        role=Bilingual(en="CEO", sv="vd"),
        language="sv",
        zone=STOCKHOLM,
        country="SE",
        joined_on=date(2021, 3, 1),
    )
    return replace(person, **changes)


def away(first: str, last: str, person_id: str = "E1") -> Absence:
    return Absence(
        absence_id=f"A-{first}", person_id=person_id, starts=day(first), ends=day(last)
    )


def closed(first: str, last: str, site: str | None = None) -> ClosedPeriod:
    return ClosedPeriod(
        period_id=f"C-{first}", starts=day(first), ends=day(last), site=site
    )


def a_calendar(
    person: Person | None = None,
    *,
    off: Iterable[str] = (),
    absences: tuple[Absence, ...] = (),
    closed: tuple[ClosedPeriod, ...] = (),
) -> WorkCalendar:
    """Return a calendar; ``off`` are its holidays."""
    return WorkCalendar(
        person=person or a_person(),
        holidays=frozenset(day(one) for one in off),
        absences=absences,
        closed=closed,
    )


def a_prompt(prompt_id: str = "M1", **changes: Any) -> Prompt:
    """Return a monthly choice that every executive is asked about nothing by name."""
    prompt = Prompt(
        prompt_id=prompt_id,
        version=1,
        concepts=("leadership.commitment",),
        asked_of=("executive",),
        cadence=Cadence.MONTHLY,
        subject=None,
        kind="choice",
        text=Bilingual(en="How?", sv="Hur?"),
        first_time=Bilingual(),
        why=Bilingual(en="So.", sv="Så."),
        options=(),
        options_from=None,
        number=None,
        follow_ups=(),
        cases=(),
        reviews_subject=False,
        evidence=Bilingual(),
        audience=(Reader.COORDINATOR,),
        method="dialogue",
        retention="evidence",
        on=True,
        internal=False,
        digest="",
    )
    return replace(prompt, **changes)


def an_event(prompt_id: str = "S1", *events: str, **changes: Any) -> Prompt:
    """Return a prompt that only events ask, about a signal of its owner's."""
    named: dict[str, Any] = {
        "cadence": Cadence.EVENT,
        "events": events or ("signal",),
        "subject": "signal",
        "asked_of": ("owner",),
    }
    return a_prompt(prompt_id, **(named | changes))


def _internal(prompt_id: str, **changes: Any) -> Prompt:
    return a_prompt(prompt_id, cadence=Cadence.EVENT, internal=True, **changes)


CHECK = _internal("CHECK", subject="commitment", kind="commitment_check")
NEAR = _internal("NEAR", subject="commitment")
PACE = _internal("PACE")
ASK = _internal("ASK", subject="question", kind="sentence")
INTERNAL = (CHECK, NEAR, PACE, ASK)


def a_subject(
    subject_id: str = "R1", kind: str = "risk", owner: str | None = "E1", **changes: Any
) -> Subject:
    subject = Subject(
        kind=kind,
        subject_id=subject_id,
        title=Bilingual(en=subject_id, sv=subject_id),
        owner_id=owner,
    )
    return replace(subject, **changes)


def a_signal(subject_id: str = "otif", **changes: Any) -> Subject:
    """Return a signal of E1's that has just been detected."""
    changes = {"events": {"signal": "e1"}} | changes
    return a_subject(subject_id, "signal", **changes)


def a_setting(*prompts: Prompt, of: Iterable[Subject] = (), **changes: Any) -> Setting:
    """Return a setting with these prompts, the internal ones, and some subjects."""
    subjects: dict[str | None, tuple[Subject, ...]] = {}
    for subject in of:
        subjects[subject.owner_id] = (*subjects.get(subject.owner_id, ()), subject)
    setting = Setting(
        rules=Rules(),
        prompts=(*prompts, *INTERNAL),
        subjects=subjects,
        began_on=BEGAN,
    )
    return replace(setting, **changes)


def a_view(calendar: WorkCalendar | None = None, **changes: Any) -> PersonView:
    """Return a view; the past of what is unsettled is part of it by itself."""
    view = replace(PersonView(calendar=calendar or a_calendar()), **changes)
    own = {p.occasion_id for p in view.past}
    past = [a_past_of(o) for o in view.unsettled if o.occasion_id not in own]
    return replace(view, past=(*view.past, *past))


def a_look(now: str, view: PersonView, setting: Setting, zone: str = STOCKHOLM) -> Look:
    return Look(view=view, setting=setting, now=at(now, zone))


def planned(key: str = "M1", period: str = "2026-11", **changes: Any) -> Occasion:
    """Return a planned question; ``key`` is ``PROMPT`` or ``PROMPT/kind:subject``."""
    prompt_id, _, subject = key.partition("/")
    occasion = Occasion(
        occasion_id=f"o-{key}",
        key=f"prompt:{prompt_id}:{subject or '-'}:{period}:E1",
        person_id="E1",
        prompt_id=prompt_id,
        subject=subject or None,
        period=period,
        rank=Rank.CADENCE,
        owed=False,
        planned_at=at("2026-11-17 09:00"),
        not_before=at("2026-11-17 09:00"),
        due_at=at("2026-11-17 09:00"),
    )
    return replace(occasion, **changes)


def owed(key: str = "ASK/question:1", **changes: Any) -> Occasion:
    """Return a coordinator's own question that is planned."""
    named: dict[str, Any] = {"owed": True, "rank": Rank.EVENT, "asked_by": "C1"}
    return planned(key, "ask-1", **(named | changes))


def asked(key: str = "M1", when: str = "2026-11-17 09:00", **changes: Any) -> Occasion:
    """Return a question that stands in the chat since ``when``, with nine days to go."""
    named: dict[str, Any] = {
        "state": OccasionState.ASKED,
        "message_id": f"m-{when[:10]}",
        "asked_at": at(when),
        "expires_at": at("2026-12-01 23:59"),
    }
    return planned(key, **(named | changes))


def a_past_of(occasion: Occasion) -> Past:
    """Return an occasion as history keeps it."""
    return Past(
        occasion_id=occasion.occasion_id,
        key=occasion.key,
        prompt_id=occasion.prompt_id,
        subject=occasion.subject,
        at=occasion.asked_at or occasion.planned_at,
        state=occasion.state,
        rank=occasion.rank,
        message_id=occasion.message_id,
        snoozed=occasion.snoozed_until is not None or occasion.woken_at is not None,
    )


def answered(key: str, when: str, **changes: Any) -> Past:
    """Return a question that was asked at ``when`` and answered."""
    changes = {
        "state": OccasionState.ANSWERED,
        "occasion_id": f"{key}@{when}",
    } | changes
    period = str(changes.pop("period", f"{when[:7]}"))
    return a_past_of(asked(key, when, period=period, **changes))


def a_commitment(
    due: str, made: str = "2026-09-01 09:00", **changes: Any
) -> Commitment:
    """Return an open promise of E1's to do something by a Stockholm wall clock."""
    moment = Moment.of(datetime.fromisoformat(due), STOCKHOLM)
    commitment = Commitment(
        commitment_id="K1",
        person_id="E1",
        occasion_id="o-1",
        what="Test rig",
        due=moment,
        first_due=moment,
        made_at=at(made),
    )
    return replace(commitment, **changes)


def nine(text: str) -> datetime:
    """Return nine o'clock in Stockholm on a day."""
    return at(f"{text} {time(9):%H:%M}")
