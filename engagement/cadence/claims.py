"""Who has waited longest for their turn: what goes first of all that comes round.

Rules: what counts is how much of its own round a question is overdue by, so that a
monthly one a week late goes before a yearly one a week late. The review of an objective
counts as one round older than it is, and near its target date as a whole year of rounds
older. Nothing starves: what has been asked begins again at nothing, while what waits
grows older each day without end, and so overtakes every head start. The period of a
question may end meanwhile: it comes back in the next one, as old as it was.
"""

from __future__ import annotations

from datetime import timedelta

from engagement.cadence.keys import topic_of
from engagement.cadence.look import Look
from engagement.catalogue import Cadence, Prompt
from engagement.occasions import Occasion, Rank
from engagement.subjects import Subject

_YEAR = Cadence.YEARLY.weeks
ROUND = 7 * _YEAR
"What one round counts, whatever its length: a year in days, which all lengths divide."
OBJECTIVE_AHEAD = ROUND
NEAR_AHEAD = 13 * ROUND
NEAR = timedelta(days=30)
"Before its target date; an objective that is past it stays near."


def claim_of_round(
    prompt: Prompt, subject: Subject | None, overdue_days: int, look: Look
) -> int:
    """Return how strong the claim is of a question that comes round.

    Args:
        prompt: what is asked.
        subject: what about.
        overdue_days: since it fell due.
        look: at whom and when.
    """
    cadence = look.setting.cadence_of(prompt, subject)
    if cadence is Cadence.EVENT:
        return 0
    waited = max(overdue_days, 0) * _YEAR // cadence.weeks
    return waited + _head_start(prompt, subject, look)


def claim_of(occasion: Occasion, prompt: Prompt, look: Look) -> int:
    """Return the claim of a planned question; 0 where it does not come round."""
    if occasion.rank is not Rank.CADENCE:
        return 0
    overdue = look.today - look.calendar.today(occasion.due_at)
    subject = _subject(occasion.subject, look)
    return claim_of_round(prompt, subject, overdue.days, look)


def reviews_objective(prompt: Prompt) -> bool:
    """Whether an answer to it is the review of an objective by its owner."""
    return prompt.reviews_subject and prompt.subject == "objective"


def _head_start(prompt: Prompt, subject: Subject | None, look: Look) -> int:
    if subject is None or not reviews_objective(prompt):
        return 0
    target = subject.due_on
    own = subject.owner_id == look.person.person_id
    if own and target is not None and look.today >= target - NEAR:
        return NEAR_AHEAD
    return OBJECTIVE_AHEAD


def _subject(topic: str | None, look: Look) -> Subject | None:
    held = look.setting.subjects
    for owner in (look.person.person_id, None) if topic is not None else ():
        for subject in held.get(owner, ()):
            if topic_of(subject) == topic:
                return subject
    return None
