"""Languages and the port through which the core gets its words.

The core never holds a sentence: it asks ``Texts`` for one by key. ``config``
implements the port (gettext catalogues, Babel for dates and numbers).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Protocol

Language = Literal["en", "sv"]
LANGUAGES: tuple[Language, ...] = ("en", "sv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilingual:
    """A customer's or a content file's words in both languages."""

    en: str = ""
    sv: str = ""

    def within(self, language: Language) -> str:
        """Return the words in ``language``, or the other ones where it has none."""
        return (self.sv or self.en) if language == "sv" else (self.en or self.sv)

    def __bool__(self) -> bool:
        return bool(self.en or self.sv)


class Texts(Protocol):
    """Sentences, dates and numbers in a person's language."""

    def text(self, key: str, language: Language, /, **values: object) -> str:
        """Return the sentence of ``key`` with ``values`` filled in.

        A value named ``n`` chooses the plural form.

        Raises:
            KeyError: no catalogue knows the key.
        """
        ...

    def day(self, value: date, language: Language, /) -> str:
        """``10 november``; with the year where it is not near ``value``'s."""
        ...

    def weekday(self, value: date, language: Language, /) -> str:
        """``tisdag 10 november`` / ``Tuesday 10 November``."""
        ...

    def moment(self, value: datetime, language: Language, /) -> str:
        """A local date and time: ``tisdag 10 november 14:00``."""
        ...

    def number(self, value: Decimal, language: Language, /) -> str:
        """``95,2`` / ``95.2``, with the decimals that the value carries."""
        ...
