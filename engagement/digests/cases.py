"""Answers that coordinators owe: counted, never whose and never about what."""

from __future__ import annotations

from engagement.digests.week import Lines, Week


def cases(week: Week) -> Lines:
    """How many were opened and closed in the week, wait, and are overdue."""
    counts = week.cases
    if not any((counts.opened, counts.closed, counts.waiting)):
        return Lines()
    said = {
        "opened": counts.opened,
        "closed": counts.closed,
        "waiting": counts.waiting,
        "overdue": counts.overdue,
    }
    parts = [
        week.say(f"digest.cases.{name}", n=number) for name, number in said.items()
    ]
    return Lines(
        head=week.say("digest.cases", counts=", ".join(parts)),
        title=week.say("digest.title.cases"),
        details=tuple(parts),
    )
