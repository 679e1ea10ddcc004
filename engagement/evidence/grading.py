"""What one answer is worth, by the question as it was shown and the words given."""

from __future__ import annotations

from engagement import typed
from engagement.facts import AnswerDetailed, ObjectiveReviewed, PromptAnswered
from engagement.grades import Grade, default_grade
from engagement.questions import Question


def grade_of(fact: PromptAnswered | ObjectiveReviewed) -> Grade | None:
    """Return what an answer is worth by itself.

    None: its words were taken out, so nobody can tell any more.
    """
    if isinstance(fact, ObjectiveReviewed):
        return Grade.STATEMENT
    question, text = fact.question, fact.text
    if fact.option is not None:
        return _of_option(question, fact.option)
    if text is not None and text.text is None:
        return None
    words = text.text if text is not None else None
    if words and (typed.is_none(words) or typed.is_unknown(words)):
        return Grade.NONE
    return question.grade or default_grade(question.kind)


def _of_option(question: Question, option_id: str) -> Grade:
    for option in question.options:
        if option.option_id == option_id and option.grade is not None:
            return option.grade
    # Asked before options had grades.
    return default_grade(question.kind, option_id)


def lift_of(question: Question, detail: AnswerDetailed) -> Grade | None:
    """Return what an answer becomes worth by what was given to a follow-up."""
    if detail.text is not None and not (detail.text.text or "").strip():
        return None
    for follow_up in question.follow_ups:
        if follow_up.follow_up_id == detail.follow_up_id:
            return follow_up.grade
    return None
