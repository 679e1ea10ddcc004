"""What every page of ``mine`` is made of: whose it is, and some of its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from bot.desk.desk import Sitting
from bot.ports.store import Holdings
from engagement.cards import (
    Action,
    Block,
    Bullets,
    Paragraph,
    Section,
    State,
    Tone,
    Weight,
)
from engagement.people import Person

_T = TypeVar("_T")
REFERENCE = "mine"
PER_PAGE = 3
"Answers or texts on a page: six things can be pressed on a card, three turn pages."
LINES = 12
"Lines of one page of a list."


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some of a page's sections, and how many there are of them in all."""

    sections: tuple[Section, ...]
    pages: int


@dataclass(frozen=True, kw_only=True)
class Own:
    """One person, looking at what is stored about them."""

    at: Sitting
    person: Person

    @property
    def held(self) -> Holdings:
        """What the store has of them."""
        return self.at.unit.holdings

    @cached_property
    def consents(self) -> Mapping[str, int]:
        """Which confidential answers auditors were let in to."""
        return self.held.consents(self.person.person_id)

    @cached_property
    def names(self) -> dict[str, str]:
        """People by id, those who left under their old name too."""
        return {one.person_id: one.name for one in self.at.unit.people.all()}

    def name(self, person_id: str) -> str:
        """Return a name; of one who left too."""
        if person_id not in self.names:
            left = self.at.unit.people.get(person_id)
            self.names[person_id] = left.name if left is not None else person_id
        return self.names[person_id]

    def say(self, key: str, **values: object) -> str:
        """Return a sentence in the person's language."""
        return self.at.say(key, self.person.language, **values)

    def when(self, instant: datetime) -> str:
        """Return a point of time on their own wall clock, with the year."""
        local = self.person.local(instant).replace(tzinfo=None)
        return f"{self.at.desk.texts.day(local.date(), self.person.language)} {local:%H:%M}"

    def press(self, place: str, key: str, weight: Weight = Weight.NORMAL) -> Action:
        """Return something to press; ``place`` says what it is about."""
        action_id = f"{REFERENCE}:{place}"
        return Action(action_id=action_id, label=self.say(key), weight=weight)


def of_page(found: Sequence[_T], page: int, most: int) -> tuple[Sequence[_T], int]:
    """Return what stands on a page, and how many pages there are."""
    pages = max(1, -(-len(found) // most))
    start = min(page, pages - 1) * most
    return found[start : start + most], pages


def said(text: str, tone: Tone = Tone.PLAIN) -> Paragraph:
    """Return a piece of running text."""
    return Paragraph(text=text, tone=tone)


def listed(own: Own, lines: Sequence[str], page: int, lead: str, none: str) -> Part:
    """Return a page of lines under what they are, or what to say without any."""
    shown, pages = of_page(lines, page, LINES)
    blocks: tuple[Block, ...] = (said(own.say(lead), Tone.QUIET),)
    if shown:
        blocks = (*blocks, Bullets(lines=tuple(shown)))
    else:
        blocks = (*blocks, said(own.say(none)))
    section = Section(reference=f"{REFERENCE}-list", state=State.NOTICE, blocks=blocks)
    return Part(sections=(section,), pages=pages)
