"""Management reviews and the actions that they decide (ISO 9001 clause 9.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engagement.texts import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One management review; it counts as held once its day has passed."""

    review_id: str
    held_on: date
    cancelled: bool = False


class ActionState(StrEnum):
    """Where an action stands, as its owner last said."""

    OPEN = "open"
    PLANNED = "planned"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAction:
    """One decision or action from a management review."""

    action_id: str
    title: Bilingual
    review_id: str | None = None
    kind: str = ""
    "``improvement``, ``qms_change`` or ``resources`` (9.3.3 a-c)."
    owner_id: str | None = None
    due_on: date | None = None
    state: ActionState = ActionState.OPEN
    state_on: date | None = None
    done_on: date | None = None
    since: date | None = None
    reviewed_on: date | None = None

    @property
    def closed(self) -> bool:
        """Whether nothing more is expected of its owner."""
        return self.state in {ActionState.DONE, ActionState.DROPPED}
