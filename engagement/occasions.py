"""An occasion: one question to one person about one subject in one period.

Its states, and the only ways between them::

    planned  -> asked | expired | withdrawn
    asked    -> answered | skipped | expired | withdrawn | superseded
    expired  -> answered (late) | skipped | superseded
    answered -> answered (edited)
    skipped  -> answered | superseded
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from engagement.errors import IllegalEvent
from engagement.questions import Given, Question


class OccasionState(StrEnum):
    """Where an occasion is in its life."""

    PLANNED = "planned"
    ASKED = "asked"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


_S = OccasionState
_NEXT: dict[OccasionState, frozenset[OccasionState]] = {
    _S.PLANNED: frozenset({_S.ASKED, _S.EXPIRED, _S.WITHDRAWN}),
    _S.ASKED: frozenset(
        {_S.ANSWERED, _S.SKIPPED, _S.EXPIRED, _S.WITHDRAWN, _S.SUPERSEDED}
    ),
    _S.EXPIRED: frozenset({_S.ANSWERED, _S.SKIPPED, _S.SUPERSEDED}),
    _S.ANSWERED: frozenset({_S.ANSWERED}),
    _S.SKIPPED: frozenset({_S.ANSWERED, _S.SUPERSEDED}),
    _S.WITHDRAWN: frozenset(),
    _S.SUPERSEDED: frozenset(),
}


def advance(state: OccasionState, to: OccasionState) -> OccasionState:
    """Return ``to``.

    Raises:
        IllegalEvent: an occasion in ``state`` cannot become ``to``.
    """
    if to not in _NEXT[state]:
        raise IllegalEvent(f"an occasion cannot go from {state} to {to}")
    return to


class Rank(IntEnum):
    """What goes first when not everything fits (domain.md section 2)."""

    EVENT = 0
    COMMITMENT = 1
    CADENCE = 2
    LESSON = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One question to one person, as of now."""

    occasion_id: str
    key: str
    "Unique: ``prompt:P26:objective:O1:2026-11:E3``."
    person_id: str
    prompt_id: str
    subject: str | None
    "``objective:O1``."
    period: str
    rank: Rank
    owed: bool
    "Whether it goes out on its own rather than waiting for the weekly bundle."
    planned_at: datetime
    not_before: datetime
    due_at: datetime
    "Since when it is wanted; the oldest goes first."
    state: OccasionState = OccasionState.PLANNED
    asked_by: str | None = None
    "The coordinator whose own question it is."
    free_text: str | None = None
    "That question, in the coordinator's words."
    message_id: str | None = None
    asked_at: datetime | None = None
    expires_at: datetime | None = None
    snoozed_until: datetime | None = None
    woken_at: datetime | None = None
    "When it last came back as its person had ordered; silence counts from there."
    reminded_at: datetime | None = None
    told_at: datetime | None = None
    question: Question | None = None
    answer: Given | None = None
    details: tuple[tuple[str, Given], ...] = ()
    "Follow-up id -> what was given to it."
    revision: int = 0
    recorded: int | None = None
    "Number of the record that holds the answer."
    answered_at: datetime | None = None
    late: bool = False
    deferred: int = 0
    "How often it was put off."
    deferred_for: str | None = None
    "Why it was put off last."
    skip_reason: str | None = None

    @property
    def put_at(self) -> datetime:
        """When it was last put to its person; when it was planned if it never was."""
        return self.woken_at or self.asked_at or self.planned_at

    @property
    def answerable(self) -> bool:
        """Whether a first answer is still welcome, late or not."""
        return self.state in {_S.ASKED, _S.EXPIRED, _S.SKIPPED}

    @property
    def waiting(self) -> bool:
        """Whether the person was asked and has not reacted."""
        return self.state is _S.ASKED
