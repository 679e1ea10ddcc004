"""Facts about what questions are about: goals, objectives, risks, reviews, cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from engagement.audits import Audit
from engagement.facts.free_text import FreeText
from engagement.moments import Moment
from engagement.objectives import Goal, Objective, Track
from engagement.reviews import Review, ReviewAction
from engagement.risks import Risk
from engagement.subjects import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRecorded:
    """A strategic goal, as a whole."""

    NAME: ClassVar = "goal.recorded"
    goal: Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveRecorded:
    """A quality objective with its plan, as a whole."""

    NAME: ClassVar = "objective.recorded"
    objective: Objective


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveReviewed:
    """Its owner said where an objective stands."""

    NAME: ClassVar = "objective.reviewed"
    objective_id: str
    person_id: str
    on: date
    value: Decimal | None
    track: Track
    confidence: int
    line: FreeText | None = None
    unchanged: bool = False
    "Whether it was the *no change* button."
    occasion_id: str | None = None
    revision: int = 1
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRecorded:
    """A risk or opportunity, as a whole."""

    NAME: ClassVar = "risk.recorded"
    risk: Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRecorded:
    """A management review was planned, moved or cancelled."""

    NAME: ClassVar = "review.recorded"
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRecorded:
    """An external audit was planned, moved or cancelled; the audit as a whole."""

    NAME: ClassVar = "audit.recorded"
    audit: Audit


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRecorded:
    """A decision or action of a management review, as a whole."""

    NAME: ClassVar = "action.recorded"
    action: ReviewAction


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecorded:
    """Something without a table of its own: a meeting, a supplier, a complaint."""

    NAME: ClassVar = "entry.recorded"
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectReviewed:
    """Its owner answered how something stands."""

    NAME: ClassVar = "subject.reviewed"
    subject: str
    "``risk:R01``."
    person_id: str
    on: date
    outcome: str
    "Option id of the answer."
    occasion_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentMade:
    """Somebody said what they will do, on which day and at what time."""

    NAME: ClassVar = "commitment.made"
    commitment_id: str
    person_id: str
    occasion_id: str
    what: FreeText
    due: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentKept:
    """It was done."""

    NAME: ClassVar = "commitment.kept"
    commitment_id: str
    on_time: bool
    "Whether by the agreed time, one free move before it included."


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentMissed:
    """It was not done by its agreed time."""

    NAME: ClassVar = "commitment.missed"
    commitment_id: str
    due: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentMoved:
    """It has another time; the earlier one is kept."""

    NAME: ClassVar = "commitment.moved"
    commitment_id: str
    was: Moment
    due: Moment
    before_due: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentWithdrawn:
    """It is no longer meant."""

    NAME: ClassVar = "commitment.withdrawn"
    commitment_id: str
    reason: FreeText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueHeld:
    """A coordinator talked with somebody, face to face or by telephone."""

    NAME: ClassVar = "dialogue.held"
    dialogue_id: str
    person_id: str
    coordinator_id: str
    on: date
    line: FreeText | None = None
    "What came of it."


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """A coordinator owes somebody an answer."""

    NAME: ClassVar = "case.opened"
    case_id: str
    occasion_id: str
    "Empty: it was opened by words that answer no question."
    person_id: str
    owner_id: str
    reason: str
    due_on: date
    text: FreeText | None = None
    "Those words, sent to the coordinator by who wrote them."


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHandedOver:
    """Another coordinator owes the answer from now on."""

    NAME: ClassVar = "case.handed_over"
    case_id: str
    was: str
    "Who owed it until now."
    owner_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReminded:
    """Its owner was reminded that an answer is due."""

    NAME: ClassVar = "case.reminded"
    case_id: str
    owner_id: str
    reason: str
    "``near``, ``due`` or ``overdue``."
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    """The answer was given."""

    NAME: ClassVar = "case.closed"
    case_id: str
    outcome: FreeText
