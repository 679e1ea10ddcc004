"""Times of day as people say them, found in a line whose days are taken out.

Rules:

- Only explicit times: ``14``, ``14.30``, ``1430``, ``2 pm``, and 12:00 for *lunch* and
  *noon*. A part of the day (*eftermiddag*) is none, but tells which three o'clock is
  meant.
- The hours 1-6 are unclear otherwise, unless a zero stands before them: nobody plans
  for three at night, and not everybody writes 15.
- A bare number is an hour only beside a day or behind a word such as *kl* or *at*.
- The time is the person's own: one with a zone behind it (``9 am CET``) is unclear.
- Of ``9-11`` the start counts. *Halv tre*, *efter 14*, *14 or 15* are unclear, and what
  is unclear is no time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Literal

from engagement.typed.names import DAY, any_of
from engagement.typed.words import NUMBER_WORDS, listed

HALF_UNKNOWN = range(1, 7)
"Hours that do not say which half of the day they are in."

HALF_DAY = 12
"Hours."

NOON = HALF_DAY * 60
MIDNIGHT = 2 * NOON
"The end of the day, in minutes."

Half = Literal["a", "p"]

_TIME = "\x01"
_HOURS = {word: n for word, n in NUMBER_WORDS.items() if 1 < n <= HALF_DAY}
_HOUR = rf"(?P<hour>\d{{1,2}}|{any_of(_HOURS)})"

_MARK = r"(?:klockan|kl|at|vid|runt|kring|omkring|ca|cirka|around|about|senast)"
_LINK = (
    rf"(?:(?:på |i |in the )?(?:{_MARK}|från|from|by|till|på|(?:förmiddag|eftermiddag"
    r"|morgon|kväll)(?:en)?|bitti|fm|em|morning|afternoon|evening)\b[.:,]? ?|@ ?|kl\.?)"
)
_BESIDE = (
    rf"(?:{DAY}[,.:;)]{{0,2}} ?(?:- ?)?{_LINK}{{0,3}}"
    rf"|(?:\b{_MARK}\b[.:]? ?){{1,2}}|\bkl|@ ?)"
)
_END = r"(?: ?(?:-|till|to|until) ?(?P<end>\d{1,2})(?:[:.]\d\d)?)?"
_OR = r"(?P<other>(?: (?:eller|or|och|and) |/)\d{1,2}(?:[:.]\d\d)?)?"
_HALF = r"[ap]\.?m\b"
_ZONE = r"(?P<zone>\.? ?(?:utc|gmt|bst|cest|cet|eet|est|edt|pst|pdt)\b)?"
_COUNTED = (
    r"%|\+|(?:person|deltagar|timm|tim\b|h\b|min|dag|dgr|veck|månad|st\b|styck|kr\b|tkr"
    r"|möte|people|hour|day|week|month|meeting)"
    rf"|(?:i|över|past|to) (?:\d|{any_of(_HOURS)})"
)
_TAIL = (
    rf"(?:-? ?tiden\b)?{_END}{_OR}(?: ?(?P<half>{_HALF}))?{_ZONE}"
    rf"(?! ?(?:{_COUNTED}))(?![\w/]|[:.,]\d)"
)
_MINUTE = r"[:.](?P<minute>[0-5]\d)(?::\d\d)?"

_PATTERNS = (
    # 14:30, kl 14.30, 2:30 pm, 14:00:00
    rf"(?:\b{_MARK}\.? ?|(?<![\d.,:/+-]))(?P<hour>\d{{1,2}}){_MINUTE}{_TAIL}",
    # 2 pm, two pm, 2-3 pm
    rf"(?:\b{_MARK} )?\b{_HOUR}{_END} ?(?P<half>{_HALF}){_ZONE}",
    rf"(?:\b{_MARK} )?\b{_HOUR} oclock\b",
    # kl 1430, tisdag 1430
    rf"{_BESIDE}(?P<hour>[0-2]\d)(?P<minute>[0-5][05]){_TAIL}",
    # tisdag 14, kl 9, at nine
    rf"{_BESIDE}{_HOUR}{_TAIL}",
    # 14 på tisdag, 1430 idag, 13-14 på torsdag
    rf"^(?P<hour>\d{{1,2}})(?P<minute>(?<=\d\d)[0-5][05])?{_END},? ?{DAY}",
)

_INEXACT = re.compile(
    r"\b(?:efter|after|före|innan|before|mellan|between|tidigast|halv|half|kvart"
    r"|quarter|över|past) $"
)
_INEXACT_MOST = 12
_NOON = re.compile(r"\b(?:lunch|lunchen|lunchtid|lunchtime|noon|midday)\b")
_AM = re.compile(
    r"(?<!good )(?<!god )\b(?:förmiddag|förmiddagen|fm|f\.m|morgonen|bitti|morning)\b"
)
_PM = re.compile(
    r"\b(?:eftermiddag|eftermiddagen|em|e\.m|i?kväll|kvällen|afternoon|evening"
    r"|tonight)\b"
)
_AROUND = listed(
    "ok okej okay ja yes hej då så so bra det den blir jag vi kör gör tar ses hörs"
    " tänkte tänker passar funkar går kl klockan vid runt ca cirka till tack tiden i it"
    " ill lets say make at around about works for me please thanks fine good then by m"
)
"What may stand around a time that has no day, without adding one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What a line says about the time of day."""

    minute: int | None
    "Since midnight, up to ``MIDNIGHT``; None where none is said, or not clearly."
    alone: bool
    "Whether nothing else is said."


