"""Commitments that were kept, with the names of those who kept them."""

from __future__ import annotations

from engagement.digests.week import Lines, Week

NAMES_MOST = 3


def commitments(week: Week) -> Lines:
    """Who kept a promise; nobody is named for one that was not kept."""
    if not week.kept:
        return Lines()
    names = list(dict.fromkeys(one.name for one in week.kept))
    shown = ", ".join(names[:NAMES_MOST])
    rest = len(names) - NAMES_MOST
    if rest > 0:
        shown = week.say("digest.and_more", names=shown, n=rest)
    details = tuple(
        week.say("digest.kept_one", name=one.name, what=one.what) for one in week.kept
    )
    return Lines(
        head=week.say("digest.kept", n=len(week.kept), names=shown),
        title=week.say("digest.title.kept"),
        details=details,
    )
