"""An outside checker: what must never happen in a quarter, told from facts alone.

Rules: it gets decoded facts, and what stood in channels; nothing of the planner, the
desk or the tables is asked. Hours, days off, limits and readers are worked out here
once more. Each function returns what is wrong, a line each; nothing where all is well.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from engagement import facts as f
from engagement.facts import Fact, Record
from engagement.people import Absence, Permission, Person

WEEK = timedelta(days=7)
MOST_A_WEEK = 3
LEAST_ASKED = 5
NEAR_AUDIT = timedelta(days=21)
ORDERED = {"wake", "approval"}
"Kinds of messages that somebody asked for, at a time that they chose."
ANSWERING = {"news"}
"Kinds that bring what became of somebody's own answer; their day is not counted."
ANSWERS = {
    "prompt.answered",
    "answer.detailed",
    "objective.reviewed",
    "subject.reviewed",
}
DAYS_OFF: Mapping[str, Collection[tuple[int, int]]] = {
    "SE": {(12, 24), (12, 25), (12, 31), (1, 1), (1, 6)},
    "US": {(11, 26), (12, 25), (1, 1), (1, 18)},
    "IN": {(1, 26)},
}
"Month and day of days off in this winter that nobody argues about."
F = TypeVar("F")
_COUNTED = re.compile(r"\b(\d+) (?:of|av) (\d+) (?:asked|tillfrågade)\b")


# --- reading facts ------------------------------------------------------------------


def each(records: Iterable[Record], kind: type[F]) -> Iterator[tuple[Record, F]]:
    """Yield what is told of a kind, with its record."""
    for record in records:
        if isinstance(record.fact, kind):
            yield record, record.fact


def of(records: Iterable[Record], kind: type[F]) -> Iterator[F]:
    """Yield what is told of a kind."""
    return (fact for _, fact in each(records, kind))


def people_of(records: Iterable[Record]) -> dict[str, Person]:
    """Return everybody as they were recorded last."""
    return {one.person.person_id: one.person for one in of(records, f.PersonRecorded)}


def _coordinators(records: Iterable[Record]) -> set[str]:
    return {
        person.person_id
        for person in people_of(records).values()
        if Permission.COORDINATOR in person.permissions
    }


def day_of(person: Person, at: datetime) -> date:
    """Return which day it is, where somebody works."""
    return at.astimezone(ZoneInfo(person.zone)).date()


def _to_leaders(
    records: Sequence[Record],
) -> dict[str, list[tuple[datetime, f.MessageDelivered]]]:
    """Return what came to each leader unasked: when, and what."""
    found: dict[str, list[tuple[datetime, f.MessageDelivered]]] = defaultdict(list)
    steering = _coordinators(records)
    for record, fact in each(records, f.MessageDelivered):
        whom = fact.person_id
        if whom is not None and whom not in steering and fact.kind not in ORDERED:
            found[whom].append((record.header.recorded_at, fact))
    return found


# --- when, and how often ---------------------------------------------------------------


def before_launch(records: Sequence[Record]) -> list[str]:
    """Whatever reached a channel or a leader before the launch, the CEO's own asked."""
    steering = _coordinators(records)
    wrong: list[str] = []
    for record in records:
        match record.fact:
            case f.OrganisationLaunched():
                return wrong
            case f.MessageDelivered(kind=kind, person_id=whom):
                if kind != "approval" and whom not in steering:
                    wrong.append(f"{kind} to {whom} at {record.header.recorded_at}")
            case f.PromptAsked() | f.PersonIntroduced() | f.DigestPosted():
                wrong.append(f"{record.fact.NAME} at {record.header.recorded_at}")
            case _:
                pass
    return [*wrong, "nobody launched it"]


def asked_too_soon(records: Sequence[Record]) -> list[str]:
    """Whoever was asked before their introduction, or on the day of it."""
    introduced: dict[str, date] = {}
    people, wrong = people_of(records), []
    for record in records:
        at = record.header.recorded_at
        match record.fact:
            case f.PersonIntroduced(person_id=whom):
                introduced[whom] = day_of(people[whom], at)
            case f.PromptAsked(person_id=whom):
                if introduced.get(whom, date.max) >= day_of(people[whom], at):
                    wrong.append(f"{whom} was asked at {at}")
            case _:
                pass
    return wrong


def too_many(records: Sequence[Record]) -> list[str]:
    """More than three messages in any seven days to one leader."""
    wrong = []
    for whom, messages in _to_leaders(records).items():
        times = [at for at, _ in messages]
        for first in times:
            within = sum(first <= at < first + WEEK for at in times)
            if within > MOST_A_WEEK:
                wrong.append(f"{whom} got {within} in seven days from {first}")
    return wrong


