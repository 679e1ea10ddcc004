"""What a file would do, in words: names of what is new, values old and new.

Rules: one line for each thing that changes, ten of them at most and then how many more
there are. A long value is cut. What is chosen from words is said in a word of the
reader's language, a person by their name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

from bot.desk.desk import Sitting
from bot.desk.imports.cells import PERSON
from bot.desk.imports.changes import Change
from bot.desk.imports.kind import ImportPlan
from bot.desk.imports.times import DAYS
from engagement.people import Slot
from engagement.texts import Bilingual, Language

MOST = 10
"Lines, and names, that are told; the rest is counted."
VALUE_MOST = 60
NOTHING = "–"


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One plan for one reader."""

    at: Sitting
    plan: ImportPlan
    language: Language

    def names(self, ids: Sequence[str]) -> str:
        """Return how many these are and what they are called."""
        if not ids:
            return "0"
        told = ", ".join(self._name(one) for one in ids[:MOST])
        return f"{len(ids)}: {told}{self._rest(len(ids), ' ')}"

    def lines(self) -> Iterator[str]:
        """Yield a line for each thing that changes, and how many more there are."""
        changes: dict[str, list[Change]] = {name: [] for name in self.plan.changed}
        for change in self.plan.changes:
            changes[change.entry].append(change)
        for name in self.plan.changed[:MOST]:
            said = "; ".join(self._change(one) for one in changes[name])
            yield f"{self._name(name)} – {said}" if said else self._name(name)
        if rest := self._rest(len(self.plan.changed), ""):
            yield rest

    def _rest(self, count: int, before: str) -> str:
        if count <= MOST:
            return ""
        return before + self.at.say("import.more", self.language, count=count - MOST)

    def _name(self, entry: str) -> str:
        name = self.plan.names.get(entry, "")
        words = name.within(self.language) if isinstance(name, Bilingual) else name
        return f"{entry} {_short(words)}" if words and words != entry else entry

    def _change(self, change: Change) -> str:
        label = change.label.within(self.language)
        old, new = (self._value(v, change) for v in (change.before, change.after))
        return f"{label}: {old} → {new}"

    def _value(self, value: Any, change: Change) -> str:
        if change.holds is PERSON:
            value = self._people.get(value, value)
        elif change.holds is DAYS:
            names = (self.at.say(f"weekday.{n}", self.language) for n in sorted(value))
            value = tuple(names)
        elif change.holds is not None and change.holds.choices:
            value = self._word(value, change.holds.choices)
        return _short(self._plain(value)) or NOTHING

    def _word(self, value: Any, choices: Mapping[str, Any]) -> Any:
        """Return the word of a list: the first is English, the second Swedish."""
        if isinstance(value, frozenset):
            return tuple(sorted(str(self._word(one, choices)) for one in value))
        words = [word for word, means in choices.items() if means == value]
        if not words:
            return value
        return words[:2][-1 if self.language == "sv" else 0].replace("_", " ")

    def _plain(self, value: Any) -> str:
        texts, say = self.at.desk.texts, self.at.say
        match value:
            case None:
                return ""
            case bool():
                return say(f"import.is.{value}".lower(), self.language)
            case Decimal():
                return texts.number(value, self.language)
            case date():
                return value.isoformat()
            case Slot(weekday=weekday, at=at):
                return f"{say(f'weekday.{weekday}', self.language)} {at:%H:%M}"
            case Enum():
                return str(value.value)
            case Mapping():
                return "; ".join(f"{k}={v}" for k, v in value.items())
            case tuple() | frozenset():
                return ", ".join(self._plain(one) for one in _in_order(value))
            case _:
                return str(value)

    @cached_property
    def _people(self) -> Mapping[Any, str]:
        return {p.person_id: p.name for p in self.at.unit.people.all()}


def _in_order(values: Iterable[Any]) -> Iterable[Any]:
    return sorted(values) if isinstance(values, frozenset) else values


def _short(text: str) -> str:
    return text if len(text) <= VALUE_MOST else f"{text[: VALUE_MOST - 1]}…"
