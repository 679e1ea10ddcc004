"""What a prompt may be asked about of one person.

Rules: a thing with an owner is asked about of its owner alone; a thing without one, or
a prompt about nothing by name, is asked of whoever holds a function that the prompt
names.
"""

from __future__ import annotations

from collections.abc import Iterator

from engagement.cadence.keys import topic_of
from engagement.cadence.views import PersonView, Setting
from engagement.catalogue import Prompt
from engagement.people import Permission
from engagement.subjects import Subject


def topics(
    prompt: Prompt, view: PersonView, setting: Setting
) -> Iterator[Subject | None]:
    """Yield what ``prompt`` may be asked about of this person, if it can be filled."""
    for subject in own_topics(prompt, view, setting):
        if (prompt.prompt_id, topic_of(subject)) not in setting.unfillable:
            yield subject


def own_topics(
    prompt: Prompt, view: PersonView, setting: Setting
) -> Iterator[Subject | None]:
    """Yield what ``prompt`` is about for this person, whether it can be filled or not."""
    addressed = _addressed(prompt, view)
    if prompt.subject is None:
        if addressed:
            yield None
        return
    for owner in (
        (view.person.person_id, None) if addressed else (view.person.person_id,)
    ):
        for subject in setting.subjects.get(owner, ()):
            if subject.kind == prompt.subject:
                yield subject


def _addressed(prompt: Prompt, view: PersonView) -> bool:
    """Whether the prompt is asked of a function that the person holds."""
    executive = Permission.EXECUTIVE in view.person.permissions
    if executive and "executive" in prompt.asked_of:
        return True
    return any(function in prompt.asked_of for function in view.functions)
