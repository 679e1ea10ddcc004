"""What holds for typed text, whatever was typed and whenever."""

from __future__ import annotations

import time as clock
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.typed import (
    answers,
    command_of,
    is_none,
    is_unknown,
    postponing,
    read_day,
    read_four_way,
    read_later,
    read_moment,
    read_number,
    read_option,
    read_skip,
)
from engagement.typed.names import WEEKDAYS
from engagement.typed.words import listed

NOW = datetime.combine(date(2026, 11, 24), time(10))
OPTIONS = (("keep", "Behåll"), ("change", "Ändra en mening"), ("yes", "Ja, nämligen …"))

READERS: dict[str, Callable[[str], Any]] = {
    "number": read_number,
    "day": lambda text: read_day(text, NOW.date()),
    "moment": lambda text: read_moment(text, NOW),
    "four_way": read_four_way,
    "option": lambda text: read_option(text, OPTIONS),
    "none": is_none,
    "unknown": is_unknown,
    "skip": read_skip,
    "later": lambda text: read_later(text, NOW),
    "command": command_of,
}

PIECES = [
    "\n",
    "\u00a0",
    *sorted(
        listed(
            "klart kört fast ingen inga inte not planerat done skip hoppa över påminn"
            " mig later tisdag tis fri nästa vecka v 49 om en 3 14 14:30 2pm kl at 1/12"
            " den :a 2026-12-01 december 1 24:00 imorgon idag ca 95,2 200 % av 10 /10"
            " behåll ja nej 1. b) vet ? ! , : - – ( ) … “ ” 👍 ✅ halv tre noon em eller"
            " \u200b \u202e"
        )
    ),
]
PHRASES = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)
GLUED = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
ANYTHING = st.text(st.characters(exclude_categories=())) | PHRASES | GLUED
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
MOMENTS = st.datetimes(datetime.combine(date(1990, 1, 1), time()))
NUMBERS = st.decimals(-10_000_000, 10_000_000, places=3) | st.integers(
    -(10**9), 10**9
).map(Decimal)


@pytest.mark.parametrize("name", READERS)
@given(text=ANYTHING)
def test_nothing_that_is_typed_raises(name: str, text: str) -> None:
    READERS[name](text)


@given(text=PHRASES, now=st.datetimes())
def test_no_time_makes_reading_raise(text: str, now: datetime) -> None:
    read_day(text, now.date())
    read_moment(text, now)
    read_later(text, now)


STANDING = {
    *(*answers._FOUR_WAY, *answers._NONE, *answers._UNKNOWN, *answers._COMMANDS),
    *(*postponing._SKIP, *postponing._LATER),
}
FILLERS = (answers._FILLERS | answers._POLITE | postponing._FILLERS) - {"no", "nej"}
KINDS = ("four_way", "none", "unknown", "skip", "later", "command")


@given(
    phrase=st.sampled_from(sorted(STANDING)),
    filler=st.sampled_from(["", *sorted(FILLERS)]),
    end=st.sampled_from(["", "!", ".", " 👍", "\n"]),
)
def test_a_standing_phrase_has_one_meaning(phrase: str, filler: str, end: str) -> None:
    """So the order in which a flow asks these readers does not matter."""
    text = f"{filler} {phrase}{end}"
    found = [kind for kind in KINDS if READERS[kind](text) not in {None, False}]
    assert len(found) <= 1
    assert read_number(phrase) is None or is_none(phrase)


@given(text=ANYTHING, labels=st.lists(st.tuples(st.text(), PHRASES | st.text())))
def test_no_labels_make_choosing_raise(
    text: str, labels: list[tuple[str, str]]
) -> None:
    """What is chosen is always one of what was offered."""
    chosen = read_option(text, labels)
    assert chosen is None or chosen[0] in {option for option, _ in labels}


@pytest.mark.parametrize("name", READERS)
@given(text=PHRASES)
def test_blanks_around_it_and_its_case_change_nothing(name: str, text: str) -> None:
    read = READERS[name]
    assert folded(read(text)) == folded(read(f"\n {text.upper()}\u00a0\u200b"))


def folded(answer: Any) -> Any:
    """What is handed on is as typed, so its case is left out of the comparison."""
    if isinstance(answer, str):
        return answer.casefold()
    return tuple(map(folded, answer)) if isinstance(answer, tuple) else answer


