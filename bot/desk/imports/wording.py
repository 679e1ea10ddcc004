"""Where a file is bad and why, in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engagement.errors import ImportRefused, Problem
from engagement.texts import Language, Texts

Say = Callable[..., str]
"Takes a text's key and its values, and returns it in the reader's language."

TOLD_MOST = 20
"How many bad places are told; the rest is counted."


def in_language(texts: Texts, language: Language) -> Say:
    """Return what says something in a language."""

    def say(key: str, /, **values: object) -> str:
        return texts.text(key, language, **values)

    return say


def sentence(problem: Problem, say: Say) -> str:
    """Return where it is and why, such as ``Line 4, period: …``."""
    values = {"column": problem.column or "", **problem.values}
    reason = say(f"import.{problem.code}", **values)
    if problem.line and problem.column:
        return say(
            "import.cell", line=problem.line, column=problem.column, reason=reason
        )
    if problem.line:
        return say("import.line", line=problem.line, reason=reason)
    return reason


def sentences(refused: ImportRefused, say: Say) -> Iterator[str]:
    """Yield the first bad places, and how many more there are."""
    for problem in refused.problems[:TOLD_MOST]:
        yield sentence(problem, say)
    rest = len(refused.problems) - TOLD_MOST
    if rest > 0:
        yield say("import.more", count=rest)
