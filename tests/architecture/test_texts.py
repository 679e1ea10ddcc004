"""Every sentence that is asked for is there, in both languages, and none is left over.

How use is found: a key that stands in our code as it is, is used. Where a key is put
together (``f"error.{code}"``), its shape is; and then each part that was put in must
itself stand somewhere in code or content, as a word of its own. So a key whose code
nobody raises any more is found, and one that is spelled in an unheard-of way is not
thought to be used.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from http import HTTPStatus
from string import Formatter

import pytest

from config import texts
from engagement import describing
from engagement.facts import KINDS
from tests.architecture.tree import PACKAGES, ROOT, name, parsed, python, tracked

LANGUAGES = ("en", "sv")
_ASKING = {"text", "say"}
"Functions whose first argument is a key."
_CODED = {"Refused", "NotUnderstood", "NotAllowed", "NotFound", "Closed"}
"Mistakes of people, by the code of their sentence."
_IN_TEMPLATE = re.compile(r"""\b(?:say|text|t)\(\s*["']([a-z_.0-9]+)["']\s*[,)]""")
_JOINED = re.compile(
    r"""\b(?:say|text|t)\(\s*["']([a-z_.]+[._])["']()\s*~\s*\w+(?:\s*~\s*["'](\w+)["'])?"""
)
_KEY = re.compile(r"[a-z_0-9]+(\.[a-z_0-9]+)+")
_PIECE = re.compile(r"[\w.+-]+")


@cache
def keys(language: str) -> dict[str, tuple[str, ...]]:
    """Return every key with its forms, as the application reads them."""
    path = ROOT / "config" / "locale" / f"{language}.po"
    found: dict[str, list[str]] = {}
    key = ""
    for line in path.read_text("utf-8").splitlines():
        if match := re.match(r'msgid "(.*)"$', line):
            key = match[1]
        elif (match := re.match(r'msgstr(?:\[\d\])? "(.*)"$', line)) and key:
            found.setdefault(key, []).append(match[1])
    return {one: tuple(forms) for one, forms in found.items()}


@cache
def strings() -> frozenset[str]:
    """Return every string of our code."""
    return frozenset(
        node.value
        for file in python(*PACKAGES)
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def pages() -> str:
    """Return every template, script and content file."""
    kinds = {".html", ".js", ".toml"}
    return "\n".join(
        file.read_text("utf-8")
        for file in tracked()
        if file.suffix in kinds and name(file).partition("/")[0] in PACKAGES
    )


@cache
def words() -> frozenset[str]:
    """Return every word that could be put into a key."""
    held = set(strings()) | set(KINDS)
    for text in (*strings(), pages()):
        held.update(_PIECE.findall(text))
    held.update(str(number) for number in (*range(32), *HTTPStatus))
    return frozenset(held)


@cache
def shapes() -> tuple[re.Pattern[str], ...]:
    """Return the shapes of keys, and of parts of keys, that are put together."""
    joined = _JOINED.findall(pages())
    found = {parts if parts[-1] else parts[:-1] for parts in joined}
    for file in python(*PACKAGES):
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.JoinedStr):
                found.add(tuple(map(_fixed, node.values)))
    held = {
        "".join(re.escape(part) if part else "(.+)" for part in parts)
        for parts in found
        if re.fullmatch(r"[a-z_.0-9]+", "".join(parts))
    }
    return tuple(re.compile(shape) for shape in sorted(held))


def _fixed(part: ast.expr) -> str:
    """Return the fixed words of a part; empty where something is put in."""
    if isinstance(part, ast.Constant) and isinstance(part.value, str):
        return part.value
    return ""


def used(key: str) -> bool:
    """Whether anything asks for a key."""
    if key in strings() or f'"{key}"' in pages() or f"'{key}'" in pages():
        return True
    where, _, code = key.rpartition(".")
    if where in {*describing._WORDS.values(), "code"} and spelled(code):
        return True
    for shape in shapes():
        match = shape.fullmatch(key)
        if match is None:
            continue
        first, *rest = match.groups()
        # Where the beginning is put in, it must be a key, or the beginning of one.
        begun = not shape.pattern.startswith("(") or (
            first in strings() and "." in first
        )
        if begun and all(map(spelled, (first, *rest))):
            return True
    return False


@cache
def spelled(part: str) -> bool:
    """Whether a part of a key stands somewhere as a word, or is itself put together."""
    if part in words():
        return True
    return any(
        all(spelled(piece) for piece in match.groups())
        for shape in shapes()
        if not shape.pattern.startswith("(") and (match := shape.fullmatch(part))
    )


def placeholders(form: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(form) if field is not None}


# --- the catalogues ------------------------------------------------------------


def test_both_languages_have_the_same_sentences() -> None:
    english, swedish = (set(keys(language)) for language in LANGUAGES)

    assert english == swedish
    assert len(english) == len(texts.load().messages["sv"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    assert not [key for key, forms in keys(language).items() if not all(forms)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_in_order(language: str) -> None:
    """So that two people who add one do not meet at the end of the file."""
    assert sorted(keys(language)) == list(keys(language))


def test_both_languages_fill_in_the_same() -> None:
    """All forms of a plural together: "one day" may leave its number out."""
    differing = {
        key
        for key, forms in keys("en").items()
        if set().union(*map(placeholders, forms))
        != set().union(*map(placeholders, keys("sv")[key]))
    }

    assert not differing


def test_no_sentence_promises_conformity() -> None:
    claims = re.compile(
        r"proves? (compliance|conformity)|bevisar (efterlevnad|över)", re.IGNORECASE
    )
    denied = re.compile(r"\bno\b|\bnot\b|inte|ingen|inget", re.IGNORECASE)

    promised = [
        key
        for language in LANGUAGES
        for key, forms in keys(language).items()
        for form in forms
        if claims.search(form) and not denied.search(form)
    ]
    assert not promised


# --- use -----------------------------------------------------------------------


def test_no_sentence_is_left_over() -> None:
    assert not sorted(key for key in keys("en") if not used(key))


def test_every_sentence_that_code_asks_for_is_there() -> None:
    asked = {
        (name(file), node.args[0].value)
        for file in python(*PACKAGES)
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute | ast.Name)
        and (node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id)
        in _ASKING
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and _KEY.fullmatch(node.args[0].value)
    }

    assert asked
    assert not {(file, key) for file, key in asked if key not in keys("en")}


def test_every_sentence_that_a_page_asks_for_is_there() -> None:
    asked = set(_IN_TEMPLATE.findall(pages()))

    assert asked
    assert not {key for key in asked if key not in keys("en")}


def test_every_mistake_of_a_person_has_its_sentence() -> None:
    raised = {
        (name(file), f"error.{node.args[0].value}")
        for file in python(*PACKAGES)
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in _CODED
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }

    assert raised
    assert not {(file, key) for file, key in raised if key not in keys("en")}