@given(value=NUMBERS)
def test_a_number_is_read_back_in_both_notations(value: Decimal) -> None:
    english = f"{value:f}"
    swedish = f"{value:,f}".replace(",", "\u00a0").replace(".", ",").replace("-", "−")
    assert value == read_number(english) == read_number(swedish)


@given(
    value=st.decimals(-10_000_000, 10_000_000, places=2).filter(lambda v: abs(v) > 1)
)
def test_grouped_thousands_are_read_where_they_are_clear(value: Decimal) -> None:
    """A single group without decimals is not: ``1,234`` is a decimal number."""
    english = f"{value:,f}"
    swedish = english.translate({ord(","): ".", ord("."): ","})
    assert value == read_number(english) == read_number(swedish)


@given(first=st.integers(0, 10**6), second=st.integers(0, 10**6))
def test_two_numbers_are_none(first: int, second: int) -> None:
    for between in (" eller ", " or ", "-", " – ", " till ", " och "):
        assert read_number(f"{first}{between}{second}") is None


@given(name=st.sampled_from(sorted(WEEKDAYS)), today=DAYS, ahead=st.booleans())
def test_a_weekday_is_that_weekday_within_14_days(
    name: str, today: date, *, ahead: bool
) -> None:
    found = read_day(f"nästa {name}" if ahead else name, today)
    assert found is not None
    assert WEEKDAYS[name] == found.weekday()
    assert timedelta(0) <= found - today < timedelta(days=14)


@given(name=st.sampled_from(sorted(WEEKDAYS)), now=MOMENTS, at=st.times())
def test_a_weekday_with_a_time_is_the_next_such_moment(
    name: str, now: datetime, at: time
) -> None:
    """It is ahead, and no more than a week away."""
    found = read_moment(f"{name} kl {at:%H:%M}", now)
    assert found is not None
    assert found.at == at.replace(second=0, microsecond=0)
    then = datetime.combine(found.day, found.at)
    minute = now.replace(second=0, microsecond=0)
    assert minute < then <= minute + timedelta(days=7)


@given(now=MOMENTS, at=st.times())
def test_a_time_alone_is_within_a_day(now: datetime, at: time) -> None:
    found = read_moment(f"kl {at:%H.%M}", now)
    assert found is not None
    assert found.at is not None
    then = datetime.combine(found.day, found.at)
    minute = now.replace(second=0, microsecond=0)
    assert minute < then <= minute + timedelta(days=1)


@given(day=DAYS, today=DAYS)
def test_a_date_without_its_year_is_the_next_such_date(day: date, today: date) -> None:
    found = read_day(f"{day.day}/{day.month}", today)
    assert found is not None
    assert (found.month, found.day) == (day.month, day.day)
    leap = (day.month, day.day) == (2, 29)
    assert timedelta(0) <= found - today <= timedelta(days=8 * 366 if leap else 366)


@given(day=DAYS, today=DAYS)
def test_a_full_date_is_that_date_past_or_not(day: date, today: date) -> None:
    assert day == read_day(f"{day}", today) == read_day(f"senast {day}.", today)


@given(day=DAYS, other=DAYS)
def test_two_different_days_are_none(day: date, other: date) -> None:
    expected = day if day == other else None
    assert expected == read_day(f"{day}, {other}", NOW.date())


@given(
    rest=st.from_regex(
        r"[A-Za-zÅÄÖåäö]{4,9}( [A-Za-zÅÄÖåäö]{2,9}){0,4}", fullmatch=True
    )
)
def test_what_is_said_besides_comes_back_as_typed(rest: str) -> None:
    assert read_four_way(f"kört fast: {rest}") in {("blocked", rest), None}
    assert read_skip(f"skip: {rest}") in {rest, ""}


HOSTILE = (
    *(
        "a",
        "1",
        "1 ",
        "1.",
        "-",
        "kl ",
        "tisdag ",
        "nej ",
        "klart ",
        "om en ",
        "14:30 ",
    ),
    *("1 december ", "\u0316\u0301", "\u200b", "👍", "“", "("),
)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_eight_times_the_text_takes_about_eight_times_as_long(
    piece: str, name: str
) -> None:
    """Up to 20,000 characters; quadratic time would be 64 times as long."""
    text = "klart " + piece * 20_000
    short, long = (seconds(READERS[name], text[:most]) for most in (2_500, 20_000))
    assert long < 24 * short + 0.05


def seconds(read: Callable[[str], Any], text: str) -> float:
    before = clock.process_time()
    read(text)
    return clock.process_time() - before