def twice_a_day(records: Sequence[Record]) -> list[str]:
    """More than one message on one day to one leader."""
    people, wrong = people_of(records), []
    for whom, messages in _to_leaders(records).items():
        counted = [at for at, fact in messages if fact.kind not in ANSWERING]
        days = Counter(day_of(people[whom], at) for at in counted)
        wrong += [f"{whom} got {n} on {day}" for day, n in days.items() if n > 1]
    return wrong


def outside_hours(records: Sequence[Record]) -> list[str]:
    """Messages that came to somebody when they do not work."""
    people: dict[str, Person] = {}
    away: list[Absence] = []
    closed: list[Any] = []
    wrong = []
    for record in records:
        at = record.header.recorded_at
        match record.fact:
            case f.PersonRecorded(person=person):
                people[person.person_id] = person
            case f.AbsenceRecorded(absence=absence):
                away.append(absence)
            case f.ClosedPeriodRecorded(period=period):
                closed.append(period)
            case f.MessageDelivered(kind=kind, person_id=str() as whom):
                person = people[whom]
                day = day_of(person, at)
                off = any(a.person_id == whom and a.covers(day) for a in away)
                shut = any(c.covers(day, person.site) for c in closed)
                if kind not in ORDERED and (off or shut or not works(person, at)):
                    wrong.append(f"{kind} to {whom} at {at}")
            case _:
                pass
    return wrong


def works(person: Person, at: datetime) -> bool:
    """Whether somebody works at a moment, as far as the calendar tells."""
    local = at.astimezone(ZoneInfo(person.zone))
    on = local.weekday() in person.hours.days
    off = (local.month, local.day) in DAYS_OFF.get(person.country, ())
    return on and not off and person.hours.start <= local.time() < person.hours.end


def asked_twice(records: Sequence[Record]) -> list[str]:
    """Questions that were wanted, put or sent more than once."""
    keys = Counter(one.key for one in of(records, f.PromptPlanned))
    asked = Counter(one.occasion_id for one in of(records, f.PromptAsked))
    sent = Counter(one.message_id for one in of(records, f.MessageDelivered))
    every = (*keys.items(), *asked.items(), *sent.items())
    return [f"{which}: {n} times" for which, n in every if n > 1]


# --- who sees what ----------------------------------------------------------------------


def widened(records: Sequence[Record]) -> list[str]:
    """Facts whose readers are more than the question that they came from had named."""
    named: dict[str, frozenset[str]] = {}
    origin: dict[str, str] = {}
    consented: set[str] = set()
    wrong = []
    for record in records:
        fact = record.fact
        match fact:
            case f.PromptAsked(occasion_id=which, question=question):
                named[which] = frozenset(question.audience)
            case f.PromptAnswered(occasion_id=which, question=question):
                if frozenset(question.audience) - named[which]:
                    wrong.append(f"the question of {which} got other readers")
            case f.CommitmentMade(commitment_id=what, occasion_id=which):
                origin[what] = which
            case f.CaseOpened(case_id=what, occasion_id=which):
                origin[what] = which
            case f.ConsentStated(occasion_id=which, given=True):
                consented.add(which)
            case _:
                pass
        found = _origin_of(fact, origin)
        more = frozenset(record.header.audience) - named.get(found or "", frozenset())
        if found in named and found not in consented and more:
            wrong.append(f"{fact.NAME} of {found} is read by {sorted(more)}, too")
    return wrong


def _origin_of(fact: Fact, origin: Mapping[str, str]) -> str | None:
    which = getattr(fact, "occasion_id", None)
    if which is not None:
        return str(which)
    what = getattr(fact, "commitment_id", None) or getattr(fact, "case_id", None)
    return origin.get(what or "")


def shamed(records: Sequence[Record], channel: Iterable[str]) -> list[str]:
    """Lines in a channel that name somebody for anything but what may be told.

    Told may be what somebody kept, and the objectives that their owner made visible;
    the words of a promise that was missed and not kept may stand nowhere.
    """
    people = people_of(records)
    made = {one.commitment_id: one for one in of(records, f.CommitmentMade)}
    kept = {one.commitment_id for one in of(records, f.CommitmentKept)}
    missed = {one.commitment_id for one in of(records, f.CommitmentMissed)} - kept
    told: dict[str, set[str]] = defaultdict(set)
    for which in kept:
        told[made[which].person_id].add(made[which].what.text or "")
    titles = {o.objective.objective_id: o.objective.title for o in _objectives(records)}
    for one in of(records, f.VisibilityChosen):
        title = titles.get(one.subject.removeprefix("objective:"))
        if one.visible and title is not None:
            told[one.person_id] |= {title.en, title.sv}
    secret = {made[which].what.text or "" for which in missed}
    secret -= {made[which].what.text or "" for which in kept}
    wrong = []
    for line in (line for text in channel for line in text.splitlines()):
        if any(words and words in line for words in secret):
            wrong.append(f"a missed promise: {line}")
        for whom, person in people.items():
            heads = (*told[whom], *(_kept_heads(line) if told[whom] else ()))
            if person.name in line and not any(words in line for words in heads):
                wrong.append(f"{whom} is named: {line}")
    return wrong


