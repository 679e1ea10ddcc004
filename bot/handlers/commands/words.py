"""The words of a command line: quoted parts hold together, dates and people are found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from engagement import typed
from engagement.errors import NotFound, Refused
from engagement.people import Person

_PARTS = re.compile(r'"([^"]*)"|[“”„]([^“”„]*)[“”]|(\S+)')


class Words:
    """What is left of a command line, taken from the front."""

    def __init__(self, parts: Sequence[tuple[str, bool]]) -> None:
        self._parts = list(parts)

    @classmethod
    def of(cls, text: str) -> Words:
        """Split a command line."""
        return cls(
            [
                (plain or straight or curly, not plain)
                for straight, curly, plain in _PARTS.findall(text)
            ]
        )

    def __bool__(self) -> bool:
        return bool(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    @property
    def quoted(self) -> bool:
        """Whether the next part stood in quotation marks."""
        return bool(self._parts) and self._parts[0][1]

    def peek(self) -> str:
        """Return the next part without taking it; empty when there is none."""
        return self._parts[0][0] if self._parts else ""

    def take(self) -> str:
        """Take the next part; empty when there is none."""
        return self._parts.pop(0)[0] if self._parts else ""

    @property
    def line(self) -> str:
        """What is left, as it would be written again."""
        return " ".join(f'"{part}"' if mark else part for part, mark in self._parts)

    def ends(self, *names: str) -> bool:
        """Take the last part if it is one of ``names``; whether it was."""
        found = bool(self._parts) and self._parts[-1][0].casefold() in names
        if found:
            self._parts.pop()
        return found

    def rest(self) -> str:
        """Take everything that is left, as one text."""
        text = " ".join(part for part, _ in self._parts)
        self._parts.clear()
        return text

    def demand(self, usage: str) -> str:
        """Take the next part.

        Raises:
            Refused: there is none; the usage is shown.
        """
        if not self._parts:
            raise Refused("usage", usage=usage)
        return self.take()

    def day(self, usage: str, today: date) -> date:
        """Take a day: ``2026-12-01``, ``tisdag``, ``1 dec``.

        Raises:
            Refused: there is none, or it is no day.
        """
        first = self.demand(usage)
        for text in (f"{first} {self.peek()}".strip(), first):
            found = typed.read_day(text, today)
            if found is not None:
                if text != first and typed.read_day(first, today) is None:
                    self.take()
                return found
        raise Refused("day_unread")

    def span(self, usage: str, today: date) -> tuple[date, date]:
        """Take a span of days: ``2026-12-21..2027-01-06``, or two days.

        Raises:
            Refused: it is none, or its end lies before its start.
        """
        first, dots, last = self.peek().partition("..")
        if dots:
            self.take()
            ends = Words.of(f"{first} {last}")
            starts = ends.day(usage, today)
            until = ends.day(usage, today)
        else:
            starts = self.day(usage, today)
            if self.peek() in {"-", "–", "to", "till"}:
                self.take()
            until = self.day(usage, today) if self else starts
        if until < starts:
            raise Refused("span_backwards")
        return starts, until


def find_person(people: Sequence[Person], name: str) -> Person:
    """Find a person by id, whole name, first name or its beginning.

    Raises:
        NotFound: nobody is called that, or more than one is.
    """
    wanted = name.removeprefix("@").strip().casefold()
    exact = [p for p in people if wanted in {p.person_id.casefold(), p.name.casefold()}]
    begins = [
        p
        for p in people
        if wanted
        and (
            p.name.casefold().startswith(wanted)
            or any(part.startswith(wanted) for part in p.name.casefold().split())
        )
    ]
    found = exact or begins
    if len(found) > 1:
        names = ", ".join(p.name for p in found)
        raise NotFound("person_ambiguous", name=name, names=names)
    if not found:
        raise NotFound("person_unknown", name=name)
    return found[0]


def take_person(words: Words, people: Sequence[Person], usage: str) -> Person:
    """Take a person from a command line; ``@Maria Lindqvist`` may be two words.

    Raises:
        NotFound: nobody is called that, or more than one is.
        Refused: the line ends here.
    """
    first = words.demand(usage)
    two = f"{first} {words.peek()}".removeprefix("@").casefold()
    if any(p.name.casefold() == two for p in people):
        words.take()
        return find_person(people, two)
    return find_person(people, first)
