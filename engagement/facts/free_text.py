"""Words of a person inside a fact; they can be withdrawn while the fact stays."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeText:
    """One free text of a fact.

    It lies in a row and under a salt of its own, so a payload never holds it, only
    the commitment to it. ``text`` is None once it was redacted.
    """

    text: str | None

    @classmethod
    def of(cls, text: str | None) -> FreeText | None:
        """Return the free text, or None where there is none."""
        return cls(text=text) if text else None
