"""What a digest is made of."""

from __future__ import annotations

from dataclasses import dataclass

from engagement.kpis import Analysis, Kpi, Period, Verdict
from engagement.kpis.words import KpiWords
from engagement.objectives import Track
from engagement.texts import Language, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiLine:
    """One KPI in the week."""

    kpi: Kpi
    analysis: Analysis
    verdict: Verdict
    period: Period
    "The week or month that is reported."
    new: bool
    "Whether its change leads this digest."
    missing: bool
    "Whether the period has no reading."


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A decision that somebody waits for."""

    title: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCounts:
    """How many answers coordinators owe; counts are all that a digest tells of them."""

    opened: int = 0
    "In the week."
    closed: int = 0
    "In the week."
    waiting: int = 0
    "Open now."
    overdue: int = 0
    "Of those, past their day."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An objective that its owner made visible."""

    title: str
    name: str
    "Its owner's."
    track: Track
    confidence: int
    figure: str
    "What its figure says, in words; empty where nothing measures it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A commitment that was kept; nothing but that, where it was not told to leaders."""

    name: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week, as the leadership channel will read about it."""

    period: Period
    language: Language
    texts: Texts
    kpis: tuple[KpiLine, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    kept: tuple[Kept, ...] = ()
    cases: CaseCounts = CaseCounts()
    shown: tuple[Shown, ...] = ()
    "In the order of the objectives, never in one of merit."
    asked: int = 0
    "People who were asked something in the week."
    answered: int = 0
    "Those of them who answered at least once."
    size: int = 0
    root: str = ""

    def say(self, key: str, **values: object) -> str:
        """Return a sentence in the channel's language."""
        return self.texts.text(key, self.language, **values)

    def words(self, line: KpiLine) -> KpiWords:
        """Return the words of one KPI."""
        return KpiWords(line.kpi, self.language, self.texts)

    def name(self, line: KpiLine) -> str:
        """Return a KPI's name."""
        return line.kpi.name.within(self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What one section says: a line for the parent, the rest for the thread."""

    head: str = ""
    title: str = ""
    details: tuple[str, ...] = ()
