"""What of people and their cases a digest may tell: names by consent, else counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.desk.desk import Sitting
from bot.desk.figures import look_at
from bot.desk.setting import today_of
from engagement.access import frozen, may_post
from engagement.cases import overdue
from engagement.digests.week import CaseCounts, Kept, Shown
from engagement.facts import ObjectiveReviewed
from engagement.kpis import Period
from engagement.kpis.words import KpiWords
from engagement.objectives import Objective
from engagement.organisation import Organisation
from engagement.people import Person


def case_counts(
    at: Sitting, organisation: Organisation, start: datetime, end: datetime
) -> CaseCounts:
    """Count cases: of a span of time, and as things stand now."""
    waiting = at.unit.promises.open_cases()
    opened, closed = at.unit.promises.cases_between(start, end)
    return CaseCounts(
        opened=opened,
        closed=closed,
        waiting=len(waiting),
        overdue=len(overdue(waiting, today_of(organisation, at.now))),
    )


def kept(at: Sitting, start: datetime, end: datetime) -> Iterator[Kept]:
    """Iterate over promises that were kept, each with a name where it may be told.

    It may where the question's readers were the leadership team, and who made it has
    not chosen otherwise.
    """
    people = {p.person_id: p for p in at.unit.people.all()}
    for one in at.unit.promises.kept_between(start, end):
        person = people.get(one.person_id)
        if person is None:
            continue
        told = may_post(frozen(at.unit.occasions.get(one.occasion_id)))
        if told and person.named is not False:
            yield Kept(name=person.name, what=one.what)
        else:
            yield Kept()


def shown(at: Sitting, organisation: Organisation, week: Period) -> Iterator[Shown]:
    """Iterate over what the owners of objectives made visible, by objective."""
    people = {p.person_id: p for p in at.unit.people.all()}
    for one in at.unit.entries.objectives():
        owner = people.get(one.owner_id or "")
        if owner is not None and one.visible:
            yield from _shown(at, organisation, one, owner, week)


def _shown(
    at: Sitting,
    organisation: Organisation,
    one: Objective,
    owner: Person,
    week: Period,
) -> Iterator[Shown]:
    """Yield where an objective stands, once its owner has said so."""
    if one.track is None or one.confidence is None or not _may_be_told(at, one):
        return
    yield Shown(
        title=one.title.within(organisation.language),
        name=owner.name,
        track=one.track,
        confidence=one.confidence,
        figure=_figure(at, organisation, one, week),
    )


def _figure(
    at: Sitting, organisation: Organisation, one: Objective, week: Period
) -> str:
    """Say the newest value up to the week, and its verdict in a few words."""
    kpi = at.unit.kpis.get(one.kpis[0]) if one.kpis else None
    if kpi is None:
        return ""
    upto = week if kpi.cadence is week.kind else None
    looked = look_at(at.unit, kpi, upto=upto)
    latest = looked.verdict.latest
    if latest is None:
        return ""
    words = KpiWords(kpi, organisation.language, at.desk.texts)
    value = words.with_unit(words.value(latest.value))
    return words.say(
        "digest.objective_figure",
        value=value,
        period=words.period(latest.period),
        verdict=words.short(looked.verdict),
    )


def _may_be_told(at: Sitting, one: Objective) -> bool:
    """Whether what its owner said of it was said to the leadership team.

    A choice to be named widens no answer that was given to fewer readers.
    """
    newest = at.unit.books.head()[0]
    entry = f"objective:{one.objective_id}"
    said = at.unit.books.previous(ObjectiveReviewed.NAME, entry, newest)
    return said is None or may_post(said.header.audience)
