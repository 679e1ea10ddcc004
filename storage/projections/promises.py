"""State of commitments and cases."""

from __future__ import annotations

from sqlalchemy import bindparam, or_, update

from engagement import facts as f
from engagement.cases import CaseState
from engagement.commitments import CommitmentState
from storage import tables as t
from storage.projections.base import Place, words

_moved = (
    update(t.commitment)
    .where(
        t.commitment.c.organisation_id == bindparam("whose"),
        t.commitment.c.commitment_id == bindparam("which"),
    )
    .values(
        due=bindparam("new_due"),
        due_at=bindparam("new_due_at"),
        moved=t.commitment.c.moved + 1,
        missed=or_(t.commitment.c.missed, bindparam("late")),
    )
)


def commitment_made(place: Place, fact: f.CommitmentMade) -> None:
    """Keep a promise."""
    place.insert(
        t.commitment,
        commitment_id=fact.commitment_id,
        person_id=fact.person_id,
        occasion_id=fact.occasion_id,
        what=words(fact.what),
        what_seq=place.seq,
        due=fact.due,
        due_at=fact.due.utc,
        first_due=fact.due,
        made_at=place.at,
        state=CommitmentState.OPEN.value,
        moved=0,
        missed=False,
        closed_at=None,
    )


def _close(place: Place, commitment_id: str, state: CommitmentState) -> None:
    place.update(
        t.commitment,
        {"commitment_id": commitment_id},
        state=state.value,
        closed_at=place.at,
    )


def commitment_kept(place: Place, fact: f.CommitmentKept) -> None:
    """It was done."""
    _close(place, fact.commitment_id, CommitmentState.KEPT)


def commitment_missed(place: Place, fact: f.CommitmentMissed) -> None:
    """Its agreed time passed; a move may follow and open it again."""
    place.update(
        t.commitment,
        {"commitment_id": fact.commitment_id},
        state=CommitmentState.MISSED.value,
        missed=True,
        closed_at=place.at,
    )


def commitment_moved(place: Place, fact: f.CommitmentMoved) -> None:
    """It has another time."""
    place.connection.execute(
        _moved,
        {
            "whose": place.organisation_id,
            "which": fact.commitment_id,
            "new_due": fact.due,
            "new_due_at": fact.due.utc,
            "late": not fact.before_due,
        },
    )
    place.update(
        t.commitment,
        {"commitment_id": fact.commitment_id},
        state=CommitmentState.OPEN.value,
        closed_at=None,
    )


def commitment_withdrawn(place: Place, fact: f.CommitmentWithdrawn) -> None:
    """It is no longer meant."""
    _close(place, fact.commitment_id, CommitmentState.WITHDRAWN)


def case_opened(place: Place, fact: f.CaseOpened) -> None:
    """Somebody waits for an answer."""
    place.insert(
        t.case,
        case_id=fact.case_id,
        occasion_id=fact.occasion_id,
        person_id=fact.person_id,
        owner_id=fact.owner_id,
        reason=fact.reason,
        opened_at=place.at,
        due_on=fact.due_on,
        state=CaseState.OPEN.value,
        outcome=None,
        outcome_seq=None,
        closed_at=None,
        reminded=None,
        reminded_on=None,
        words=words(fact.text),
        words_seq=None if fact.text is None else place.seq,
    )


def case_handed_over(place: Place, fact: f.CaseHandedOver) -> None:
    """Somebody else owes the answer."""
    place.update(t.case, {"case_id": fact.case_id}, owner_id=fact.owner_id)


def case_reminded(place: Place, fact: f.CaseReminded) -> None:
    """Keep what its owner was told last, and when."""
    place.update(
        t.case,
        {"case_id": fact.case_id},
        reminded=fact.reason,
        reminded_on=fact.on,
    )


def case_closed(place: Place, fact: f.CaseClosed) -> None:
    """The answer was given."""
    place.update(
        t.case,
        {"case_id": fact.case_id},
        state=CaseState.CLOSED.value,
        outcome=words(fact.outcome),
        outcome_seq=place.seq,
        closed_at=place.at,
    )


def dialogue_held(place: Place, fact: f.DialogueHeld) -> None:
    """Somebody talked with somebody."""
    place.insert(
        t.talk,
        dialogue_id=fact.dialogue_id,
        person_id=fact.person_id,
        coordinator_id=fact.coordinator_id,
        held_on=fact.on,
        line=words(fact.line),
        line_seq=place.seq,
        noted_at=place.at,
    )
