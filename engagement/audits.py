"""External audits: who comes, what for, and when; and what holds near one.

Rules: an audit is near from ``NEAR_DAYS`` days before its first day until its last one.
While one is near nobody is asked more than before, and what is answered is marked in
every export: whether it is, follows from the audits and the moment alone, so that it
can be worked out again by anybody. A cancelled audit is never near.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from engagement.catalogue import Cadence, Prompt
from engagement.organisation import Programme

NEAR_DAYS = 21
"Days before an audit from which what is asked cannot be raised."
NOTICES = (30, 7, 1)
"Days before an audit on which the coordinators are reminded of it."
MARKED = frozenset(
    {"prompt.answered", "answer.detailed", "objective.reviewed", "subject.reviewed"}
)
"Kinds of fact that are answers: what is marked when it was given near an audit."
_BUDGETS = ("items_per_bundle", "messages_per_day", "messages_per_week")


class AuditKind(StrEnum):
    """What an audit is for."""

    CERTIFICATION = "certification"
    SURVEILLANCE = "surveillance"
    RECERTIFICATION = "recertification"
    CUSTOMER = "customer"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """One external audit."""

    audit_id: str
    body: str
    "Who audits: a certification body, or a customer."
    first_on: date
    last_on: date
    "Its last day; the same as the first for an audit of one day."
    scope: str = ""
    "What it covers, in the words of the certificate or the plan."
    kind: AuditKind = AuditKind.OTHER
    sites: tuple[str, ...] = ()
    "None named: all of them."
    cancelled: bool = False

    def near_on(self, day: date) -> bool:
        """Whether ``day`` lies in the days before this audit, or within it."""
        begins = self.first_on - timedelta(days=NEAR_DAYS)
        return not self.cancelled and begins <= day <= self.last_on


def near_audit(audits: Iterable[Audit], day: date) -> Audit | None:
    """Return the audit that ``day`` is near to: the soonest one, or None."""
    near = [audit for audit in audits if audit.near_on(day)]
    return min(near, key=lambda a: (a.first_on, a.audit_id), default=None)


def answered_near(
    audits: Iterable[Audit], kind: str, occurred_at: datetime, zone: str
) -> Audit | None:
    """Return the audit that a record is marked with, or None.

    Args:
        audits: all of the organisation.
        kind: name of the fact; only answers are marked.
        occurred_at: when the answer was given.
        zone: IANA name, of the organisation; its days count.
    """
    if kind not in MARKED:
        return None
    return near_audit(audits, occurred_at.astimezone(ZoneInfo(zone)).date())


def notice_due(audit: Audit, today: date) -> int | None:
    """Return the reminder that holds today, in days before; None where none does."""
    left = (audit.first_on - today).days
    if audit.cancelled or left <= 0:
        return None
    return min((n for n in NOTICES if left <= n), default=None)


def upcoming(audits: Iterable[Audit], today: date) -> tuple[Audit, ...]:
    """Return the audits that are not over and not cancelled, the soonest first."""
    ahead = (a for a in audits if not a.cancelled and a.last_on >= today)
    return tuple(sorted(ahead, key=lambda a: (a.first_on, a.audit_id)))


# --- what may not be raised -----------------------------------------------------


def raised(
    before: Programme, after: Programme, prompts: Iterable[Prompt]
) -> tuple[str, ...]:
    """Return what a change of the programme would raise.

    Names of budgets, and ids of prompts that would be switched on or come back more
    often; an empty tuple where nobody would be asked more.
    """
    budgets = tuple(
        name
        for name in _BUDGETS
        if getattr(after.rules, name) > getattr(before.rules, name)
    )
    more = set(after.rules.extra_event_item) - set(before.rules.extra_event_item)
    extra = ("extra_event_item",) if more else ()
    denser = tuple(p.prompt_id for p in prompts if _denser(p, before, after))
    return (*budgets, *extra, *denser)


def _denser(prompt: Prompt, before: Programme, after: Programme) -> bool:
    return _a_year(prompt, after) > _a_year(prompt, before)


def _a_year(prompt: Prompt, programme: Programme) -> float:
    """Return how often a prompt comes back in 52 weeks; event prompts count a little."""
    held = programme.prompts.get(prompt.prompt_id)
    on = prompt.on if held is None or held.on is None else held.on
    if not on:
        return 0
    given = held.cadence if held is not None else None
    weeks = (prompt.cadence if given is None else Cadence(given)).weeks
    return 52 / weeks if weeks else 1 / 52
