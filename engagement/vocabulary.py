"""The words that content may use for what the machinery knows how to do.

Rules: every list here is closed. A new word needs code that understands it, and the
loader refuses the ones that are not here.
"""

from __future__ import annotations

from typing import Literal

PromptKind = Literal[
    "four_way", "choice", "number", "sentence", "objective_update", "commitment_check"
]
FollowUpKind = Literal["sentence", "moment", "day", "number", "choice"]

SubjectKind = Literal[
    "action",
    "audit",
    "commitment",
    "complaint",
    "coordinator",
    "decision",
    "figures",
    "improvement",
    "meeting",
    "nonconformity",
    "objective",
    "objectives",
    "peer_comparison",
    "policy",
    "question",
    "requirement_change",
    "resource_queue",
    "review",
    "risk",
    "role_change",
    "signal",
    "signals",
    "supplier",
    "treatment",
]
"A plural one is an aggregate: exactly one subject per owner and period."

SubjectList = Literal["findings", "objectives", "signals"]
"Lists of a subject (``Subject.choices``) that options can come from."

EventName = Literal[
    "audit_findings",
    "complaint_overdue",
    "deadline",
    "improvement_ended",
    "improvement_started",
    "low_confidence",
    "new_role",
    "recurrence",
    "review_after_2",
    "review_after_5",
    "review_before",
    "risk_treated",
    "role_change",
    "signal",
    "strategy_decision",
    "supplier_limit",
]

Method = Literal[
    "benchmarking",
    "dialogue",
    "education",
    "responsibility",
    "risk",
    "showing_results",
    "strategy_linkage",
    "visible_gains",
]
"How a prompt gets leaders to take part."

Retention = Literal["evidence", "commitment", "delivery"]
"How long an answer is kept: by default 4 years, 6 years and 90 days."

FOUR_WAY = ("done", "planned", "blocked", "not_relevant")
"Option ids of a ``four_way`` question; its labels and follow-ups are standing ones."

YES_NO = ("yes", "no")
"Option ids of a consent: the first lets auditors in."

ANY = "*"
"Any answer that is not an explicit none."

NONE = "none"
"Option id of an explicit none."


def reaches(when: tuple[str, ...], option: str | None) -> bool:
    """Whether ``option`` is one of ``when``; ``*`` is any but an explicit none."""
    return option in when or (ANY in when and option != NONE)