def read_clock(left: str, line: str) -> Clock:
    """Return the time in ``left``: ``line`` with its days taken out."""
    half = _half_of_day(line)
    said: list[int | None] = []
    for pattern in _PATTERNS:
        left = re.sub(pattern, partial(_claim, half, said), left)
    if not said:
        left = _NOON.sub(partial(_claim_noon, said), left)
    minute = said[0] if len(set(said)) == 1 else None
    around = re.findall(r"[^\W_]+", left)
    return Clock(minute=minute, alone=_AROUND.issuperset(around))


def _half_of_day(line: str) -> Half | None:
    morning, afternoon = _AM.search(line), _PM.search(line)
    if bool(morning) == bool(afternoon):
        return None
    return "a" if morning else "p"


def _inexact(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - _INEXACT_MOST) : found.start()]
    return _INEXACT.search(before) is not None


def _claim_noon(said: list[int | None], found: re.Match[str]) -> str:
    said.append(None if _inexact(found) else NOON)
    return _TIME


def _claim(half: Half | None, said: list[int | None], found: re.Match[str]) -> str:
    said.append(None if _inexact(found) else _minute(found, half))
    return _TIME


def _minute(found: re.Match[str], half: Half | None) -> int | None:
    said = found.groupdict()
    written, end, meridiem = said["hour"], said.get("end"), said.get("half")
    hour = int(written) if written.isdecimal() else _HOURS[written]
    # Of "11-1 pm" the start is before noon, and it was not said so.
    over_noon = meridiem and end and hour % HALF_DAY > int(end) % HALF_DAY
    if said.get("other") or said.get("zone") or over_noon:
        return None
    if meridiem:
        known = _by_meridiem(hour, meridiem[0])
    else:
        known = _by_half(hour, half, zero=written[0] == "0")
    if known is None:
        return None
    minute = known * 60 + int(said.get("minute") or 0)
    return minute if minute <= MIDNIGHT else None


def _by_meridiem(hour: int, meridiem: str) -> int | None:
    if hour <= HALF_DAY:
        return hour % HALF_DAY + (HALF_DAY if meridiem == "p" else 0)
    return hour if meridiem == "p" else None


def _by_half(hour: int, half: Half | None, *, zero: bool) -> int | None:
    if half and 1 <= hour < HALF_DAY:
        return hour + HALF_DAY if half == "p" else hour
    return None if hour in HALF_UNKNOWN and not zero else hour
