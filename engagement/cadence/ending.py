"""What ends without an answer, and why.

Rules: a planned question that nobody needs any more is withdrawn; one whose time has
passed is expired, as is one that was asked and met with silence. What stands in the
chat is never withdrawn: it can be answered until the same is asked again. Days on which
its person was away do not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from engagement.cadence.decisions import End
from engagement.cadence.events import happened
from engagement.cadence.keys import period_of, topic_of
from engagement.cadence.look import Look
from engagement.cadence.promises import moot
from engagement.cadence.standing import check_days, stands_for
from engagement.cadence.topics import own_topics
from engagement.cadence.views import PersonView
from engagement.calendar import WorkCalendar
from engagement.catalogue import Prompt
from engagement.occasions import Occasion, OccasionState, Rank
from engagement.organisation import Rules
from engagement.subjects import Subject

_END_OF_DAY = time(23, 59)


def expiry_of(asked_at: datetime, calendar: WorkCalendar, rules: Rules) -> datetime:
    """Return when the silence after a question is recorded, as things stand."""
    last = calendar.add_working_days(calendar.today(asked_at), rules.expires_after)
    return calendar.at(last, _END_OF_DAY)


def expires_at(occasion: Occasion, look: Look) -> datetime:
    """Return when an asked question expires: never before its person was told.

    An absence that was recorded since then makes it later.
    """
    at = expiry_of(occasion.put_at, look.calendar, look.rules)
    return max(at, occasion.expires_at or at)


def left(view: PersonView) -> Iterator[End]:
    """Yield the end of everything of somebody who has left."""
    for occasion in view.unsettled:
        if occasion.state is OccasionState.PLANNED:
            yield _withdrawn(occasion, "person_left")
        elif occasion.waiting:
            yield _expired(occasion, "person_left")


def endings(look: Look) -> Iterator[End]:
    """Yield what ends now."""
    for occasion in look.view.unsettled:
        if occasion.state is OccasionState.PLANNED:
            yield from _unasked(occasion, look)
        elif _silent_for_long(occasion, look):
            yield _expired(occasion, unneeded(occasion, look) or "silence")


def _silent_for_long(occasion: Occasion, look: Look) -> bool:
    waits = occasion.waiting and occasion.snoozed_until is None
    return waits and expires_at(occasion, look) <= look.now


def unneeded(occasion: Occasion, look: Look) -> str | None:
    """Return why nobody needs an answer to it any more, if so."""
    prompt = look.setting.prompt(occasion.prompt_id)
    if prompt is None:
        return "switched_off"
    if prompt.subject == "commitment":
        return moot(occasion, look)
    if prompt.internal:
        return None
    names = {topic_of(s) for s in own_topics(prompt, look.view, look.setting)}
    return None if occasion.subject in names else "subject_gone"


def _withdrawn(occasion: Occasion, reason: str) -> End:
    return End(occasion_id=occasion.occasion_id, how="withdrawn", reason=reason)


def _expired(occasion: Occasion, reason: str) -> End:
    return End(occasion_id=occasion.occasion_id, how="expired", reason=reason)


def _unasked(occasion: Occasion, look: Look) -> Iterator[End]:
    """Yield the end of a planned question, if it comes to one."""
    prompt = look.setting.prompt(occasion.prompt_id)
    if (reason := unneeded(occasion, look)) is not None:
        yield _withdrawn(occasion, reason)
    elif prompt is not None and _checked(occasion, prompt, look):
        yield _withdrawn(occasion, "checked")
    elif prompt is not None and (reason := _too_late(occasion, prompt, look)):
        yield _expired(occasion, reason)


def _checked(occasion: Occasion, prompt: Prompt, look: Look) -> bool:
    """Whether its commitment is asked about instead; who asks by hand means it."""
    if occasion.asked_by is not None:
        return False
    topic, rank = occasion.subject, occasion.rank
    return stands_for(check_days(look), prompt, topic, rank, look)


def _too_late(occasion: Occasion, prompt: Prompt, look: Look) -> str | None:
    """Return why it is not asked any more; a coordinator's own question always is."""
    if occasion.asked_by is not None:
        return None
    if occasion.owed and _stale(occasion, look):
        return "stale"
    if prompt.internal:
        return None
    subject = _subject(occasion, prompt, look)
    if occasion.rank is Rank.EVENT:
        periods = happened(look, subject)
        holds = any(periods.get(e) == occasion.period for e in prompt.events)
        return None if holds else "untriggered"
    cadence = look.setting.cadence_of(prompt, subject)
    over = occasion.period != period_of(cadence, look.today)
    return "period_over" if over else None


def _stale(occasion: Occasion, look: Look) -> bool:
    due_on = look.calendar.today(occasion.due_at)
    last = look.calendar.add_working_days(due_on, look.rules.stale_days)
    return look.today > last


def _subject(occasion: Occasion, prompt: Prompt, look: Look) -> Subject | None:
    found = own_topics(prompt, look.view, look.setting)
    return next((s for s in found if topic_of(s) == occasion.subject), None)
