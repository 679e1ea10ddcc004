"""Commitments: an object, a day and a time, and what became of them.

A commitment falls due once; moving it before that is free once, and every date is
kept. After the due moment only its outcome can be said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from engagement.errors import Refused
from engagement.moments import Moment


class CommitmentState(StrEnum):
    """What became of a commitment."""

    OPEN = "open"
    KEPT = "kept"
    MISSED = "missed"
    "Not kept by its agreed time; it may have a new time."
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One promise of one person."""

    commitment_id: str
    person_id: str
    occasion_id: str
    what: str
    "The object, in the words of the person or of the question."
    due: Moment
    first_due: Moment
    made_at: datetime
    state: CommitmentState = CommitmentState.OPEN
    moved: int = 0
    "How often it was moved before it fell due."
    missed: bool = False
    "Whether an agreed time passed without it."
    closed_at: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether its time has come."""
        return self.state is CommitmentState.OPEN and self.due.utc <= now

    def move(self, due: Moment, now: datetime) -> Commitment:
        """Return the commitment with another time.

        Before it falls due one move is free; a second one, and any move after that,
        counts as missed at the agreed time.

        Raises:
            Refused: the new time is not in the future, or the commitment is closed.
        """
        if self.state is not CommitmentState.OPEN:
            raise Refused("commitment_closed")
        if due.utc <= now:
            raise Refused("moment_past")
        free = now < self.due.utc and self.moved == 0
        return replace(
            self, due=due, moved=self.moved + 1, missed=self.missed or not free
        )
