"""Facts about questions and answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from engagement.facts.free_text import FreeText
from engagement.moments import Moment
from engagement.occasions import Rank
from engagement.questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptPlanned:
    """A question is wanted."""

    NAME: ClassVar = "prompt.planned"
    occasion_id: str
    key: str
    person_id: str
    prompt_id: str
    subject: str | None
    period: str
    rank: Rank
    owed: bool
    not_before: datetime
    due_at: datetime
    asked_by: str | None = None
    free_text: FreeText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptDeferred:
    """A wanted question was put off."""

    NAME: ClassVar = "prompt.deferred"
    occasion_id: str
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptAsked:
    """A question was delivered."""

    NAME: ClassVar = "prompt.asked"
    occasion_id: str
    person_id: str
    message_id: str
    question: Question
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptReminded:
    """Somebody was reminded of a question: after silence, or as they had wished."""

    NAME: ClassVar = "prompt.reminded"
    occasion_id: str
    reason: str
    "``silence`` or ``snoozed``."


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptAnswered:
    """An answer, or a new revision of it."""

    NAME: ClassVar = "prompt.answered"
    occasion_id: str
    person_id: str
    revision: int
    how: str
    "``tap``, ``form`` or ``typed``."
    late: bool
    question: Question
    subject: str | None = None
    option: str | None = None
    number: Decimal | None = None
    moment: Moment | None = None
    day: date | None = None
    text: FreeText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDetailed:
    """What was given to a follow-up of an answer."""

    NAME: ClassVar = "answer.detailed"
    occasion_id: str
    person_id: str
    revision: int
    follow_up_id: str
    ask: str
    "The follow-up as it was shown."
    option: str | None = None
    number: Decimal | None = None
    moment: Moment | None = None
    day: date | None = None
    text: FreeText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptSnoozed:
    """The person wants it later."""

    NAME: ClassVar = "prompt.snoozed"
    occasion_id: str
    until: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptSkipped:
    """The person does not answer this one, and may have said why."""

    NAME: ClassVar = "prompt.skipped"
    occasion_id: str
    reason: str
    text: FreeText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptExpired:
    """Silence, or a question whose time passed before it could be asked."""

    NAME: ClassVar = "prompt.expired"
    occasion_id: str
    reason: str
    "``silence``, ``period_over``, ``stale`` or ``untriggered``."


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptWithdrawn:
    """The question is no longer wanted."""

    NAME: ClassVar = "prompt.withdrawn"
    occasion_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptSuperseded:
    """The same was asked again; this one cannot be answered any more."""

    NAME: ClassVar = "prompt.superseded"
    occasion_id: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinatorTold:
    """A coordinator was told to talk to somebody."""

    NAME: ClassVar = "coordinator.told"
    coordinator_id: str
    occasion_id: str
    reason: str
    "``silence``, ``blocked`` or ``unreachable``."


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptUntriggered:
    """Nothing made a prompt be asked in a quarter in which it was watched for."""

    NAME: ClassVar = "prompt.untriggered"
    prompt_id: str
    quarter: str
    "``2026-Q4``."
    since: date
    "First day that was watched: later than the quarter's where asking began in it."
    until: date
    "Last day."


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueReported:
    """A coordinator was told that what waits for somebody only grows."""

    NAME: ClassVar = "queue.reported"
    person_id: str
    coordinator_id: str
    first_period: str
    "ISO week in which it began to grow."
    waiting: int
    "Questions that wait by now."
