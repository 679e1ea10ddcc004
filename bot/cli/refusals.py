"""Why an imported file was refused, in words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.desk.imports.wording import in_language, sentences
from engagement.errors import ImportRefused
from engagement.texts import Language, Texts


def refusal(refused: ImportRefused, language: Language, texts: Texts) -> Iterator[str]:
    """Yield why a file cannot be used, one bad place to a line."""
    for line in sentences(refused, in_language(texts, language)):
        yield f"{refused.file}: {line}"
