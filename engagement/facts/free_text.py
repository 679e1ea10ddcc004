"""Words of a person inside a fact; they can be withdrawn while the fact stays."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeText:
    """One free text of a fact.

    It lies in a row and under a salt of its own, so a payload never holds it, only
    the commitment to it. ``text`` is None once it was redacted. What no store can
    keep, NUL and half a surrogate pair, is not kept here either.
    """

    text: str | None

    def __post_init__(self) -> None:
        if self.text is not None and not self.text.isprintable():
            kept = self.text.replace("\0", "").encode(errors="replace").decode()
            object.__setattr__(self, "text", kept)

    @classmethod
    def of(cls, text: str | None) -> FreeText | None:
        """Return the free text, or None where there is none."""
        return cls(text=text) if text else None
