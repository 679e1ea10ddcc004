"""What is asked because something happened: to the person, or to one of their things.

An event goes into the next bundle. A deadline is owed instead: it goes out by itself,
at the person's time of day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta

from engagement.cadence.budget import Item
from engagement.cadence.keys import key_of, topic_of
from engagement.cadence.look import Look, Name
from engagement.cadence.topics import topics
from engagement.catalogue import Prompt
from engagement.occasions import Rank
from engagement.subjects import Subject

OWED_EVENTS = frozenset({"deadline"})
"Events that go out by themselves instead of waiting for the bundle."
JUST_ASKED = timedelta(days=5)
"For so long a question stands in the chat: an event that asks the same adds nothing."


def events(look: Look, busy: Collection[Name]) -> Iterator[Item]:
    """Yield what events ask for, one item per question.

    Args:
        look: at whom and when.
        busy: questions that wait already.
    """
    for prompt in look.setting.prompts:
        for subject in topics(prompt, look.view, look.setting) if prompt.events else ():
            name = (prompt.prompt_id, topic_of(subject))
            if name not in busy and not just_asked(look, name):
                yield from _first(prompt, subject, look)


def happened(look: Look, subject: Subject | None) -> Mapping[str, str]:
    """Return event -> period, for the person or for a thing of theirs."""
    return look.view.events if subject is None else subject.events


def just_asked(look: Look, name: Name) -> bool:
    """Whether the same was put to the person a few days ago."""
    asked_on = look.asked_on.get(name)
    return asked_on is not None and look.today - asked_on < JUST_ASKED


def _first(prompt: Prompt, subject: Subject | None, look: Look) -> Iterator[Item]:
    topic, person_id = topic_of(subject), look.person.person_id
    for event in prompt.events:
        period = happened(look, subject).get(event)
        if period is None:
            continue
        key = key_of(prompt.prompt_id, topic, period, person_id)
        if key not in look.known:
            owed = event in OWED_EVENTS
            at = max(look.now, look.at_slot(look.today)) if owed else look.now
            yield Item(
                key=key,
                prompt=prompt,
                subject=topic,
                period=period,
                rank=Rank.EVENT,
                owed=owed,
                due_at=at,
                not_before=at,
            )
            return
