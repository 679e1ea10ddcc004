"""Words that a person changed or removed after they were received.

What was received stays on record; the change is a fact of its own. An answer that was
typed is changed with *Edit*, so that there is one way and it is seen.
"""

from __future__ import annotations

from bot.handlers.call import Call
from bot.ports import Deleted, Edited
from engagement.facts import MessageDeleted, MessageEdited
from engagement.facts.free_text import FreeText


def edited(call: Call, what: Edited) -> None:
    """Record the new words beside the old ones, and say how to change an answer."""
    occasion_id = call.at.unit.books.occasion_of_message(what.message)
    call.record(
        MessageEdited(
            person_id=call.person.person_id,
            platform=call.inbound.actor.platform,
            platform_message=what.message,
            occasion_id=occasion_id,
            text=FreeText(text=what.text),
        )
    )
    if occasion_id is not None:
        call.tell(call.say("edited.answer_stands"))


def deleted(call: Call, what: Deleted) -> None:
    """Record that the words were removed; an answer made with them stands."""
    occasion_id = call.at.unit.books.occasion_of_message(what.message)
    call.record(
        MessageDeleted(
            person_id=call.person.person_id,
            platform=call.inbound.actor.platform,
            platform_message=what.message,
            occasion_id=occasion_id,
        )
    )
    if occasion_id is not None:
        call.tell(call.say("deleted.answer_stands"))
