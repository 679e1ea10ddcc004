"""Sentences from gettext catalogues, dates and numbers by Babel.

A message id is a key, not an English sentence: ``error.moment_past``. Both languages
have every key with the same placeholders; a value ``n`` chooses the plural form.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from babel import Locale, dates, numbers
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from engagement.errors import ContentError
from engagement.texts import LANGUAGES, Language

_FOLDER = Path(__file__).parent / "locale"
_LOCALES = {"en": Locale("en", "GB"), "sv": Locale("sv", "SE")}
_DAY = {"en": "d MMMM", "sv": "d MMMM"}
_NEAR_DAYS = 180
"A day further away than this from another is written with its year."

Forms = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueTexts:
    """Every sentence in both languages."""

    messages: Mapping[Language, Mapping[str, Forms]]
    today: Callable[[], date] | None = None
    "Days far from it are written with their year; None: always without."

    def text(self, key: str, language: Language, /, **values: object) -> str:
        """Return the sentence of ``key``; see ``engagement.texts.Texts``."""
        forms = self.messages[language][key]
        n = values.get("n")
        form = forms[0] if len(forms) == 1 or n == 1 else forms[1]
        return form.format(**values) if values else form

    def knows(self, key: str) -> bool:
        """Whether there is such a sentence."""
        return key in self.messages["en"]

    def day(self, value: date, language: Language, /) -> str:
        """``10 november``."""
        pattern = _DAY[language]
        far = self.today is not None and abs((value - self.today()).days) > _NEAR_DAYS
        return dates.format_date(
            value, f"{pattern} y" if far else pattern, locale=_LOCALES[language]
        )

    def weekday(self, value: date, language: Language, /) -> str:
        """``tisdag 10 november``."""
        name = dates.format_date(value, "EEEE", locale=_LOCALES[language])
        return f"{name} {self.day(value, language)}"

    def moment(self, value: datetime, language: Language, /) -> str:
        """``tisdag 10 november 14:00``."""
        return f"{self.weekday(value.date(), language)} {value:%H:%M}"

    def number(self, value: Decimal, language: Language, /) -> str:
        """``95,2``: as many decimals as the value carries."""
        exponent = value.as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        pattern = "#,##0." + "0" * places if places else "#,##0"
        return numbers.format_decimal(value, pattern, locale=_LOCALES[language])


def load(folder: Path = _FOLDER) -> CatalogueTexts:
    """Read the catalogues.

    Raises:
        ContentError: a file is missing or broken, or the languages do not agree;
            file and key are named.
    """
    read = {language: _read(folder / f"{language}.po") for language in LANGUAGES}
    for key in read["en"].keys() ^ read["sv"].keys():
        missing = "sv.po" if key in read["en"] else "en.po"
        raise ContentError(missing, key, "the other language has this key")
    for key, forms in read["en"].items():
        if _fields(forms) != _fields(read["sv"][key]):
            raise ContentError("sv.po", key, "placeholders differ from en.po")
    return CatalogueTexts(messages=read)


def _fields(forms: Forms) -> set[str]:
    parsed = (part for form in forms for part in string.Formatter().parse(form))
    return {name or "" for _, name, _, _ in parsed if name is not None} - {"n"}


def _read(path: Path) -> dict[str, Forms]:
    try:
        with path.open("rb") as file:
            catalogue: Catalog = read_po(file, abort_invalid=True)
    except OSError as error:
        raise ContentError(path.name, "-", f"cannot be read: {error}") from error
    except (PoFileError, ValueError) as error:
        raise ContentError(path.name, "-", str(error)) from error
    found: dict[str, Forms] = {}
    for message in catalogue:
        if not message.id:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        text = message.string
        found[key] = (text,) if isinstance(text, str) else tuple(text or ())
        if not found[key] or not all(found[key]):
            raise ContentError(path.name, key, "has no text")
        try:
            _fields(found[key])
        except ValueError as error:
            raise ContentError(path.name, key, str(error)) from error
    return found
