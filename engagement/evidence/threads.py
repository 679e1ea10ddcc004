"""Records gathered by question: asked, said, promised or decided, what happened after.

Rules: a thread holds what its excerpt holds. What may not be shown is counted as there
and never read, so it has no grade. The newest answer of the excerpt is the one that
counts; earlier versions stay in the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engagement.evidence.clauses import clause_of
from engagement.evidence.excerpt import Asked, Excerpt, Numbered
from engagement.evidence.grading import grade_of, lift_of
from engagement.facts import (
    AnswerDetailed,
    CaseClosed,
    CaseOpened,
    CommitmentKept,
    CommitmentMade,
    CommitmentMissed,
    CommitmentMoved,
    CommitmentWithdrawn,
    EvidenceVerified,
    MessageDoubtful,
    MessageFailed,
    ObjectiveReviewed,
    PromptAnswered,
    PromptAsked,
    PromptDeferred,
    PromptExpired,
    PromptSkipped,
)
from engagement.grades import Grade

SAID = (PromptAnswered, ObjectiveReviewed)
PROMISED = (CommitmentMade, CaseOpened)
AFTER = (
    CommitmentKept,
    CommitmentMissed,
    CommitmentMoved,
    CommitmentWithdrawn,
    CaseClosed,
    EvidenceVerified,
)
UNSENT = (MessageFailed, MessageDoubtful)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Everything of an excerpt that goes back to one question."""

    occasion_id: str
    question: Asked
    records: list[Numbered] = field(default_factory=list)
    unsent: bool = False
    "Whether a message with it failed, or may have."

    def of(self, *kinds: type) -> list[Numbered]:
        """Return its records of some kinds, in order."""
        return [one for one in self.records if isinstance(one.fact, kinds)]

    @property
    def clauses(self) -> frozenset[str]:
        """The clauses that it serves."""
        headers = [one.record.header for one in self.records if one.record is not None]
        return frozenset(clause_of(r) for h in headers for r in h.requirements)

    @property
    def delivered(self) -> bool:
        """Whether it was delivered in the excerpt."""
        return bool(self.of(PromptAsked))

    @property
    def answer(self) -> Numbered | None:
        """The newest answer."""
        said = self.of(*SAID)
        return said[-1] if said else None

    @property
    def answered(self) -> bool:
        """Whether there is, or was, an answer."""
        return self.answer is not None or self.question.lost is not None

    @property
    def skipped(self) -> bool:
        """Whether its person chose not to answer it."""
        return not self.answered and bool(self.of(PromptSkipped))

    @property
    def silent(self) -> bool:
        """Whether it reached its person and its time went by without a word."""
        ended = not (self.answered or self.skipped) and self.of(PromptExpired)
        return bool(ended) and (self.delivered or self.question.asked_at is not None)

    @property
    def deferred(self) -> bool:
        """Whether it was put off."""
        return bool(self.of(PromptDeferred))

    @property
    def details(self) -> list[Numbered]:
        """What was given to the follow-ups of the newest answer."""
        answer = self.answer
        if answer is None:
            return []
        # Another version of an answer starts its details afresh.
        return [one for one in self.of(AnswerDetailed) if one.seq > answer.seq]

    @property
    def said(self) -> Grade | None:
        """What the newest answer is worth by itself; None: nobody may or can tell."""
        answer = self.answer
        if answer is None or not answer.open:
            return None
        return grade_of(answer.fact)

    @property
    def negative(self) -> bool:
        """Whether the newest answer says no, not yet, or that nobody knows."""
        return self.said is Grade.NONE

    @property
    def grade(self) -> Grade | None:
        """What is behind it all in all; None: no answer, or none that can be read."""
        said = self.said
        if said is None:
            return None
        lifts = [self._lift(one) for one in self.details if one.open]
        if any(one.open for one in self.of(CommitmentKept)):
            lifts.append(Grade.ACTION)
        if self.verified is not None and said is not Grade.NONE:
            lifts.append(Grade.VERIFIED)
        found = [said, *(lift for lift in lifts if lift is not None)]
        return max(found, key=lambda grade: grade.strength)

    def _lift(self, detail: Numbered) -> Grade | None:
        answer = self.answer
        question = getattr(answer.fact if answer else None, "question", None)
        return None if question is None else lift_of(question, detail.fact)

    @property
    def verified(self) -> Numbered | None:
        """The newest verification of what stands; an edited answer needs a new one."""
        answer = self.answer
        if answer is None:
            return None
        since = answer.seq
        found = [
            one
            for one in self.of(EvidenceVerified)
            if one.open and one.fact.seq >= since
        ]
        return found[-1] if found else None


def threads(excerpt: Excerpt) -> Mapping[str, Thread]:
    """Gather the records of an excerpt by the question that they go back to."""
    unsent = {
        which
        for one in excerpt.records
        if isinstance(one.fact, UNSENT)
        for which in one.fact.occasions or ()
    }
    found: dict[str, Thread] = {}

    def thread(which: str) -> Thread:
        if which not in found:
            question = excerpt.questions.get(which, Asked(prompt_id=""))
            found[which] = Thread(
                occasion_id=which, question=question, unsent=which in unsent
            )
        return found[which]

    for which in sorted(unsent):
        thread(which)
    for one in excerpt.records:
        occasion_id = excerpt.occasion_of(one)
        if occasion_id is not None:
            thread(occasion_id).records.append(one)
    return found
