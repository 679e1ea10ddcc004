"""How the people of the story behave: plausible habits, repeatable by a seed.

The seed decides every delay and every choice through the unique key of the question,
so that the same seed gives the same counts whatever the random identifiers are.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Habit(StrEnum):
    """How somebody tends to answer."""

    PROMPT = "prompt"
    SLOW = "slow"
    EDITING = "editing"
    BLOCKED = "blocked"
    SILENT = "silent"
    ON_LEAVE = "on_leave"


CAST = (
    Habit.PROMPT,
    Habit.SLOW,
    Habit.EDITING,
    Habit.SILENT,
    Habit.PROMPT,
    Habit.ON_LEAVE,
    Habit.BLOCKED,
    Habit.PROMPT,
)
"Habits of the executives, in the order of their ids."
_HOURS = {
    Habit.PROMPT: (0.2, 4.0),
    Habit.SLOW: (40.0, 130.0),
    Habit.EDITING: (0.5, 24.0),
    Habit.BLOCKED: (1.0, 8.0),
    Habit.SILENT: (345.0, 500.0),
    Habit.ON_LEAVE: (0.5, 30.0),
}
"Hours from a question to the reaction: least and most."
_EDIT_AFTER = timedelta(hours=26)
_FORGOTTEN = (345.0, 560.0)
"What the slow let lie for once: longer than a question stays open."
_REACTING = {Habit.SILENT: 0.6}
_FORGETTING = 0.15
_LATER, _SKIP = 0.07, 0.04
_EDITING = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """One person of the story."""

    person_id: str
    habit: Habit
    seed: int

    def dice(self, key: str, what: str) -> random.Random:
        """Return dice that fall the same way for the same question."""
        return random.Random(f"{self.seed}:{self.person_id}:{key}:{what}")  # noqa: S311 - a story, no secret

    def delay(self, key: str) -> timedelta:
        """Return how long the person takes."""
        least, most = _HOURS[self.habit]
        if self.habit is Habit.SLOW and self._happens(key, "forgets", _FORGETTING):
            least, most = _FORGOTTEN
        return timedelta(hours=self.dice(key, "delay").uniform(least, most))

    def reacts(self, key: str) -> bool:
        """Whether the person reacts at all."""
        return self._happens(key, "reacts", _REACTING.get(self.habit, 0.97))

    def _happens(self, key: str, what: str, share: float) -> bool:
        return self.dice(key, what).random() < share

    def instead(self, key: str) -> str | None:
        """Return ``later`` or ``skip`` where the person does that first."""
        roll = self.dice(key, "instead").random()
        if roll < _LATER:
            return "later"
        return "skip" if roll < _LATER + _SKIP else None

    def edits(self, key: str) -> timedelta | None:
        """Return after how long the answer is changed, if it is."""
        wants = self.habit is Habit.EDITING
        fits = wants and self._happens(key, "edits", _EDITING)
        return _EDIT_AFTER if fits else None

    def option(self, key: str, options: list[str], kind: str) -> str:
        """Choose one of some options."""
        dice = self.dice(key, "option")
        if kind == "four_way":
            weights = {"done": 6, "planned": 9, "blocked": 2, "not_relevant": 1}
            if self.habit is Habit.BLOCKED:
                weights |= {"blocked": 12}
            return dice.choices(options, [weights.get(o, 1) for o in options])[0]
        if kind == "commitment_check":
            weights = {"kept": 7, "not_yet": 2, "changed": 1}
            return dice.choices(options, [weights.get(o, 1) for o in options])[0]
        return dice.choice(options)

    def number(self, key: str, least: int, most: int) -> int:
        """Choose a number."""
        return self.dice(key, "number").randint(least, most)
