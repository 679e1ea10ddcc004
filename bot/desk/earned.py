"""What a person's earlier answers have led to, read for the line above a bundle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.desk.cases import outcome
from bot.desk.desk import Sitting
from bot.desk.figures import look_at
from bot.ports.store import Letter
from engagement.cards import Card, Paragraph, Section, State
from engagement.earned import Measured, first_new, kept_line, trend_line
from engagement.kpis.words import KpiWords
from engagement.objectives import Objective
from engagement.people import Person
from engagement.prompts.fields import Words

EARNED = "earned"
"Reference of the section that holds the line."
BACK = timedelta(weeks=9)
"How far back the bundle before is looked for."
FIRST_BACK = timedelta(weeks=2)
"How far back an outcome is news where there was no bundle before."


def opening(at: Sitting, letter: Letter, person: Person) -> tuple[Section, ...]:
    """Return what a message opens with that is about to go: bundles do, with a line."""
    return _section(earned(at, letter, person)) if letter.kind == "bundle" else ()


def opened_with(card: Card | None) -> tuple[Section, ...]:
    """Return what a message opened with: it stays as it was shown."""
    return _section(line_of(card))


def _section(line: str) -> tuple[Section, ...]:
    if not line:
        return ()
    blocks = (Paragraph(text=line),)
    return (Section(reference=EARNED, state=State.NOTICE, blocks=blocks),)


def line_of(card: Card | None) -> str:
    """Return the line that a card opens with; empty where it has none."""
    found = (s for s in card.sections if s.reference == EARNED) if card else ()
    blocks = (block for section in found for block in section.blocks)
    return next((one.text for one in blocks if isinstance(one, Paragraph)), "")


def earned(at: Sitting, letter: Letter, person: Person) -> str:
    """Return the line for a bundle that is about to go; empty where nothing is."""
    before = _before(at, letter, person)
    since = before.created_at if before is not None else at.now - FIRST_BACK
    last = line_of(before.card) if before is not None else ""
    return first_new(_lines(at, person, since), last)


def _before(at: Sitting, letter: Letter, person: Person) -> Letter | None:
    """Return the bundle before this one, if it went not too long ago."""
    whose = person.person_id
    found = at.unit.outbox.bundles([whose], at.now - BACK).get(whose, ())
    earlier = [which for _, which in found if which != letter.message_id]
    return at.unit.outbox.message(earlier[-1]) if earlier else None


def _lines(at: Sitting, person: Person, since: datetime) -> Iterator[str]:
    """Iterate over what can be said, the most telling first; each read when sought."""
    for case in at.unit.promises.closed_cases(person.person_id, since):
        if case.outcome and case.closed_at is not None:
            occasion = at.unit.occasions.get(case.occasion_id)
            yield outcome(
                at, person, occasion, case.outcome, case.closed_at, own=case.words
            )
    own = _measured(at, person)
    yield from _kept(at, person, since, own)
    yield from map(trend_line, own.values())


def _kept(
    at: Sitting, person: Person, since: datetime, own: dict[str, Measured]
) -> Iterator[str]:
    words = Words(language=person.language, texts=at.desk.texts)
    for one in at.unit.promises.kept_between(since, at.now):
        if one.person_id != person.person_id or one.closed_at is None:
            continue
        occasion = at.unit.occasions.get(one.occasion_id)
        measured = own.get((occasion.subject if occasion is not None else None) or "")
        if measured is not None:
            day = person.local(one.closed_at).date()
            yield kept_line(words, one.what, day, measured)


def _measured(at: Sitting, person: Person) -> dict[str, Measured]:
    """Return the person's own objectives that a figure measures, by subject."""
    return {
        f"objective:{one.objective_id}": found
        for one in at.unit.entries.objectives()
        if one.owner_id == person.person_id
        and (found := _figure(at, person, one)) is not None
    }


def _figure(at: Sitting, person: Person, one: Objective) -> Measured | None:
    kpi = at.unit.kpis.get(one.kpis[0]) if one.kpis else None
    if kpi is None:
        return None
    words = KpiWords(kpi, person.language, at.desk.texts)
    looked = look_at(at.unit, kpi)
    return Measured(objective=one, words=words, verdict=looked.verdict)
