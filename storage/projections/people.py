"""State of people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, select

from engagement import facts as f
from engagement.people import COMMITMENTS, Permission, Person
from storage import tables as t
from storage.projections.base import Place

_person = select(t.person.c.body).where(
    t.person.c.organisation_id == bindparam("whose"),
    t.person.c.person_id == bindparam("person_id"),
)


def person_recorded(place: Place, fact: f.PersonRecorded) -> None:
    """Keep a person as a whole; whoever was introduced stays so."""
    body, before = fact.person, _body(place, fact.person.person_id)
    if before is not None and body.introduced_at is None:
        # An import that is taken back must not introduce anybody a second time.
        body = replace(body, introduced_at=before.introduced_at)
    place.put(
        t.person,
        person_id=fact.person.person_id,
        body=body,
        gone=_gone(place, body),
        coordinator=Permission.COORDINATOR in fact.person.permissions,
    )


def _body(place: Place, person_id: str) -> Person | None:
    values = {"whose": place.organisation_id, "person_id": person_id}
    found: Person | None = place.connection.scalar(_person, values)
    return found


def _gone(place: Place, person: Person) -> bool:
    """Whether somebody has left by the day of the record, where they are.

    Who is to leave later is here until it is recorded on that day once more.
    """
    return not person.active_on(person.local(place.at).date())


def _change(place: Place, person_id: str, **new: Any) -> None:
    """Change a person; who was redacted stays unknown."""
    person = _body(place, person_id)
    if person is None:
        return
    changed = replace(person, **new)
    gone = _gone(place, changed)
    place.update(t.person, {"person_id": person_id}, body=changed, gone=gone)


def person_left(place: Place, fact: f.PersonLeft) -> None:
    """Keep the day; history stays."""
    _change(place, fact.person_id, left_on=fact.on)


def person_paused(place: Place, fact: f.PersonPaused) -> None:
    """Keep until when."""
    _change(place, fact.person_id, paused_until=fact.until)


def person_resumed(place: Place, fact: f.PersonResumed) -> None:
    """End the pause."""
    _change(place, fact.person_id, paused_until=None)


def person_introduced(place: Place, fact: f.PersonIntroduced) -> None:
    """Keep when."""
    _change(place, fact.person_id, introduced_at=place.at)


def pace_changed(place: Place, fact: f.PaceChanged) -> None:
    """Keep how many weeks lie between two bundles."""
    _change(place, fact.person_id, pace=fact.weeks)


def visibility_chosen(place: Place, fact: f.VisibilityChosen) -> None:
    """Keep whether they are named for promises that they kept."""
    if fact.subject == COMMITMENTS:
        _change(place, fact.person_id, named=fact.visible)


def identity_linked(place: Place, fact: f.IdentityLinked) -> None:
    """Keep an account; a second person for it is refused by the key."""
    place.insert(
        t.identity,
        platform=fact.platform,
        workspace=fact.workspace,
        user_id=fact.user_id,
        person_id=fact.person_id,
        verified_by=fact.verified_by,
        since=place.at,
    )


def function_assigned(place: Place, fact: f.FunctionAssigned) -> None:
    """Keep who does what."""
    one = fact.assignment
    place.put(
        t.assignment,
        function=one.function.value,
        person_id=one.person_id,
        since=one.since,
        until=one.until,
    )


def function_ended(place: Place, fact: f.FunctionEnded) -> None:
    """Keep until when."""
    one = fact.assignment
    key = {
        "function": one.function.value,
        "person_id": one.person_id,
        "since": one.since,
    }
    place.update(t.assignment, key, until=one.until)


def absence_recorded(place: Place, fact: f.AbsenceRecorded) -> None:
    """Keep the days away."""
    one = fact.absence
    place.put(
        t.absence,
        absence_id=one.absence_id,
        person_id=one.person_id,
        starts=one.starts,
        ends=one.ends,
        withdrawn=False,
    )


def absence_withdrawn(place: Place, fact: f.AbsenceWithdrawn) -> None:
    """Mark it."""
    place.update(t.absence, {"absence_id": fact.absence_id}, withdrawn=True)
