"""What must be known of a record before it is believed.

Rules: a mark is a rule in ``RULES`` and has its words under ``mark.<name>`` and
``mark.<name>.means``. Every place of an export that shows a record shows its marks:
the JSON, the table and the pages. A rule sees the record and the excerpt alone.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from engagement.evidence.excerpt import Excerpt, Numbered
from engagement.organisation import Mode

FREE = "ASK"
"The prompt by which a coordinator puts a question of their own."


class Mark(StrEnum):
    """Something that a record must not be read without."""

    REHEARSAL = "rehearsal"
    "Nothing of it was meant in earnest."
    FREE_QUESTION = "free_question"
    "A coordinator wrote the question; it serves no requirement."
    NEAR_AUDIT = "near_audit"
    "Answered in the days before an external audit, or during it."


Rule = Callable[[Numbered, Excerpt], Mark | None]


def _rehearsal(_: Numbered, excerpt: Excerpt) -> Mark | None:
    return Mark.REHEARSAL if excerpt.mode is Mode.REHEARSAL else None


def _free_question(one: Numbered, excerpt: Excerpt) -> Mark | None:
    which = excerpt.occasion_of(one)
    question = excerpt.questions.get(which) if which is not None else None
    if question is not None and question.prompt_id == FREE:
        return Mark.FREE_QUESTION
    return None


def _near_audit(one: Numbered, excerpt: Excerpt) -> Mark | None:
    return None if excerpt.audit_near(one) is None else Mark.NEAR_AUDIT


RULES: tuple[Rule, ...] = (_rehearsal, _free_question, _near_audit)


def marks_of(one: Numbered, excerpt: Excerpt) -> tuple[Mark, ...]:
    """Return the marks of a record, in the order of ``RULES``."""
    found = [rule(one, excerpt) for rule in RULES]
    return tuple(mark for mark in found if mark is not None)
