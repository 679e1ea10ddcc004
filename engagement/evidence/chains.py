"""The strongest examples for a clause: whole chains, never single proud answers.

Rules: what is strongest is decided here and by nothing else: first the grade, then how
complete the chain is (asked, said, decided or promised, what happened after), then how
recent. A negative answer is no example; it stands in the list and in the counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engagement.evidence.excerpt import Numbered
from engagement.evidence.threads import AFTER, PROMISED, Thread
from engagement.facts import PromptAsked
from engagement.grades import Grade

EXAMPLES_MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """One question and what it led to, in records that can be shown."""

    occasion_id: str
    grade: Grade
    asked: tuple[Numbered, ...]
    said: tuple[Numbered, ...]
    "The newest answer, with what was given to its follow-ups."
    promised: tuple[Numbered, ...]
    "What was promised, or the case that it opened."
    after: tuple[Numbered, ...]
    decided: bool = False
    "Whether the answer is itself the decision."

    @property
    def links(self) -> int:
        """How many of the four parts are there."""
        parts = (self.asked, self.said, self.promised or self.decided, self.after)
        return sum(map(bool, parts))

    @property
    def newest(self) -> int:
        """The number of its newest record."""
        return max(one.seq for one in (*self.said, *self.promised, *self.after))


def chain_of(thread: Thread) -> Chain | None:
    """Return the chain of a question; None where it covers nothing."""
    grade, answer = thread.grade, thread.answer
    if answer is None or grade is None or grade is Grade.NONE:
        return None
    return Chain(
        occasion_id=thread.occasion_id,
        grade=grade,
        asked=_open(thread.of(PromptAsked)),
        said=(answer, *_open(thread.details)),
        promised=_open(thread.of(*PROMISED)),
        after=_open(thread.of(*AFTER)),
        decided=thread.said is Grade.ACTION,
    )


def strongest(threads: Iterable[Thread], most: int = EXAMPLES_MOST) -> list[Chain]:
    """Return at most ``most`` chains, strongest first."""
    chains = [chain for one in threads if (chain := chain_of(one)) is not None]
    return sorted(chains, key=lambda c: (-c.grade.strength, -c.links, -c.newest))[:most]


def _open(records: Iterable[Numbered]) -> tuple[Numbered, ...]:
    return tuple(one for one in records if one.open)
