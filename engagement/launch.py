"""From draft to launched: who may be written to, and since when.

Rules: an organisation is a *draft* until it is launched; until then nothing goes to
anybody but coordinators, except the launch text that the CEO is asked to approve. A
*pilot* is a launch for some people; the others get nothing, and neither does the
channel, which all of them read. A *pause* stops everything that the bot would begin by
itself. Replies to what somebody does themselves always go. Before anything else an
executive gets an introduction, once; the first question comes at least one of their
working days later.

``barred`` is the one place that decides; what sends asks it for every message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from engagement.calendar import WorkCalendar
from engagement.organisation import OrganisationState
from engagement.people import ClosedPeriod, Permission, Person
from engagement.texts import LANGUAGES, Bilingual, Language

REPLY, INTRODUCTION, APPROVAL = "reply", "introduction", "approval"
"Kinds of messages that rules are about."
QUESTION_AFTER = 1
"Working days from an introduction to the first question, at least."


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What people are told about their data before anything is asked (art. 13 GDPR)."""

    controller: str
    "Who is responsible for the data: the company's name."
    contact: str
    "Whom to write to about them."
    purpose: Bilingual
    retention: Bilingual
    text: Bilingual
    "What else a person must know: their rights, and what the answers are not for."

    @property
    def lacking(self) -> tuple[str, ...]:
        """Names of the parts that are empty, in either language."""
        plain = {"controller": self.controller, "contact": self.contact}
        both = {"purpose": self.purpose, "retention": self.retention, "text": self.text}
        return (
            *(name for name, held in plain.items() if not held.strip()),
            *(
                name
                for name, held in both.items()
                if not (held.en.strip() and held.sv.strip())
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchTemplates:
    """What the product proposes; ``{organisation}`` and ``{coordinator}`` to fill in."""

    text: Bilingual = Bilingual()
    "In the name of the CEO."
    purpose: Bilingual = Bilingual()
    retention: Bilingual = Bilingual()
    notice: Bilingual = Bilingual()


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """How far the launch of an organisation has come; its texts apart."""

    notice: Notice | None = None
    launched_at: datetime | None = None
    "None also where it was launched before there were introductions."
    pilot: tuple[str, ...] | None = None
    "Who takes part so far, by id; None: everybody."
    paused_at: datetime | None = None
    paused_until: date | None = None
    "First day on which the bot writes again; None: when a coordinator says so."
    pauses: tuple[ClosedPeriod, ...] = ()
    "Whole days of pauses that are over: they count towards nothing."


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A launch text in one language, as it was last written or approved."""

    text: str
    "Empty where it was redacted."
    seq: int
    "The record that it is from: the order of two of them."
    by: str | None = None
    "Who wrote or approved it, by id."
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchTexts:
    """The words in which the CEO stands behind it, per language."""

    worded: Mapping[Language, Worded] = field(default_factory=dict)
    "As proposed; a language without one has the template."
    approved: Mapping[Language, Worded] = field(default_factory=dict)

    @property
    def is_approved(self) -> bool:
        """Whether what stands now was approved, in every language.

        Words that were changed since need another approval.
        """
        return all(
            (held := self.approved.get(language)) is not None
            and held.text != ""
            and held.seq >= self._changed(language)
            for language in LANGUAGES
        )

    def _changed(self, language: Language) -> int:
        worded = self.worded.get(language)
        return -1 if worded is None else worded.seq


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether and to whom the bot may write, as of now."""

    state: OrganisationState
    launch: Launch

    @property
    def draft(self) -> bool:
        """Whether nobody but coordinators may be written to."""
        return self.state is OrganisationState.DRAFT

    @property
    def paused(self) -> bool:
        """Whether a coordinator has stopped everything."""
        return self.launch.paused_at is not None

    @property
    def running(self) -> bool:
        """Whether anything is planned at all."""
        return not self.draft and not self.paused

    @property
    def whole(self) -> bool:
        """Whether everybody takes part, so that the channel may be written to."""
        return not self.draft and self.launch.pilot is None

    @property
    def introduces(self) -> bool:
        """Whether people are introduced before their first question."""
        return self.launch.launched_at is not None

    def includes(self, person: Person) -> bool:
        """Whether somebody takes part already."""
        if self.draft:
            return False
        pilot = self.launch.pilot
        return pilot is None or person.person_id in pilot

    def pause_over(self, today: date) -> bool:
        """Whether a pause has come to the end that it was given."""
        until = self.launch.paused_until
        return self.paused and until is not None and until <= today


class Barred(StrEnum):
    """Why a message may not go, or not yet."""

    DRAFT = "draft"
    OUTSIDE_PILOT = "outside_pilot"
    PAUSED = "paused"
    NOT_INTRODUCED = "not_introduced"


def barred(standing: Standing, person: Person | None, kind: str) -> Barred | None:
    """Return why a message may not go now; None: it may.

    Args:
        standing: of the organisation.
        person: who would get it; None: a channel.
        kind: of the message, as the outbox knows it.
    """
    steers = person is not None and person.may(Permission.COORDINATOR)
    if kind == REPLY or (kind == APPROVAL and not standing.paused):
        return None
    if standing.draft:
        return None if steers else Barred.DRAFT
    if not steers and not _takes_part(standing, person):
        return Barred.OUTSIDE_PILOT
    if standing.paused and not (steers and kind == "notice"):
        return Barred.PAUSED
    if kind != INTRODUCTION and person is not None and unintroduced(standing, person):
        return Barred.NOT_INTRODUCED
    return None


def _takes_part(standing: Standing, person: Person | None) -> bool:
    return standing.whole if person is None else standing.includes(person)


def unintroduced(standing: Standing, person: Person) -> bool:
    """Whether somebody must be introduced before anything else reaches them.

    Who only steers has the notice before them; they are introduced when a question to
    them comes up.
    """
    asked = Permission.EXECUTIVE in person.permissions
    return standing.introduces and asked and person.introduced_at is None


def first_question_on(introduced_at: datetime, calendar: WorkCalendar) -> date:
    """Return the first day on which somebody may be asked anything."""
    introduced_on = calendar.today(introduced_at)
    return calendar.add_working_days(introduced_on, QUESTION_AFTER)


def days_between(paused_at: date, resumed_on: date) -> ClosedPeriod | None:
    """Return the whole days of a pause, if it had any, as days that do not count."""
    first, last = paused_at.toordinal() + 1, resumed_on.toordinal() - 1
    if last < first:
        return None
    return ClosedPeriod(
        period_id=f"pause:{paused_at.isoformat()}",
        starts=date.fromordinal(first),
        ends=date.fromordinal(last),
    )