def _objectives(records: Sequence[Record]) -> Iterator[f.ObjectiveRecorded]:
    return of(records, f.ObjectiveRecorded)


def _kept_heads(line: str) -> tuple[str, ...]:
    """Return the line itself where it counts what was kept: names may follow."""
    return (
        (line,) if re.search(r"\d+ (?:commitments? kept|åtagande|löfte)", line) else ()
    )


def participation_told(channel: Iterable[str]) -> list[str]:
    """Counts of who answered where few were asked, or just one has not answered."""
    wrong = []
    for text in channel:
        for answered, asked in _COUNTED.findall(text):
            if int(asked) < LEAST_ASKED or int(asked) - int(answered) == 1:
                wrong.append(f"{answered} of {asked}")
    return wrong


# --- answers that are owed, and silence ----------------------------------------------------


def in_a_hole(records: Sequence[Record], listed: Collection[str]) -> list[str]:
    """Answers that say *blocked*, whose case is neither closed nor on the list.

    Args:
        records: everything.
        listed: what the coordinators' list calls its cases: beginnings of their ids.
    """
    cases = {one.occasion_id: one.case_id for one in of(records, f.CaseOpened)}
    closed = {one.case_id for one in of(records, f.CaseClosed)}
    wrong = []
    for answer in of(records, f.PromptAnswered):
        case = cases.get(answer.occasion_id)
        on_list = case is not None and any(case.startswith(one) for one in listed)
        if answer.option == "blocked" and case not in closed and not on_list:
            wrong.append(f"{answer.person_id}: {answer.occasion_id}")
    return wrong


def pestered(records: Sequence[Record]) -> list[str]:
    """Questions that came more than twice: asked, reminded of, and once more."""
    reminded = Counter(
        one.occasion_id
        for one in of(records, f.PromptReminded)
        if one.reason == "silence"
    )
    return [f"{which}: {n} reminders" for which, n in reminded.items() if n > 1]


def silence_untold(records: Sequence[Record], whom: str) -> list[str]:
    """Questions that somebody left open for two weeks, of which nobody was told."""
    ends = records[-1].header.recorded_at
    told = {
        one.occasion_id
        for one in of(records, f.CoordinatorTold)
        if one.reason == "silence"
    }
    done = {one.occasion_id for one in of(records, f.PromptAnswered)}
    return [
        f"{one.occasion_id}, asked at {record.header.recorded_at}"
        for record, one in each(records, f.PromptAsked)
        if one.person_id == whom
        and one.occasion_id not in told | done
        and record.header.recorded_at + 2 * WEEK < ends
    ]


# --- the audit, and the coordinator ----------------------------------------------------------


def raised_near(records: Sequence[Record], audit: date) -> list[str]:
    """Budgets that were raised in the 21 days before an audit."""
    before: Any = None
    wrong = []
    for record, one in each(records, f.ProgrammeRecorded):
        rules, at = one.programme.rules, record.header.recorded_at
        near = audit - NEAR_AUDIT <= at.date() <= audit
        for name in ("items_per_bundle", "messages_per_day", "messages_per_week"):
            more = before is not None and getattr(rules, name) > getattr(before, name)
            if near and more:
                wrong.append(f"{name} at {at}")
        before = rules
    return wrong


def badly_marked(
    exported: Iterable[Mapping[str, Any]],
    at: Callable[[int], datetime],
    audit: tuple[str, date],
) -> list[str]:
    """Answers of an export whose mark of an audit is missing, or too much.

    Args:
        exported: its records, as they stand in ``records.jsonl``.
        at: number of a record -> when it happened, where the audit is.
        audit: its id and its first day; answers later than that day are left out.
    """
    which, first = audit
    wrong = []
    for row in exported:
        on = at(row["seq"]).date()
        near = row["kind"] in ANSWERS and first - NEAR_AUDIT <= on
        if on <= first and (row["near_audit"] == which) != near:
            wrong.append(f"record {row['seq']} of {on}: {row['near_audit']}")
    return wrong


def briefs_missing(
    came: Iterable[datetime], person: Person, mondays: Iterable[date]
) -> list[str]:
    """Mondays without exactly one brief at eight, in somebody's own time."""
    zone = ZoneInfo(person.zone)
    found = Counter(at.astimezone(zone).replace(second=0, microsecond=0) for at in came)
    eight = max(time(8), person.hours.start)
    return [
        f"{monday}: {found[datetime.combine(monday, eight, zone)]}"
        for monday in mondays
        if found[datetime.combine(monday, eight, zone)] != 1
    ]
