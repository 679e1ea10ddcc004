"""Facts about people: who they are here, what they do, when they are away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from engagement.people import Absence, Assignment, Person
from engagement.texts import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecorded:
    """A person was added or changed; the person as a whole."""

    NAME: ClassVar = "person.recorded"
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLeft:
    """A person no longer belongs to the organisation from ``on``."""

    NAME: ClassVar = "person.left"
    person_id: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityLinked:
    """An account of a platform is this person; never reassigned."""

    NAME: ClassVar = "identity.linked"
    person_id: str
    platform: str
    workspace: str
    user_id: str
    verified_by: str
    "Who confirmed it: a person id, or ``import`` or ``demo``."


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionAssigned:
    """A person took up a function."""

    NAME: ClassVar = "function.assigned"
    assignment: Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionEnded:
    """A person no longer holds a function from ``until``."""

    NAME: ClassVar = "function.ended"
    assignment: Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRecorded:
    """A person is or will be away."""

    NAME: ClassVar = "absence.recorded"
    absence: Absence


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceWithdrawn:
    """The person is not away after all."""

    NAME: ClassVar = "absence.withdrawn"
    absence_id: str
    person_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPaused:
    """The bot keeps quiet towards this person until ``until``."""

    NAME: ClassVar = "person.paused"
    person_id: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonResumed:
    """The pause ended early."""

    NAME: ClassVar = "person.resumed"
    person_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonIntroduced:
    """The bot introduced itself to a person, with the notice about their data."""

    NAME: ClassVar = "person.introduced"
    person_id: str
    message_id: str
    language: Language
    "Of the words that they got."


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceChanged:
    """A person gets a bundle every ``weeks`` weeks."""

    NAME: ClassVar = "pace.changed"
    person_id: str
    weeks: int
    reason: str
    "``ignored`` (two bundles in a row), ``answered`` or ``asked``."


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibilityChosen:
    """Somebody chose whether others are told something under their name."""

    NAME: ClassVar = "visibility.chosen"
    person_id: str
    subject: str
    "``objective:O1``, or ``commitments``: all promises that they kept."
    visible: bool
