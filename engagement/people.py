"""Who takes part: people, what they do, when they work and when they are away.

A *function* is what a person does (chief financial officer, owner of a risk); a
*permission* is what a person may do here. Neither is derived from the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from engagement.texts import Bilingual, Language

COMMITMENTS = "commitments"
"What ``visibility.chosen`` is about where it is about promises that were kept."


class Permission(StrEnum):
    """What a person may do here."""

    EXECUTIVE = "executive"
    COORDINATOR = "coordinator"
    AUDITOR = "auditor"
    OBSERVER = "observer"
    ADMIN = "admin"


class Function(StrEnum):
    """What a person does; bounded in time by its ``Assignment``."""

    CEO = "ceo"
    CFO = "cfo"
    COO = "coo"
    CCO = "cco"
    CTO = "cto"
    HR = "hr"
    SITE_GM = "site_gm"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingHours:
    """Wall-clock hours in which a person may be written to."""

    start: time = time(8)
    end: time = time(17)
    days: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    "Weekdays, Monday is 0."


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When the weekly bundle comes, in the person's own wall-clock time."""

    weekday: int = 1
    at: time = time(9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of an organisation, as of now."""

    person_id: str
    name: str
    role: Bilingual
    language: Language
    zone: str
    "IANA name."
    country: str
    "ISO 3166-1 alpha-2: which public holidays apply."
    region: str | None = None
    "ISO 3166-2 subdivision without the country, for regional holidays."
    site: str | None = None
    email: str | None = None
    hours: WorkingHours = WorkingHours()
    slot: Slot = Slot()
    permissions: frozenset[Permission] = frozenset({Permission.EXECUTIVE})
    joined_on: date
    left_on: date | None = None
    pace: int = 1
    "Weeks between two bundles."
    paused_until: date | None = None
    "First day on which the bot may write again."
    introduced_at: datetime | None = None
    "When the bot introduced itself to them; never twice."
    named: bool | None = None
    "Whether they are named for promises that they kept; None: nothing was said."

    @property
    def tz(self) -> ZoneInfo:
        """The person's time zone (cached by ``zoneinfo``)."""
        return ZoneInfo(self.zone)

    def local(self, instant: datetime) -> datetime:
        """Return ``instant`` on this person's wall clock."""
        return instant.astimezone(self.tz)

    def may(self, *permissions: Permission) -> bool:
        """Whether the person holds any of ``permissions`` (admins hold all)."""
        return bool(self.permissions & {*permissions, Permission.ADMIN})

    def active_on(self, day: date) -> bool:
        """Whether the person belongs to the organisation on ``day``."""
        return self.left_on is None or day < self.left_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A function that a person holds, from ``since`` until before ``until``."""

    function: Function
    person_id: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the function is held on ``day``."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days on which a person is away, both ends included."""

    absence_id: str
    person_id: str
    starts: date
    ends: date

    def covers(self, day: date) -> bool:
        """Whether ``day`` is one of the days away."""
        return self.starts <= day <= self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPeriod:
    """Days on which the company, or one of its sites, is closed."""

    period_id: str
    starts: date
    ends: date
    site: str | None = None
    "None: the whole company."
    title: Bilingual = field(default_factory=Bilingual)

    def covers(self, day: date, site: str | None) -> bool:
        """Whether ``day`` is closed for people of ``site``."""
        return self.starts <= day <= self.ends and self.site in {None, site}


def holders(
    assignments: Iterable[Assignment], function: Function, day: date
) -> tuple[str, ...]:
    """Return who holds ``function`` on ``day``; an empty tuple means *vacant*."""
    return tuple(
        sorted(
            a.person_id for a in assignments if a.function is function and a.covers(day)
        )
    )
