"""Whose figures are missing: told to them alone, and shown to coordinators alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.desk.desk import Sitting
from bot.desk.letters import note
from bot.desk.setting import coordinator_for, today_of
from engagement.kpis import Kpi, Period
from engagement.kpis.words import KpiWords
from engagement.people import Person
from engagement.texts import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFigure:
    """A figure that has not come for a period."""

    kpi: Kpi
    period: Period
    owner_id: str | None
    "Whose it is: the KPI's owner, else its objective's; None: nobody's."


def owners_of(at: Sitting) -> Mapping[str, str]:
    """Return whose each figure is: KPI id -> person id."""
    found = {
        kpi_id: objective.owner_id
        for objective in at.unit.entries.objectives()
        if objective.owner_id is not None
        for kpi_id in objective.kpis
    }
    own = {k.kpi_id: k.owner_id for k in at.unit.kpis.all() if k.owner_id is not None}
    return {**found, **own}


def tell_owners(at: Sitting, missing: Sequence[MissingFigure]) -> int:
    """Tell each owner what is missing of theirs, once per period.

    Returns:
        How many were told.
    """
    groups: dict[tuple[str, str], list[MissingFigure]] = {}
    for one in missing:
        if one.owner_id is not None:
            groups.setdefault((one.owner_id, str(one.period)), []).append(one)
    return sum(_tell(at, *whose, found) for whose, found in groups.items())


def _tell(at: Sitting, owner_id: str, period: str, found: list[MissingFigure]) -> bool:
    owner = at.unit.people.get(owner_id)
    today = today_of(at.unit.organisation(), at.now)
    if owner is None or not owner.active_on(today):
        return False
    text = at.say(
        "missing.yours",
        owner.language,
        names=", ".join(_name(one, owner.language) for one in found),
        period=_period(at, found[0], owner.language),
        coordinator=_ask_whom(at, owner),
    )
    return note(at, owner, f"missing:{owner_id}:{period}", text, kind="told")


def _ask_whom(at: Sitting, owner: Person) -> str:
    found = coordinator_for(at, owner)
    if found is None:
        return at.say("audience.coordinator", owner.language)
    return found.name


def lines_for_coordinators(
    at: Sitting, missing: Sequence[MissingFigure], language: Language
) -> tuple[str, ...]:
    """Return one line per missing figure, with whose it is."""
    return tuple(
        at.say(
            "missing.whose",
            language,
            name=_name(one, language),
            period=_period(at, one, language),
            owner=_owner(at, one, language),
        )
        for one in missing
    )


def _owner(at: Sitting, one: MissingFigure, language: Language) -> str:
    person = at.unit.people.get(one.owner_id) if one.owner_id is not None else None
    return person.name if person is not None else at.say("word.vacant", language)


def _name(one: MissingFigure, language: Language) -> str:
    return one.kpi.name.within(language)


def _period(at: Sitting, one: MissingFigure, language: Language) -> str:
    return KpiWords(one.kpi, language, at.desk.texts).period(one.period)
