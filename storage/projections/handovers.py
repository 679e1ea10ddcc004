"""State of things that go from one person to another."""

from __future__ import annotations

from engagement import facts as f
from engagement.handovers import HandoverState
from storage import tables as t
from storage.projections.base import Place


def handed_over(place: Place, fact: f.ItemHandedOver) -> None:
    """Keep the newest hand-over of a thing."""
    place.put(
        t.handover,
        subject=fact.subject,
        person_id=fact.person_id,
        was=fact.was,
        on=fact.on,
        until=fact.until,
        state=HandoverState.PENDING.value,
    )


def accepted(place: Place, fact: f.ItemAccepted) -> None:
    """It is theirs; a promise has no record of its own that says so."""
    _state(place, fact.subject, HandoverState.ACCEPTED)
    kind, _, which = fact.subject.partition(":")
    if kind == "commitment":
        key = {"commitment_id": which}
        place.update(t.commitment, key, person_id=fact.person_id)


def declined(place: Place, fact: f.ItemDeclined) -> None:
    """It is not theirs."""
    _state(place, fact.subject, HandoverState.DECLINED)


def returned(place: Place, fact: f.ItemReturned) -> None:
    """It went back."""
    _state(place, fact.subject, HandoverState.RETURNED)


def _state(place: Place, subject: str, state: HandoverState) -> None:
    place.update(t.handover, {"subject": subject}, state=state.value)
