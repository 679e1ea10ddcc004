"""The expressions for days that are understood, in the order in which they are read.

Rules: one row per way of saying it, with examples. An earlier row takes its words from
the later ones, so *nästa tisdag* is not a *tisdag* as well, and what only looks like a
day (*1-5 december*, *1st Tuesday*) is taken out as unclear before it can be one.
``1/12`` is the first of December, always: the day comes first in both languages, and
what then is no date (``12/31``) comes to none.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from engagement.typed.mentions import (
    Ahead,
    Fixed,
    Mention,
    Monthly,
    Unclear,
    WeekAhead,
    Weekday,
    WeekNumber,
    Yearly,
)
from engagement.typed.names import MONTH, MONTHS, NUMBER, WEEKDAY, WEEKDAYS, any_of
from engagement.typed.words import NUMBER_WORDS

Reader = Callable[[re.Match[str]], tuple[Mention, ...]]

_UNITS = {
    **dict.fromkeys(("dag", "dagar", "dar", "dgr", "day", "days"), "day"),
    **dict.fromkeys(("vecka", "veckor", "v", "week", "weeks"), "week"),
    **dict.fromkeys(("fortnight", "fortnights"), "fortnight"),
    **dict.fromkeys(("månad", "månader", "mån", "month", "months"), "month"),
}
_DISTANCE = rf"(?P<n>{NUMBER}) ?(?P<unit>{any_of(_UNITS)})\b"
_TH = r"(?:st|nd|rd|th|:?[ae])"
_ALONE = r"(?<![\d.,:/])"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>20\d\d)(?!\d|[:.]\d)"
_CLOCK = r"(?:(?:kl\b\.?|klockan|at|@) ?\d|kl\d|\d{1,2}[:.]\d\d)"
_AGES = (
    "(?:år|month|year|månad|kvartal|quarter|termin|sommar|summer|höst|autumn|vår|spring"
    "|vinter|winter)"
)


def _unclear(_: re.Match[str]) -> tuple[Mention, ...]:
    return (Unclear(),)


def _past(_: re.Match[str]) -> tuple[Mention, ...]:
    return (Unclear(past=True),)


def _date(found: re.Match[str]) -> tuple[Mention, ...]:
    month = MONTHS.get(found["month"]) or int(found["month"])
    day, year = int(found["day"]), found["year"]
    if year is None:
        return (Yearly(month=month, day=day),)
    return (Fixed(year=int(f"20{year}"[-4:]), month=month, day=day),)


def _monthly(found: re.Match[str]) -> tuple[Mention, ...]:
    return (Monthly(day=int(found["day"])),)


def _week(found: re.Match[str]) -> tuple[Mention, ...]:
    year = found["year"]
    return (WeekNumber(number=int(found["week"]), year=int(year) if year else None),)


def _whole_week(weeks: int) -> Reader:
    return lambda _: (WeekAhead(weeks=weeks, whole=True),)


def _days_on(days: int) -> Reader:
    return lambda _: (Ahead(days=days),)


def _distance(found: re.Match[str]) -> tuple[Mention, ...]:
    said, unit = found["n"], _UNITS[found["unit"]]
    count = int(said) if said.isdecimal() else NUMBER_WORDS.get(said, 1)
    if unit == "day":
        return (Ahead(days=count),)
    if unit == "month":
        return (Ahead(months=count),)
    return (WeekAhead(weeks=count * (2 if unit == "fortnight" else 1), whole=False),)


def _weekday(found: re.Match[str]) -> tuple[Mention, ...]:
    return (Weekday(number=WEEKDAYS[found["weekday"]]),)


def _next_weekday(found: re.Match[str]) -> tuple[Mention, ...]:
    return (Weekday(number=WEEKDAYS[found["weekday"]], next_week=True),)


def _weekday_and_day(found: re.Match[str]) -> tuple[Mention, ...]:
    return (*_weekday(found), Monthly(day=int(found["day"] or found["late"])))


def _row(read: Reader, *pieces: str) -> tuple[str, Reader]:
    return "".join(pieces), read


ROWS: tuple[tuple[str, Reader], ...] = (
    # 2026-12-01, 2026-12-01T14
    _row(
        _date,
        r"(?<![\d-])(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?![\d-])",
        r"(?:t(?=\d))?",
    ),
    # 1.12.2026
    _row(_date, rf"(?<![\d.]){_DAY}\.(?P<month>\d{{1,2}})\.(?P<year>20\d\d)(?!\d)"),
    # 1/12, 1/12/26, 1/12 2026
    _row(
        _date,
        rf"(?:\bden )?{_ALONE}{_DAY}/(?P<month>\d{{1,2}})",
        r"(?:(?:/(?=\d\d(?:\d\d)?(?!\d))|[- ](?=20\d\d(?!\d)))(?P<year>(?:20)?\d\d))?",
        r"(?![\d/])",
    ),
    # 1-5 december, december 1-5, 1st tuesday
    _row(_unclear, rf"\b\d{{1,2}}{_TH}? ?- ?\d{{1,2}}{_TH}?\.? (?:of )?{MONTH}\b"),
    _row(_unclear, rf"\b{MONTH} \d{{1,2}}{_TH}? ?- ?\d{{1,2}}{_TH}?(?![\d:.])"),
    _row(_unclear, rf"\b\d{{1,2}}{_TH} {WEEKDAY}"),
    # 1 december, den 1:a dec, 1st of december 2026
    _row(
        _date,
        rf"(?:\b(?:den|the) )?{_ALONE}{_DAY}(?:{_TH}|\.)? ?(?:of )?",
        rf"{MONTH}\b\.?(?:,? {_YEAR})?",
    ),
    # december 1st, dec 1, 2026
    _row(_date, rf"\b{MONTH}\.? (?:the )?{_DAY}{_TH}?(?:,? {_YEAR})?(?![:.]?\d)"),
    # i december; "I may" is no month
    _row(
        _unclear,
        r"\b(?:i(?! (?:may|march)\b)|in|during|under|of|mid|early|late|till|until|by)",
        rf" {MONTH}\b",
    ),
    # tisdag 24 kl 14, tisdag 31: nobody plans for an hour as late as that
    _row(
        _weekday_and_day,
        rf"(?:\b(?:på|on) )?{WEEKDAY} (?:{_DAY}\.?(?=,? {_CLOCK})",
        r"|(?P<late>2[4-9]|3[01])(?![\d:/%]|[.,]\d))",
    ),
    # den 1:a, the 15th, 24:e
    _row(_monthly, rf"\bden {_DAY}(?:{_TH}|\.)?(?![\w:/]|\.\d)"),
    _row(_monthly, rf"(?:\bthe )?{_ALONE}{_DAY}(?:st|nd|rd|th|:[ae]|e)\b"),
    # nästa vecka, den här veckan, vecka 49
    _row(_whole_week(2), r"\b(?:the )?(?:week after next|veckan efter nästa)\b"),
    _row(_whole_week(1), r"\b(?:(?:nästa|kommande) vecka|(?:next|coming) week)\b"),
    _row(_whole_week(0), r"\b(?:den här veckan|denna vecka|i veckan|this week)\b"),
    _row(
        _week,
        r"\b(?:vecka|veckan|week|wk|v|w)\.? ?(?P<week>\d{1,2})(?![:.]?\d)",
        rf"(?:,? {_YEAR})?",
    ),
    # förra månaden, igår, i tisdags
    _row(_past, rf"\b(?:förra|last) (?:vecka|week|{_AGES})\w*"),
    _row(_past, r"\b(?:i ?går|i förrgår|yesterday)\b"),
    _row(_past, r"\bi (?:mån|tis|ons|tors|fre|lör|sön)dags\b"),
    # nästa månad, efter semestern
    _row(_unclear, rf"\b(?:nästa|next|this) {_AGES}\w*"),
    _row(
        _unclear,
        r"\b(?:efter|after) (?:nästa|next|jul|nyår|påsk|midsommar|semester|christmas",
        r"|new year|easter|the (?:summer|holiday|vacation))",
    ),
    # two weeks from now, om 3 dagar, in two weeks
    _row(_distance, rf"\b{_DISTANCE} (?:from (?:now|today)|från (?:nu|i ?dag))\b"),
    _row(
        _distance,
        r"\b(?:om|in|inom|within) (?:(?:about|around|ca|cirka|ungefär) )?",
        _DISTANCE,
    ),
    # i övermorgon, imorgon, idag
    _row(
        _days_on(2), r"\b(?:i ?övermorgon|i ?overmorgon|(?:the )?day after tomorrow)\b"
    ),
    _row(_days_on(1), r"\b(?:i ?(?:morgon|morron|morrn|morn)|tom+or+ow|tmrw|tmr)\b"),
    _row(_days_on(0), r"\b(?:i ?dag|i ?kväll|i (?:förmiddag|eftermiddag))\b"),
    _row(_days_on(0), r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b"),
    # nästa tisdag, tuesday week, på tisdag
    _row(_next_weekday, rf"\b(?:nästa|nästkommande|next) {WEEKDAY}"),
    _row(_unclear, rf"{WEEKDAY} week\b"),
    _row(_weekday, rf"(?:\b(?:på|on) )?{WEEKDAY}"),
)
