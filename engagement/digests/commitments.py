"""Commitments that were kept, with the names of those who kept them."""

from __future__ import annotations

from engagement.digests.week import Kept, Lines, Week

NAMES_MOST = 3


def commitments(week: Week) -> Lines:
    """Who kept a promise; nobody is named for one that was not kept."""
    if not week.kept:
        return Lines()
    told = [one for one in week.kept if one.name]
    if not told:
        return Lines(head=week.say("digest.kept_count", n=len(week.kept)))
    names = list(dict.fromkeys(one.name for one in told))
    shown = ", ".join(names[:NAMES_MOST])
    rest = len(names) - NAMES_MOST
    if rest > 0:
        shown = week.say("digest.and_more", names=shown, n=rest)
    key = "digest.kept" if len(told) == len(week.kept) else "digest.kept_among"
    details = tuple(_line(week, one) for one in told)
    return Lines(
        head=week.say(key, n=len(week.kept), names=shown),
        title=week.say("digest.title.kept"),
        details=details,
    )


def _line(week: Week, one: Kept) -> str:
    """Say who kept what; of redacted words nothing is left but who."""
    if not one.what:
        return one.name
    return week.say("digest.kept_one", name=one.name, what=one.what)
