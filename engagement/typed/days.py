"""Finding the days that one folded line (``words.plain``) speaks of.

Rules: every expression is taken out of the line, and ``DAY`` stands in its place in
what is left. What is said right before or behind it counts too: *efter tisdag*, *every
Tuesday*, *last Friday* and *1 december or 2* name no day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from engagement.typed.expressions import ROWS, Reader
from engagement.typed.mentions import Ahead, Mention, Unclear
from engagement.typed.names import DAY, any_of
from engagement.typed.words import NUMBER_WORDS

_BEFORE = re.compile(
    r"(?:\b(?:(?P<past>sedan|since|förra|last)|efter|after|före|innan|before|tidigast"
    r"|från|from|mellan|between|varje|varannan|every|each|other|första|andra|tredje"
    r"|fjärde|sista|first|second|third|fourth|slutet (?:av|på)|mitten av|end of"
    r"|middle of|later)"
    r"|\d (?:och|eller|till|and|or|to)) (?:på |on |den |the )?$"
)
_BEFORE_MOST = 24
"Characters."

_BEHIND = re.compile(rf" (?:och|eller|and|or) (?:\d|(?:{any_of(NUMBER_WORDS)})\b)|/\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The days of a line, and the line without them."""

    mentions: tuple[Mention, ...]
    left: str


def scan(line: str) -> Scan:
    """Return every day that ``line`` mentions."""
    mentions: list[Mention] = []
    for pattern, read in ROWS:
        line = re.sub(pattern, partial(_claim, read, mentions), line)
    return Scan(mentions=tuple(mentions), left=line)


def looks_ahead(line: str) -> bool:
    """Whether ``line`` speaks of a day that is neither today nor over."""
    return not {Ahead(), Unclear(past=True)}.issuperset(scan(line).mentions)


def _claim(read: Reader, mentions: list[Mention], found: re.Match[str]) -> str:
    start = found.start()
    before = _BEFORE.search(found.string[max(0, start - _BEFORE_MOST) : start])
    if before or _BEHIND.match(found.string, found.end()):
        mentions.append(Unclear(past=bool(before and before["past"])))
    else:
        mentions.extend(read(found))
    return DAY
