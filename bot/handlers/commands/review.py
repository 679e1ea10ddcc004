"""``review``: management reviews as dates that questions hang on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.desk.setting import today_of
from bot.handlers.call import Call
from bot.handlers.commands.words import Words
from engagement.cards import Bullets
from engagement.errors import NotFound, Refused
from engagement.facts import ReviewRecorded
from engagement.reviews import Review

FAR_DAYS = 3 * 366
"A review planned further ahead than this is a slip of the pen."


def run(call: Call, words: Words) -> None:
    """List, plan, move or cancel."""
    verb = words.take().casefold()
    match verb:
        case "":
            _list(call)
        case "plan" | "planera":
            _plan(call, words)
        case "cancel" | "ställ-in" | "inställd":
            _cancel(call, words)
        case _:
            raise Refused("usage", usage=call.say("usage.review"))


def _list(call: Call) -> None:
    reviews = [r for r in call.at.unit.entries.reviews() if not r.cancelled]
    if not reviews:
        call.tell(call.say("review.none"))
        return
    texts = call.at.desk.texts
    lines = tuple(
        f"{r.review_id}: {texts.weekday(r.held_on, call.language)}" for r in reviews
    )
    call.tell(call.say("review.title"), blocks=(Bullets(lines=lines),))


def _plan(call: Call, words: Words) -> None:
    """``review plan 2026-12-10 [ID]``; a known id is moved."""
    today = today_of(call.at.unit.organisation(), call.at.now)
    day = words.day(call.say("usage.review"), today)
    if day < today:
        raise Refused("day_past")
    if (day - today).days > FAR_DAYS:
        raise Refused("day_far", n=FAR_DAYS // 366)
    known = call.at.unit.entries.reviews()
    _demand_new_day(known, day, words.peek())
    review_id = words.take() or _next_id(known, day.year)
    review = Review(review_id=review_id, held_on=day)
    if review in known:
        raise Refused("nothing_changed")
    call.record(ReviewRecorded(review=review))
    _wake_everybody(call)
    texts = call.at.desk.texts
    when = texts.weekday(day, call.language)
    days = call.at.unit.programme().rules.review_prompt_days
    call.tell(call.say("review.kept", review=review_id, when=when, n=days))


def _demand_new_day(known: tuple[Review, ...], day: date, wanted: str) -> None:
    """Refuse a second review on the same day: it is the first one, planned twice.

    Raises:
        Refused: another one is planned for that day.
    """
    for one in known:
        if one.held_on == day and not one.cancelled and one.review_id != wanted:
            raise Refused("review_same_day", review=one.review_id)


def _next_id(known: tuple[Review, ...], year: int) -> str:
    """Return ``MR-2026-3``: one more than the year has."""
    number = 1
    taken = {r.review_id for r in known}
    while f"MR-{year}-{number}" in taken:
        number += 1
    return f"MR-{year}-{number}"


def _cancel(call: Call, words: Words) -> None:
    wanted = words.demand(call.say("usage.review")).casefold()
    for review in call.at.unit.entries.reviews():
        if review.review_id.casefold() == wanted and not review.cancelled:
            call.record(ReviewRecorded(review=replace(review, cancelled=True)))
            call.tell(call.say("review.cancelled", review=review.review_id))
            return
    raise NotFound("review_unknown", name=wanted)


def _wake_everybody(call: Call) -> None:
    """A review concerns all: have the planner look at everybody."""
    people = call.at.unit.people.all()
    call.at.unit.people.look_at({p.person_id: call.at.now for p in people})
