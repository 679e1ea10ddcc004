"""Who was top management in a span of days, in which role, and at which sites.

Rules: it is read from what was recorded of people, so a role is the one that was held
then. A version of a person holds until the next one; the first one since they joined.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from engagement.evidence.excerpt import Numbered
from engagement.facts import PersonLeft, PersonRecorded
from engagement.people import Permission, Person
from engagement.texts import Bilingual

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """A member of top management, in one role."""

    person_id: str
    name: str
    role: Bilingual
    site: str | None
    since: date
    until: date | None = None
    "Last day; None: still."


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What an export is about."""

    sites: tuple[str, ...]
    leaders: tuple[Leader, ...]


def scope(records: Iterable[Numbered], first: date | None, last: date | None) -> Scope:
    """Return who led, and where, on any day from ``first`` to ``last``.

    ``records`` are those of people, in order; None: as far as there is anything.
    """
    spells: dict[str, list[Leader]] = {}
    for one in records:
        if one.record is None:
            continue
        match one.fact:
            case PersonRecorded(person=person):
                day = one.record.header.occurred_at.date()
                _turn(spells.setdefault(person.person_id, []), person, day)
            case PersonLeft(person_id=who, on=on):
                _end(spells.get(who, []), on)
            case _:
                pass
    found = [spell for held in spells.values() for spell in held]
    leaders = tuple(one for one in found if _meets(one, first, last))
    sites = sorted({one.site for one in leaders if one.site is not None})
    return Scope(sites=tuple(sites), leaders=leaders)


def _turn(spells: list[Leader], person: Person, day: date) -> None:
    """Begin a spell where something of it changed, and end the one before."""
    leads = Permission.EXECUTIVE in person.permissions
    since = day if spells else person.joined_on
    spell = Leader(
        person_id=person.person_id,
        name=person.name,
        role=person.role,
        site=person.site,
        since=since,
        until=None if person.left_on is None else person.left_on - _DAY,
    )
    if spells and leads and replace(spells[-1], since=since) == spell:
        return
    _end(spells, day)
    if leads:
        spells.append(spell)


def _end(spells: list[Leader], on: date) -> None:
    """End the running spell before ``on``; one that had not begun never was."""
    if not spells or (spells[-1].until is not None and spells[-1].until < on):
        return
    ended = replace(spells.pop(), until=on - _DAY)
    if ended.until is not None and ended.until >= ended.since:
        spells.append(ended)


def _meets(one: Leader, first: date | None, last: date | None) -> bool:
    begun = last is None or one.since <= last
    return begun and (first is None or one.until is None or one.until >= first)
