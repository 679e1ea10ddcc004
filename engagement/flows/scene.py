"""What a flow sees and what it decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from engagement.calendar import WorkCalendar
from engagement.catalogue import Prompt, Requirement
from engagement.commitments import Commitment, CommitmentState
from engagement.facts import Fact
from engagement.occasions import Occasion, OccasionState
from engagement.people import Person
from engagement.prompts import KINDS, Kind
from engagement.prompts.details import reached
from engagement.prompts.fields import Clock, Words
from engagement.questions import AskedFollowUp, Given, Question
from engagement.texts import Texts

NEAR, PACE, ASK = "NEAR", "PACE", "ASK"
"The machinery's own prompts whose answers mean something of their own."

_STEPS: Mapping[OccasionState, frozenset[str]] = {
    OccasionState.ASKED: frozenset(
        {"why", "later", "later_day", "skip", "skip_line"},
    ),
    OccasionState.EXPIRED: frozenset({"why", "skip", "skip_line"}),
    OccasionState.SKIPPED: frozenset({"why"}),
    OccasionState.ANSWERED: frozenset({"edit", "details", "more"}),
}
"Where a person can be within a question; what is not here is forgotten."


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One question in front of one person, at one moment."""

    occasion: Occasion
    person: Person
    calendar_of: Callable[[], WorkCalendar]
    "Read when a day is sought; most answers seek none."
    now: datetime
    texts: Texts
    prompt: Prompt | None = None
    "As the catalogue has it now; None when it is gone."
    requirements: tuple[Requirement, ...] = ()
    "What the prompt serves, in the editions that the organisation works to."
    step: str = ""
    "Where the person was within the question: ``why``, ``later``, ``edit`` ..."
    promises: tuple[Commitment, ...] = ()
    "Commitments that its answer made."
    about: Commitment | None = None
    "The commitment that the question itself is about."
    before: Given | None = None
    "What was given to the same question last time."
    coordinator_of: Callable[[], str | None]
    "Who owes the answer if the question opens a case; read when it does."
    has_case: bool = False
    case_due: date | None = None
    "The day by which that case is answered; None when nobody knows."
    case_outcome: str | None = None
    "What came of that case, once it is closed."
    superseded: bool = False
    edit_days: int = 30
    new_id: Callable[[], str]

    @property
    def calendar(self) -> WorkCalendar:
        """When the person works."""
        return self.calendar_of()

    @property
    def coordinator_id(self) -> str | None:
        """Who owes the answer if the question opens a case."""
        return self.coordinator_of()

    @property
    def question(self) -> Question:
        """The question as it was shown; every occasion that was asked has one."""
        assert self.occasion.question is not None  # noqa: S101 - see above
        return self.occasion.question

    @property
    def answer(self) -> Given:
        """What was answered; empty where nothing was."""
        return self.occasion.answer or Given()

    @property
    def kind(self) -> Kind:
        """How its answers are shown and read."""
        return KINDS[self.question.kind]

    @property
    def words(self) -> Words:
        """Words in the language of the question."""
        return Words(language=self.question.language, texts=self.texts)

    @property
    def clock(self) -> Clock:
        """The person's wall clock."""
        local = self.person.local(self.now).replace(tzinfo=None)
        return Clock(local=local, zone=self.person.zone)

    # --- where it stands -------------------------------------------------------

    @property
    def closed(self) -> str | None:
        """Why it takes neither an answer nor a change: the code of a sentence."""
        state = self.occasion.state
        if state is OccasionState.SUPERSEDED or self.superseded:
            return "question_superseded"
        if state in {OccasionState.PLANNED, OccasionState.WITHDRAWN}:
            return "question_closed"
        return "commitment_due" if self._is_over else None

    @property
    def _is_over(self) -> bool:
        """Whether it asks what is ahead of a commitment whose time has come."""
        about = self.about
        if self.question.prompt_id != NEAR or about is None:
            return False
        settled = about.state in {CommitmentState.KEPT, CommitmentState.MISSED}
        return settled or about.due.utc <= self.now

    @property
    def late(self) -> bool:
        """Whether a first answer comes after its time; when it was put off counts."""
        occasion = self.occasion
        if occasion.state is OccasionState.EXPIRED:
            return True
        if occasion.snoozed_until is not None or occasion.woken_at is not None:
            return False
        return occasion.expires_at is not None and occasion.expires_at <= self.now

    @property
    def answered(self) -> bool:
        """Whether there is an answer."""
        return self.occasion.state is OccasionState.ANSWERED

    @property
    def editable(self) -> bool:
        """Whether the answer may still be changed."""
        at = self.occasion.answered_at
        if not self.answered or self.closed is not None or at is None:
            return False
        return self.now < at + timedelta(days=self.edit_days)

    @property
    def place(self) -> str:
        """The step that the person is at, as far as it still makes sense."""
        fits = self.step in _STEPS.get(self.occasion.state, frozenset())
        return self.step if fits and (self.editable or not self.answered) else ""

    # --- what it still asks for ------------------------------------------------

    @property
    def pending(self) -> AskedFollowUp | None:
        """The follow-up that the answer is unfinished without."""
        return next((f for f in self._open_details() if f.required), None)

    @property
    def offered(self) -> AskedFollowUp | None:
        """The follow-up that may be given besides, where none is demanded."""
        if self.pending is not None:
            return None
        return next(iter(self._open_details()), None)

    def _open_details(self) -> list[AskedFollowUp]:
        if not self.editable:
            return []
        had = dict(self.occasion.details)
        found = reached(self.question, self.answer)
        return [f for f in found if f.follow_up_id not in had]

    @property
    def given_details(self) -> tuple[tuple[AskedFollowUp, Given], ...]:
        """What was given to follow-ups, in the order in which they are asked."""
        had = dict(self.occasion.details)
        asked = self.question.follow_ups
        return tuple((f, had[f.follow_up_id]) for f in asked if f.follow_up_id in had)

    @property
    def settled(self) -> bool:
        """Whether a commitment of the answer was touched: checked, moved or due.

        From then on only its outcome can be said, and of the answer only the words
        can be changed.
        """
        return any(_touched(promise, self.now) for promise in self.promises)


def _touched(promise: Commitment, now: datetime) -> bool:
    checked = promise.closed_at is not None and promise.closed_at >= promise.due.utc
    return checked or promise.is_due(now) or promise.missed or promise.moved > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What follows from something that a person did."""

    facts: tuple[Fact, ...] = ()
    step: str = ""
    "Where the person is afterwards."
    tell: str | None = None
    "Why the coordinator is told at once: ``blocked``, ``asked`` or ``wrong_topic``."
