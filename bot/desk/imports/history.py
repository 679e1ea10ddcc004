"""What held before an import, and what has been recorded since.

Rules: nothing is taken out of the ledger. What held before is recorded anew; what did
not exist before is retired. What somebody changed later is newer and stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from bot.desk.desk import Sitting
from bot.desk.setting import today_of
from bot.ports.store import ImportRow
from engagement import facts as f
from engagement.facts import Fact, Record

CHUNK = 500
"Records read at a time."

_KEYS: dict[type[Fact], tuple[str, str, str]] = {
    f.PersonRecorded: ("person", "person", "person_id"),
    f.GoalRecorded: ("goal", "goal", "goal_id"),
    f.ObjectiveRecorded: ("objective", "objective", "objective_id"),
    f.KpiRecorded: ("kpi", "kpi", "kpi_id"),
    f.BaselineStated: ("baseline", "baseline", "kpi_id"),
    f.RiskRecorded: ("risk", "risk", "risk_id"),
    f.ReviewRecorded: ("review", "review", "review_id"),
    f.ActionRecorded: ("action", "action", "action_id"),
    f.ClosedPeriodRecorded: ("period", "period", "period_id"),
}
"Field of the fact, and prefix and id of the key under which the ledger is indexed."


def key_of(fact: Fact) -> str:
    """Return the key under which the ledger finds what a fact is about.

    Raises:
        KeyError: it is none of the facts that are found so.
    """
    if isinstance(fact, f.EntryRecorded):
        return f"subject/{fact.entry.kind}:{fact.entry.entry_id}"
    if isinstance(fact, f.ReadingRecorded):
        return f"reading:{fact.kpi_id}/{fact.period}"
    field, prefix, name = _KEYS[type(fact)]
    return f"{prefix}:{getattr(getattr(fact, field), name)}"


def retired_key(fact: Fact) -> str:
    """Return the key of the fact that retires what ``fact`` records."""
    if isinstance(fact, f.ClosedPeriodRecorded):
        return f"closed_period:{fact.period.period_id}"
    return key_of(fact)


class Past:
    """What the ledger says around one import."""

    def __init__(self, at: Sitting, row: ImportRow) -> None:
        self.at = at
        self.row = row
        self.today = today_of(at.unit.organisation(), at.now)
        self._size, _ = at.unit.books.head()

    def records(self) -> tuple[Record, ...]:
        """Return the records of the import; redacted ones are left out."""
        return tuple(_within(self.at, self.row.first_seq, self.row.last_seq))

    def newest(self, name: str, key: str) -> Record | None:
        """Return the newest record of a kind of fact about something."""
        return self.at.unit.books.previous(name, key, self._size)

    def earlier(self, name: str, key: str) -> Record | None:
        """Return the newest one from before the import."""
        return self.at.unit.books.previous(name, key, self.row.first_seq)

    def before(self, fact: Any) -> Any:
        """Return the fact that held when the import recorded ``fact``, if any did."""
        held = self.earlier(fact.NAME, key_of(fact))
        gone = self.earlier(f.EntryRetired.NAME, retired_key(fact))
        if held is None or (gone is not None and self._later(gone, held)):
            return None
        return held.fact

    def recorded_again(self, fact: Fact) -> bool:
        """Whether a later import, which stands, recorded the same thing."""
        return (fact.NAME, key_of(fact)) in self._later_imports

    @cached_property
    def _later_imports(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (record.fact.NAME, key_of(record.fact))
            for row in self.at.unit.books.imports()
            if row.first_seq > self.row.last_seq and not row.undone
            for record in _within(self.at, row.first_seq, row.last_seq)
            if type(record.fact) in _KEYS
            or isinstance(record.fact, f.EntryRecorded | f.ReadingRecorded)
        )

    def _later(self, one: Record, other: Record) -> bool:
        """Whether ``one`` was recorded after ``other``."""
        if one.header.recorded_at != other.header.recorded_at:
            return one.header.recorded_at > other.header.recorded_at
        # The same moment: only their place in the ledger tells.
        for start in range(self.row.first_seq - 1, -1, -CHUNK):
            found = _within(self.at, max(0, start - CHUNK + 1), start)
            for record in reversed([*found]):
                if record in (one, other):
                    return record == one
        return False


def _within(at: Sitting, first: int, last: int) -> Iterator[Record]:
    for start in range(first, last + 1, CHUNK):
        end = min(start + CHUNK - 1, last)
        for _, record in at.unit.books.records(start, end):
            if record is not None:
                yield record
