"""The organisation and its programme: what is asked, how often, within which limits.

Every number here is a default that an organisation may change; a change is a fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from engagement.people import Slot
from engagement.texts import Language


class OrganisationState(StrEnum):
    """Whether the bot may write to executives."""

    DRAFT = "draft"
    LAUNCHED = "launched"


class Mode(StrEnum):
    """What a ledger was opened for; it never changes."""

    REHEARSAL = "rehearsal"
    LIVE = "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """One organisation, as of now."""

    organisation_id: str
    name: str
    mode: Mode
    state: OrganisationState = OrganisationState.DRAFT
    zone: str = "Europe/Stockholm"
    language: Language = "sv"
    "Of its channels."
    country: str = "SE"
    region: str | None = None
    channel: str = "leadership"
    platform: str = "webchat"
    "Where that channel is."
    editions: tuple[str, ...] = ("iso9001:2015",)
    "Standards that it works to; only their requirements count."
    began_on: date | None = None
    "First day of asking; what was never asked is spread from here on."
    policy: str = ""
    "Its quality policy, for the prompts about it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Cadence and fatigue rules (domain.md section 6.5)."""

    items_per_bundle: int = 2
    messages_per_day: int = 1
    messages_per_week: int = 3
    "In any seven days, everything counted."
    extra_event_item: tuple[str, ...] = ()
    "Functions whose bundle may hold one item more, if it holds an event."
    reminder_after: int = 3
    "Working days from a question to its only reminder."
    tell_after: int = 5
    "Working days from a question until the coordinator is told."
    expires_after: int = 10
    "Working days from a question until its silence is recorded."
    ignored_bundles: int = 2
    "Ignored bundles in a row that halve the pace."
    deadline_days: tuple[int, ...] = (30, 7, 1)
    "Days before a commitment or an action falls due on which its owner hears of it."
    review_prompt_days: int = 14
    "Days before a management review on which P34 is asked."
    low_confidence: int = 5
    "At or below this, P28 follows."
    edit_days: int = 30
    "Days for which an answer may be changed."
    stale_days: int = 7
    "Working days after which an owed question that could not go out is recorded."


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestTime:
    """When the weekly digest is posted, in the organisation's zone."""

    slot: Slot = Slot(weekday=0, at=time(9))
    wait_for_readings: bool = False
    "Post as soon as the week's readings are in ..."
    at_latest: Slot = Slot(weekday=2, at=time(12))
    "... at latest then."


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefTime:
    """When coordinators get their list, in their own wall-clock time."""

    slot: Slot = Slot(weekday=0, at=time(8))
    on: bool = True
    "Whether it comes by itself."


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptSetting:
    """What an organisation changed about one prompt; None leaves it as shipped."""

    on: bool | None = None
    cadence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What an organisation asks, and within which limits."""

    rules: Rules = Rules()
    digest: DigestTime = DigestTime()
    brief: BriefTime | None = None
    "When coordinators get their list; None: as shipped."
    prompts: Mapping[str, PromptSetting] = field(default_factory=dict)
    vocabulary: int = 1
    "Version of this shape."
    chosen: str | None = None
    "The starter set that it began with; None: the shipped defaults."
