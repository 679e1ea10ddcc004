"""The caps on messages, and what goes into a message when not everything fits.

Both caps count everything that the bot sends by itself, sent or on its way. A week is
any seven days (168 hours), not a calendar week, so that no five messages meet at a
weekend.
"""

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

    Args:
        sent: when messages went or, being on their way, will go.
        now: where to begin.
        calendar: of the person.
        rules: the caps.
    """
    if min(rules.messages_per_day, rules.messages_per_week) < 1:
        return None
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
    most = rules.messages_per_week
    for first, last in zip(times, times[most - 1 :], strict=False):
        # ``at`` may also lie before messages that are already on their way.
        if max(last, at) - min(first, at) < _WEEK:
            return first + _WEEK
    today = calendar.today(at)
    if sum(calendar.today(t) == today for t in times) >= rules.messages_per_day:
        tomorrow = today + timedelta(days=1)
        day = calendar.next_working_day(tomorrow) or tomorrow
        return calendar.at(day, calendar.slot_time())
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
    claim: int = 0
    "Of what comes round: how much of its round it is overdue by, see ``claims``."
    occasion: Occasion | None = None
    "None: it was not planned before."

    @classmethod
    def of(cls, occasion: Occasion, prompt: Prompt, claim: int = 0) -> Item:
        """Return a planned question as an item."""
        return cls(
            key=occasion.key,
            prompt=prompt,
            subject=occasion.subject,
            period=occasion.period,
            rank=occasion.rank,
            owed=occasion.owed,
            due_at=occasion.due_at,
            not_before=occasion.not_before,
            claim=claim,
            occasion=occasion,
        )

    @property
    def name(self) -> tuple[str, str | None]:
        """Prompt and subject."""
        return self.prompt.prompt_id, self.subject

    @property
    def order(self) -> tuple[int, int, bool, datetime, str, str]:
        """What goes first: rank, then claim, then what was put off before, then age.

        Names come last, so that it repeats; not the key: of a commitment it holds an
        identifier that is random.
        """
        new = self.occasion is None or not self.occasion.deferred
        name = self.prompt.prompt_id, self._topic
        return int(self.rank), -self.claim, new, self.due_at, *name

    @property
    def _topic(self) -> str:
        return "" if self.prompt.internal else self.subject or ""

    @property
    def asked_by(self) -> str | None:
        """The coordinator whose own question it is."""
        return None if self.occasion is None else self.occasion.asked_by

    def put_off_before(self, reason: str) -> bool:
        """Whether it is on record already that it waits for that reason."""
        return self.occasion is not None and self.occasion.deferred_for == reason

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

    ``extra_event`` lets one item more in than the budget holds, if one of them all is
    an event.
    """
    chosen: list[Item] = []
    cut: list[tuple[Item, str]] = []
    for item in sorted(items, key=lambda i: i.order):
        extra = extra_event and Rank.EVENT in {i.rank for i in (*chosen, item)}
        if len(chosen) >= rules.items_per_bundle + extra:
            cut.append((item, "budget"))
        elif item.sentence and any(c.sentence for c in chosen):
            cut.append((item, "two_sentences"))
        else:
            chosen.append(item)
    return Selection(chosen=tuple(chosen), cut=tuple(cut))
