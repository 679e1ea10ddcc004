"""What held before an import, and what has been recorded since.

Rules: nothing is taken out of the ledger. What held before is recorded anew; what did
not exist before is retired. What somebody changed later is newer and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, TypeVar

from bot.desk.desk import Sitting
from bot.desk.setting import today_of
from bot.ports.store import ImportRow
from engagement import facts as f
from engagement.facts import Fact, Record

F = TypeVar("F", bound=Fact)
T = TypeVar("T")

CHUNK = 500
"Records read at a time."

_KEYS: dict[type[Fact], tuple[str, str]] = {
    f.PersonRecorded: ("person", "person_id"),
    f.GoalRecorded: ("goal", "goal_id"),
    f.ObjectiveRecorded: ("objective", "objective_id"),
    f.KpiRecorded: ("kpi", "kpi_id"),
    f.BaselineStated: ("baseline", "kpi_id"),
    f.RiskRecorded: ("risk", "risk_id"),
    f.ReviewRecorded: ("review", "review_id"),
    f.AuditRecorded: ("audit", "audit_id"),
    f.ActionRecorded: ("action", "action_id"),
    f.ClosedPeriodRecorded: ("period", "period_id"),
}
"What a fact holds, which is also how its key begins, and the id of that."


def key_of(fact: Fact) -> str | None:
    """Return the key under which the ledger finds what a fact is about."""
    if isinstance(fact, f.EntryRecorded):
        return f"subject/{fact.entry.kind}:{fact.entry.entry_id}"
    if isinstance(fact, f.ReadingRecorded | f.ReadingWithdrawn | f.ReadingSetAside):
        return f"reading:{fact.kpi_id}/{fact.period}"
    if type(fact) not in _KEYS:
        return None
    part, name = _KEYS[type(fact)]
    return f"{part}:{getattr(getattr(fact, part), name)}"


def retired_as(key: str) -> str:
    """Return the key under which the ledger finds that something was retired."""
    return f"closed_{key}" if key.startswith("period:") else key


class Past:
    """What the ledger says around one import."""

    def __init__(self, at: Sitting, row: ImportRow) -> None:
        self.at = at
        self.row = row
        self.today = today_of(at.unit.organisation(), at.now)
        self._size, _ = at.unit.books.head()
        self._known: dict[str, Any] = {}

    def once(self, name: str, read: Callable[[], T]) -> T:
        """Return what ``read`` found the first time: nothing changes meanwhile."""
        if name not in self._known:
            self._known[name] = read()
        found: T = self._known[name]
        return found

    def facts(self) -> tuple[Fact, ...]:
        """Return what the import recorded; what was redacted is left out."""
        found = _within(self.at, self.row.first_seq, self.row.last_seq)
        return tuple(record.fact for record in found)

    def newest(self, kind: type[F], key: str) -> F | None:
        """Return the newest fact of a kind about something."""
        return _fact(self.at.unit.books.previous(kind.NAME, key, self._size), kind)

    def before(self, kind: type[F], key: str) -> F | None:
        """Return the fact that held when the import began, if any did."""
        held = self._earlier(kind, key)
        gone = self._earlier(f.EntryRetired, retired_as(key))
        if held is None or (gone is not None and self._is_later(gone, held)):
            return None
        return _fact(held, kind)

    def before_and_after(self, kind: type[F], key: str, other: type[Fact]) -> F | None:
        """Return the fact that held then if it came after the one of another kind."""
        held, first = self._earlier(kind, key), self._earlier(other, key)
        if held is None or first is None or not self._is_later(held, first):
            return None
        return _fact(held, kind)

    def by_machinery_since(self, kind: type[F], key: str) -> F | None:
        """Return the newest fact if the machinery recorded it after the import."""
        newest = self.at.unit.books.previous(kind.NAME, key, self._size)
        if newest is None or newest == self._earlier(kind, key):
            return None
        author = newest.header.author.person_id
        return _fact(newest, kind) if author is None else None

    def recorded_again(self, kind: type[Fact], key: str) -> bool:
        """Whether a later import, which stands, recorded the same thing."""
        return (kind.NAME, key) in self._later_imports

    @cached_property
    def _later_imports(self) -> frozenset[tuple[str, str | None]]:
        return frozenset(
            (record.fact.NAME, key_of(record.fact))
            for row in self.at.unit.books.imports()
            if row.first_seq > self.row.last_seq and not row.undone
            for record in _within(self.at, row.first_seq, row.last_seq)
        )

    def _earlier(self, kind: type[Any], key: str) -> Record | None:
        return self.at.unit.books.previous(kind.NAME, key, self.row.first_seq)

    def _is_later(self, one: Record, other: Record) -> bool:
        """Whether ``one`` was recorded after ``other``."""
        if one.header.recorded_at != other.header.recorded_at:
            return one.header.recorded_at > other.header.recorded_at
        # The same moment: only their places in the ledger tell.
        return one == next(r for r in self._backwards() if r in (one, other))

    def _backwards(self) -> Iterator[Record]:
        """Iterate over everything before the import, newest first."""
        for last in range(self.row.first_seq - 1, -1, -CHUNK):
            found = _within(self.at, max(0, last - CHUNK + 1), last)
            yield from reversed([*found])


def _fact(record: Record | None, kind: type[F]) -> F | None:
    fact = record.fact if record is not None else None
    return fact if isinstance(fact, kind) else None


def _within(at: Sitting, first: int, last: int) -> Iterator[Record]:
    for start in range(first, last + 1, CHUNK):
        end = min(start + CHUNK - 1, last)
        for _, record in at.unit.books.records(start, end):
            if record is not None:
                yield record
