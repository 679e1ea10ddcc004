"""What answers have said of things that files say too.

Rules: of what both say, the later word counts. A file's word is as old as the day that
it names; without a day it counts only where no answer has been given.
"""

from __future__ import annotations

from datetime import date

from bot.desk.desk import Sitting
from engagement.facts import ObjectiveReviewed, SubjectReviewed


def last_answer(at: Sitting, key: str) -> ObjectiveReviewed | SubjectReviewed | None:
    """Return the newest answer about ``objective:O1``, ``risk:R01`` or ``action:A1``."""
    books = at.unit.books
    names = (ObjectiveReviewed.NAME, SubjectReviewed.NAME)
    size, _ = books.head()
    for name in names:
        found = books.previous(name, key, size)
        if found is not None and isinstance(
            found.fact, ObjectiveReviewed | SubjectReviewed
        ):
            return found.fact
    return None


def reviewed_on(at: Sitting, key: str, told: date | None) -> date | None:
    """Return when something was last reviewed: as a file told, or by an answer."""
    answer = last_answer(at, key)
    if answer is None:
        return told
    return answer.on if told is None else max(told, answer.on)
