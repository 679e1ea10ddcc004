"""``pause all`` and ``resume all``: everything at once, and what waits meanwhile."""

from __future__ import annotations

from datetime import date

from bot.desk.launching import standing_of
from bot.desk.pausing import pause, resume
from bot.handlers.call import Call
from engagement.cards import Bullets
from engagement.errors import Refused
from engagement.people import Permission


def pause_all(call: Call, until: date | None) -> None:
    """Stop everything that the bot begins by itself, and say what waits.

    Raises:
        Refused: nothing is sent anyway, in a draft or a pause.
    """
    call.demand(Permission.COORDINATOR)
    standing = standing_of(call.at)
    if standing.draft:
        raise Refused("not_launched")
    if standing.paused:
        raise Refused("paused_already")
    found = pause(call.at, call.record, until)
    counted = {
        "messages": found.messages,
        "questions": found.questions,
        "reminders": found.reminders,
    }
    lines = (
        *(call.say(f"pause_all.{what}", n=n) for what, n in counted.items() if n),
        call.say("pause_all.rest"),
    )
    if until is None:
        text = call.say("pause_all.done")
    else:
        day = call.at.desk.texts.day(until, call.language)
        text = call.say("pause_all.done_until", day=day)
    call.tell(text, blocks=(Bullets(lines=lines),))


def resume_all(call: Call) -> None:
    """Go on, and say what goes out and what had become stale.

    Raises:
        Refused: nothing is paused.
    """
    call.demand(Permission.COORDINATOR)
    if not standing_of(call.at).paused:
        raise Refused("not_paused")
    found = resume(call.at, call.record)
    lines = (
        call.say("resume_all.sent", n=found.sent),
        call.say("resume_all.stale", n=found.stale),
    )
    call.tell(call.say("resume_all.done"), blocks=(Bullets(lines=lines),))
