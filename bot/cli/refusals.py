"""What was refused, in words for whoever sits at the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.desk.imports.wording import in_language, sentences
from engagement.errors import ImportRefused, PersonError
from engagement.texts import Language, Texts


def refusal(refused: ImportRefused, language: Language, texts: Texts) -> Iterator[str]:
    """Yield why a file cannot be used, one bad place to a line."""
    for line in sentences(refused, in_language(texts, language)):
        yield f"{refused.file}: {line}"


def mistake(error: PersonError, language: Language, texts: Texts) -> str:
    """Return what was wrong with what somebody asked for, and what helps."""
    values = {
        name: texts.day(held, language) if isinstance(held, date) else held
        for name, held in error.values.items()
    }
    return texts.text(error.text_key, language, **values)
