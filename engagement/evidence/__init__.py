"""What is on record, for somebody who has to judge it: counted, graded, marked."""

from __future__ import annotations

from engagement.evidence.chains import EXAMPLES_MOST, Chain, strongest
from engagement.evidence.clauses import clause_of, clause_order, place_of, within
from engagement.evidence.coverage import COVERING, Coverage, coverage
from engagement.evidence.edition import content_version
from engagement.evidence.excerpt import Asked, Excerpt, Numbered
from engagement.evidence.marks import Mark, marks_of
from engagement.evidence.scope import Leader, Scope, scope
from engagement.evidence.tally import COUNTS, Tally, lag_said, tally
from engagement.evidence.telling import BOOKKEEPING, TELLING
from engagement.evidence.threads import Thread, threads
from engagement.evidence.verifying import demand_verifiable

__all__ = [
    "BOOKKEEPING",
    "COUNTS",
    "COVERING",
    "EXAMPLES_MOST",
    "TELLING",
    "Asked",
    "Chain",
    "Coverage",
    "Excerpt",
    "Leader",
    "Mark",
    "Numbered",
    "Scope",
    "Tally",
    "Thread",
    "clause_of",
    "clause_order",
    "content_version",
    "coverage",
    "demand_verifiable",
    "lag_said",
    "marks_of",
    "place_of",
    "scope",
    "strongest",
    "tally",
    "threads",
    "within",
]
