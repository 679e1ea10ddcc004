"""How much an answer is worth as evidence, apart from what it says.

Rules: an honest *not yet* is respected, and it is no coverage: it grades as none. What
somebody says is a statement until more is there than the saying. The grade of an
option is content, frozen with the question as it was shown; ``verified`` is never
content, because only a coordinator who looked can say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from engagement.vocabulary import NONE


class Grade(StrEnum):
    """What stands behind an answer, weakest first."""

    NONE = "none"
    "It says that there is nothing, not yet, or that nobody knows."
    STATEMENT = "statement"
    "The person says so."
    ACTION = "action"
    "The answer is the decision itself, or what was promised was kept."
    ARTEFACT = "artefact"
    "It points to something that can be looked at."
    VERIFIED = "verified"
    "A coordinator looked, and said at what."

    @property
    def strength(self) -> int:
        """0 for none, 4 for verified."""
        return list(Grade).index(self)


_STANDING: Mapping[str, Mapping[str, Grade]] = {
    "four_way": {"blocked": Grade.NONE, "not_relevant": Grade.NONE},
    "commitment_check": {
        "kept": Grade.ACTION,
        "not_yet": Grade.NONE,
        "changed": Grade.NONE,
    },
}


def default_grade(kind: str, option_id: str | None = None) -> Grade:
    """Return what an answer is worth where content does not say.

    ``planned`` is a statement: a day and a time are on record, and it is asked about.
    """
    if option_id == NONE:
        return Grade.NONE
    return _STANDING.get(kind, {}).get(option_id or "", Grade.STATEMENT)
