"""What waits for a coordinator, read from the present state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.desk.desk import Sitting
from bot.desk.setting import (
    active_prompts,
    coordinator_for,
    coordinators,
    sources,
    today_of,
    unfillable,
)
from engagement.access import may_read_case
from engagement.kpis import Period
from engagement.people import Permission, Person
from engagement.today import (
    LOOK_BACK,
    Group,
    Line,
    agenda,
    due_cases,
    late_figures,
    to_talk_to,
    unreachable,
    unsendable,
)
from engagement.topics import subjects_of

FAILED_DAYS = timedelta(days=7)
"For so long somebody whom a message did not reach counts as unreachable."


def list_of(
    at: Sitting, coordinator: Person, *, everything: bool = False
) -> list[Line]:
    """Return what waits for a coordinator, in the order to do it.

    What concerns a person is for the coordinator who looks after them, what concerns
    the organisation for the first one; ``everything`` leaves nothing out but a talk
    with oneself.
    """
    first = next(iter(coordinators(at)), coordinator)
    leads = everything or first.person_id == coordinator.person_id
    own = [
        line
        for line in _about_people(at)
        if (line.group, line.which) != (Group.TALK, coordinator.person_id)
        and (everything or _looks_after(at, coordinator, _person_id(line)))
    ]
    cases = [
        case
        for case in at.unit.promises.open_cases()
        if everything or case.owner_id == coordinator.person_id
    ]
    today = today_of(at.unit.organisation(), at.now)
    shared = list(_about_all(at)) if leads else []
    return list(agenda([*own, *shared, *due_cases(cases, today)]))


def _person_id(line: Line) -> str:
    held = line.values.get("person_id")
    return held if isinstance(held, str) else line.which


def _looks_after(at: Sitting, coordinator: Person, person_id: str) -> bool:
    person = at.unit.people.get(person_id)
    if person is None:
        return False
    found = coordinator_for(at, person)
    return found is not None and found.person_id == coordinator.person_id


def _about_people(at: Sitting) -> Iterator[Line]:
    unit = at.unit
    since = at.now - LOOK_BACK
    for letter in unit.outbox.doubtful():
        if letter.person_id is not None:
            yield Line(
                group=Group.DECIDE,
                which=letter.message_id,
                by=letter.created_at,
                values={"person_id": letter.person_id, "why": "doubtful"},
            )
    yield from to_talk_to(
        unit.occasions.told_since(since), unit.promises.talked_since(since)
    )
    people = [
        p.person_id for p in unit.people.all() if Permission.EXECUTIVE in p.permissions
    ]
    failed = {
        letter.person_id: letter.created_at
        for letter in unit.outbox.failed_since(at.now - FAILED_DAYS)
        if letter.person_id is not None
    }
    yield from unreachable(people, unit.people.accounts(people).keys(), failed)


def _about_all(at: Sitting) -> Iterator[Line]:
    outbox = at.unit.outbox
    failed = outbox.failed_since(at.now - FAILED_DAYS)
    for why, letters in (("doubtful", outbox.doubtful()), ("failed", failed)):
        for letter in letters:
            if letter.person_id is None:
                yield Line(
                    group=Group.DECIDE,
                    which=letter.message_id,
                    by=letter.created_at,
                    values={"channel": letter.channel or "", "why": why},
                )
    yield from _unsendable(at)
    yield from _late(at)


def _unsendable(at: Sitting) -> tuple[Line, ...]:
    organisation, programme = at.unit.organisation(), at.unit.programme()
    prompts = active_prompts(at.desk, organisation, programme)
    subjects = subjects_of(sources(at))
    kinds = {subject.kind for held in subjects.values() for subject in held}
    return unsendable(prompts, kinds, unfillable(at, prompts, subjects))


def _late(at: Sitting) -> tuple[Line, ...]:
    kpis = at.unit.kpis.all()
    newest: dict[str, Period] = {}
    for kpi in kpis:
        readings = at.unit.kpis.readings(kpi.kpi_id)
        if readings:
            newest[kpi.kpi_id] = readings[-1].period
    today = today_of(at.unit.organisation(), at.now)
    return late_figures(kpis, newest, today)


def read_in(at: Sitting, reader: Person, lines: Sequence[Line]) -> list[str]:
    """Return whose answers a reader is shown by some lines."""
    found = []
    for line in lines:
        case = at.unit.promises.case(line.which) if line.group is Group.CASE else None
        if case is not None:
            origin = at.unit.occasions.get(case.occasion_id)
            if may_read_case(reader, case, origin):
                found.append(case.person_id)
    return found
