"""What comes round: prompts about subjects, each at its own cadence.

A round is counted in whole ISO weeks, because people are asked on a weekly slot: what
was asked on a Friday, its Tuesday having been a holiday, is due again on a Tuesday.
Nothing comes twice in one period of its cadence. What was never asked is spread evenly
over one round; without that everything would be overdue on the first day. What was
overdue by then is spread as well, but over a month at most; an objective whose review
was overdue is due at once, so that it waits for nothing that was never asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from engagement.cadence.budget import Item
from engagement.cadence.claims import claim_of_round, reviews_objective
from engagement.cadence.keys import key_of, period_of, topic_of
from engagement.cadence.look import Look, Name
from engagement.cadence.spread import places
from engagement.cadence.topics import topics
from engagement.calendar import monday_of
from engagement.catalogue import Cadence, Prompt
from engagement.occasions import Rank
from engagement.subjects import Subject

OVERDUE_WITHIN = 4
"Weeks over which what was overdue on the first day is spread."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """One prompt about one subject."""

    prompt: Prompt
    subject: Subject | None
    cadence: Cadence

    @property
    def name(self) -> Name:
        return self.prompt.prompt_id, topic_of(self.subject)

    @property
    def order(self) -> tuple[int, str, str]:
        return self.cadence.weeks, self.prompt.prompt_id, topic_of(self.subject) or ""


def rounds(look: Look, busy: Collection[Name], upto: date) -> Iterator[Item]:
    """Yield what is due for a bundle of which ``upto`` is the day.

    Args:
        look: at whom and when.
        busy: questions that wait already or are asked for another reason.
        upto: the slot's day; what falls due later in the week waits for the next one.
    """
    # All of them take part in the spread, asked or not: a place in it must not move
    # when the neighbour's turn has come.
    ones = sorted(_all(look), key=lambda one: one.order)
    lengths = tuple(one.cadence.weeks for one in ones)
    for one, place in zip(ones, places(lengths), strict=True):
        due_on = _due_on(one, look, place)
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
    asked_on = look.asked_on.get(one.name)
    reviewed_on = one.subject.reviewed_on if one.subject is not None else None
    last = max((d for d in (asked_on, reviewed_on) if d is not None), default=None)
    if last is None:
        return _begins(one, look, place)
    due_on = monday_of(last) + timedelta(weeks=one.cadence.weeks)
    late = asked_on is None and due_on <= look.begins
    if late and not reviews_objective(one.prompt):
        return _begins(one, look, place % OVERDUE_WITHIN)
    return due_on


def _begins(one: _Round, look: Look, place: int) -> date:
    since = one.subject.since if one.subject is not None else None
    start = max(look.begins, since or date.min)
    return monday_of(start) + timedelta(weeks=place) if place else start


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
        claim=claim_of_round(one.prompt, one.subject, (look.today - due_on).days, look),
        not_before=look.now,
    )
