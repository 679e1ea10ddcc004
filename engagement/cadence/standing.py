"""Where the check of a commitment stands for the question that the commitment answered.

Rules: who has said when they will do something is not asked about it again in the
period in which they are asked what became of it. What an event asks gives way within
the week of the check alone: a deadline that comes later is news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from engagement.cadence.keys import period_of, topic_of
from engagement.cadence.look import Look, Name
from engagement.cadence.promises import CHECK
from engagement.cadence.topics import own_topics
from engagement.calendar import iso_week
from engagement.catalogue import Prompt
from engagement.commitments import CommitmentState
from engagement.occasions import Rank


def check_days(look: Look) -> tuple[tuple[Name, date], ...]:
    """Return what commitments answered, each with the day of its check.

    Of one that was closed it is the day on which its person said what became of it.
    """
    if look.setting.prompt(CHECK) is None:
        return ()
    asked = {past.occasion_id: past for past in look.view.past}
    return tuple(
        ((asked[which].prompt_id, asked[which].subject), day)
        for which, day in _days(look)
        if which in asked
    )


def _days(look: Look) -> Iterator[tuple[str, date]]:
    """Yield the question that each commitment answered, and the day of its check."""
    calendar = look.calendar
    for one in look.view.commitments:
        due_on = calendar.today(one.due.utc)
        yield one.occasion_id, calendar.today(look.slot_after(due_on, 1))
    for one in look.view.closed:
        if one.closed_at is not None and one.state is not CommitmentState.WITHDRAWN:
            yield one.occasion_id, calendar.today(one.closed_at)


def stands_for(
    checks: Iterable[tuple[Name, date]],
    prompt: Prompt,
    topic: str | None,
    rank: Rank,
    look: Look,
) -> bool:
    """Whether one of ``checks`` takes the place of a question of today."""
    days = [day for name, day in checks if name == (prompt.prompt_id, topic)]
    if not days:
        return False
    if rank is Rank.EVENT:
        return any(iso_week(day) == iso_week(look.today) for day in days)
    found = own_topics(prompt, look.view, look.setting)
    subject = next((s for s in found if topic_of(s) == topic), None)
    cadence = look.setting.cadence_of(prompt, subject)
    today = period_of(cadence, look.today)
    return any(period_of(cadence, day) == today for day in days)
