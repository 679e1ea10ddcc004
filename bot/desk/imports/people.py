"""``people.csv``: who takes part, what they do and when they work.

Rules: nobody leaves by being left out of a file, and who has left does not come back by
standing in one. Functions that a file names begin; held ones that it no longer names
end, today. The permission to administer is neither given nor taken by a file, and the
last coordinator stays one. Pace and pauses are not for files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from bot.desk.imports.changes import Change, differences
from bot.desk.imports.entries import given
from bot.desk.imports.history import Past
from bot.desk.imports.kind import Drawn
from bot.desk.imports.people_columns import (
    COLUMNS,
    DOES,
    EXAMPLES,
    MAY,
    PERSON_ID,
    WORKING_DAYS,
    WORKING_HOURS,
)
from bot.desk.imports.sheet import KEEP, Line, Sheet
from engagement.facts import Fact, FunctionAssigned, FunctionEnded, PersonRecorded
from engagement.people import Assignment, Function, Permission, Person, WorkingHours
from engagement.texts import Bilingual


class PeopleKind:
    """People with their functions."""

    name = "people"
    swedish = "personer"
    columns = COLUMNS
    examples = EXAMPLES

    def draw(self, sheet: Sheet) -> Drawn:
        """Turn a file into facts: each person, then what they do."""
        return _Reading(sheet).drawn()

    def reverse(self, fact: Fact, past: Past) -> tuple[Fact, ...] | None:
        """Return what supersedes a fact of an import; None: keep what is newer."""
        match fact:
            case PersonRecorded(person=person):
                return _person_back(person, past)
            case FunctionAssigned(assignment=one) if _stands(one, past):
                return (FunctionEnded(assignment=replace(one, until=one.since)),)
            case FunctionEnded(assignment=one) if _stands(one, past):
                return (FunctionAssigned(assignment=replace(one, until=None)),)
            case _:
                return None


class _Reading:
    """One file of people, while it is read."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._unit = sheet.at.unit
        self._held = {p.person_id: p for p in self._unit.people.all()}
        self._spelt = {name.casefold(): name for name in self._held}
        self._doing: dict[str, list[Assignment]] = {}
        for one in self._unit.people.assignments():
            if one.until is None or sheet.today < one.until:
                self._doing.setdefault(one.person_id, []).append(one)
        self._lines: dict[str, int] = {}
        self._after = dict(self._held)
        self._facts: dict[str, list[Fact]] = {}

    def drawn(self) -> Drawn:
        """Return what the file comes to."""
        for line in self._sheet.lines(COLUMNS):
            person_id = self._identify(line)
            if person_id is not None:
                self._take(line, person_id)
        self._check_coordinators()
        return self._compared()

    def _identify(self, line: Line) -> str | None:
        written = given(line, PERSON_ID)
        if not isinstance(written, str):
            return None
        person_id = self._spelt.get(written.casefold(), written)
        first = self._lines.setdefault(person_id.casefold(), line.number)
        if first == line.number:
            return person_id
        line.refuse("duplicate_id", "id", id=written, first=first)
        return None

    def _take(self, line: Line, person_id: str) -> None:
        known = self._unit.people.get(person_id)
        if known is not None and _left(known):
            line.warn("person_left", name=known.name, day=known.left_on)
            return
        held = self._held.get(person_id)
        person = self._read(line, held or self._blank(person_id))
        functions = line.value(DOES)
        if line.bad:
            return
        facts: list[Fact] = [] if person == held else [PersonRecorded(person=person)]
        if functions is not KEEP:
            since = self._sheet.today if held is not None else person.joined_on
            facts += self._functions(person_id, functions, since)
        self._after[person_id] = person
        self._facts[person_id] = facts

    def _blank(self, person_id: str) -> Person:
        organisation = self._unit.organisation()
        return Person(
            person_id=person_id,
            name="",
            role=Bilingual(),
            language=organisation.language,
            zone=organisation.zone,
            country=organisation.country,
            joined_on=self._sheet.today,
        )

    def _read(self, line: Line, base: Person) -> Person:
        person = line.fill(base, COLUMNS)
        if not person.role:
            line.refuse("role_missing", "role_en")
        start, end = given(line, WORKING_HOURS) or (base.hours.start, base.hours.end)
        days = given(line, WORKING_DAYS) or base.hours.days
        permissions = given(line, MAY)
        if permissions is None:
            permissions = base.permissions
        # Whoever administers was made so by somebody who does.
        kept = base.permissions & {Permission.ADMIN}
        return replace(
            person,
            hours=WorkingHours(start=start, end=end, days=days),
            permissions=permissions | kept,
        )

    def _functions(
        self, person_id: str, named: Collection[Function], since: date
    ) -> Iterator[Fact]:
        doing = {one.function: one for one in self._doing.get(person_id, ())}
        for function in sorted(doing.keys() - set(named)):
            ended = replace(doing[function], until=self._sheet.today)
            yield FunctionEnded(assignment=ended)
        for function in sorted(set(named) - doing.keys()):
            begun = Assignment(function=function, person_id=person_id, since=since)
            yield FunctionAssigned(assignment=begun)

    def _check_coordinators(self) -> None:
        if any(map(_coordinates, self._after.values())):
            return
        if any(map(_coordinates, self._held.values())):
            self._sheet.refuse(0, "last_coordinator")
        else:
            self._sheet.warn(0, "no_coordinator")

    def _compared(self) -> Drawn:
        told, held = self._facts, self._held
        return Drawn(
            facts=tuple(fact for facts in told.values() for fact in facts),
            added=tuple(name for name in told if name not in held),
            changed=tuple(n for n, facts in told.items() if facts and n in held),
            unchanged=tuple(n for n, facts in told.items() if not facts),
            missing=tuple(name for name in held if name not in told),
            changes=tuple(c for n in told if n in held for c in self._changes(n)),
            names={one.person_id: one.name for one in self._after.values()},
        )

    def _changes(self, person_id: str) -> Iterator[Change]:
        """Yield what becomes different about somebody, and what they do."""
        before, after = self._held[person_id], self._after[person_id]
        yield from differences(person_id, COLUMNS, before, after)
        for column, old, new in (
            (WORKING_HOURS, _hours(before), _hours(after)),
            (WORKING_DAYS, before.hours.days, after.hours.days),
            (MAY, before.permissions, after.permissions),
            (DOES, *self._does(person_id)),
        ):
            if old != new:
                yield Change.of(person_id, column, old, new)

    def _does(self, person_id: str) -> tuple[frozenset[str], frozenset[str]]:
        before = frozenset(one.function for one in self._doing.get(person_id, ()))
        facts = self._facts[person_id]
        begun = {
            f.assignment.function for f in facts if isinstance(f, FunctionAssigned)
        }
        ended = {f.assignment.function for f in facts if isinstance(f, FunctionEnded)}
        return before, (before | begun) - ended


