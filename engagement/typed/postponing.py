"""Not now: skipping a question, and asking for it later.

Rules: both are also ordinary words in a sentence (*skip the weekly report*, *later
deliveries*), so what follows them must stand apart, or give a reason, or be a day or a
time. Without a day, later is tomorrow.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product

from engagement.typed.days import looks_ahead
from engagement.typed.moments import WallTime, read_moment
from engagement.typed.phrases import Opening, opening, table
from engagement.typed.words import NEGATIONS, key, listed, plain

_VERBS = (
    "hoppa över",
    "hoppar över",
    "hoppa over",
    "skippa",
    "skippar",
    "skip",
    "pass",
)
_OBJECTS = table(
    what="|den|det|den här|det här|denna|detta|frågan|den här frågan|den här gången"
    "|i dag|idag|den här veckan|denna vecka|i veckan|nu|på den|på den här|it|this"
    "|this one|that|this question|the question|this time|this week|today|now|for now"
    "|on this|on that|on this one|on that one",
)
_SKIP = {f"{verb} {what}".strip(): "skip" for verb, what in product(_VERBS, _OBJECTS)}

_LATER = table(
    later="inte just nu|hinner inte|hinner inte nu|hinner inte just nu|har inte tid"
    "|ingen tid|kan inte nu|kan inte just nu|kan inte idag|kan inte i dag|cant now"
    "|cant right now|cant today|cannot now|cannot right now|cannot today|not right now"
    "|no time|no time now|busy|senare|senare i veckan|senare den här veckan"
    "|later this week|inte nu|inte idag|inte i dag|kanske senare|tar det senare"
    "|ta det senare|svarar senare|later|not now|not today|maybe later|answer later"
    "|ill answer later",
    remind="påminn|påminn mig|påminn mig igen|påminn mig senare|fråga senare"
    "|fråga igen|fråga mig senare|fråga mig igen|återkom|snooza|snooze|remind me"
    "|remind me again|remind me later|remind me about it|remind me about this"
    "|ask again|ask later|ask me again|ask me later|come back|come back later",
)
_TOMORROW = table(
    tomorrow="imorgon|i morgon|imorron|i morron|imorgon bitti|i morgon bitti"
    "|ta det imorgon|ta det i morgon|tomorrow|tomorrow morning|tomorrow instead",
)
_FILLERS = listed(
    "jag vi vill kan du i id ill want like to can could you lets ok okej okay ja yes"
    " nej no hej hi tack snälla please just"
)
_BECAUSE = listed("för eftersom pga då på because since as due tack please")
_THANKS = frozenset(("tack", "please", "thanks", "tack så mycket", "thank you"))


def read_skip(text: str) -> str | None:
    """Return the reason for skipping, as typed and perhaps empty; None: no skipping."""
    found = opening(text, _SKIP, _FILLERS)
    if found is None or (found.following and found.following not in _BECAUSE):
        return None
    return "" if key(found.rest) in _THANKS else found.rest


def read_later(text: str, now: datetime) -> WallTime | None:
    """Return when to ask again, or None where ``text`` does not ask for that.

    ``now`` is naive: the wall clock of the person.
    """
    found = opening(text, _LATER, _FILLERS)
    if found is None:
        return _tomorrow(now) if key(text) in _TOMORROW else None
    if found.following in NEGATIONS:
        return None
    moment = read_moment(found.rest, now)
    return moment or (_tomorrow(now) if _without_day(found) else None)


def _without_day(found: Opening) -> bool:
    """Whether nothing behind the phrase is a day, nor makes a sentence of it."""
    apart = found.meaning == "remind" or found.following in _BECAUSE | {""}
    return apart and not looks_ahead(plain(found.rest))


def _tomorrow(now: datetime) -> WallTime | None:
    try:
        return WallTime(day=now.date() + timedelta(days=1), at=None)
    except OverflowError:
        return None
