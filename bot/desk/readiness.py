"""Which prompts can be asked as things stand, and what the others wait for."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

from engagement.cadence import PersonView, Setting, topics
from engagement.cadence.topics import own_topics
from engagement.catalogue import Cadence, Prompt
from engagement.topics import Sources, is_held


class Readiness(Enum):
    """How far a prompt is from being asked."""

    ASKABLE = auto()
    "Somebody can be asked it as things stand."
    LATER = auto()
    "It has its data and waits for something to happen."
    NO_DATA = auto()
    "Nothing that it is about, or a value that its words need, is in the data."
    NOBODY = auto()
    "Nobody holds a function that it is asked of."


def readiness(
    prompt: Prompt, views: Iterable[PersonView], setting: Setting, sources: Sources
) -> Readiness:
    """Return how far one prompt is, for all of these people together."""
    if not is_held(prompt.subject, sources):
        return Readiness.NO_DATA
    concerned = 0
    for view in views:
        if next(iter(topics(prompt, view, setting)), _NOTHING) is not _NOTHING:
            return Readiness.ASKABLE
        concerned += sum(1 for _ in own_topics(prompt, view, setting))
    if prompt.cadence is Cadence.EVENT or prompt.subject in _COME_AND_GO:
        return Readiness.LATER
    return Readiness.NO_DATA if concerned else Readiness.NOBODY


_NOTHING = object()
_COME_AND_GO = {"requirement_change", "resource_queue", "signals"}
"Lists that are empty now and then, which is no want of data."
