"""How many took part: told only where it encourages and singles nobody out."""

from __future__ import annotations

from engagement.digests.week import Lines, Week

LEAST_ASKED = 5
"With fewer, a count points at people (domain.md section 5.2)."


def participation(week: Week) -> Lines:
    """The share, if most have answered; never where exactly one has not."""
    missing = week.asked - week.answered
    if week.asked < LEAST_ASKED or missing == 1 or week.answered * 2 <= week.asked:
        return Lines()
    said = week.say("digest.participation", answered=week.answered, asked=week.asked)
    return Lines(title=week.say("digest.title.participation"), details=(said,))
