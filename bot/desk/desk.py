"""What every handler and the scheduler have at hand, whatever the organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.ports.store import Unit
from bot.ports.tables import Tables
from engagement.catalogue import Catalogue
from engagement.texts import Language, Texts

HolidaysOf = Callable[[str, str | None, int], frozenset[date]]
"Country, region and year to the days off."


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Content, words and calendars; the same for every transaction."""

    catalogue: Catalogue
    texts: Texts
    holidays_of: HolidaysOf
    tables: Tables
    software: str
    "Name and version, as the ledger keeps it."

    def say(self, key: str, language: Language, /, **values: object) -> str:
        """Return a sentence."""
        return self.texts.text(key, language, **values)

    def holidays(
        self, places: Iterable[tuple[str, str | None]], year: int
    ) -> dict[tuple[str, str | None], frozenset[date]]:
        """Return the days off of some places, from last year to the year after next."""
        return {
            place: frozenset(
                day
                for each in range(year - 1, year + 3)
                for day in self.holidays_of(*place, each)
            )
            for place in set(places)
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One transaction at the desk: what is read and recorded, and when."""

    unit: Unit
    desk: Desk
    now: datetime

    def say(self, key: str, language: Language, /, **values: object) -> str:
        """Return a sentence."""
        return self.desk.texts.text(key, language, **values)
