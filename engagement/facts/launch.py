"""Facts about the launch of an organisation, and about pausing all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from engagement.facts.free_text import FreeText
from engagement.launch import Notice
from engagement.texts import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRecorded:
    """What people are told about their data, as a whole."""

    NAME: ClassVar = "notice.recorded"
    notice: Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchWorded:
    """A coordinator wrote the launch text, in one language; it needs an approval."""

    NAME: ClassVar = "launch.worded"
    language: Language
    text: FreeText


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchApproved:
    """The CEO approved the launch text in one language, word for word."""

    NAME: ClassVar = "launch.approved"
    person_id: str
    "The CEO, as of then."
    language: Language
    text: FreeText
    edited: bool
    "Whether the CEO changed what was proposed."


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLaunched:
    """The bot may write to executives from now on: to a pilot, or to everybody."""

    NAME: ClassVar = "organisation.launched"
    pilot: tuple[str, ...] | None
    "Person ids; None: everybody."


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchWidened:
    """More people take part from now on."""

    NAME: ClassVar = "launch.widened"
    pilot: tuple[str, ...] | None
    "Everybody who takes part now, by id; None: everybody there is or will be."


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPaused:
    """A coordinator stopped everything that the bot begins by itself."""

    NAME: ClassVar = "organisation.paused"
    until: date | None
    "First day on which it writes again; None: when a coordinator says so."
    messages: int
    "Messages that were on their way and wait."
    questions: int
    "Questions that were planned and wait."
    reminders: int
    "Open questions whose reminder waits."


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationResumed:
    """The pause is over."""

    NAME: ClassVar = "organisation.resumed"
    sent: int
    "Messages that had waited and go out now, one a day to each person."
    stale: int
    "Messages that had waited for too long and were dropped."
