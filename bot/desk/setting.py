"""What the cadence needs, read from a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.desk.desk import Desk, Sitting
from bot.desk.figures import figures
from bot.desk.lacking import Lacking
from engagement.asking import Readers, Unfillable, ask
from engagement.cadence import Look, PersonView, Setting, introduction_key, unneeded
from engagement.calendar import Holidays, WorkCalendar, iso_week
from engagement.catalogue import Prompt
from engagement.commitments import Commitment
from engagement.occasions import Occasion
from engagement.organisation import Organisation, Programme
from engagement.people import Absence, Assignment, Person
from engagement.subjects import Subject
from engagement.texts import Bilingual
from engagement.topics import Sources, subjects_of

HISTORY_DAYS = 400
"A year and a bit: what was asked longer ago counts as never asked."
BUNDLE_WEEKS = 9
NEW_ROLE_DAYS = 30
"A function that is held for longer is not new."


def today_of(organisation: Organisation, now: datetime) -> date:
    """Return the date where the organisation is at home."""
    return now.astimezone(ZoneInfo(organisation.zone)).date()


def coordinators(at: Sitting) -> tuple[Person, ...]:
    """Return the coordinators, by id."""
    return at.unit.people.coordinators()


def coordinator_for(at: Sitting, person: Person) -> Person | None:
    """Return who looks after somebody: a coordinator of their site, or the first.

    Somebody else where there is one: only who is the one coordinator looks after
    themselves.
    """
    found = coordinators(at)
    others = [c for c in found if c.person_id != person.person_id]
    near = [c for c in others if c.site is not None and c.site == person.site]
    return next(iter([*near, *others, *found]), None)


def to_tell_about(at: Sitting, person: Person) -> Person | None:
    """Return who is told of somebody; None where that could only be themselves."""
    found = coordinator_for(at, person)
    return None if found is None or found.person_id == person.person_id else found


def readers(at: Sitting) -> Readers:
    """Return the names that questions use."""
    found = coordinators(at)
    names = tuple(person.name for person in found)
    values = {"coordinator": names[0]} if names else {}
    return Readers(coordinators=names, values=values)


def active_prompts(
    desk: Desk, organisation: Organisation, programme: Programme
) -> tuple[Prompt, ...]:
    """Return the prompts that are on and have a reason to be asked."""
    return tuple(
        prompt
        for prompt in desk.catalogue.prompts
        if desk.catalogue.active(prompt, organisation.editions)
        and (prompt.internal or is_on(prompt, programme))
    )


def is_on(prompt: Prompt, programme: Programme) -> bool:
    """Whether the organisation wants the prompt."""
    setting = programme.prompts.get(prompt.prompt_id)
    return prompt.on if setting is None or setting.on is None else setting.on


def sources(at: Sitting) -> Sources:
    """Return everything that questions can be about."""
    unit = at.unit
    organisation = unit.organisation()
    today = today_of(organisation, at.now)
    home = (organisation.country, organisation.region)
    return Sources(
        today=today,
        goals=unit.entries.goals(),
        objectives=unit.entries.objectives(),
        risks=unit.entries.risks(),
        reviews=unit.entries.reviews(),
        actions=unit.entries.actions(),
        entries=unit.entries.others(),
        figures=figures(at),
        policy=organisation.policy,
        coordinators={p.person_id: p.name for p in coordinators(at)},
        holidays=at.desk.holidays([home], today.year)[home],
        rules=unit.programme().rules,
    )


def setting(at: Sitting) -> Setting:
    """Return what holds for everybody."""
    held = setting_of(at, at.unit.programme(), subjects_of(sources(at)), readers(at))
    return replace(held, introduces=at.unit.launch().launched_at is not None)


def setting_of(
    at: Sitting,
    programme: Programme,
    subjects: Mapping[str | None, tuple[Subject, ...]],
    known: Readers,
) -> Setting:
    """Return what would hold for everybody under a programme, with some subjects."""
    organisation = at.unit.organisation()
    prompts = active_prompts(at.desk, organisation, programme)
    return Setting(
        rules=programme.rules,
        prompts=prompts,
        settings=programme.prompts,
        subjects=subjects,
        unfillable=Lacking.of(known, prompts, subjects),
        began_on=organisation.began_on or today_of(organisation, at.now),
    )


def unfillable(
    at: Sitting,
    prompts: Sequence[Prompt],
    subjects: Mapping[str | None, tuple[Subject, ...]],
) -> list[Unfillable]:
    """Return what cannot be asked as things stand, and which values it lacks."""
    known, found = readers(at), []
    of_kind: dict[str, list[Subject]] = {}
    for subject in (one for held in subjects.values() for one in held):
        of_kind.setdefault(subject.kind, []).append(subject)
    for prompt in prompts:
        if prompt.internal:
            continue
        topics = [None] if prompt.subject is None else of_kind.get(prompt.subject, [])
        for topic in topics:
            asked = ask(prompt, topic, "en", at.desk.texts, known)
            if isinstance(asked, Unfillable):
                found.append(asked)
    return found


def calendars(at: Sitting, people: Sequence[Person]) -> Mapping[str, WorkCalendar]:
    """Return the calendars of some people."""
    unit, places = at.unit, {(p.country, p.region) for p in people}
    holidays: Holidays = at.desk.holidays(places, at.now.year)
    absences = unit.people.absences([p.person_id for p in people])
    closed = (*unit.people.closed_periods(), *unit.launch().pauses)
    own: dict[str, list[Absence]] = {}
    for absence in absences:
        own.setdefault(absence.person_id, []).append(absence)
    return {
        p.person_id: WorkCalendar(
            person=p,
            holidays=holidays[p.country, p.region],
            absences=tuple(own.get(p.person_id, ())),
            closed=closed,
        )
        for p in people
    }


def calendar_of(at: Sitting, person: Person) -> WorkCalendar:
    """Return one person's calendar."""
    return calendars(at, [person])[person.person_id]


