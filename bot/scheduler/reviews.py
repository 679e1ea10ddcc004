"""Reminders of management reviews in the channel: 30, 7 and 1 days before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.desk.desk import Desk, Sitting
from bot.desk.launching import standing_of
from bot.desk.letters import to_channel
from bot.desk.scenes import watermark
from bot.desk.setting import home_calendar, today_of
from bot.ports.store import Letter, Unit, Work
from engagement.flows.cards import notice
from engagement.organisation import Organisation
from engagement.reviews import Review


async def remind_of_reviews(work: Work, desk: Desk, now: datetime) -> int:
    """Write the reminders that are due; returns how many were written."""

    def due(unit: Unit) -> list[Letter]:
        return list(_due(Sitting(unit=unit, desk=desk, now=now)))

    letters = await work.read(due)
    if not letters:
        return 0
    return await work.run(
        lambda unit: sum(unit.outbox.write(letter) for letter in letters)
    )


def _due(at: Sitting) -> Iterator[Letter]:
    organisation = at.unit.organisation()
    standing = standing_of(at)
    if not (standing.running and standing.whole):
        return
    calendar = home_calendar(at)
    today = today_of(organisation, at.now)
    slot = at.unit.programme().digest.slot
    if not calendar.works_on(today) or at.now < calendar.at(today, slot.at):
        return
    for review in at.unit.entries.reviews():
        days = _nearest(review, at)
        if days is None:
            continue
        key = f"review:{review.review_id}:{review.held_on}:d{days}"
        if at.unit.outbox.by_key(key) is None:
            yield _letter(at, organisation, review, key)


def _nearest(review: Review, at: Sitting) -> int | None:
    """Return the notice that holds today, if one has begun."""
    today = today_of(at.unit.organisation(), at.now)
    if review.cancelled or review.held_on <= today:
        return None
    days = at.unit.programme().rules.deadline_days
    begun = [n for n in days if review.held_on - timedelta(days=n) <= today]
    return min(begun, default=None)


def _letter(
    at: Sitting, organisation: Organisation, review: Review, key: str
) -> Letter:
    language = organisation.language
    today = today_of(organisation, at.now)
    text = at.say(
        "review.reminder",
        language,
        date=at.desk.texts.weekday(review.held_on, language),
        n=(review.held_on - today).days,
    )
    card = notice(text, language, watermark=watermark(at, language))
    return to_channel(at, organisation, kind="review", key=key, card=card)
