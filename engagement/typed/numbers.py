"""Reading one number, in Swedish or English notation.

Rules:

- Before the number only words that leave it as it is (*ca*, *we're at*). A bound
  (*minst*, *over*, ``<``) is not a value, so it is not read.
- After it anything but another number: a unit, a comment. Two numbers, a range, a
  date or a time of day are no answer to *how many*.
- One separator is a decimal sign, also before exactly three digits: ``1.234`` and
  ``1,234`` are both a little more than one. Thousands are known by blanks, or by a
  separator that comes twice or comes before another one.
- ``9/10`` and ``8 av 10`` are the 9 and the 8; a slash needs a ten behind it, because
  ``9/12`` is a day.
- A magnitude in words (*2 miljoner*, ``5k``) is refused: the asker's unit is not
  known here, and where thousands are asked for two millions are not 2.
"""

from __future__ import annotations

import re
from decimal import Decimal

from engagement.typed.answers import is_unknown
from engagement.typed.names import MONTHS, WEEKDAYS
from engagement.typed.words import NUMBER_WORDS, listed, plain

DIGITS_MOST = 15
"More digits than this is no reading."

SCALE_MOST = 10
"The only scale that is written with a slash."

_BEFORE = listed(
    "ca cirka circa c:a c ungefär omkring runt kring typ nog kanske säg nästan drygt"
    " knappt exakt precis uppskattningsvis uppskattning gissar gissningsvis tror säger"
    " skulle jag vi det den är blev blir ligger landar på nu just svar svaret sätter"
    " ger approx approximately about around roughly maybe perhaps probably nearly"
    " almost exactly say id i we were im would think guess estimate its it is are at"
    " on now right so well tja ok okej okay ja yes hm hmm kr sek eur usd"
) | {""}
"Words that may stand before a number without changing it."

_ARTICLES = listed("en ett a an one")
_ONE_OF = listed(
    "st stycken styck gång dag vecka månad kund leverans person time day week month"
    " customer delivery"
)
"What makes an article count, as in *en dag*."

_NOTHING = listed("inga ingen inget none nil")
_STILL_NOTHING = listed("alls än ännu hittills st stycken so far yet at all")

_NOT_AFTER = listed(
    "eller or till to minst max plus minus am pm kl klockan oclock em fm nd rd th tiden"
    " tusen thousand k t m mn mkr mnkr msek meur mdr md miljon miljoner million"
    " millions miljard miljarder billion billions hundra hundred dussin dozen"
).union(MONTHS, WEEKDAYS)
"What makes a bound, a day, a time or a magnitude of the number before it."

_OTHERS = (NUMBER_WORDS.keys() - _ARTICLES) | listed("halv halvt half")

_DIGITS = re.compile(
    r"(?P<sign>[-+]|minus )?"
    r"(?P<digits>\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*|[.,]\d+)",
    re.ASCII,
)
_PLAIN = re.compile(r"\d*(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_SCALE = re.compile(rf" ?/ ?{SCALE_MOST}\b")
_OUT_OF = re.compile(r" (?:av|utav|of|out of) [^\W_]+")
_ORDINAL = re.compile(r":?an?\b")
_GLUED = re.compile(r"[-/:+*^=<>_.,]+[^\s\-/:+*^=<>_.,]|\+|[²³¹½¼¾]|[^\W\d_]+\d")
_ANOTHER = re.compile(r"(?<![^\W_])\d")
_WORD = re.compile(r"[^\W\d_]+")


def read_number(text: str) -> Decimal | None:
    """Return the one number that ``text`` says, or None.

    Decimals are kept as they were given: ``95,0`` is as exact as it was said.
    """
    line = plain(text)
    if is_unknown(line):
        return None
    body = _without_hedges(line)
    if found := _DIGITS.match(body):
        return _from_digits(found, body[found.end() :])
    return _from_word(body)


def is_beyond(text: str) -> bool:
    """Whether ``text`` is a number of more digits than any reading has."""
    found = _DIGITS.match(_without_hedges(plain(text)))
    return found is not None and _count(found["digits"]) > DIGITS_MOST


def _count(digits: str) -> int:
    return sum(c.isdecimal() for c in digits)


def _without_hedges(line: str) -> str:
    parts = line.split(" ")
    at = 0
    while at < len(parts) and parts[at].strip(".:,~≈!") in _BEFORE:
        at += 1
    # "en åtta" is an eight; "en" alone is a one.
    if parts[at : at + 1] and parts[at] in _ARTICLES and _numeric(parts[at + 1 :]):
        at += 1
    return " ".join(parts[at:]).lstrip("~≈€$£ ")


def _numeric(parts: list[str]) -> bool:
    return bool(parts) and (parts[0][:1].isdecimal() or parts[0] in NUMBER_WORDS)


def _from_digits(found: re.Match[str], after: str) -> Decimal | None:
    value = _value(found["digits"].replace(" ", ""))
    if value is None:
        return None
    if ordinal := _ORDINAL.match(after):
        after = after[ordinal.end() :]
    return _unless_changed(-value if found["sign"] in {"-", "minus "} else value, after)


def _value(digits: str) -> Decimal | None:
    if _count(digits) > DIGITS_MOST:
        return None
    if _PLAIN.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    if grouped := _THOUSANDS.fullmatch(digits):
        return Decimal(digits.replace(grouped[1], "").replace(",", "."))
    return None


def _from_word(body: str) -> Decimal | None:
    first = _WORD.match(body)
    if first is None:
        return None
    word, after = first[0], body[first.end() :]
    rest = _WORD.findall(_without_scale(after))
    if word in _NOTHING:
        only = _STILL_NOTHING.issuperset(rest) and not _ANOTHER.search(after)
        return Decimal(0) if only else None
    if word not in NUMBER_WORDS:
        return None
    if word in _ARTICLES and rest and rest[0] not in _ONE_OF:
        return None
    return _unless_changed(Decimal(NUMBER_WORDS[word]), after)


def _without_scale(after: str) -> str:
    """Drop *av 10*, whatever the whole is."""
    found = _OUT_OF.match(after)
    return after[found.end() :] if found else after


def _unless_changed(value: Decimal, after: str) -> Decimal | None:
    """Return ``value`` where nothing behind it makes it something else."""
    scale = _SCALE.match(after)
    if scale and 0 <= value <= SCALE_MOST:
        after = after[scale.end() :]
    after = _without_scale(after)
    rest = _WORD.findall(after)
    if _GLUED.match(after) or _ANOTHER.search(after) or set(rest[:1]) & _NOT_AFTER:
        return None
    return None if _OTHERS.intersection(rest) else value
