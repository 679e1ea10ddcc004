"""Public and de facto holidays, from the ``holidays`` library, as plain days.

Sweden's default set lacks Midsummer Eve, Christmas Eve and New Year's Eve, which are
de facto days off; that category is asked for wherever a country has it.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays

_WANTED = ("public", "de_facto")


@lru_cache(maxsize=256)
def holidays_of(country: str, region: str | None, year: int) -> frozenset[date]:
    """Return the days off of a country, or of one of its regions, in a year.

    A country or region that the library does not know has none.
    """
    kinds = holidays.list_supported_countries(include_aliases=False)
    if country not in kinds:
        return frozenset()
    known = region if region in kinds[country] else None
    calendar = holidays.country_holidays(country, subdiv=known, years=year)
    categories = tuple(c for c in _WANTED if c in calendar.supported_categories)
    found = holidays.country_holidays(
        country, subdiv=known, years=year, categories=categories or None
    )
    return frozenset(found)
