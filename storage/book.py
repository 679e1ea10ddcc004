"""The ledger for readers: lines newest first, and a check of the whole of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot.ports import EvidenceLine, Verification
from engagement.access import consented, may_read
from engagement.describing import describe
from engagement.evidence import BOOKKEEPING, place_of
from engagement.facts import EvidenceOpened, Record
from engagement.ledger import Stored
from engagement.people import Permission, Person
from engagement.texts import Language, Texts
from storage import ledger
from storage import tables as t
from storage.repositories.consents import consents
from storage.repositories.people import PeopleInSql
from storage.unit import Transactions

_OVERSEEING = (Permission.COORDINATOR, Permission.AUDITOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looking:
    """Who looks, and what is known whenever somebody does."""

    viewer: Person
    names: Mapping[str, str]
    consents: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """Which records are looked for."""

    about: str | None
    everything: bool


class BookInSql:
    """``bot.ports.EvidenceBook`` of one organisation."""

    def __init__(
        self, transactions: Transactions, organisation_id: str, texts: Texts
    ) -> None:
        self._transactions = transactions
        self._whose = organisation_id
        self._texts = texts

    async def newest(
        self,
        viewer: str,
        *,
        before: int | None,
        most: int,
        about: str | None,
        everything: bool,
    ) -> Sequence[EvidenceLine]:
        """Return records newest first; those that the viewer may not read are bare.

        An executive sees only what they may read; ``everything`` shows how it came
        about as well.
        """

        def read(connection: Connection) -> list[EvidenceLine]:
            person = PeopleInSql(connection, self._whose).get(viewer)
            if person is None:
                return []
            wanted = _Wanted(about=about, everything=everything)
            return self._newest(connection, person, before, most, wanted)

        return await self._transactions.read(read)

    def _newest(
        self,
        connection: Connection,
        viewer: Person,
        before: int | None,
        most: int,
        wanted: _Wanted,
    ) -> list[EvidenceLine]:
        lines: list[EvidenceLine] = []
        looking = _Looking(
            viewer=viewer,
            names=PeopleInSql(connection, self._whose).names(),
            consents=consents(connection, self._whose),
        )
        while len(lines) < most:
            numbers = self._numbers(connection, before, most, wanted)
            if not numbers:
                break
            before = numbers[-1]
            found = list(ledger.read_these(connection, self._whose, numbers))
            for stored in reversed(found):
                line = self._line(connection, looking, stored)
                if line is not None:
                    lines.append(line)
        return lines[:most]

    def _numbers(
        self, connection: Connection, before: int | None, most: int, wanted: _Wanted
    ) -> list[int]:
        query = (
            select(t.evidence.c.seq)
            .where(t.evidence.c.organisation_id == self._whose)
            .order_by(t.evidence.c.seq.desc())
            .limit(most)
        )
        if before is not None:
            query = query.where(t.evidence.c.seq < before)
        if wanted.about is not None:
            query = query.where(t.evidence.c.person_id == wanted.about)
        if not wanted.everything:
            query = query.where(t.evidence.c.kind.not_in(sorted(BOOKKEEPING)))
        return list(connection.execute(query).scalars())

    def _line(
        self,
        connection: Connection,
        looking: _Looking,
        stored: Stored,
    ) -> EvidenceLine | None:
        ((_, record),) = ledger.decoded([stored])
        if record is None:
            return self._bare(connection, stored, "redacted")
        viewer = looking.viewer
        let_in = consented(record.fact, looking.consents)
        if not may_read(viewer, record.header, consented=let_in):
            oversees = any(p in viewer.permissions for p in _OVERSEEING)
            return self._bare(connection, stored, "withheld") if oversees else None
        return EvidenceLine(
            seq=stored.seq,
            kind=stored.kind,
            who=_who(record, viewer.language),
            what=describe(record.fact, viewer.language, self._texts, looking.names),
            about=self._about(connection, record, stored.seq),
            occurred_at=record.header.occurred_at,
            recorded_at=record.header.recorded_at,
            clauses=tuple(place_of(one) for one in record.header.requirements),
            state="present",
            leaf=stored.leaf.hex(),
        )

    def _about(self, connection: Connection, record: Record, seq: int) -> str | None:
        """Return whose record it is; who looked at whom is looked at by anybody."""
        if isinstance(record.fact, EvidenceOpened):
            return None
        found: str | None = connection.scalar(
            select(t.evidence.c.person_id).where(
                t.evidence.c.organisation_id == self._whose, t.evidence.c.seq == seq
            )
        )
        return found

    def _bare(self, connection: Connection, stored: Stored, state: str) -> EvidenceLine:
        at = connection.execute(
            select(t.evidence.c.occurred_at).where(
                t.evidence.c.organisation_id == self._whose,
                t.evidence.c.seq == stored.seq,
            )
        ).scalar_one()
        return EvidenceLine(
            seq=stored.seq,
            kind=stored.kind,
            who="",
            what="",
            occurred_at=at,
            recorded_at=at,
            clauses=(),
            state=state,
            leaf=stored.leaf.hex(),
        )

    async def verify(self) -> Verification:
        """Check every record against the leaves, the roots and the head."""
        verdict = await self._transactions.read(
            lambda connection: ledger.check(connection, self._whose)
        )
        reason = verdict.reason
        if not verdict.intact:
            reason = (
                f"{verdict.reason}: expected {verdict.expected}, found {verdict.found}"
            )
        return Verification(
            intact=verdict.intact,
            size=verdict.size,
            root=verdict.root.hex(),
            first_bad=verdict.first_bad,
            reason=reason,
        )


def _who(record: Record, language: Language) -> str:
    author = record.header.author
    return " · ".join(filter(None, (author.name, author.role_in(language))))
