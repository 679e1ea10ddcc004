"""What a file would change, value by value, before anything of it is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.desk.imports.sheet import Column, Holds
from engagement.texts import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value of something that exists and would get another one."""

    entry: str
    "Its id, as in ``Drawn.changed``."
    label: Bilingual
    "What its column is called."
    before: Any
    after: Any
    holds: Holds | None = None
    "What its column holds; None: words as they are."

    @classmethod
    def of(cls, entry: str, column: Column, before: object, after: object) -> Change:
        """Return a change of what a column holds."""
        heads = (column.name.replace("_", " "), column.swedish.replace("_", " "))
        label = Bilingual(en=heads[0], sv=heads[1])
        return cls(
            entry=entry, label=label, before=before, after=after, holds=column.holds
        )


def differences(
    entry: str, columns: Sequence[Column], before: object, after: object
) -> Iterator[Change]:
    """Yield what is different in the fields that these columns fill."""
    for column in columns:
        if column.field:
            old, new = _value(before, column.field), _value(after, column.field)
            if old != new:
                yield Change.of(entry, column, old, new)


def _value(entry: object, field: str) -> Any:
    """Return a field, also one such as ``title.en``."""
    found = entry
    for name in field.split("."):
        found = getattr(found, name)
    return found
