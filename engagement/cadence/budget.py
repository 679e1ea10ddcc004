"""The caps on messages, and what goes into a bundle when not everything fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from engagement.calendar import WorkCalendar
from engagement.catalogue import Prompt
from engagement.occasions import Occasion, Rank
from engagement.organisation import Rules

_WEEK = timedelta(days=7)


def free_from(
    sent: Sequence[datetime], now: datetime, calendar: WorkCalendar, rules: Rules
) -> datetime | None:
    """Return the first moment from ``now`` on at which one more message may go.

    Both caps and the person's working hours count. None: none is in sight.
    """
    times = sorted(sent)
    at = calendar.next_open(now)
    while at is not None:
        later = _held_back(times, at, calendar, rules)
        if later is None:
            return at
        at = calendar.next_open(later)
    return None


def _held_back(
    times: list[datetime], at: datetime, calendar: WorkCalendar, rules: Rules
) -> datetime | None:
    """Return when the cap that forbids ``at`` lifts, or None where none does."""
    week = [t for t in times if at - _WEEK < t <= at]
    if len(week) >= rules.messages_per_week:
        return week[-rules.messages_per_week] + _WEEK
    today = calendar.today(at)
    if sum(calendar.today(t) == today for t in week) >= rules.messages_per_day:
        return calendar.at(today + timedelta(days=1), calendar.slot_time())
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question that could go into a message."""

    key: str
    prompt: Prompt
    subject: str | None
    period: str
    rank: Rank
    owed: bool
    due_at: datetime
    not_before: datetime
    occasion: Occasion | None = None
    "None: it was not planned before."

    @property
    def order(self) -> tuple[int, datetime, str]:
        """What goes first: rank, then age, then the key so that it repeats."""
        return int(self.rank), self.due_at, self.key

    @property
    def sentence(self) -> bool:
        """Whether it has to be written rather than tapped."""
        return self.prompt.kind == "sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What goes into one message, and what has to wait and why."""

    chosen: tuple[Item, ...]
    cut: tuple[tuple[Item, str], ...]


def select(items: Iterable[Item], rules: Rules, *, extra_event: bool) -> Selection:
    """Choose the items of one message.

    ``extra_event`` lets one event item more in than the budget holds.
    """
    chosen: list[Item] = []
    cut: list[tuple[Item, str]] = []
    for item in sorted(items, key=lambda i: i.order):
        most = rules.items_per_bundle
        if extra_event and item.rank is Rank.EVENT:
            most += 1
        if len(chosen) >= most:
            cut.append((item, "budget"))
        elif item.sentence and any(c.sentence for c in chosen):
            cut.append((item, "two_sentences"))
        else:
            chosen.append(item)
    return Selection(chosen=tuple(chosen), cut=tuple(cut))
