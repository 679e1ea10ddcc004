"""Answers that begin with a known phrase: what it means, and what is said besides.

Rules: the longest phrase wins; only fillers (*ja*, *it is*) may stand before it, so a
negation before it hides it. What follows is handed on as it was typed. Whether it
belongs to the phrase or comments on it is seen from the sign between them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from engagement.typed.words import Word, trimmed, words

FILLERS_MOST = 6
"More fillers than this before a phrase make a sentence of it."

SEPARATOR = re.compile(r"[:;,!(\n\r–—…]|[-.]\s|\s[-.]")
_SIGNS = ":;,.!–—…/-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A phrase at the start of a text, and the rest."""

    meaning: str
    phrase: str
    rest: str
    "As typed, without the separator; empty where no word is left."
    separated: bool
    "Whether a sign stands between, or nothing follows."
    following: str
    "The next word, folded; empty at the end and behind a separator."


def table(**phrases: str) -> dict[str, str]:
    """Return phrase -> meaning; phrases of one meaning are divided by ``|``."""
    return {
        phrase: meaning
        for meaning, listed in phrases.items()
        for phrase in listed.split("|")
    }


def opening(
    text: str, phrases: Mapping[str, str], fillers: frozenset[str] = frozenset()
) -> Opening | None:
    """Return the phrase of ``phrases`` that ``text`` begins with, or None.

    Keys of ``phrases`` are folded words with single blanks. A phrase that is asked
    (*klart?*) is no answer.
    """
    clean = trimmed(text)
    longest = max((phrase.count(" ") + 1 for phrase in phrases), default=0)
    first = list(islice(words(clean), longest + FILLERS_MOST + 1))
    for start in range(len(first)):
        for count in range(longest, 0, -1):
            said = " ".join(w.word for w in first[start : start + count])
            if said in phrases:
                return _opening(clean, phrases[said], said, first[start:])
        if first[start].word not in fillers:
            return None
    return None


def _opening(text: str, meaning: str, said: str, found: list[Word]) -> Opening | None:
    count = said.count(" ") + 1
    end = found[count - 1].end
    after = next(iter(found[count:]), None)
    gap = text[end : after.start if after else None]
    if "?" in gap or _goes_on(said, after):
        return None
    separated = after is None or SEPARATOR.search(gap) is not None
    return Opening(
        meaning=meaning,
        phrase=said,
        rest=besides(text[end:]),
        separated=separated,
        following="" if separated or after is None else after.word,
    )


def besides(after: str) -> str:
    """Return what is said in ``after`` a phrase, as typed; empty where no word is."""
    rest = after.strip().lstrip(_SIGNS).strip()
    return rest if any(map(str.isalnum, rest)) else ""


def _goes_on(said: str, after: Word | None) -> bool:
    """Whether two numbers meet: ``1.5`` is no 1, and *1 2* is not clear."""
    return after is not None and said[-1].isdecimal() and after.word[0].isdecimal()
