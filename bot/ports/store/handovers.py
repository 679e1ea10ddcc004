"""Things on their way from one person to another."""

from __future__ import annotations

from typing import Protocol

from engagement.handovers import Handover


class Handovers(Protocol):
    """Things on their way."""

    def all(self) -> tuple[Handover, ...]:
        """Return the newest hand-over of each thing, by subject."""
        ...
