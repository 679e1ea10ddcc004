"""What comes round: prompts about subjects, each at its own cadence.

A round is counted in whole ISO weeks, because people are asked on a weekly slot: what
was asked on a Friday, its Tuesday having been a holiday, is due again on a Tuesday.
Nothing comes twice in one period of its cadence. What was never asked is spread evenly
over one round; without that everything would be overdue on the first day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from engagement.cadence.budget import Item
from engagement.cadence.keys import key_of, period_of, topic_of
from engagement.cadence.look import Look, Name
from engagement.cadence.topics import topics
from engagement.calendar import monday_of
from engagement.catalogue import Cadence, Prompt
from engagement.occasions import Rank
from engagement.subjects import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """One prompt about one subject."""

    prompt: Prompt
    subject: Subject | None
    cadence: Cadence

    @property
    def name(self) -> Name:
        return self.prompt.prompt_id, topic_of(self.subject)


def rounds(look: Look, busy: Collection[Name], upto: date) -> Iterator[Item]:
    """Yield what is due for a bundle of which ``upto`` is the day.

    Args:
        look: at whom and when.
        busy: questions that wait already or are asked for another reason.
        upto: the slot's day; what falls due later in the week waits for the next one.
    """
    of_cadence: dict[Cadence, list[_Round]] = {}
    for one in _all(look):
        of_cadence.setdefault(one.cadence, []).append(one)
    for cadence, ones in of_cadence.items():
        # All of them take part in the spread, asked or not: a place in it must not
        # move when the neighbour's turn has come.
        ordered = sorted(
            ones, key=lambda one: (one.prompt.prompt_id, one.name[1] or "")
        )
        for index, one in enumerate(ordered):
            due_on = _due_on(one, look, index * cadence.weeks // len(ordered))
            if due_on <= upto and one.name not in busy and not _had(one, look, upto):
                yield _item(one, due_on, look)


def _all(look: Look) -> Iterator[_Round]:
    for prompt in look.setting.prompts:
        for subject in (
            () if prompt.internal else topics(prompt, look.view, look.setting)
        ):
            cadence = look.setting.cadence_of(prompt, subject)
            if cadence is not Cadence.EVENT:
                yield _Round(prompt=prompt, subject=subject, cadence=cadence)


def _due_on(one: _Round, look: Look, place: int) -> date:
    """Return since when it is due; ``place`` is its week in the spread."""
    last = _last_day(one, look)
    if last is not None:
        return monday_of(last) + timedelta(weeks=one.cadence.weeks)
    since = one.subject.since if one.subject is not None else None
    start = max(look.begins, since or date.min)
    return monday_of(start) + timedelta(weeks=place) if place else start


def _last_day(one: _Round, look: Look) -> date | None:
    """Return when it was last asked or its subject last reviewed."""
    asked_on = look.asked_on.get(one.name)
    reviewed_on = one.subject.reviewed_on if one.subject is not None else None
    return max((d for d in (asked_on, reviewed_on) if d is not None), default=None)


def _had(one: _Round, look: Look, upto: date) -> bool:
    """Whether the period of this bundle had it already."""
    asked_on = look.asked_on.get(one.name)
    return asked_on is not None and (
        period_of(one.cadence, asked_on) == period_of(one.cadence, upto)
    )


def _item(one: _Round, due_on: date, look: Look) -> Item:
    prompt_id, topic = one.name
    period = period_of(one.cadence, look.today)
    return Item(
        key=key_of(prompt_id, topic, period, look.person.person_id),
        prompt=one.prompt,
        subject=topic,
        period=period,
        rank=Rank.CADENCE,
        owed=False,
        due_at=look.at_slot(due_on),
        not_before=look.now,
    )
