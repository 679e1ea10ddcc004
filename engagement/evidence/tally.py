"""The counts that every export states of its own filter, each defined in one sentence.

Rules: questions are counted, not records, so that a new version of an answer is no
second answer. Nothing good is counted without what it is a part of: whoever reads how
many were answered reads how many were asked, silent and negative as well. The sentence
that defines a count is ``tally.<name>.means``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from engagement.calendar import WorkCalendar
from engagement.evidence.excerpt import Excerpt
from engagement.evidence.lag import lags, median_of
from engagement.evidence.marks import FREE
from engagement.evidence.threads import Thread, threads
from engagement.facts import (
    CaseClosed,
    CaseOpened,
    CommitmentKept,
    CommitmentMade,
    CommitmentMissed,
    EvidenceVerified,
    PromptUntriggered,
)
from engagement.texts import Language, Texts


def _on_behalf(thread: Thread) -> bool:
    record = thread.answer.record if thread.answer is not None else None
    return record is not None and record.header.on_behalf_of is not None


_QUESTIONS: Mapping[str, Callable[[Thread], bool]] = {
    "asked": lambda one: one.delivered or one.unsent,
    "delivered": lambda one: one.delivered,
    "answered": lambda one: one.answered,
    "late": lambda one: one.answer is not None and one.answer.fact.late,
    "on_behalf": _on_behalf,
    "negative": lambda one: one.negative,
    "skipped": lambda one: one.skipped,
    "silent": lambda one: one.silent,
    "deferred": lambda one: one.deferred,
    "free": lambda one: one.delivered and one.question.prompt_id == FREE,
}
_RECORDS = {
    "promised": CommitmentMade,
    "kept": CommitmentKept,
    "missed": CommitmentMissed,
    "cases_opened": CaseOpened,
    "cases_closed": CaseClosed,
    "untriggered": PromptUntriggered,
    "verified": EvidenceVerified,
}
COUNTS = (*_QUESTIONS, "redacted", "withheld", *_RECORDS)
"Every count, in the order in which it is shown."


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the questions of an excerpt."""

    counts: Mapping[str, int]
    "By the names of ``COUNTS``, in that order."
    lag: timedelta | None
    "Median working time from delivery to the first answer."
    timed: int
    "How many answers that median is of."

    @property
    def lag_hours(self) -> Decimal | None:
        """The median in working hours, to a tenth."""
        if self.lag is None:
            return None
        return Decimal(round(self.lag / timedelta(hours=0.1))) / 10


def tally(excerpt: Excerpt, calendars: Mapping[str, WorkCalendar]) -> Tally:
    """Count an excerpt; ``calendars`` are people's working times by their ids."""
    gathered = list(threads(excerpt).values())
    counts = {name: sum(map(holds, gathered)) for name, holds in _QUESTIONS.items()}
    counts["redacted"] = _redacted(excerpt, gathered)
    counts["withheld"] = sum(one.state == "withheld" for one in excerpt.records)
    for name, kind in _RECORDS.items():
        counts[name] = sum(isinstance(one.fact, kind) for one in excerpt.records)
    found = lags(gathered, calendars)
    return Tally(counts=counts, lag=median_of(found), timed=len(found))


def lag_said(tally: Tally, language: Language, texts: Texts) -> str:
    """Return the median lag in words: in which unit, and of how many answers."""
    hours = tally.lag_hours
    if hours is None:
        return texts.text("tally.no_lag", language)
    number = texts.number(hours, language)
    return texts.text("tally.hours", language, hours=number, n=tally.timed)


def _redacted(excerpt: Excerpt, gathered: list[Thread]) -> int:
    """Count what went once, also where the index no longer says whose it was."""
    numbers = {one.seq for one in excerpt.records if one.robbed}
    lost = {t.question.lost for t in gathered if t.question.lost is not None}
    return len(numbers | lost)
