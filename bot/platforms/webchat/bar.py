"""The rehearsal's clock on the page: one person moves on, everybody sees it run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.platforms.webchat.parts import Parts, Viewer
from bot.ports import Rehearsal

STEPS = ("event", "day", "week")


@dataclass(frozen=True, slots=True, kw_only=True)
class BarState:
    """What the controls show."""

    moment: str
    "Rehearsal time on the reader's clock, in words."
    iso: str
    week: int
    "ISO week."
    running: bool
    colleagues: bool


class RehearsalBar:
    """Drives the rehearsal, one step at a time."""

    TOPIC: ClassVar = "rehearsal"

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._rehearsal = parts.rehearsal
        self._running = False

    @property
    def there(self) -> bool:
        """Whether this is a rehearsal at all."""
        return self._rehearsal is not None

    async def state(self, viewer: Viewer) -> BarState:
        """Return what ``viewer`` sees.

        Raises:
            LookupError: there is no rehearsal.
        """
        rehearsal = self._there()
        local = viewer.local(await rehearsal.now())
        return BarState(
            moment=self._parts.texts.moment(local, viewer.language),
            iso=local.isoformat(),
            week=local.isocalendar().week,
            running=self._running,
            colleagues=rehearsal.colleagues,
        )

    async def advance(self, step: str, playing: str) -> bool:
        """Move on by a step of ``STEPS``; False when it is already moving.

        Raises:
            LookupError: there is no rehearsal.
        """
        rehearsal = self._there()
        if self._running:
            return False
        self._running = True
        self._parts.changes.tell(self.TOPIC)
        try:
            await rehearsal.advance(step, playing)
        finally:
            self._running = False
            self._parts.changes.tell(self.TOPIC)
        return True

    def let_colleagues(self, *, answer: bool) -> None:
        """Switch the others' answering on or off.

        Raises:
            LookupError: there is no rehearsal.
        """
        self._there().let_colleagues(answer)
        self._parts.changes.tell(self.TOPIC)

    def _there(self) -> Rehearsal:
        if self._rehearsal is None:
            raise LookupError("there is no rehearsal")
        return self._rehearsal
