"""``help``: what can be done here, for this person."""

from __future__ import annotations

from bot.handlers.call import Call
from bot.handlers.commands.words import Words
from engagement.cards import Bullets

_EVERYBODY = ("away", "lang", "pause", "objective", "commitments", "mine", "help")
_STEERING = (
    "launch",
    "ask",
    "people",
    "programme",
    "kpi",
    "import",
    "review",
    "audit",
    "digest",
    "evidence",
    "cases",
    "pause_all",
    "today",
    "talk",
)


def run(call: Call, words: Words) -> None:
    """Say what the bot is for and which commands the person has."""
    del words
    first = "status_all" if call.steers else "status"
    names = (first, *_EVERYBODY, *(_STEERING if call.steers else ()))
    lines = tuple(call.say(f"help.{name}") for name in names)
    call.tell(call.say("help.intro"), blocks=(Bullets(lines=lines),))
