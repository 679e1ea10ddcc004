"""The one line that a bundle opens with: what earlier answers have led to.

Rules: it is earned, or it is not there. It tells what came of an answer (a case that
was closed, a promise that was kept and what its figure says now), or how the person's
own objective stands against where it began. It never praises, and it is never the one
that stood there last time. Whoever shows it keeps it with the message, as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engagement.kpis import Verdict
from engagement.kpis.words import KpiWords
from engagement.objectives import Objective
from engagement.prompts.fields import Words
from engagement.wording import shortened

QUOTED_MOST = 120
"Characters of somebody's words that are quoted."


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """An objective with the figure that measures it."""

    objective: Objective
    words: KpiWords
    verdict: Verdict


def first_new(lines: Iterable[str], last: str) -> str:
    """Return the first line that says something and did not stand there last time."""
    return next((line for line in lines if line and line != last), "")


def outcome_line(
    words: Words, answer: str, outcome: str, closed_on: date, *, wrote: bool
) -> str:
    """Say what an answer led to: *You wrote “...” → removed (12 November)*.

    Args:
        words: of the person's language.
        answer: in words; empty where they were withdrawn.
        outcome: the line with which the case was closed.
        closed_on: the day, on the person's clock.
        wrote: whether the answer was a sentence of theirs rather than a choice.
    """
    key = f"outcome.{'wrote' if wrote else 'answered'}" if answer else "outcome.alone"
    return words.text(
        key,
        answer=shortened(answer.rstrip("."), QUOTED_MOST),
        outcome=outcome.rstrip("."),
        day=words.texts.day(closed_on, words.language),
    )


def kept_line(words: Words, what: str, kept_on: date, measured: Measured) -> str:
    """Say what a promise that was kept has done to its objective's figure.

    Empty where that figure says nothing yet, or the promise's words were withdrawn.
    """
    trend = trend_line(measured)
    if not trend or not what:
        return ""
    day = words.texts.day(kept_on, words.language)
    what = shortened(what, QUOTED_MOST)
    return words.text("earned.kept", what=what, day=day, trend=trend)


def trend_line(measured: Measured) -> str:
    """Say where an objective's figure is, where it began, and whether it has moved.

    Empty without a baseline or a reading: there is nothing to hold against anything.
    """
    objective, words = measured.objective, measured.words
    latest = measured.verdict.latest
    if objective.baseline is None or latest is None:
        return ""
    return words.say(
        "earned.trend",
        objective=objective.title.within(words.language),
        value=words.with_unit(words.value(latest.value)),
        period=words.period(latest.period),
        baseline=words.exactly(objective.baseline),
        verdict=words.short(measured.verdict),
    )
