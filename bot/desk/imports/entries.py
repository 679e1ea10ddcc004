"""Kinds of which a line is one thing with an id: goals, risks, reviews and the like.

Rules: a thing whose id is known is changed, one whose id is new is added, and one that
is not in the file stays as it is unless somebody says that it is to be retired. A line that says nothing new records nothing. What
answers have said is never wiped: each kind says which of its fields answers write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.desk.desk import Sitting
from bot.desk.imports.changes import differences
from bot.desk.imports.history import Past, key_of, retired_as
from bot.desk.imports.kind import Drawn
from bot.desk.imports.sheet import KEEP, Column, Line, Sheet
from engagement.facts import EntryRetired, Fact
from engagement.texts import Bilingual

E = TypeVar("E")


def as_read(line: Line, read: Any, held: object) -> Any:
    """Return what was read as it is: nothing has to fit together."""
    del line, held
    return read


def as_restored(earlier: E, now: E, past: Past) -> E:
    """Return ``earlier`` as it was: no answer writes to such things."""
    del now, past
    return earlier


def as_it_is(entry: E) -> E:
    """Return ``entry``: all of it comes from files and commands."""
    return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKind(Generic[E]):
    """One such kind."""

    name: str
    swedish: str
    columns: tuple[Column, ...]
    "Those without a field and ``finish`` make the id and the rest."
    examples: tuple[Mapping[str, str], ...]
    part: str
    "Field of the fact that holds the thing."
    record: Callable[[E], Fact]
    held: Callable[[Sitting], Iterable[E]]
    "All that exist."
    id_of: Callable[[E], str]
    identify: Callable[[Line], str | None]
    "The id that a line is about; None where it cannot be read."
    blank: Callable[[Line, str], Any]
    "A new thing of that id, to be filled: one of them, or a draft of one."
    draft: Callable[[E], Any] = as_it_is
    "Of what exists already."
    finish: Callable[[Line, Any, E | None], E | None] = as_read
    "Makes the thing of what was filled, and checks it against what exists already."
    restore: Callable[[E, E, Past], E] = as_restored
    "What held before the import, with what answers have said since."
    bare: Callable[[E], E] = as_it_is
    "Without the fields that answers write."
    retires: bool = False
    "Whether what is no longer in the file may be taken out of use with it."

    def draw(self, sheet: Sheet) -> Drawn:
        """Turn a file into facts."""
        held = self._by_id(sheet.at)
        found = read_all(self, sheet, held)
        return compared(self, held, found)

    def read(self, line: Line, entry_id: str, held: E | None) -> E | None:
        """Return what a line says; None where it says too little."""
        base = self.blank(line, entry_id) if held is None else self.draft(held)
        filled = line.fill(base, self.columns)
        return None if line.bad else self.finish(line, filled, held)

    def reverse(self, fact: Fact, past: Past) -> tuple[Fact, ...] | None:
        """Return what supersedes a fact of an import; None: keep what is newer."""
        if isinstance(fact, EntryRetired):
            return self._unretired(fact, past)
        entry, key = self._of(fact), key_of(fact) or ""
        now = past.once(self.name, lambda: self._by_id(past.at)).get(self.id_of(entry))
        if now is None or self._is_newer(fact, key, past):
            return None
        before = past.before(type(fact), key)
        if before is not None:
            return (self.record(self.restore(self._of(before), now, past)),)
        return (self.retire(entry),)

    def retire(self, entry: E) -> EntryRetired:
        """Return what takes a thing out of use."""
        key = key_of(self.record(entry)) or ""
        kind, _, entry_id = retired_as(key).partition(":")
        return EntryRetired(kind=kind, entry_id=entry_id)

    def _unretired(self, fact: EntryRetired, past: Past) -> tuple[Fact, ...] | None:
        """Return the thing as it was when it was retired; None: it changed since."""
        key = f"{fact.kind}:{fact.entry_id}"
        body: E | None = past.at.unit.entries.retired(fact.kind, fact.entry_id)
        if body is None or past.recorded_again(EntryRetired, key):
            return None
        back = self.record(body)
        same = past.newest(type(back), key) == past.before(type(back), key)
        return (back,) if same else None

    def _by_id(self, at: Sitting) -> dict[str, E]:
        return {self.id_of(one): one for one in self.held(at)}

    def _of(self, fact: Fact) -> E:
        entry: E = getattr(fact, self.part)
        return entry

    def _is_newer(self, fact: Fact, key: str, past: Past) -> bool:
        """Whether a file or a command has changed it since; answers do not count."""
        newest = past.newest(type(fact), key)
        same = newest is not None and self.bare(self._of(newest)) == self.bare(
            self._of(fact)
        )
        return not same or past.recorded_again(type(fact), key)


def by_id(column: Column) -> Callable[[Line], str | None]:
    """Return the reader of an id that stands in one column."""

    def identify(line: Line) -> str | None:
        value = line.value(column)
        return value if isinstance(value, str) and not line.bad else None

    return identify


def read_all(kind: EntryKind[E], sheet: Sheet, held: Mapping[str, E]) -> dict[str, E]:
    """Return what the file says of each thing, by id and in its order."""
    spelt = {name.casefold(): name for name in held}
    lines: dict[str, int] = {}
    found: dict[str, E] = {}
    for line in sheet.lines(kind.columns):
        written = kind.identify(line)
        if written is None:
            continue
        entry_id = spelt.get(written.casefold(), written)
        first = lines.setdefault(entry_id.casefold(), line.number)
        if first != line.number:
            line.refuse("duplicate_id", "id", id=written, first=first)
            continue
        entry = kind.read(line, entry_id, held.get(entry_id))
        if entry is not None and not line.bad:
            found[entry_id] = entry
    return found


def compared(kind: EntryKind[E], held: dict[str, E], found: dict[str, E]) -> Drawn:
    """Return what is new, what is different and what is not in the file."""
    news = [name for name in found if name not in held]
    different = [n for n, one in found.items() if n in held and one != held[n]]
    missing = [name for name in held if name not in found]
    same = [n for n, one in found.items() if n in held and one == held[n]]
    return Drawn(
        facts=tuple(kind.record(one) for n, one in found.items() if one != held.get(n)),
        added=tuple(news),
        changed=tuple(different),
        unchanged=tuple(same),
        missing=tuple(missing),
        changes=tuple(
            change
            for n in different
            for change in differences(
                n, kind.columns, kind.draft(held[n]), kind.draft(found[n])
            )
        ),
        names={n: _title(one) for n, one in (held | found).items()},
        retirements=tuple(kind.retire(held[n]) for n in missing if kind.retires),
    )


def _title(entry: object) -> Bilingual | str:
    """Return what a thing is called; empty where it has no name of its own."""
    for name in ("title", "name", "body", "held_on"):
        if found := getattr(entry, name, None):
            return found if isinstance(found, Bilingual) else str(found)
    return ""


def given(line: Line, column: Column) -> Any:
    """Return what a column says, or None where it says nothing."""
    value = line.value(column)
    return None if value is KEEP else value


def demand_title(line: Line, title: Bilingual) -> None:
    """Refuse a line whose thing has no title in either language."""
    if not title:
        line.refuse("title_missing")
