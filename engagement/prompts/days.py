"""A day, and a day with a time of day, on the reader's own wall clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from engagement import typed
from engagement.cards import DayInput, MomentInput
from engagement.errors import Refused
from engagement.moments import Moment
from engagement.prompts.fields import Clock, given, sentence
from engagement.questions import Given
from engagement.typed.clock import Clock as TimeOfDay
from engagement.typed.clock import read_clock
from engagement.typed.days import scan
from engagement.typed.words import plain

YEARS_AHEAD = 5
"A day further ahead than this is taken for a slip of the pen."


def day_input(name: str, label: str, clock: Clock, before: Given | None) -> DayInput:
    """Show a place for a day."""
    value = before.day if before is not None else None
    return DayInput(input_id=name, label=label, earliest=clock.today, value=value)


def day_from_form(values: Mapping[str, str], name: str, clock: Clock) -> Given:
    """Read a day from a form.

    Raises:
        Refused: it is no day, past, or absurdly far ahead.
    """
    return Given(day=sensible_day(written_day(given(values, name)), clock))


def written_day(text: str) -> date:
    """Return the day that a form gives: ``2026-12-01``.

    Raises:
        Refused: it is no day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("day_unread") from None


def sensible_day(day: date, clock: Clock) -> date:
    """Return ``day``.

    Raises:
        Refused: it is past, or absurdly far ahead.
    """
    if day < clock.today:
        raise Refused("day_past")
    if day.year > clock.today.year + YEARS_AHEAD:
        raise Refused("day_far", n=YEARS_AHEAD)
    return day


def day_from_text(text: str, clock: Clock) -> Given | None:
    """Read a day from what was typed, and what is said besides.

    Raises:
        Refused: it is a day, but past or absurdly far ahead.
    """
    found = typed.read_day(text, clock.today)
    if found is None:
        return None
    return Given(day=sensible_day(found, clock), text=_besides(text))


def moment_input(
    name: str, label: str, clock: Clock, before: Given | None
) -> MomentInput:
    """Show a place for a day and a time of day."""
    value = before.moment.wall if before is not None and before.moment else None
    return MomentInput(input_id=name, label=label, earliest=clock.today, value=value)


def moment_from_form(values: Mapping[str, str], name: str, clock: Clock) -> Given:
    """Read a day and a time from a form: ``2026-12-01T14:00``.

    Raises:
        Refused: it is no moment, or a day alone, or past, or absurdly far ahead.
    """
    written = given(values, name)
    try:
        wall = datetime.fromisoformat(written)
    except ValueError:
        raise Refused("moment_unread") from None
    if wall.tzinfo is not None:
        # The form is in the reader's own zone; another one is nobody's promise.
        raise Refused("moment_unread")
    if ":" not in written:
        raise Refused("moment_time_missing", day=sensible_day(wall.date(), clock))
    return Given(moment=sensible_moment(wall, clock))


def sensible_moment(wall: datetime, clock: Clock) -> Moment:
    """Return the moment, to the minute.

    Raises:
        Refused: it is past, or absurdly far ahead.
    """
    minute = wall.replace(second=0, microsecond=0)
    sensible_day(minute.date(), clock)
    if minute <= clock.local:
        raise Refused("moment_past")
    return Moment.of(minute, clock.zone)


def moment_from_text(text: str, clock: Clock) -> Given | None:
    """Read a day and a time from what was typed, and what is said besides.

    Raises:
        Refused: a day was named without a time, or the moment is past or too far.
    """
    found = typed.read_moment(text, clock.local)
    if found is None:
        return None
    if found.at is None:
        raise Refused("moment_time_missing", day=sensible_day(found.day, clock))
    moment = sensible_moment(datetime.combine(found.day, found.at), clock)
    return Given(moment=moment, text=_besides(text))


def bare_moment_from_text(text: str, clock: Clock) -> Given | None:
    """Read a day and a time that stand alone: *tisdag 14*, and nothing else.

    Raises:
        Refused: the moment is past or too far.
    """
    found = _clock_of(text)
    if found.minute is None or not found.alone:
        return None
    return moment_from_text(text, clock)


def _besides(text: str) -> str | None:
    """Return typed words that say more than when: *Tuesday 14, if Eva can*."""
    return None if _clock_of(text).alone else sentence(text).text


def _clock_of(text: str) -> TimeOfDay:
    line = plain(text)
    return read_clock(scan(line).left, line)
