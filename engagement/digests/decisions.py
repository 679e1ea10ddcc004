"""Decisions that somebody waits for: counted, with the oldest one's age."""

from __future__ import annotations

from engagement.digests.week import Lines, Week


def decisions(week: Week) -> Lines:
    """How many wait, and for how long; what they are stands in the thread."""
    if not week.waiting:
        return Lines()
    oldest = max(one.days for one in week.waiting)
    days = week.say("digest.waiting_days", n=oldest)
    head = week.say("digest.decisions", n=len(week.waiting), days=days)
    details = tuple(
        week.say("digest.decision", title=one.title, n=one.days)
        for one in sorted(week.waiting, key=lambda w: (-w.days, w.title))
    )
    return Lines(head=head, title=week.say("digest.title.decisions"), details=details)
