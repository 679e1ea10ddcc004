"""Working hours and slots as people write them: ``08-17``, ``mån-fre``, ``tis 09:00``."""

from __future__ import annotations

import re
from datetime import time

from bot.desk.imports.cells import parts
from bot.desk.imports.sheet import Cell, Holds, Unreadable
from engagement.people import Slot
from engagement.typed.names import WEEKDAYS

_DASH = re.compile(r"\s*[-–]\s*")
_CLOCK = re.compile(r"([01]?\d|2[0-3])(?:[:.]([0-5]\d))?(?::00)?")


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text)
    return time(int(found[1]), int(found[2] or 0)) if found else None


def _hours(cell: Cell) -> tuple[time, time]:
    """``08-17``, ``7.30–16``; within one day."""
    clocks = [_clock(part) for part in _DASH.split(cell.text)]
    match clocks:
        case [time() as start, time() as end] if start < end:
            return start, end
        case _:
            raise Unreadable("not_hours", value=cell.text)


def _weekday(text: str, value: str) -> int:
    found = WEEKDAYS.get(text.casefold().rstrip("."))
    if found is None:
        raise Unreadable("not_days", value=value)
    return found


def _days(cell: Cell) -> frozenset[int]:
    """``mon-fri``, ``mån|tis|tors``, ``sun-thu``."""
    days: set[int] = set()
    for part in parts(cell.text):
        ends = [_weekday(end, cell.text) for end in _DASH.split(part)]
        if len(ends) > 2:  # noqa: PLR2004 - a span has two ends
            raise Unreadable("not_days", value=cell.text)
        # A week that begins on a Sunday goes round the end of ours.
        length = (ends[-1] - ends[0]) % 7
        days.update((ends[0] + n) % 7 for n in range(length + 1))
    return frozenset(days)


def _slot(cell: Cell) -> Slot:
    """``tue 09:00``, ``tisdag 9``."""
    day, _, clock = cell.text.rpartition(" ")
    weekday = WEEKDAYS.get(day.casefold().rstrip("."))
    at = _clock(clock)
    if weekday is None or at is None:
        raise Unreadable("not_a_slot", value=cell.text)
    return Slot(weekday=weekday, at=at)


HOURS = Holds("hours", _hours)
DAYS = Holds("days", _days)
SLOT = Holds("slot", _slot)
