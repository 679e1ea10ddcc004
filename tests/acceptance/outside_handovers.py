"""The outside checker on people who come and go: told from facts alone, as ever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from engagement import facts as f
from engagement.facts import Fact, Record
from engagement.people import Person
from tests.acceptance.outside_checker import day_of, of, people_of, works

ACCEPT_WORKING_DAYS = 5


def leaver_disturbed(records: Sequence[Record]) -> list[str]:
    """Whatever came to somebody on or after the day from which they had left."""
    left: dict[str, date] = {}
    people, wrong = people_of(records), []
    for record in records:
        at = record.header.recorded_at
        match record.fact:
            case f.PersonLeft(person_id=whom, on=on):
                left[whom] = on
            case (
                f.MessageDelivered(person_id=str() as whom)
                | f.PromptAsked(person_id=whom)
            ):
                if whom in left and day_of(people[whom], at) >= left[whom]:
                    wrong.append(f"{record.fact.NAME} to {whom} at {at}")
            case _:
                pass
    return wrong


def asked_before_accepting(records: Sequence[Record]) -> list[str]:
    """Questions about a thing that nobody had accepted yet, and hasty silences."""
    handed: dict[str, f.ItemHandedOver] = {}
    about = {one.occasion_id: one.subject for one in of(records, f.PromptPlanned)}
    people, wrong = people_of(records), []
    for record in records:
        at = record.header.recorded_at
        match record.fact:
            case f.ItemHandedOver(subject=subject) as one:
                handed[subject] = one
            case f.ItemAccepted(subject=subject, person_id=whom, by_silence=silent):
                since = handed.pop(subject).on
                days = _working_days(people[whom], since, day_of(people[whom], at))
                if silent and days < ACCEPT_WORKING_DAYS:
                    wrong.append(f"{subject} is {whom}'s after {days} days")
            case f.ItemDeclined(subject=subject) | f.ItemReturned(subject=subject):
                handed.pop(subject, None)
            case f.PromptAsked(occasion_id=which, person_id=whom):
                if (subject := about.get(which) or "") in handed:
                    wrong.append(f"{whom} was asked about {subject} at {at}")
            case _:
                pass
    return wrong


def _working_days(person: Person, first: date, last: date) -> int:
    """Return how many working days lie between two days, the second one left out."""
    noon = time(12)
    days = (first + timedelta(days=n) for n in range((last - first).days))
    zone = ZoneInfo(person.zone)
    return sum(works(person, datetime.combine(day, noon, zone)) for day in days)


def left_behind(records: Sequence[Record], whom: str, listed: str) -> list[str]:
    """Things of somebody who left that are neither another's, nor ended, nor listed.

    Args:
        records: everything.
        whom: who left.
        listed: what a coordinator reads on the list of what is left to hand over.
    """
    owner: dict[str, str | None] = {}
    title: dict[str, tuple[str, ...]] = {}
    for record in records:
        found = _thing(record.fact)
        if found is not None:
            subject, owner[subject], title[subject] = found
        owner |= dict(_changed_hands(record.fact, whom))
    return [
        subject
        for subject, who in owner.items()
        if who == whom and not any(words in listed for words in title[subject])
    ]


def _thing(fact: Fact) -> tuple[str, str | None, tuple[str, ...]] | None:
    """Return a thing that somebody answers for: what it is, whose, its titles."""
    match fact:
        case f.ObjectiveRecorded(objective=one):
            titles = (one.title.en, one.title.sv)
            return f"objective:{one.objective_id}", one.owner_id, titles
        case f.RiskRecorded(risk=risk):
            return f"risk:{risk.risk_id}", risk.owner_id, (risk.title.en, risk.title.sv)
        case f.ActionRecorded(action=one):
            titles = (one.title.en, one.title.sv)
            owner = None if one.closed else one.owner_id
            return f"action:{one.action_id}", owner, titles
        case f.KpiRecorded(kpi=kpi):
            return f"kpi:{kpi.kpi_id}", kpi.owner_id, (kpi.name.en, kpi.name.sv)
        case f.CommitmentMade(commitment_id=which, person_id=who, what=what):
            return f"commitment:{which}", who, (what.text or "",)
        case _:
            return None


def _changed_hands(fact: Fact, whom: str) -> Iterator[tuple[str, str | None]]:
    """Yield what a fact says about who answers for something from now on."""
    match fact:
        case f.CommitmentKept(commitment_id=which):
            yield f"commitment:{which}", None
        case f.CommitmentWithdrawn(commitment_id=which):
            yield f"commitment:{which}", None
        case f.SubjectReviewed(subject=subject, outcome="done" | "not_relevant"):
            if subject.startswith("action:"):
                yield subject, None
        case f.ItemHandedOver(subject=subject, person_id=who):
            yield subject, who
        case f.ItemDeclined(subject=subject):
            yield subject, whom
        case f.ItemDropped(subject=subject):
            yield subject, None
        case f.EntryRetired(kind=kind, entry_id=which):
            yield f"{kind}:{which}", None
        case _:
            pass
