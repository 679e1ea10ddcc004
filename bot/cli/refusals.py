"""Why an imported file was refused, in words."""

from __future__ import annotations

from collections.abc import Iterator

from engagement.errors import ImportRefused, Problem
from engagement.texts import Language, Texts

_TOLD_MOST = 20
"How many bad places are told; the rest is counted."


def refusal(refused: ImportRefused, language: Language, texts: Texts) -> Iterator[str]:
    """Yield why a file cannot be used, one bad place to a line."""
    for one in refused.problems[:_TOLD_MOST]:
        yield _place(refused.file, one, language, texts)
    rest = len(refused.problems) - _TOLD_MOST
    if rest > 0:
        yield texts.text("import.more", language, count=rest)


def _place(file: str, one: Problem, language: Language, texts: Texts) -> str:
    values = {"column": one.column or "", **one.values}
    reason = texts.text(f"import.{one.code}", language, **values)
    where = "cell" if one.line and one.column else "line" if one.line else "file"
    return texts.text(
        f"import.in_{where}",
        language,
        file=file,
        line=one.line,
        column=one.column,
        reason=reason,
    )
