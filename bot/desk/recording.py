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
    CaseOpened,
    CaseReminded,
    CommitmentKept,
    CommitmentMissed,
    CommitmentMoved,
    CommitmentWithdrawn,
    Fact,
    Header,
    MessageEdited,
    MessageNotUnderstood,
    PromptDeferred,
    PromptPlanned,
    Record,
    Source,
)
from engagement.occasions import Occasion
from engagement.people import Person

MACHINERY = Author(person_id=None)
OPEN = (Reader.COORDINATOR, Reader.AUDITOR)
"Who may see what is about nobody's answer."
SENT = (Reader.COORDINATOR,)
"Who reads words that were sent to the coordinators, and what came of them."
_OWN = (MessageNotUnderstood, MessageEdited)
"Words of which their writer was told no reader: without a question they have none."


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder:
    """Records facts for one author at one moment, in one transaction."""

    at: Sitting
    author: Author = MACHINERY
    occurred_at: datetime | None = None
    source: Source | None = None
    editions: tuple[str, ...] = field(default=())

    waiting: list[Record] = field(default_factory=list)
    origins: dict[str, Occasion] = field(default_factory=dict)
    "Questions that were read already; once put, a question stays as it is."

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

    def beside(self, fact: Fact, other: Header) -> int:
        """Record a fact about another record: same requirements, no more readers.

        Returns:
            The number of the record.
        """
        header = Header(
            author=self.author,
            occurred_at=self.occurred_at or self.at.now,
            recorded_at=self.at.now,
            audience=other.audience,
            requirements=other.requirements,
            retention=other.retention,
            source=self.source,
        )
        self.waiting.append(Record(fact=fact, header=header))
        return self.flush()

    def flush(self) -> int:
        """Record what waits, in order; returns the number of the last record."""
        records, self.waiting[:] = tuple(self.waiting), []
        return self.at.unit.record(*records)

    def _record(self, fact: Fact, asked: Prompt | None) -> Record:
        occasion = self._origin(fact, asked)
        known = self.at.desk.catalogue.by_id
        prompt = known.get(occasion.prompt_id, asked) if occasion else asked
        requirements = self._requirements(fact, prompt)
        header = Header(
            author=self.author,
            occurred_at=self.occurred_at or self.at.now,
            recorded_at=self.at.now,
            audience=SENT if self._is_sent(fact) else _audience(fact, occasion, prompt),
            requirements=requirements,
            retention=prompt.retention if prompt is not None else "evidence",
            source=self.source,
        )
        return Record(fact=fact, header=header)

    def _requirements(self, fact: Fact, prompt: Prompt | None) -> tuple[str, ...]:
        """Return what a fact is evidence for: all that its questions serve."""
        by_id, get = self.at.desk.catalogue.by_id, self.at.unit.occasions.get
        several = [get(which) for which in getattr(fact, "occasions", None) or ()]
        also = [by_id.get(o.prompt_id) for o in several if o is not None]
        found = [
            row.requirement_id
            for one in (prompt, *also)
            if one is not None
            for row in self.at.desk.catalogue.requirements_of(one, self.editions)
        ]
        return tuple(dict.fromkeys(found))

    def _origin(self, fact: Fact, asked: Prompt | None) -> Occasion | None:
        """Return the question that a fact goes back to.

        What became of a promise or of a case is evidence for what it was asked about,
        whoever says so and however much later; and it has no more readers than that.
        """
        if isinstance(fact, PromptPlanned | PromptDeferred):
            # Not yet put to anybody, so nobody was told who reads the answer.
            return None
        which = self._occasion_of(fact)
        if which is None and asked is not None and hasattr(fact, "question"):
            return None
        which = which or getattr(fact, "occasion_id", None)
        if which is None or which in self.origins:
            return self.origins.get(which or "")
        occasion = self.at.unit.occasions.get(which)
        if occasion is not None and occasion.question is not None:
            self.origins[which] = occasion
        return occasion

    def _is_sent(self, fact: Fact) -> bool:
        """Whether it is about a case that answers no question."""
        match fact:
            case CaseOpened(occasion_id=which):
                return not which
            case (
                CaseClosed(case_id=which)
                | CaseHandedOver(case_id=which)
                | CaseReminded(case_id=which)
            ):
                opened = self.at.unit.promises.case(which)
                return opened is not None and not opened.occasion_id
            case _:
                return False

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


def _audience(
    fact: Fact, occasion: Occasion | None, prompt: Prompt | None
) -> tuple[Reader, ...]:
    """Return the readers that somebody was told of; content of today widens nothing."""
    question = getattr(fact, "question", None)
    if question is None and occasion is not None:
        question = occasion.question
    if question is not None:
        frozen: tuple[Reader, ...] = question.audience
        return frozen
    if prompt is not None:
        return prompt.audience
    return () if isinstance(fact, _OWN) else OPEN


def author_of(person: Person, unit: Unit) -> Author:
    """Return a person as an author, with name and role as they are now."""
    language = unit.organisation().language
    return Author(
        person_id=person.person_id,
        name=person.name,
        role=person.role.within(language),
        roles=person.role or None,
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
