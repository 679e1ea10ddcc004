"""Everything that is stored about one person, in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from sqlalchemy import bindparam, exists, or_, select

from bot.ports.store import AccountRow, OwnText, SentRow
from engagement.cases import Case
from engagement.commitments import Commitment
from engagement.facts import (
    CommitmentMade,
    EvidenceExported,
    EvidenceOpened,
    Fact,
    Record,
    RecordRedacted,
    free_texts,
)
from engagement.occasions import Occasion
from engagement.withdrawing import core
from storage import tables as t
from storage.records import decoded, read_these
from storage.repositories.base import WHOSE, Repository
from storage.repositories.consents import consents
from storage.repositories.occasions import OccasionsInSql
from storage.repositories.promises import PromisesInSql

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_QUOTES = "question."
"Fields with the words of a question: the machinery's, whomever they quote."
_person = bindparam("person_id", type_=t.evidence.c.person_id.type)
_numbers = (
    select(t.evidence.c.seq)
    .where(t.evidence.c.organisation_id == WHOSE)
    .order_by(t.evidence.c.seq.desc())
)
_about = _numbers.where(t.evidence.c.person_id == _person)
_with_words = _numbers.where(
    exists().where(
        t.ledger_text.c.organisation_id == WHOSE,
        t.ledger_text.c.seq == t.evidence.c.seq,
        t.ledger_text.c.text.is_not(None),
        t.ledger_text.c.field.not_like(f"{_QUOTES}%"),
    )
)
_of_kind = _numbers.where(t.evidence.c.kind == bindparam("kind"))
_opened = _about.where(
    t.evidence.c.kind == EvidenceOpened.NAME, t.evidence.c.entry == bindparam("entry")
)
_accounts = (
    select(t.identity)
    .where(t.identity.c.organisation_id == WHOSE, t.identity.c.person_id == _person)
    .order_by(t.identity.c.since.desc())
)
_sent = (
    select(t.message)
    .where(t.message.c.organisation_id == WHOSE, t.message.c.person_id == _person)
    .order_by(t.message.c.created_at.desc())
)
_own_occasions = select(t.occasion.c.occasion_id).where(
    t.occasion.c.organisation_id == WHOSE,
    or_(t.occasion.c.person_id == _person, t.occasion.c.asked_by == _person),
)


class HoldingsInSql(Repository):
    """What the organisation holds about one person; newest first throughout."""

    def accounts(self, person_id: str) -> tuple[AccountRow, ...]:
        """Return every account that was linked."""
        return tuple(
            AccountRow(
                platform=row.platform,
                workspace=row.workspace,
                user_id=row.user_id,
                verified_by=row.verified_by,
                since=row.since,
            )
            for row in self.run(_accounts, person_id=person_id)
        )

    def occasions(self, person_id: str) -> tuple[Occasion, ...]:
        """Return every question that was put, whatever became of it."""
        found = OccasionsInSql(self.connection, self.whose)
        return tuple(reversed(found.asked_since(person_id, _BEGINNING)))

    def commitments(self, person_id: str) -> tuple[Commitment, ...]:
        """Return every commitment."""
        return PromisesInSql(self.connection, self.whose).commitments_of(person_id)

    def cases(self, person_id: str) -> tuple[Case, ...]:
        """Return every case in which the person waits or waited."""
        return PromisesInSql(self.connection, self.whose).cases_of(person_id)

    def consents(self, person_id: str) -> Mapping[str, int]:
        """Return occasion id -> revision that auditors were let in to."""
        own = set(self.run(_own_occasions, person_id=person_id).scalars())
        given = consents(self.connection, self.whose)
        return {which: revision for which, revision in given.items() if which in own}

    def records(self, person_id: str) -> tuple[tuple[int, Record], ...]:
        """Return every record about the person or by them that still says something."""
        about = set(self.run(_about, person_id=person_id).scalars())
        worded = set(self.run(_with_words).scalars())
        return tuple(
            (seq, record)
            for seq, record in self._read(about | worded)
            if seq in about or _is_by(record, person_id)
        )

    def texts(self, person_id: str) -> tuple[OwnText, ...]:
        """Return the person's own words."""
        numbers = self.run(_with_words).scalars()
        found = (
            OwnText(
                seq=seq,
                field=field,
                kind=record.fact.NAME,
                text=text,
                at=record.header.occurred_at,
                question=_asked(record.fact),
            )
            for seq, record in self._read(numbers)
            if _is_by(record, person_id) and not self._is_theirs(record.fact)
            for field, text in free_texts(record.fact).items()
            if not field.startswith(_QUOTES)
        )
        # Revisions and promises repeat the same words, which are one thing to a writer.
        return tuple({core(one.text): one for one in found}.values())

    def _is_theirs(self, fact: Fact) -> bool:
        """Whether its words are the organisation's: what a question was about."""
        if not isinstance(fact, CommitmentMade):
            return False
        occasions = OccasionsInSql(self.connection, self.whose)
        made = occasions.get(fact.occasion_id)
        question = made.question if made is not None else None
        return question is not None and question.object == fact.what.text

    def openings(self, person_id: str) -> tuple[EvidenceOpened, ...]:
        """Return who was shown the person's records."""
        query = _about.where(t.evidence.c.kind == EvidenceOpened.NAME)
        numbers = self.run(query, person_id=person_id).scalars()
        found = [record.fact for _, record in self._read(numbers)]
        return tuple(fact for fact in found if isinstance(fact, EvidenceOpened))

    def exports(self, person_id: str) -> tuple[tuple[datetime, EvidenceExported], ...]:
        """Return the exports that may hold records of the person."""
        numbers = self.run(_of_kind, kind=EvidenceExported.NAME).scalars()
        return tuple(
            (record.header.occurred_at, fact)
            for _, record in self._read(numbers)
            if isinstance(fact := record.fact, EvidenceExported)
            and fact.person_id in {None, person_id}
        )

    def sent(self, person_id: str) -> tuple[SentRow, ...]:
        """Return what was written to the person."""
        return tuple(
            SentRow(
                kind=row.kind,
                created_at=row.created_at,
                sent_at=row.sent_at,
                state=row.state,
            )
            for row in self.run(_sent, person_id=person_id)
        )

    def was_opened(self, fact: EvidenceOpened) -> bool:
        """Whether the same was noted before on the same day."""
        entry = f"reader:{fact.reader_id}:{fact.on}"
        found = self.run(_opened, person_id=fact.person_id, entry=entry)
        return found.first() is not None

    def _read(self, numbers: Iterable[int]) -> Iterator[tuple[int, Record]]:
        stored = read_these(self.connection, self.whose, list(numbers))
        for seq, record in reversed(list(decoded(stored))):
            if record is not None:
                yield seq, record


def _is_by(record: Record, person_id: str) -> bool:
    header = record.header
    return person_id in {header.author.person_id, header.on_behalf_of} and not (
        isinstance(record.fact, RecordRedacted)
    )


def _asked(fact: Fact) -> str:
    question = getattr(fact, "question", None)
    return question.text if question is not None else str(getattr(fact, "ask", ""))