def _hours(person: Person) -> str:
    return f"{person.hours.start:%H:%M}–{person.hours.end:%H:%M}"


def _coordinates(person: Person) -> bool:
    return Permission.COORDINATOR in person.permissions


def _left(person: Person) -> bool:
    """Whether somebody who belonged here has left; who never did may be added."""
    return person.left_on is not None and person.left_on > person.joined_on


def _stands(assignment: Assignment, past: Past) -> bool:
    """Whether nobody has changed since who does what."""
    held = past.once("assignments", past.at.unit.people.assignments)
    return assignment in held


def _person_back(person: Person, past: Past) -> tuple[Fact, ...] | None:
    key = f"person:{person.person_id}"
    now = past.at.unit.people.get(person.person_id)
    newest = past.newest(PersonRecorded, key)
    if now is None or now.left_on is not None or newest is None:
        return None
    again = past.recorded_again(PersonRecorded, key)
    if again or _bare(newest.person) != _bare(person):
        return None
    before = past.before(PersonRecorded, key)
    if before is None:
        # As if they had never been here, so that a mended file can add them.
        never = min(now.joined_on, past.today)
        return (PersonRecorded(person=replace(now, left_on=never)),)
    held = replace(
        before.person, pace=now.pace, paused_until=now.paused_until, named=now.named
    )
    return (PersonRecorded(person=held),)


def _bare(person: Person) -> Person:
    """Without what only answers and commands change."""
    return replace(person, pace=1, paused_until=None, named=None)


PEOPLE = PeopleKind()
