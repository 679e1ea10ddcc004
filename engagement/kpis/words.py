"""A KPI in sentences: numbers rounded for reading, periods, and the two verdicts.

Rules: values are shown with the KPI's decimals, what is reckoned from them (centre,
limits) with one more, as a mean is known a little better than one value. Halves are
rounded to even. A change is *probably* real, never certain.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from engagement.kpis.analysis import Analysis
from engagement.kpis.definitions import Kpi
from engagement.kpis.episodes import Episode
from engagement.kpis.limits import LOCK_LEAST
from engagement.kpis.periods import Period, PeriodKind
from engagement.kpis.signals import Signal
from engagement.kpis.verdicts import Change, Target, Verdict
from engagement.texts import Language, Texts


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return ``value`` with exactly ``decimals`` decimals, and never as minus zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN) + Decimal()


class KpiWords:
    """One KPI in one language."""

    def __init__(self, kpi: Kpi, language: Language, texts: Texts) -> None:
        self.kpi = kpi
        self.language = language
        self._texts = texts

    def say(self, key: str, **values: object) -> str:
        """Return the sentence of ``key`` in this language."""
        return self._texts.text(key, self.language, **values)

    def day(self, day: date) -> str:
        """``14 september``."""
        return self._texts.day(day, self.language)

    def value(self, value: Decimal) -> str:
        """``95,2``: a reading, with the KPI's decimals."""
        return self._number(value, self.kpi.decimals)

    def limit(self, value: Decimal) -> str:
        """``91,24``: a centre or a limit."""
        return self._number(value, self.kpi.decimals + 1)

    def exactly(self, value: Decimal) -> str:
        """``95`` or ``2,75``: a target, as exact as it was set."""
        return self._number(value, max(0, -_exponent(value.normalize())))

    def with_unit(self, number: str) -> str:
        """``95,2 %``, of a number that is already words."""
        unit = self.kpi.unit.within(self.language)
        if not unit or _SCALE.search(unit):
            return number
        if unit[0] != "%":
            return self.say("kpi.with_unit", value=number, unit=unit)
        # ``% of sales``: of what, behind the sign as each language places it.
        return self.say("kpi.percent", value=number, unit="%") + unit[1:]

    def range(self, low: str, high: str) -> str:
        """``88,3–94,2``, of numbers that are already words."""
        # A dash beside a minus sign reads as one of them too many.
        key = "kpi.range" if low[:1].isdigit() else "kpi.range_to"
        return self.say(key, low=low, high=high)

    def period(self, period: Period, *, year: bool = False) -> str:
        """``v40`` or ``okt``; with ``year`` ``v40 2026`` or ``okt 2026``."""
        if period.kind is PeriodKind.WEEK:
            short = self.say("period.week", week=period.number)
        else:
            short = self.say(f"period.month.{period.number}")
        if not year:
            return short
        return self.say("period.of_year", period=short, year=period.year)

    def span(self, first: Period, last: Period) -> str:
        """``v22–v37 2026``; with both years where they differ."""
        begin = self.period(first, year=first.year != last.year)
        return self.say("period.span", first=begin, last=self.period(last, year=True))

    def goal(self) -> str:
        """``minst 95 %``: what the target asks for; empty without a target."""
        least, most = self.kpi.goal or (None, None)
        if least is not None and most is not None:
            band = self.range(self.exactly(least), self.exactly(most))
            return self.say("kpi.goal.band", range=self.with_unit(band))
        if least is not None:
            return self.say("kpi.goal.least", value=self.with_unit(self.exactly(least)))
        if most is not None:
            return self.say("kpi.goal.most", value=self.with_unit(self.exactly(most)))
        return ""

    def natural_range(self, analysis: Analysis) -> str:
        """``88,32–94,17``: between the limits as shown; empty without limits."""
        lower, upper = analysis.lower_limit, analysis.upper_limit
        if lower is None or upper is None:
            return ""
        return self.range(self.limit(lower), self.limit(upper))

    def change(self, analysis: Analysis, verdict: Verdict) -> str:
        """Say whether the process has changed."""
        if verdict.episode is not None:
            return self._changing(verdict, verdict.episode)
        # *No signal* beside a signal that is over would contradict the list of them.
        over = verdict.change is Change.NO_CHANGE and analysis.signals
        return self.say(
            "kpi.change.no_change_now" if over else f"kpi.change.{verdict.change}",
            range=self.natural_range(analysis),
            count=len(analysis.basis),
            least=LOCK_LEAST,
        )

    def signal(self, found: Signal | Episode) -> str:
        """Say where a signal completed, by which rule, and which way it points."""
        return self.say(
            "kpi.report.signal",
            period=self.period(found.period, year=True),
            rule=self.say(f"kpi.rule.{found.rule}"),
            move=self.say(f"kpi.move.{found.direction}"),
        )

    def target(self, verdict: Verdict) -> str:
        """Say whether the process meets its target."""
        return self.say(f"kpi.target.{_judged(verdict)}", goal=self.goal())

    def latest(self, verdict: Verdict) -> str:
        """Say whether the latest reading meets the target; empty where that is no news.

        It is news wherever the process cannot be judged, or meets the target by chance.
        """
        if verdict.meets is None or verdict.target in _CONCLUSIVE:
            return ""
        return self.say("kpi.latest.meets" if verdict.meets else "kpi.latest.misses")

    def short(self, verdict: Verdict) -> str:
        """Say the more pressing of the two verdicts in a few words."""
        return self.say(f"kpi.short.{_pressing(verdict)}")

    def brief(self, verdict: Verdict) -> str:
        """Say it in two or three words, for where several stand in one question."""
        return self.say(f"kpi.brief.{_pressing(verdict)}")

    def _changing(self, verdict: Verdict, episode: Episode) -> str:
        known = "continuing" if verdict.change is Change.CONTINUING else "new"
        return self.say(
            f"kpi.change.{known}.{_JUDGEMENT[verdict.gain]}",
            since=self.period(episode.period),
            move=self.say(f"kpi.move.{episode.direction}"),
        )

    def _number(self, value: Decimal, decimals: int) -> str:
        return self._texts.number(rounded(value, decimals), self.language)


def _pressing(verdict: Verdict) -> str:
    if verdict.episode is not None:
        return verdict.episode.direction
    return _judged(verdict)


def _judged(verdict: Verdict) -> str:
    if verdict.target is not Target.MET_NOW:
        return verdict.target
    return f"met_now.mean_{'meets' if verdict.mean_meets else 'misses'}"


def _exponent(value: Decimal) -> int:
    """Return the exponent of a finite number."""
    return int(value.as_tuple().exponent)


_JUDGEMENT = {True: "gain", False: "loss", None: "plain"}
_SCALE = re.compile("[0-9] ?[–-] ?[0-9]")
"In a unit such as ``scale 1–5``: a value on a scale is told without it."
_CONCLUSIVE = {Target.MET_STEADILY, Target.NOT_WITHOUT_CHANGE, Target.NO_TARGET}
