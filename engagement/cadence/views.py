"""What the cadence looks at: one person with their history, and what holds for all."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from engagement.calendar import WorkCalendar
from engagement.catalogue import Cadence, Prompt
from engagement.commitments import Commitment
from engagement.occasions import Occasion, OccasionState, Rank
from engagement.organisation import PromptSetting, Rules
from engagement.people import Person
from engagement.subjects import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One question of the last year, whatever became of it."""

    occasion_id: str
    key: str
    prompt_id: str
    subject: str | None
    at: datetime
    "When it was asked, or planned if it never was."
    state: OccasionState
    rank: Rank
    message_id: str | None
    "The message that asked it; None: it never was asked."
    snoozed: bool = False
    "Whether its person ever chose *Later*: that is no silence."

    @property
    def asked(self) -> bool:
        """Whether it reached its person; what was only planned counts for nothing."""
        return self.message_id is not None


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What holds for everybody; made once for all people of a run."""

    rules: Rules
    prompts: tuple[Prompt, ...]
    "Those that are on and serve an active requirement, and the internal ones."
    settings: Mapping[str, PromptSetting] = field(default_factory=dict)
    subjects: Mapping[str | None, tuple[Subject, ...]] = field(default_factory=dict)
    "By owner; None: those that nobody owns, which are asked of a function."
    unfillable: Container[tuple[str, str | None]] = frozenset()
    "Prompt and subject of what cannot be asked, for want of a value."
    began_on: date
    "First day of asking; what was never asked before is spread from here on."
    introduces: bool = False
    "Whether people are introduced to the bot before their first question."

    def cadence_of(self, prompt: Prompt, subject: Subject | None) -> Cadence:
        """Return how often ``prompt`` comes back about ``subject``.

        The programme's word counts most, then the prompt's for somebody's heaviest
        subject, then the subject's own.
        """
        changed = self.settings.get(prompt.prompt_id)
        if changed is not None and changed.cadence is not None:
            return Cadence(changed.cadence)
        if subject is not None and prompt.cadence is not Cadence.EVENT:
            if subject.top and prompt.cadence_top is not None:
                return prompt.cadence_top
            if subject.cadence is not None and prompt.reviews_subject:
                return Cadence(subject.cadence)
        return prompt.cadence

    def prompt(self, prompt_id: str) -> Prompt | None:
        """Return an active prompt."""
        return self._on.get(prompt_id)

    @cached_property
    def _on(self) -> dict[str, Prompt]:
        return {prompt.prompt_id: prompt for prompt in self.prompts}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """One person, and everything about them that the cadence needs."""

    calendar: WorkCalendar
    functions: Collection[str] = ()
    "Functions held today."
    events: Mapping[str, str] = field(default_factory=dict)
    "What has happened to the person themselves: event -> period."
    unsettled: tuple[Occasion, ...] = ()
    "Planned and asked occasions, and whatever else is to come back as ordered."
    past: tuple[Past, ...] = ()
    "Occasions of the last year, oldest first."
    sent: tuple[datetime, ...] = ()
    "Proactive messages of the last seven days, sent or on their way."
    under_way: Collection[str] = ()
    "Ids of occasions in messages of which nobody knows yet that they were sent."
    bundles: tuple[str, ...] = ()
    "Keys of the bundles of the last weeks, oldest first."
    bundle_messages: tuple[str, ...] = ()
    "Their message ids, in the same order."
    commitments: tuple[Commitment, ...] = ()
    "Those that are open."
    closed: tuple[Commitment, ...] = ()
    "Those that were closed in the last year."
    introducing: bool = False
    "Whether their introduction was written this week, whatever became of it."

    @property
    def person(self) -> Person:
        """Whose view it is."""
        return self.calendar.person
