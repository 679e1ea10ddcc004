"""State of questions, from planned to closed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, update

from engagement import facts as f
from engagement.occasions import OccasionState as S
from storage import tables as t
from storage.projections.base import Place, words

_deferred = (
    update(t.occasion)
    .where(
        t.occasion.c.organisation_id == bindparam("whose"),
        t.occasion.c.occasion_id == bindparam("which"),
    )
    .values(
        not_before=bindparam("until"),
        deferred=t.occasion.c.deferred + 1,
        deferred_for=bindparam("reason"),
    )
)


def planned(place: Place, fact: f.PromptPlanned) -> None:
    """Keep what is wanted; the unique key refuses a second one."""
    place.insert(
        t.occasion,
        occasion_id=fact.occasion_id,
        key=fact.key,
        person_id=fact.person_id,
        prompt_id=fact.prompt_id,
        subject=fact.subject,
        period=fact.period,
        rank=int(fact.rank),
        owed=fact.owed,
        planned_at=place.at,
        not_before=fact.not_before,
        due_at=fact.due_at,
        state=S.PLANNED.value,
        asked_by=fact.asked_by,
        free_text=words(fact.free_text),
        free_text_seq=place.seq if fact.free_text else None,
        revision=0,
        late=False,
        deferred=0,
    )


def _set(place: Place, occasion_id: str, **new: Any) -> None:
    place.update(t.occasion, {"occasion_id": occasion_id}, **new)


def deferred(place: Place, fact: f.PromptDeferred) -> None:
    """Put it off."""
    place.connection.execute(
        _deferred,
        {
            "whose": place.organisation_id,
            "which": fact.occasion_id,
            "until": fact.until,
            "reason": fact.reason,
        },
    )


def asked(place: Place, fact: f.PromptAsked) -> None:
    """Keep the question as it was shown."""
    _set(
        place,
        fact.occasion_id,
        state=S.ASKED.value,
        message_id=fact.message_id,
        asked_at=place.at,
        expires_at=fact.expires_at,
        question=fact.question,
        question_seq=place.seq,
    )


def reminded(place: Place, fact: f.PromptReminded) -> None:
    """Keep that the one reminder went, or that a snooze is over."""
    if fact.reason == "silence":
        _set(place, fact.occasion_id, reminded_at=place.at)
    else:
        _set(place, fact.occasion_id, snoozed_until=None, woken_at=place.at)


def snoozed(place: Place, fact: f.PromptSnoozed) -> None:
    """Keep until when."""
    _set(place, fact.occasion_id, snoozed_until=fact.until.utc)


def skipped(place: Place, fact: f.PromptSkipped) -> None:
    """Close it without an answer."""
    _set(
        place,
        fact.occasion_id,
        state=S.SKIPPED.value,
        answered_at=place.at,
        skip_reason=fact.reason,
        answer_text=words(fact.text),
        answer_seq=place.seq,
        snoozed_until=None,
    )


def expired(place: Place, fact: f.PromptExpired) -> None:
    """Record its silence; it can still be answered."""
    _set(place, fact.occasion_id, state=S.EXPIRED.value, snoozed_until=None)


def withdrawn(place: Place, fact: f.PromptWithdrawn) -> None:
    """Nobody wants it any more."""
    _set(place, fact.occasion_id, state=S.WITHDRAWN.value, snoozed_until=None)


def superseded(place: Place, fact: f.PromptSuperseded) -> None:
    """The same was asked again."""
    _set(place, fact.occasion_id, state=S.SUPERSEDED.value, snoozed_until=None)


def told(place: Place, fact: f.CoordinatorTold) -> None:
    """Keep that a coordinator knows."""
    _set(place, fact.occasion_id, told_at=place.at)
