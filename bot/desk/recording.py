"""Facts with everything that makes them evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.desk.desk import Sitting
from bot.ports import Inbound
from bot.ports.store import Unit
from engagement.catalogue import Prompt, Reader
from engagement.facts import (
    Author,
    CaseClosed,
    CaseHandedOver,
    CaseReminded,
    CommitmentKept,
    CommitmentMissed,
    CommitmentMoved,
    CommitmentWithdrawn,
    Fact,
    Header,
    Record,
    Source,
)
from engagement.people import Person

MACHINERY = Author(person_id=None)
_OPEN = (Reader.COORDINATOR, Reader.AUDITOR)
"Who may see what is about nobody's answer."


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder:
    """Records facts for one author at one moment, in one transaction."""

    at: Sitting
    author: Author = MACHINERY
    occurred_at: datetime | None = None
    source: Source | None = None
    editions: tuple[str, ...] = field(default=())

    waiting: list[Record] = field(default_factory=list)

    def __call__(self, *facts: Fact, prompt: Prompt | None = None) -> int:
        """Record facts, under the requirements and for the readers of ``prompt``.

        Returns:
            The number of the last record.
        """
        self.later(*facts, prompt=prompt)
        return self.flush()

    def later(self, *facts: Fact, prompt: Prompt | None = None) -> None:
        """Keep facts for one append; nothing is recorded before ``flush``."""
        self.waiting.extend(self._record(fact, prompt) for fact in facts)

    def flush(self) -> int:
        """Record what waits, in order; returns the number of the last record."""
        records, self.waiting[:] = tuple(self.waiting), []
        return self.at.unit.record(*records)

    def _record(self, fact: Fact, asked: Prompt | None) -> Record:
        prompt = self._origin(fact, asked)
        requirements: tuple[str, ...] = ()
        if prompt is not None:
            rows = self.at.desk.catalogue.requirements_of(prompt, self.editions)
            requirements = tuple(row.requirement_id for row in rows)
        question = getattr(fact, "question", None)
        audience = question.audience if question is not None else None
        if audience is None:
            audience = prompt.audience if prompt is not None else _OPEN
        header = Header(
            author=self.author,
            occurred_at=self.occurred_at or self.at.now,
            recorded_at=self.at.now,
            audience=audience,
            requirements=requirements,
            retention=prompt.retention if prompt is not None else "evidence",
            source=self.source,
        )
        return Record(fact=fact, header=header)

    def _origin(self, fact: Fact, asked: Prompt | None) -> Prompt | None:
        """Return the prompt that a fact goes back to.

        What became of a promise or of a case is evidence for what it was asked about,
        whoever says so and however much later.
        """
        which = self._occasion_of(fact)
        if which is None and asked is None:
            which = getattr(fact, "occasion_id", None)
        occasion = self.at.unit.occasions.get(which) if which is not None else None
        if occasion is None:
            return asked
        return self.at.desk.catalogue.by_id.get(occasion.prompt_id, asked)

    def _occasion_of(self, fact: Fact) -> str | None:
        promises = self.at.unit.promises
        match fact:
            case (
                CommitmentKept(commitment_id=which)
                | CommitmentMissed(commitment_id=which)
                | CommitmentMoved(commitment_id=which)
                | CommitmentWithdrawn(commitment_id=which)
            ):
                made = promises.commitment(which)
                return made.occasion_id if made is not None else None
            case (
                CaseClosed(case_id=which)
                | CaseHandedOver(case_id=which)
                | CaseReminded(case_id=which)
            ):
                opened = promises.case(which)
                return opened.occasion_id if opened is not None else None
            case _:
                return None


def author_of(person: Person, unit: Unit) -> Author:
    """Return a person as an author, with name and role as they are now."""
    language = unit.organisation().language
    return Author(
        person_id=person.person_id,
        name=person.name,
        role=person.role.within(language),
    )


def source_of(inbound: Inbound, message: str | None) -> Source:
    """Return the identity of what came in."""
    return Source(
        platform=inbound.actor.platform,
        workspace=inbound.actor.workspace,
        user_id=inbound.actor.user_id,
        conversation=inbound.place.conversation,
        message=message,
        event_id=inbound.event_id,
    )


def machinery(at: Sitting) -> Recorder:
    """Return the recorder of the machinery itself."""
    editions = at.unit.organisation().editions
    return Recorder(at=at, editions=editions)


def by_person(
    at: Sitting,
    person: Person,
    inbound: Inbound | None = None,
    message: str | None = None,
) -> Recorder:
    """Return the recorder for what a person did."""
    return Recorder(
        at=at,
        author=author_of(person, at.unit),
        occurred_at=inbound.occurred_at if inbound is not None else None,
        source=source_of(inbound, message) if inbound is not None else None,
        editions=at.unit.organisation().editions,
    )
