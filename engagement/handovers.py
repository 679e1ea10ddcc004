"""Things that go from one person to another: when somebody leaves, or is away.

Rules: a thing has one owner at any time. Handed over for good, it becomes the
successor's when they accept it, or when they have said nothing for ``ACCEPT_DAYS``
working days; until then nobody new is asked about it. Declined, it stays where it was
and a coordinator hears of it. Handed over for an absence, it becomes the deputy's on
the first day and goes back after the last one, unless somebody else got it meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from engagement.calendar import WorkCalendar
from engagement.errors import Refused
from engagement.facts import (
    ActionRecorded,
    Fact,
    ItemHandedOver,
    KpiRecorded,
    ObjectiveRecorded,
    RiskRecorded,
)
from engagement.kpis import Kpi
from engagement.objectives import Objective
from engagement.people import Person
from engagement.reviews import ReviewAction
from engagement.risks import Risk

ACCEPT_DAYS = 5
"Working days of a successor after which a thing is theirs without a word."
Body = Objective | Risk | ReviewAction | Kpi
"What has an owner of its own."


class HandoverState(StrEnum):
    """What became of a hand-over."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RETURNED = "returned"


class Step(StrEnum):
    """What is due with a hand-over."""

    TAKE = "take"
    RETURN = "return"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One thing on its way, the newest hand-over of it."""

    subject: str
    person_id: str
    "To whom."
    was: str
    on: date
    until: date | None = None
    "Last day of a hand-over for a while."
    state: HandoverState = HandoverState.PENDING

    @property
    def pending(self) -> bool:
        """Whether it is handed over and not yet accepted."""
        return self.state is HandoverState.PENDING


def handed_over(
    subject: str, was: str, to: Person, on: date, until: date | None = None
) -> ItemHandedOver:
    """Return the fact that a thing is to be somebody's.

    Raises:
        Refused: they have it already, or have left by then.
    """
    if to.person_id == was:
        raise Refused("handover_same", name=to.name)
    if not to.active_on(on):
        raise Refused("handover_left", name=to.name)
    return ItemHandedOver(
        subject=subject, person_id=to.person_id, was=was, on=on, until=until
    )


def step(one: Handover, calendar: WorkCalendar, today: date) -> Step | None:
    """Return what is due with a hand-over on ``today``.

    Args:
        one: the hand-over.
        calendar: of who is to take the thing over.
        today: the date where the organisation is at home.
    """
    if one.until is not None:
        if today > one.until:
            return Step.RETURN if one.state is HandoverState.ACCEPTED else None
        return Step.TAKE if one.pending and today >= one.on else None
    last = calendar.add_working_days(one.on, ACCEPT_DAYS)
    return Step.TAKE if one.pending and today > last else None


def owned(
    person_id: str, bodies: Mapping[str, Body], handovers: Iterable[Handover]
) -> tuple[str, ...]:
    """Return what somebody answers for and nobody is to take over yet."""
    on_its_way = {one.subject for one in handovers if one.pending}
    return tuple(
        subject
        for subject, body in bodies.items()
        if body.owner_id == person_id and subject not in on_its_way
    )


def owned_by(body: Body, owner_id: str | None) -> Fact:
    """Return the fact that a thing has another owner, or none."""
    match body:
        case Objective():
            return ObjectiveRecorded(objective=replace(body, owner_id=owner_id))
        case Risk():
            return RiskRecorded(risk=replace(body, owner_id=owner_id))
        case ReviewAction():
            return ActionRecorded(action=replace(body, owner_id=owner_id))
        case Kpi():
            return KpiRecorded(kpi=replace(body, owner_id=owner_id))
        case _:
            assert_never(body)
