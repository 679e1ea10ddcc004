"""Which of the offered options a text chooses.

Rules:

- The option's own words come first: all of them, then the text's beginning (the longest
  label wins), then their number or letter, then a part of them, then another word for
  the same (*yes* for *Ja*, *none* for *Inget*). Each step counts only where exactly
  one option answers to it.
- Where labels are numbers a typed number means the label, never the place in the list.
- *Stämmer inte* is not *Stämmer*: behind a label, without a sign between, no word may
  follow that turns it.
- A number, a letter or a part of a label is a choice only where it stands apart from
  what follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from engagement.typed.answers import TURNS, is_none, is_unknown, read_four_way
from engagement.typed.numbers import read_number
from engagement.typed.phrases import SEPARATOR, besides, opening, table
from engagement.typed.words import NEGATIONS, bare, key, listed, negated, trimmed

Options = Sequence[tuple[str, str]]
Chosen = tuple[str, str] | None

LETTERS_LEAST = 3
"Letters of a label that are enough, where no other label begins with them."

_TURNS = TURNS | listed("och and utom förutom except besides to")
_SLIPPERY = listed("up down all some none upp ner alla några ingen")
"Labels that begin ordinary sentences: *up to you*, *all except sales*."

_STILL_NO = NEGATIONS | listed("we i it they he she") | {""}
"*No idea* and *no one* say something else."
_BOTH = listed("eller or och and")

_FUNCTION_WORDS = listed(
    "the a an it is i we you he she they this that there det den de en ett jag vi du"
    " han hon ar har kan ska vill som att och and for in om pa at of"
)
"As ``words.bare`` leaves them."

_PLACES = table(
    **{
        "0": "första|ettan|first|1st",
        "1": "andra|tvåan|second|2nd",
        "2": "tredje|trean|third|3rd",
        "3": "fjärde|fyran|fourth|4th",
        "4": "femte|femman|fifth|5th",
    }
)
"Ordinals, and the place in the list, from 0."

_ONE = ("", " one", " option", " alternative", " alternativet")
_LEADING = listed("alternativ option nummer number svar val den det the")
_PLACE = re.compile(
    r"[(#]?(?:(?i:alternativ|alt\.?|option|nummer|nr\.?|number|val)\s{1,3})?"
    r"(?:(?P<digits>[0-9]{1,2})(?::?(?:an?|e)\b)?|(?P<letter>[a-zA-Z]))"
    r"(?:$|[).:](?!\d)|(?P<loose>[,;–—](?!\d)|\s-\s))"
)
_SAME = table(
    yes="ja|jo|japp|jepp|jajamän|yes|yep|yeah|yup",
    no="nej|nä|nix|no|nope",
    not_yet="inte än|inte ännu|ej än|inte klart|inte klart än|inte klar|inte klar än"
    "|ej klart|ej klar|inte gjort|inte gjort än|ej gjort|inte färdigt|inte färdigt än"
    "|inte färdig|not yet|not done|not done yet|not finished|not finished yet"
    "|nej inte än|no not yet",
)


def read_option(text: str, options: Options) -> tuple[str, str] | None:
    """Return the option that ``text`` chooses, and what is said besides.

    Args:
        text: as typed.
        options: ``(option id, label in the language shown)``, in the order shown.

    Returns:
        The option id and the rest, as typed and perhaps empty; None where no option,
        or more than one, can be meant.
    """
    clean = trimmed(text)
    for step in _STEPS:
        if chosen := step(clean, options):
            return None if _names_another(chosen, options) else chosen
    return None


def _names_another(chosen: tuple[str, str], options: Options) -> bool:
    """Whether what is said besides is another option: *keep, or rather replace*."""
    rest = f" {key(chosen[1])} "
    others = (key(label) for option, label in options if option != chosen[0])
    return any(other and f" {other} " in rest for other in others)


def _only(found: list[str], rest: str = "") -> Chosen:
    return (found[0], rest) if len(found) == 1 else None


def _whole(text: str, options: Options) -> Chosen:
    for read in (key, bare):
        said = read(text)
        if said and (found := [o for o, label in options if read(label) == said]):
            return _only(found)
    return None


def _number(text: str, options: Options) -> Chosen:
    values = [(option, read_number(label)) for option, label in options]
    said = opening(text, {key(label): option for option, label in options})
    if (said and said.separated) or any(value is None for _, value in values):
        return None
    number = read_number(text)
    return _only([option for option, value in values if value == number])


def _beginning(text: str, options: Options) -> Chosen:
    labels = [key(label) for _, label in options]
    once = {
        k: o for k, (o, _) in zip(labels, options, strict=True) if labels.count(k) == 1
    }
    found = opening(text, once)
    if found is None or _turned(found.phrase, found.following):
        return None
    # Standing answers have stricter rules ("klart på fredag"): see ``_meaning``.
    standing = read_four_way(found.phrase) is not None
    return None if standing else (found.meaning, found.rest)


def _turned(phrase: str, following: str) -> bool:
    """Whether the next word makes something else of a label that begins a text."""
    if phrase == "no":
        return following not in _STILL_NO
    if _SAME.get(phrase) == "no":
        return following in _BOTH
    return following in _TURNS or (bool(following) and phrase in _SLIPPERY)


def _place(text: str, options: Options) -> Chosen:
    """By number, letter or ordinal, where it stands apart."""
    places = {f"{said}{one}": _PLACES[said] for said, one in product(_PLACES, _ONE)}
    named = opening(text, places, _LEADING)
    if named and named.separated:
        return _at(int(named.meaning), named.rest, options)
    found = _PLACE.match(text)
    if found is None or (found["letter"] and found["loose"]):
        return None
    rest = besides(text[found.end() :])
    if letter := found["letter"]:
        return _at(ord(letter.lower()) - ord("a"), rest, options)
    counted = any(key(label)[:1].isdecimal() for _, label in options)
    return None if counted else _at(int(found["digits"]) - 1, rest, options)


def _at(place: int, rest: str, options: Options) -> Chosen:
    if not 0 <= place < len(options) or rest[:1].isdecimal():
        return None
    return options[place][0], rest


def _part(text: str, options: Options) -> Chosen:
    """By the first words of a label, or the first letters of it."""
    for head, rest in _heads(text):
        said = bare(head)
        found = [option for option, label in options if _begins(bare(label), said)]
        if said not in _FUNCTION_WORDS and len(found) == 1:
            return found[0], rest
    return None


def _heads(text: str) -> Iterator[tuple[str, str]]:
    yield text, ""
    if sign := SEPARATOR.search(text):
        yield text[: sign.start()], besides(text[sign.end() :])


def _begins(label: str, said: str) -> bool:
    if f"{label} ".startswith(f"{said} "):
        return bool(said)
    return len(said) >= LETTERS_LEAST and label.startswith(said)


def _inside(text: str, options: Options) -> Chosen:
    """By words inside one label, unless a negation there turns them."""
    said = bare(text)
    if not said or said in _FUNCTION_WORDS:
        return None
    found = [o for o, label in options if f" {said} " in f" {bare(label)} "]
    plain_ones = [o for o, label in options if o in found and not negated(label)]
    return _only(found) if found == plain_ones else None


def _meaning(text: str, options: Options) -> Chosen:
    """By another word for the same, in either language."""
    said = _sense(text)
    if said is None:
        return None
    return _only([o for o, label in options if _sense_of(label) == said[0]], said[1])


def _sense(text: str) -> tuple[str, str] | None:
    if is_unknown(text):
        return "unknown", ""
    if is_none(text):
        return "none", ""
    found = opening(text, _SAME)
    if found and not _turned(found.phrase, found.following):
        return found.meaning, found.rest
    return read_four_way(text)


def _sense_of(label: str) -> str | None:
    """For yes and no a label's first word is enough, else all of it must mean it."""
    sense = _sense(label)
    if sense is None or (sense[1] and sense[0] not in {"yes", "no"}):
        return None
    return sense[0]


_STEPS: tuple[Callable[[str, Options], Chosen], ...] = (
    _whole,
    _number,
    _beginning,
    _place,
    _part,
    _meaning,
    _inside,
)
