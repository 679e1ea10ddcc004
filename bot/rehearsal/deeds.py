"""What somebody of the story does at one moment, through the same door as anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.ports import What
from engagement.occasions import Occasion
from engagement.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that one person does at one moment."""

    person: Person
    key: str
    "Unique; nothing is done twice."
    at: datetime
    what: tuple[What, ...]


def name_of(occasion: Occasion) -> str:
    """Return the unique key without identifiers that are random: dice must repeat."""
    kind, _, which = (occasion.subject or "-").partition(":")
    named = kind if kind in {"commitment", "question"} else f"{kind}:{which}"
    period = occasion.period.partition("ask-")[0] or "ask"
    return f"{occasion.prompt_id}:{named}:{period}:{occasion.person_id}"
