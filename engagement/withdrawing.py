"""Words that somebody takes back: where they stand, and what is left there.

Rules: a quotation is known by how it begins and taken as far as it goes, because cards
cut what is long and drop the mark that a sentence ends with. A short one (*no*, *2 of 5*) is in everybody's
mouth: it counts as a word of its own alone, and where it is looked for is the caller's
to bound. What is left says that something was there.
"""

from __future__ import annotations

import re
from typing import Any

LEAST = 12
"Characters from which words can be told from other people's."
STEM = 24
"Characters by which a quotation that was cut short is known."
_ENDS = " \t\n.!?…"
_CHOICES = ("options", "actions", "more", "submit")
"Parts of a card that are nobody's words."


def core(words: str) -> str:
    """Return what a quotation has of ``words`` at least."""
    return words.strip().rstrip(_ENDS) or words.strip()


def is_telling(words: str) -> bool:
    """Whether ``words`` are long enough to be known anywhere."""
    return len(core(words)) >= LEAST


def stem(words: str) -> str:
    """Return what the shortest quotation that counts as one begins with."""
    return core(words)[:STEM]


def quotes(text: str, words: str) -> bool:
    """Whether ``text`` holds ``words``, all of them."""
    if is_telling(words):
        return core(words) in text
    return bool(_alone(words).search(text))


def masked(text: str, words: str, left: str) -> str:
    """Return ``text`` with ``left`` in the place of ``words``."""
    if not is_telling(words):
        return _alone(words).sub(lambda _: left, text)
    whole, begin = words.strip(), stem(words)
    kept, at = [], 0
    while (found := text.find(begin, at)) >= 0:
        kept += [text[at:found], left]
        at = found + _common(text[found:], whole)
    return "".join((*kept, text[at:]))


def _alone(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(core(words))}(?!\w)")


def _common(text: str, words: str) -> int:
    """Return how many characters both begin with."""
    pairs = zip(text, words, strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other),
        min(len(text), len(words)),
    )


def masked_within(held: Any, words: str, left: str) -> Any:
    """Return the JSON form of something with every text in it masked."""
    match held:
        case str():
            return masked(held, words, left)
        case list():
            return [masked_within(one, words, left) for one in held]
        case dict():
            kept = () if is_telling(words) else _CHOICES
            return {
                name: one if name in kept else masked_within(one, words, left)
                for name, one in held.items()
            }
        case _:
            return held
