"""How content is written: one model per kind of row, unknown keys refused.

Here is only what one value can be by itself; what must hold between values is in
``config.content_rules``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict

from engagement.catalogue import Cadence, Reader
from engagement.grades import Grade
from engagement.texts import Bilingual
from engagement.vocabulary import (
    EventName,
    FollowUpKind,
    Method,
    PromptKind,
    Retention,
    SubjectKind,
    SubjectList,
)

Filled = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
OptionId = Annotated[str, Field(pattern=r"^([a-z][a-z0-9_]*|\*)$")]
GradeWord = Literal[Grade.NONE, Grade.STATEMENT, Grade.ACTION, Grade.ARTEFACT]
"Never *verified*: that takes somebody who looked."
Number = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]
"Strict, because a quoted ``no`` would otherwise be read as a bare one."


class Row(BaseModel):
    """A table of a content file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Row):
    """Words in both languages."""

    en: Filled
    sv: Filled

    @property
    def bilingual(self) -> Bilingual:
        """The words as the core holds them."""
        return Bilingual(en=self.en, sv=self.sv)


class StandardRow(Row):
    """One edition of a standard."""

    key: Filled
    edition: Filled
    amendments: tuple[Filled, ...]
    status: Literal["current", "draft-based"]


class ConceptRow(Words):
    """What a requirement is about."""

    personal: Flag


class RequirementRow(Words):
    """One requirement, in our own words."""

    concept: Filled
    confidence: Literal["high", "medium", "low"] | None = None


class OptionRow(Words):
    """One answer that can be chosen."""

    id: Id
    grade: GradeWord | None = None


class NumberRow(Row):
    """Which numbers are accepted."""

    least: Decimal
    most: Decimal
    decimals: Annotated[Number, Field(ge=0, le=6)] = 0
    unit: Words | None = None
    unit_one: Words | None = None


class VariantRow(Row):
    """Another wording for certain values."""

    when: Annotated[dict[Id, Number | Filled], Field(min_length=1)]
    text: Words


class FollowUpRow(Row):
    """A second question."""

    id: Id
    when: Annotated[tuple[OptionId, ...], Field(min_length=1)]
    kind: FollowUpKind
    ask: Words
    options: tuple[OptionRow, ...] = ()
    required: Flag = True
    commits: Flag = False
    promise: Words | None = None
    grade: GradeWord | None = None


class CaseRow(Row):
    """Which answers open a case, and within how many days it is answered."""

    when: Annotated[tuple[OptionId, ...], Field(min_length=1)]
    days: Annotated[Number, Field(ge=1)] | None = None
    working_days: Annotated[Number, Field(ge=1)] | None = None


class PromptRow(Row):
    """One question."""

    version: Annotated[Number, Field(ge=1)]
    concepts: tuple[Filled, ...] = ()
    asked_of: Annotated[tuple[Filled, ...], Field(min_length=1)]
    cadence: Cadence
    cadence_top: Cadence | None = None
    events: tuple[EventName, ...] = ()
    subject: SubjectKind | None = None
    kind: PromptKind
    text: Words
    history: tuple[Id, ...] = ()
    first_time: Words | None = None
    variants: tuple[VariantRow, ...] = ()
    promise: Words | None = None
    why: Words
    options: tuple[OptionRow, ...] = ()
    options_from: SubjectList | None = None
    grade: GradeWord | None = None
    number: NumberRow | None = None
    follow_ups: tuple[FollowUpRow, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    reviews_subject: Flag = False
    evidence: Words
    audience: Annotated[tuple[Reader, ...], Field(min_length=1)]
    consent: Id | None = None
    method: Method
    retention: Retention = "evidence"
    on: Flag = True
    internal: Flag = False


class SetRow(Row):
    """A starter set: the prompts that are on, or those that are not."""

    title: Words
    about: Words
    prompts: tuple[Filled, ...] = ()
    all_but: tuple[Filled, ...] | None = None
    cadence: dict[Filled, Cadence] = Field(default_factory=dict)


class KpiRow(Row):
    """A KPI as it is commonly defined."""

    name: Words
    unit: Words
    direction: Literal["up", "down", "band"]
    decimals: Annotated[Number, Field(ge=0, le=6)]
    lower_bound: Decimal | None = None
    upper_bound: Decimal | None = None
    chart: Literal["xmr", "values"]
    definition: Words
    trap: Words
