"""What a file may refer to: people, goals, KPIs and reviews that exist."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from bot.desk.desk import Sitting
from engagement.kpis import Kpi


class Known:
    """What exists, by every name that it may be referred to with; read once."""

    def __init__(self, at: Sitting) -> None:
        self._at = at

    @cached_property
    def people(self) -> Mapping[str, frozenset[str]]:
        """Id, e-mail address or full name -> ids of the people that it may mean."""
        named: dict[str, set[str]] = {}
        everybody = self._at.unit.people.all()
        for person in everybody:
            for name in (person.name, person.email or ""):
                named.setdefault(_plain(name), set()).add(person.person_id)
        # An id is never ambiguous, whatever somebody else is called.
        ids = {_plain(p.person_id): {p.person_id} for p in everybody}
        return {name: frozenset(who) for name, who in (named | ids).items() if name}

    @cached_property
    def goals(self) -> Mapping[str, str]:
        """Id, whatever its case -> id."""
        return {_plain(g.goal_id): g.goal_id for g in self._at.unit.entries.goals()}

    @cached_property
    def kpis(self) -> Mapping[str, Kpi]:
        """Id, whatever its case -> KPI."""
        return {_plain(k.kpi_id): k for k in self._at.unit.kpis.all()}

    @cached_property
    def reviews(self) -> Mapping[str, str]:
        """Id, whatever its case -> id."""
        held = self._at.unit.entries.reviews()
        return {_plain(r.review_id): r.review_id for r in held}


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
