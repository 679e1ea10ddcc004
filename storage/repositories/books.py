"""The ledger and what is derived from it, for the application's own use."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from bot.ports.store import DigestRow, Filter, ImportRow, Shown
from engagement.evidence import Excerpt
from engagement.facts import EvidenceExported, Header, PromptUntriggered, Record
from storage import ledger
from storage import tables as t
from storage.repositories.base import WHOSE, Repository
from storage.repositories.excerpts import matching, read_excerpt

_of_message = (
    select(t.evidence.c.occasion_id)
    .where(
        t.evidence.c.organisation_id == WHOSE,
        t.evidence.c.message == bindparam("message"),
        t.evidence.c.occasion_id.is_not(None),
    )
    .order_by(t.evidence.c.seq)
    .limit(1)
)
_root_at = select(t.ledger.c.root).where(
    t.ledger.c.organisation_id == WHOSE, t.ledger.c.seq == bindparam("seq")
)
_previous = select(func.max(t.evidence.c.seq)).where(
    t.evidence.c.organisation_id == WHOSE,
    t.evidence.c.entry == bindparam("entry"),
    t.evidence.c.kind == bindparam("kind"),
    t.evidence.c.seq < bindparam("before"),
)
_of_kind = (
    select(t.evidence.c.seq)
    .where(
        t.evidence.c.organisation_id == WHOSE,
        t.evidence.c.kind == bindparam("kind"),
    )
    .order_by(t.evidence.c.seq)
)
_untriggered = (
    select(t.evidence.c.entry)
    .distinct()
    .where(
        t.evidence.c.organisation_id == WHOSE,
        t.evidence.c.kind == PromptUntriggered.NAME,
    )
    .order_by(t.evidence.c.entry)
)
_imports = (
    select(t.import_file)
    .where(t.import_file.c.organisation_id == WHOSE)
    .order_by(t.import_file.c.last_seq.desc())
)
_digests = (
    select(t.digest)
    .where(t.digest.c.organisation_id == WHOSE)
    .order_by(t.digest.c.period.desc())
)
_digest = _digests.where(t.digest.c.period == bindparam("period"))


class BooksInSql(Repository):
    """Append is in the unit; here is reading."""

    def head(self) -> tuple[int, bytes]:
        """Return size and root."""
        return ledger.head(self.connection, self.whose)

    def occasion_of_message(self, message: str) -> str | None:
        """Return the question that a person's own message answered."""
        found: str | None = self.run(_of_message, message=message).scalar()
        return found

    def root_at(self, seq: int) -> bytes:
        """Return the root of the tree that ends with record ``seq``."""
        found: bytes = self.run(_root_at, seq=seq).scalar_one()
        return found

    def records(self, first: int, last: int) -> tuple[tuple[int, Record | None], ...]:
        """Return records by number, None where the payload was redacted."""
        stored = ledger.read(self.connection, self.whose, first, last)
        return tuple(ledger.decoded(stored))

    def previous(self, kind: str, entry: str, before: int) -> Record | None:
        """Return the newest record of a kind about an entry before a number."""
        seq = self.run(_previous, kind=kind, entry=entry, before=before).scalar()
        return None if seq is None else self.records(seq, seq)[0][1]

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """Return every record of a kind, oldest first; the redacted ones left out."""
        found = [
            self.records(seq, seq)[0][1]
            for seq in self.run(_of_kind, kind=kind).scalars()
        ]
        return tuple(record for record in found if record is not None)

    def untriggered(self, quarter: str) -> tuple[str, ...]:
        """Return the prompts that are on record as untriggered in a quarter, by id."""
        entries = self.run(_untriggered).scalars()
        named = (entry.partition(":")[2].partition("/") for entry in entries)
        return tuple(prompt for prompt, _, when in named if when == quarter)

    def imports(self) -> tuple[ImportRow, ...]:
        """Return imports, newest first."""
        return tuple(
            ImportRow(
                import_id=row.import_id,
                kind=row.kind,
                file_name=row.file_name,
                rows=row.rows,
                at=row.at,
                first_seq=row.last_seq - row.rows + 1,
                last_seq=row.last_seq,
                undone=row.undone,
            )
            for row in self.run(_imports)
        )

    def digest(self, period: str) -> DigestRow | None:
        """Return the digest of a period."""
        row = self.run(_digest, period=period).first()
        return (
            None
            if row is None
            else DigestRow(
                period=row.period,
                message_id=row.message_id,
                revision=row.revision,
                posted_at=row.posted_at,
            )
        )

    def latest_digest(self) -> DigestRow | None:
        """Return the newest digest."""
        row = self.run(_digests.limit(1)).first()
        return (
            None
            if row is None
            else DigestRow(
                period=row.period,
                message_id=row.message_id,
                revision=row.revision,
                posted_at=row.posted_at,
            )
        )

    def excerpt(self, wanted: Filter, shown: Shown) -> Excerpt:
        """Return what a filter means; what is not ``shown`` is there unread."""
        return read_excerpt(self.connection, self.whose, wanted, shown)[0]

    def exported(self, manifest: str) -> tuple[int, Header, EvidenceExported] | None:
        """Return the newest export whose manifest's hash begins so."""
        query = (
            select(t.evidence.c.seq)
            .where(t.evidence.c.organisation_id == self.whose)
            .where(t.evidence.c.kind == EvidenceExported.NAME)
            .order_by(t.evidence.c.seq.desc())
        )
        numbers = self.connection.execute(query).scalars().all()
        stored = ledger.read_these(self.connection, self.whose, numbers)
        for seq, record in reversed(list(ledger.decoded(stored))):
            fact = record.fact if record is not None else None
            if record is None or not isinstance(fact, EvidenceExported):
                continue
            if (fact.manifest or "").startswith(manifest):
                return seq, record.header, fact
        return None

    def holds(self, wanted: Filter) -> bool:
        """Whether there is any record that a filter means."""
        query = matching(self.whose, wanted).limit(1)
        return self.connection.execute(query).first() is not None
