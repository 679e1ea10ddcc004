"""Where people are within questions and forms; never evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """Where a person is within a question or a form; it is never evidence."""

    person_id: str
    reference: str
    "An occasion, a form, or ``typed:<conversation>``."
    step: str
    data: Mapping[str, str]
    expires_at: datetime


class Dialogues(Protocol):
    """Steps within questions and forms."""

    def get(self, reference: str, now: datetime) -> Dialogue | None:
        """Return the dialogue, unless it expired."""
        ...

    def of(self, references: Sequence[str], now: datetime) -> Mapping[str, Dialogue]:
        """Return the dialogues of several references."""
        ...

    def newest(self, person_id: str, step: str, now: datetime) -> Dialogue | None:
        """Return the dialogue of a person that is in a step, the newest one."""
        ...

    def put(self, dialogue: Dialogue) -> None:
        """Keep where the person is."""
        ...

    def clear(self, reference: str) -> None:
        """Forget it."""
        ...
