"""The catalogue: standards, concepts, requirements and prompts; look-ups only.

A prompt points to *concepts*, never to clauses. Which clauses that means depends on
the edition an organisation is certified to, so a new edition is a change of data.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from engagement.case_rules import CaseRule
from engagement.grades import Grade
from engagement.kpi_templates import KpiTemplate
from engagement.launch import LaunchTemplates
from engagement.starter_sets import StarterSet
from engagement.texts import Bilingual
from engagement.vocabulary import reaches
from engagement.wording import Variant


class Cadence(StrEnum):
    """How often a prompt comes back."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    EVENT = "event"

    @property
    def weeks(self) -> int:
        """Weeks between two askings; 0 for events.

        Whole weeks, because a person is asked on a weekly slot.
        """
        return _WEEKS[self]


_WEEKS = {
    Cadence.WEEKLY: 1,
    Cadence.MONTHLY: 4,
    Cadence.QUARTERLY: 13,
    Cadence.HALF_YEARLY: 26,
    Cadence.YEARLY: 52,
    Cadence.EVENT: 0,
}


class Reader(StrEnum):
    """A group that may see an answer besides its author."""

    COORDINATOR = "coordinator"
    LEADERSHIP = "leadership"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One edition of a standard."""

    key: str
    edition: str
    amendments: tuple[str, ...]
    status: str
    "``current`` or ``draft-based``; draft-based editions are off by default."

    @property
    def standard_id(self) -> str:
        """``iso9001:2015``."""
        return f"{self.key}:{self.edition}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """What a requirement is about, whatever the edition calls it."""

    concept_id: str
    title: Bilingual
    personal: bool
    "Whether the leader must be seen doing it in person."


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One requirement of one edition, in our own words."""

    requirement_id: str
    "``iso9001:2015/5.1.1.e``."
    standard_id: str
    concept: str
    clause: str
    item: str
    summary: Bilingual
    confidence: str
    "``high``, ``medium`` or ``low``; low ones are loaded only on request."


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that can be chosen."""

    option_id: str
    label: Bilingual
    grade: Grade | None = None
    "What choosing it is worth as evidence; None: the default of its kind."


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRange:
    """Which numbers a prompt accepts."""

    least: Decimal
    most: Decimal
    decimals: int = 0
    unit: Bilingual = Bilingual()
    unit_one: Bilingual = Bilingual()
    "Of exactly one, where that is another word."


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A second question that the first answer leads to, within the same item."""

    follow_up_id: str
    when: tuple[str, ...]
    "Option ids that lead here; ``*`` for any answer that is not an explicit none."
    kind: str
    "A ``FollowUpKind``."
    ask: Bilingual
    options: tuple[Option, ...] = ()
    required: bool = True
    "Whether the answer counts as unfinished without it."
    commits: bool = False
    "Whether its day and time become a commitment."
    promise: Bilingual = Bilingual()
    "What that commitment is about, ``{answer}`` being the answer; may be empty."
    grade: Grade | None = None  # what an answer becomes worth by it

    def follows(self, option: str | None) -> bool:
        """Whether an answer with ``option`` leads to this follow-up."""
        return reaches(self.when, option)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question that the bot can ask, in both languages."""

    prompt_id: str
    version: int
    concepts: tuple[str, ...]
    asked_of: tuple[str, ...]
    "Functions, or ``executive`` (every one), or ``owner`` (of the subject)."
    cadence: Cadence
    cadence_top: Cadence | None = None
    "For the heaviest of a person's subjects (their top risk); None: no difference."
    events: tuple[str, ...] = ()
    "``EventName``s that ask it besides its cadence."
    subject: str | None
    "The ``SubjectKind`` that it is about, or None."
    kind: str
    "A ``PromptKind``, see ``engagement.prompts``."
    text: Bilingual
    history: tuple[str, ...] = ()
    "Values of the text that a subject may lack at first."
    first_time: Bilingual
    "Text for when one of them is lacking; empty where ``history`` is."
    variants: tuple[Variant, ...] = ()
    "Before both: the first one that fits is asked."
    promise: Bilingual = Bilingual()
    "What a commitment made here is about; empty: the title of the subject."
    why: Bilingual
    options: tuple[Option, ...]
    options_from: str | None
    "Name of the subject's list that gives the options, or None."
    grade: Grade | None = None
    "What an answer is worth that is none of ``options``; None: a statement."
    number: NumberRange | None
    follow_ups: tuple[FollowUp, ...]
    cases: tuple[CaseRule, ...]
    reviews_subject: bool
    "Whether an answer counts as a review of the subject."
    evidence: Bilingual
    audience: tuple[Reader, ...]
    consent: str | None = None
    "Follow-up that asks whether auditors may read it after all."
    method: str
    "How it gets leaders to take part: ``responsibility``, ``dialogue``, ``risk`` ..."
    retention: str
    "``evidence``, ``commitment`` or ``delivery`` (domain.md section 7.3)."
    on: bool
    "Whether it is on unless a programme says otherwise."
    internal: bool
    "Asked by the machinery itself (commitment check, pace), never programmed."
    digest: str
    "SHA-256 of its canonical content, hex: old answers keep what they answered."

    def option(self, option_id: str) -> Option | None:
        """Return the option of that id, if the prompt itself has it."""
        return next((o for o in self.options if o.option_id == option_id), None)

    def wording(self, values: Mapping[str, object]) -> Bilingual:
        """Return the text to ask with when ``values`` are what is known."""
        for variant in self.variants:
            if variant.fits(values):
                return variant.text
        return self.text if set(self.history) <= values.keys() else self.first_time


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Everything that can be asked and why."""

    standards: tuple[Standard, ...]
    concepts: tuple[Concept, ...]
    requirements: tuple[Requirement, ...]
    prompts: tuple[Prompt, ...]
    kpis: tuple[KpiTemplate, ...] = ()
    sets: tuple[StarterSet, ...] = ()
    "Programmes to begin with, the smallest first."
    launch: LaunchTemplates = field(default_factory=LaunchTemplates)

    @cached_property
    def by_id(self) -> dict[str, Prompt]:
        """Prompts by their id."""
        return {p.prompt_id: p for p in self.prompts}

    @cached_property
    def _by_concept(self) -> dict[str, tuple[Requirement, ...]]:
        found: dict[str, list[Requirement]] = {}
        for requirement in self.requirements:
            found.setdefault(requirement.concept, []).append(requirement)
        return {concept: tuple(rows) for concept, rows in found.items()}

    def requirements_of(
        self, prompt: Prompt, editions: Collection[str]
    ) -> tuple[Requirement, ...]:
        """Return the requirements that ``prompt`` serves in ``editions``."""
        return tuple(
            requirement
            for concept in prompt.concepts
            for requirement in self._by_concept.get(concept, ())
            if requirement.standard_id in editions
        )

    def active(self, prompt: Prompt, editions: Collection[str]) -> bool:
        """Whether there is a reason to ask ``prompt`` in ``editions``.

        A prompt that serves no requirement of them is off; the machinery's own
        questions serve the conversation and need none.
        """
        return prompt.internal or bool(self.requirements_of(prompt, editions))