def views(at: Sitting, people: Sequence[Person]) -> list[PersonView]:
    """Return everything that the cadence needs about some people."""
    unit, now = at.unit, at.now
    ids = [p.person_id for p in people]
    when = calendars(at, people)
    unsettled = _by_person(unit.occasions.unsettled(ids))
    year = now - timedelta(days=HISTORY_DAYS)
    past = unit.occasions.past(ids, year)
    sent = unit.outbox.sent_since(ids, now - timedelta(days=7))
    under_way = unit.outbox.under_way(ids)
    bundles = unit.outbox.bundles(ids, now - timedelta(weeks=BUNDLE_WEEKS))
    promises: dict[str, list[Commitment]] = {}
    for commitment in unit.promises.open_commitments(ids):
        promises.setdefault(commitment.person_id, []).append(commitment)
    closed: dict[str, list[Commitment]] = {}
    for commitment in unit.promises.closed_commitments(ids, year):
        closed.setdefault(commitment.person_id, []).append(commitment)
    held: dict[str, list[Assignment]] = {}
    for assignment in unit.people.assignments_of(ids):
        held.setdefault(assignment.person_id, []).append(assignment)
    return [
        PersonView(
            calendar=when[p.person_id],
            functions=_functions(held.get(p.person_id, ()), when[p.person_id], now),
            events=_events(held.get(p.person_id, ()), when[p.person_id], now),
            unsettled=tuple(unsettled.get(p.person_id, ())),
            past=tuple(past.get(p.person_id, ())),
            sent=sent.get(p.person_id, ()),
            under_way=under_way.get(p.person_id, ()),
            bundles=tuple(key for key, _ in bundles.get(p.person_id, ())),
            bundle_messages=tuple(i for _, i in bundles.get(p.person_id, ())),
            commitments=tuple(promises.get(p.person_id, ())),
            closed=tuple(closed.get(p.person_id, ())),
            introducing=p.introduced_at is None and _introducing(at, when[p.person_id]),
        )
        for p in people
    ]


def _introducing(at: Sitting, calendar: WorkCalendar) -> bool:
    """Whether somebody's introduction was written this week."""
    week = iso_week(calendar.today(at.now))
    key = introduction_key(calendar.person.person_id, week)
    return at.unit.outbox.by_key(key) is not None


def unneeded_ones(
    at: Sitting, person: Person, occasions: Sequence[Occasion]
) -> frozenset[str]:
    """Return those that nobody needs any more, as things stand now."""
    look = Look(view=views(at, [person])[0], setting=setting(at), now=at.now)
    return frozenset(o.occasion_id for o in occasions if unneeded(o, look) is not None)


def _by_person(occasions: Sequence[Occasion]) -> dict[str, list[Occasion]]:
    found: dict[str, list[Occasion]] = {}
    for occasion in occasions:
        found.setdefault(occasion.person_id, []).append(occasion)
    return found


def _functions(
    held: Sequence[Assignment], calendar: WorkCalendar, now: datetime
) -> tuple[str, ...]:
    today = calendar.today(now)
    return tuple(a.function.value for a in held if a.covers(today))


def _events(
    held: Sequence[Assignment], calendar: WorkCalendar, now: datetime
) -> dict[str, str]:
    """A function taken up lately, by somebody who was here before."""
    today = calendar.today(now)
    joined = calendar.person.joined_on
    new = [
        a.since
        for a in held
        if a.covers(today)
        and joined < a.since <= today
        and (today - a.since).days <= NEW_ROLE_DAYS
    ]
    return {"new_role": max(new).isoformat()} if new else {}


def home_calendar(at: Sitting) -> WorkCalendar:
    """Return the working days of the organisation where it is at home."""
    organisation = at.unit.organisation()
    place = (organisation.country, organisation.region)
    everybody = Person(
        person_id="",
        name="",
        role=Bilingual(),
        language=organisation.language,
        zone=organisation.zone,
        country=organisation.country,
        region=organisation.region,
        joined_on=today_of(organisation, at.now),
    )
    return WorkCalendar(
        person=everybody,
        holidays=at.desk.holidays([place], at.now.year)[place],
        closed=at.unit.people.closed_periods(),
    )
