"""Objectives that their owners made visible: where they stand, in their words."""

from __future__ import annotations

from engagement.digests.week import Lines, Shown, Week


def objectives(week: Week) -> Lines:
    """Name an owner only where they chose it, in the order of the objectives."""
    details = tuple(_line(week, one) for one in week.shown)
    return Lines(title=week.say("digest.title.objectives"), details=details)


def _line(week: Week, one: Shown) -> str:
    track = week.say(f"track.{one.track}").lower()
    said = week.say("objective.said", confidence=one.confidence, track=track)
    line = week.say("digest.objective", title=one.title, name=one.name, said=said)
    return f"{line} {one.figure}" if one.figure else line
