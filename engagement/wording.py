"""Texts of content: ``{values}`` in them, and other wordings for certain values.

Rules: what stands in a value is never read as a text again, so that nobody's words can
ask for another value. A name without a value stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from engagement.texts import Bilingual

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the ``{values}`` that ``text`` needs."""
    return frozenset(_PLACEHOLDER.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in; a name without one stays as it is, braces in values too."""
    return _PLACEHOLDER.sub(lambda m: values.get(m[1], m[0]), text)


def shortened(text: str, most: int) -> str:
    """Return ``text`` on one line of at most ``most`` characters, cut between words."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head = line[: most - 1]
    cut = head.rsplit(" ", 1)[0] if " " in head else head
    return f"{cut} …" if len(cut) < most - 1 else f"{cut}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Another wording for certain values: a count of one, an opportunity."""

    when: Mapping[str, int | str]
    "Value -> what it must be; a count of 1 is 1, however it was written."
    text: Bilingual

    def fits(self, values: Mapping[str, object]) -> bool:
        """Whether it says what ``values`` are, and can be filled with them."""
        alike = all(values.get(name) == held for name, held in self.when.items())
        return alike and placeholders(self.text.en) <= values.keys()
