"""Things that go from one person to another, at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.desk import cases as case_desk
from bot.desk.desk import Sitting
from bot.desk.recording import Recorder
from bot.desk.setting import today_of
from engagement.access import may_read_commitment
from engagement.errors import NotFound, Refused
from engagement.facts import (
    ActionRecorded,
    CommitmentWithdrawn,
    EntryRetired,
    Fact,
    ItemAccepted,
    ItemDeclined,
    ItemDropped,
    ItemReturned,
)
from engagement.facts.free_text import FreeText
from engagement.handovers import Body, Handover, handed_over, owned, owned_by
from engagement.kpis import Kpi
from engagement.people import Permission, Person
from engagement.reviews import ActionState, ReviewAction
from engagement.texts import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that somebody answers for."""

    subject: str
    words: str
    "What it is, for whoever reads the list."


def bodies(at: Sitting) -> Mapping[str, Body]:
    """Return everything that has an owner of its own, by subject."""
    entries = at.unit.entries
    found: dict[str, Body] = {}
    found |= {f"objective:{o.objective_id}": o for o in entries.objectives()}
    found |= {f"risk:{r.risk_id}": r for r in entries.risks()}
    found |= {f"action:{a.action_id}": a for a in entries.actions() if not a.closed}
    found |= {f"kpi:{k.kpi_id}": k for k in at.unit.kpis.all()}
    return found


def title(at: Sitting, subject: str, language: Language) -> str:
    """Say what a thing is: its kind and its title."""
    kind, _, which = subject.partition(":")
    body = bodies(at).get(subject)
    if body is None:
        return f"{at.say(f'entry_kind.{kind}', language)} {which}"
    name = body.name if isinstance(body, Kpi) else body.title
    said = f"{at.say(f'entry_kind.{kind}', language)}: {name.within(language)}"
    return said[0].upper() + said[1:]


def items_of(at: Sitting, person: Person, reader: Person) -> list[Item]:
    """Return what somebody answers for and nobody is to take over yet."""
    found = owned(person.person_id, bodies(at), at.unit.handovers.all())
    items = [Item(subject=one, words=title(at, one, reader.language)) for one in found]
    on_its_way = {h.subject for h in at.unit.handovers.all() if h.pending}
    for promise in at.unit.promises.open_commitments([person.person_id]):
        subject = f"commitment:{promise.commitment_id}"
        if subject not in on_its_way:
            origin = at.unit.occasions.get(promise.occasion_id)
            what = at.say("audience.withheld", reader.language)
            if may_read_commitment(reader, promise, origin):
                what = promise.what
            due = at.desk.texts.moment(promise.due.wall, reader.language)
            words = at.say("handover.promise", reader.language, what=what, when=due)
            items.append(Item(subject=subject, words=words))
    for case in at.unit.promises.open_cases():
        if case.owner_id == person.person_id:
            waiting = at.unit.people.get(case.person_id)
            words = at.say(
                "handover.case",
                reader.language,
                name=waiting.name if waiting is not None else case.person_id,
                due=at.desk.texts.day(case.due_on, reader.language),
            )
            items.append(Item(subject=f"case:{case.case_id}", words=words))
    return items


def give(
    at: Sitting, record: Recorder, subject: str, to: Person, until: date | None = None
) -> None:
    """Hand a thing over; a case at once, everything else to be accepted.

    Raises:
        NotFound: there is no such thing any more.
        Refused: it is theirs already, on its way, or they cannot have it.
    """
    kind, _, which = subject.partition(":")
    if kind == "case":
        case = at.unit.promises.case(which)
        if case is None:
            raise NotFound("case_unknown")
        case_desk.hand_over(at, record, case, to)
        return
    if any(h.subject == subject and h.pending for h in at.unit.handovers.all()):
        raise Refused("handover_pending")
    owner = _owner(at, subject)
    if kind == "commitment":
        promise = at.unit.promises.commitment(which)
        origin = at.unit.occasions.get(promise.occasion_id) if promise else None
        if promise is None or not may_read_commitment(to, promise, origin):
            raise Refused("handover_unseen", name=to.name)
    if Permission.EXECUTIVE not in to.permissions:
        raise Refused("handover_no_executive", name=to.name)
    today = today_of(at.unit.organisation(), at.now)
    record(handed_over(subject, owner, to, today, until))


def _owner(at: Sitting, subject: str) -> str:
    kind, _, which = subject.partition(":")
    if kind == "commitment":
        promise = at.unit.promises.commitment(which)
        if promise is not None and promise.closed_at is None:
            return promise.person_id
        raise NotFound("handover_gone")
    body = bodies(at).get(subject)
    if body is None or body.owner_id is None:
        raise NotFound("handover_gone")
    return body.owner_id


def take(at: Sitting, record: Recorder, one: Handover, *, by_silence: bool) -> None:
    """Make a thing theirs, unless somebody else got it meanwhile."""
    facts: list[Fact] = [
        ItemAccepted(
            subject=one.subject, person_id=one.person_id, by_silence=by_silence
        )
    ]
    body = bodies(at).get(one.subject)
    if body is not None and body.owner_id == one.was:
        facts.append(owned_by(body, one.person_id))
    record(*facts)
    at.unit.people.look_at({one.person_id: at.now})


def give_back(at: Sitting, record: Recorder, one: Handover) -> None:
    """Give a thing back, unless it is somebody else's by now."""
    facts: list[Fact] = [
        ItemReturned(subject=one.subject, person_id=one.was, was=one.person_id)
    ]
    body = bodies(at).get(one.subject)
    if body is not None and body.owner_id == one.person_id:
        facts.append(owned_by(body, one.was))
    record(*facts)
    at.unit.people.look_at({one.was: at.now, one.person_id: at.now})


def decline(record: Recorder, one: Handover) -> None:
    """Keep that a thing is not theirs."""
    record(ItemDeclined(subject=one.subject, person_id=one.person_id))


def drop(at: Sitting, record: Recorder, subject: str, reason: str) -> None:
    """End a thing with its reason: nobody is to answer for it any more.

    Raises:
        NotFound: there is no such thing any more.
    """
    kind, _, which = subject.partition(":")
    if kind == "case":
        case = at.unit.promises.case(which)
        if case is None or case.closed:
            raise NotFound("case_unknown")
        case_desk.close(at, record, case, reason)
        return
    words = FreeText(text=reason)
    facts: list[Fact] = [
        ItemDropped(subject=subject, person_id=_owner(at, subject), reason=words)
    ]
    body = bodies(at).get(subject)
    match body:
        case None:
            facts.append(CommitmentWithdrawn(commitment_id=which, reason=words))
        case ReviewAction():
            on = today_of(at.unit.organisation(), at.now)
            ended = replace(body, state=ActionState.DROPPED, state_on=on)
            facts.append(ActionRecorded(action=ended))
        case Kpi():
            facts.append(owned_by(body, None))
        case _:
            facts.append(EntryRetired(kind=kind, entry_id=which))
    record(*facts)
