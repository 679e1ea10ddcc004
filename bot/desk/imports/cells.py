"""What cells hold, and how they are read.

Rules: days are written as 2026-11-30 and nothing else, because 11/12 is two days. What
a cell refers to must exist. Words that are chosen from a list are known in English and
in Swedish.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar
from zoneinfo import available_timezones

from bot.desk.imports.sheet import Cell, Holds, Unreadable

T = TypeVar("T")

NAME_MOST = 100
TITLE_MOST = 160
"A question quotes a title, and a question should be read at a glance."
TEXT_MOST = 1000
FIRST_YEAR, LAST_YEAR = 1950, 2100
"A day beyond these is a slip of the pen."

_ID = re.compile(r"\w[\w.-]{0,39}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"-?\d{1,9}")
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")
_REGION = re.compile(r"[A-Z0-9]{1,3}")
_SEPARATORS = re.compile(r"[|,]")

_YES = {"yes", "y", "true", "1", "x", "ja", "j", "sant"}
_NO = {"no", "n", "false", "0", "nej", "falskt"}


def words(most: int) -> Holds:
    """Text of at most so many characters."""

    def read(cell: Cell) -> str:
        if len(cell.text) > most:
            raise Unreadable("too_long", most=most, found=len(cell.text))
        return cell.text

    return Holds("words", read)


def whole(least: int, most: int) -> Holds:
    """A whole number within bounds."""

    def read(cell: Cell) -> int:
        if not _WHOLE.fullmatch(cell.text) or not least <= int(cell.text) <= most:
            raise Unreadable("not_whole", value=cell.text, least=least, most=most)
        return int(cell.text)

    return Holds("whole", read)


def chosen(choices: Mapping[str, T]) -> Holds:
    """One of some words; the first one for each meaning is named to people."""

    def read(cell: Cell) -> T:
        return pick(cell.text, choices)

    return Holds("chosen", read, choices=choices)


def several(choices: Mapping[str, T]) -> Holds:
    """Any number of some words."""

    def read(cell: Cell) -> frozenset[T]:
        return frozenset(pick(one, choices) for one in parts(cell.text))

    return Holds("several", read, choices=choices)


def pick(text: str, choices: Mapping[str, T]) -> T:
    """Return what ``text`` means.

    Raises:
        Unreadable: it is none of the choices.
    """
    found = choices.get(text.casefold().replace(" ", "_"))
    if found is None:
        named: dict[T, str] = {}
        for word, meaning in choices.items():
            named.setdefault(meaning, word)
        raise Unreadable("not_one_of", value=text, known=", ".join(named.values()))
    return found


def parts(text: str) -> list[str]:
    """Split at ``|`` or a comma."""
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]


def _id(cell: Cell) -> str:
    if not _ID.fullmatch(cell.text):
        raise Unreadable("not_an_id", value=cell.text)
    return cell.text


def _day(cell: Cell) -> date:
    try:
        day = date.fromisoformat(cell.text if _DAY.fullmatch(cell.text) else "")
    except ValueError:
        raise Unreadable("not_a_day", value=cell.text) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable("absurd_day", value=cell.text)
    return day


def _past_day(cell: Cell) -> date:
    day = _day(cell)
    if day > cell.sheet.today:
        raise Unreadable("day_ahead", value=cell.text)
    return day


def _number(cell: Cell) -> Decimal:
    found = cell.sheet.number(cell.row, cell.heading)
    if isinstance(found, str):
        raise Unreadable(found, value=cell.text)
    return found


def _yes(cell: Cell) -> bool:
    said = cell.text.casefold()
    if said not in _YES | _NO:
        raise Unreadable("not_yes_or_no", value=cell.text)
    return said in _YES


def _email(cell: Cell) -> str:
    if not _EMAIL.fullmatch(cell.text) or len(cell.text) > NAME_MOST:
        raise Unreadable("not_an_email", value=cell.text)
    return cell.text


@cache
def _zones() -> Mapping[str, str]:
    """Zones by their names in small letters; listing them searches the disk."""
    return {zone.casefold(): zone for zone in available_timezones()}


def _zone(cell: Cell) -> str:
    found = _zones().get(cell.text.casefold())
    if found is None:
        raise Unreadable("not_a_zone", value=cell.text)
    return found


def _country(cell: Cell) -> str:
    code = cell.text.upper()
    if not re.fullmatch("[A-Z]{2}", code):
        raise Unreadable("not_a_country", value=cell.text)
    return code


def _region(cell: Cell) -> str:
    """``SC``, or ``US-SC``."""
    code = cell.text.upper().rpartition("-")[2]
    if not _REGION.fullmatch(code):
        raise Unreadable("not_a_region", value=cell.text)
    return code


def _person(cell: Cell) -> str:
    found = cell.sheet.known.people.get(cell.text.casefold(), frozenset())
    if not found:
        raise Unreadable("person_unknown", value=cell.text)
    if len(found) > 1:
        raise Unreadable(
            "person_ambiguous", value=cell.text, people=", ".join(sorted(found))
        )
    return next(iter(found))


def _one_of(known: Mapping[str, Any], text: str, code: str) -> Any:
    found = known.get(text.casefold())
    if found is None:
        raise Unreadable(code, value=text)
    return found


def _goal(cell: Cell) -> str:
    goal: str = _one_of(cell.sheet.known.goals, cell.text, "goal_unknown")
    return goal


def _review(cell: Cell) -> str:
    review: str = _one_of(cell.sheet.known.reviews, cell.text, "review_unknown")
    return review


def _kpis(cell: Cell) -> tuple[str, ...]:
    known = cell.sheet.known.kpis
    found = [_one_of(known, name, "kpi_not_there").kpi_id for name in parts(cell.text)]
    return tuple(dict.fromkeys(found))


ID = Holds("id", _id)
NAME = words(NAME_MOST)
TITLE = words(TITLE_MOST)
TEXT = words(TEXT_MOST)
DAY = Holds("day", _day)
PAST_DAY = Holds("past_day", _past_day)
NUMBER = Holds("number", _number, numeric=True)
YES = Holds("yes", _yes)
EMAIL = Holds("email", _email)
ZONE = Holds("zone", _zone)
COUNTRY = Holds("country", _country)
REGION = Holds("region", _region)
PERSON = Holds("person", _person)
GOAL = Holds("goal", _goal)
REVIEW = Holds("review", _review)
KPIS = Holds("kpis", _kpis)
