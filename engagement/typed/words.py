"""Text as people type it, made comparable: one folded line, or words with places.

Rules: apart from numbers and negations no word has a meaning here. Folding loses only
what cannot change one: case, quotation marks, kinds of dash, invisible characters,
compatibility forms (NFKC, Unicode Standard Annex 15). Diacritics stay, because ``nä``
(no) is not ``na`` and ``man`` is not ``mån``. Everything takes linear time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

WORD_MOST = 64
"No word that is known is longer; putting a longer run of marks in order is quadratic."

_NUMBERS = {
    0: "noll zero",
    1: "en ett one",
    2: "två two",
    3: "tre three",
    4: "fyra four",
    5: "fem five",
    6: "sex six",
    7: "sju seven",
    8: "åtta eight",
    9: "nio nine",
    10: "tio ten",
    11: "elva eleven",
    12: "tolv twelve",
    14: "fjorton fourteen",
    15: "femton fifteen",
    20: "tjugo twenty",
    30: "trettio thirty",
}
NUMBER_WORDS = {word: n for n, both in _NUMBERS.items() for word in both.split()}
"Both languages at once: people mix them."


def listed(line: str) -> frozenset[str]:
    """Return the words of ``line``: a vocabulary is read best as running text."""
    return frozenset(line.split())


NEGATIONS = listed(
    "inte ej icke aldrig varken not never cannot cant dont doesnt didnt wont isnt arent"
    " havent hasnt wouldnt couldnt"
)
"As folded: without the apostrophe."

_UNSEEN = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u20dd-\u20e4"
    r"\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff"
)
"Controls, directions, joiners, variation selectors, key caps and skin tones."

_QUOTES = r"\"'`´‘’‚‛“”„‟«»‹›′″"
_MARKS = r"\u0300-\u036f"
_SYMBOLS = r"\u2600-\u27bf\U0001f300-\U0001faff"

_DROPPED = re.compile(f"[{_UNSEEN}{_QUOTES}]+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘", "-"))
_PIECE = re.compile(rf"(?:[^\W_]|[{_UNSEEN}{_QUOTES}{_MARKS}])+|[{_SYMBOLS}]")
_BLANKS = "".join(
    map(chr, [*range(9, 14), 32, 0xA0, *range(0x2000, 0x2010), *range(0x2028, 0x2030)])
) + ("\u2060\u2066\u2067\u2068\u2069\u3000\ufe0f\ufeff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a text, and where it stands there."""

    word: str
    "Folded."
    start: int
    end: int
    "Of the text as typed, so that what follows can be handed on untouched."


def fold(piece: str) -> str:
    """Return ``piece`` in the form in which words are compared."""
    if piece.isascii() and piece.isalnum():
        return piece.lower()
    seen = _DROPPED.sub("", piece)
    if len(seen) <= WORD_MOST and not any(map(_would_turn_digit, seen)):
        seen = _DROPPED.sub("", unicodedata.normalize("NFKC", seen))
    return seen.casefold().translate(_DASHES)


def _would_turn_digit(character: str) -> bool:
    # NFKC makes 102 of 10² and 951⁄2 of 95½.
    return character.isnumeric() and not character.isdecimal()


def plain(text: str) -> str:
    """Return ``text`` as one folded line, with single blanks between its parts."""
    return " ".join(" ".join(map(fold, text.split())).split())


def words(text: str) -> Iterator[Word]:
    """Yield the words and emoji of ``text``; punctuation is what lies between them."""
    for piece in _PIECE.finditer(text):
        if word := fold(piece[0]):
            yield Word(word=word, start=piece.start(), end=piece.end())


def negated(text: str) -> bool:
    """Whether ``text`` has a negation anywhere."""
    return any(word.word in NEGATIONS for word in words(text))


def key(text: str) -> str:
    """Return the words of ``text`` alone: what is compared when all of it counts."""
    return " ".join(word.word for word in words(text))


def bare(text: str) -> str:
    """Return ``key(text)`` without diacritics, for keyboards that have none."""
    return " ".join(_unmarked(word.word) for word in words(text))


def _unmarked(word: str) -> str:
    if len(word) > WORD_MOST:
        return word
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if not unicodedata.combining(c))


def trimmed(text: str) -> str:
    """Return ``text`` without blanks, or quotation marks, around all of it."""
    inner = text.strip(_BLANKS)
    marks = [m.start() for m in re.finditer(f"[{_QUOTES}]", inner)]
    if len(inner) > 1 and marks == [0, len(inner) - 1]:
        return inner[1:-1].strip(_BLANKS)
    return inner
