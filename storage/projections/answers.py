"""State of answers: the newest revision; earlier ones stay in the ledger."""

from __future__ import annotations

from engagement import facts as f
from engagement.occasions import OccasionState
from engagement.questions import Given
from storage import tables as t
from storage.projections.base import Place, words
from storage.statements import remove


def answered(place: Place, fact: f.PromptAnswered) -> None:
    """Close the question with its answer; a new revision starts its details afresh."""
    if fact.revision > 1:
        whose = {"organisation_id": place.organisation_id}
        which = {"occasion_id": fact.occasion_id}
        remove(place.connection, t.answer_detail, whose | which)
    given = Given(
        option=fact.option, number=fact.number, moment=fact.moment, day=fact.day
    )
    place.update(
        t.occasion,
        {"occasion_id": fact.occasion_id},
        state=OccasionState.ANSWERED.value,
        answer=given,
        answer_text=words(fact.text),
        answer_seq=place.seq,
        revision=fact.revision,
        answered_at=place.at,
        late=fact.late,
        skip_reason=None,
        snoozed_until=None,
    )


def detailed(place: Place, fact: f.AnswerDetailed) -> None:
    """Keep what was given to a follow-up."""
    place.put(
        t.answer_detail,
        occasion_id=fact.occasion_id,
        follow_up_id=fact.follow_up_id,
        given=Given(
            option=fact.option, number=fact.number, moment=fact.moment, day=fact.day
        ),
        text=words(fact.text),
        seq=place.seq,
    )


def consent_stated(place: Place, fact: f.ConsentStated) -> None:
    """Keep what its author said last about an answer."""
    place.put(
        t.consent,
        occasion_id=fact.occasion_id,
        revision=fact.revision,
        given=fact.given,
    )


def objective_reviewed(place: Place, fact: f.ObjectiveReviewed) -> None:
    """An objective update that answers a question closes it."""
    if fact.occasion_id is None:
        return
    place.update(
        t.occasion,
        {"occasion_id": fact.occasion_id},
        state=OccasionState.ANSWERED.value,
        answer=Given(
            option=fact.track.value, number=fact.value, confidence=fact.confidence
        ),
        answer_text=words(fact.line),
        answer_seq=place.seq,
        revision=fact.revision,
        answered_at=place.at,
        late=fact.late,
        skip_reason=None,
        snoozed_until=None,
    )
