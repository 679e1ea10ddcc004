"""What a flow sees and what it decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from engagement.calendar import WorkCalendar
from engagement.catalogue import Prompt
from engagement.commitments import Commitment
from engagement.facts import Fact
from engagement.occasions import Occasion, OccasionState
from engagement.people import Person
from engagement.prompts import KINDS, Kind
from engagement.prompts.details import pending
from engagement.prompts.fields import Clock, Words
from engagement.questions import AskedFollowUp, Given, Question
from engagement.texts import Texts

BLOCKED_DAYS = 5
"Working days within which a coordinator answers somebody who is blocked."


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One question in front of one person, at one moment."""

    occasion: Occasion
    person: Person
    calendar: WorkCalendar
    now: datetime
    texts: Texts
    prompt: Prompt | None = None
    "As the catalogue has it now; None when it is gone."
    step: str = ""
    "Where the person is within the question: ``why``, ``later``, ``skip``, ``edit`` ..."
    promises: tuple[Commitment, ...] = ()
    "Commitments that its answer made."
    about: Commitment | None = None
    "The commitment that the question itself is about."
    before: Given | None = None
    "What was given to the same question last time."
    coordinator_id: str | None = None
    "Who owes the answer if the question opens a case."
    has_case: bool = False
    superseded: bool = False
    edit_days: int = 30
    new_id: Callable[[], str]

    @property
    def question(self) -> Question:
        """The question as it was shown; every occasion that was asked has one."""
        assert self.occasion.question is not None  # noqa: S101 - see above
        return self.occasion.question

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

    @property
    def pending(self) -> AskedFollowUp | None:
        """The follow-up that waits for something, if the question was answered."""
        occasion = self.occasion
        if occasion.state is not OccasionState.ANSWERED or occasion.answer is None:
            return None
        return pending(self.question, occasion.answer, dict(occasion.details))

    @property
    def editable(self) -> bool:
        """Whether the answer may still be changed."""
        answered = self.occasion.answered_at
        return (
            self.occasion.state is OccasionState.ANSWERED
            and answered is not None
            and not self.superseded
            and self.now < answered + timedelta(days=self.edit_days)
        )

    @property
    def checked(self) -> bool:
        """Whether a commitment of the answer was already asked about."""
        return any(p.missed or p.closed_at is not None for p in self.promises)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What follows from something that a person did."""

    facts: tuple[Fact, ...] = ()
    step: str = ""
    "Where the person is afterwards."
    tell: str | None = None
    "Why the coordinator is told at once: ``blocked``, ``asked`` or ``wrong_topic``."
