"""What ``ledning kpi analyse`` says: data for programs, words, and a picture."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from decimal import Decimal

from bot.cli.kpi_study import Study
from bot.pictures import Pictures
from engagement.charts import Spec, captions, process_chart
from engagement.kpis import Analysis, Signal
from engagement.kpis.words import KpiWords
from engagement.texts import Language, Texts

_SIGNAL = ("rule", "period", "first_period", "last_period", "direction")


def as_json(study: Study) -> str:
    """Return the analysis for programs: numbers unrounded, null where there is none."""
    found = study.analysis
    numbers = _numbers(found)
    data = {
        "kpi": study.kpi.kpi_id,
        "readings": len(found.readings),
        "first_period": str(found.readings[0].period),
        "last_period": str(found.readings[-1].period),
        "baseline": {
            "first_period": str(found.basis[0].period),
            "last_period": str(found.basis[-1].period),
            "readings": len(found.basis),
        },
        "status": found.status,
        **{n: None if v is None else float(v) for n, v in numbers.items()},
        "signals": [
            {name: str(getattr(signal, name)) for name in _SIGNAL}
            for signal in found.signals
        ],
        "change": study.verdict.change,
        "target": study.verdict.target,
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def picture(study: Study, language: Language, texts: Texts) -> bytes:
    """Return the chart as PNG."""
    spec = process_chart(study.analysis, study.kpi, language, texts, told=study.verdict)
    return asyncio.run(_drawn(spec))


async def _drawn(spec: Spec) -> bytes:
    pictures = Pictures()
    try:
        return await pictures.png(spec)
    finally:
        await pictures.close()


def _numbers(found: Analysis) -> dict[str, Decimal | None]:
    limits = found.limits
    return {
        "centre": found.centre,
        "average_moving_range": limits.average_moving_range if limits else None,
        "upper_limit": found.upper_limit,
        "lower_limit": found.lower_limit,
        "upper_limit_unclipped": limits.upper if limits else None,
        "lower_limit_unclipped": limits.lower if limits else None,
        "range_limit": limits.range_limit if limits else None,
    }


def as_words(study: Study, language: Language, texts: Texts) -> Iterator[str]:
    """Yield the analysis line by line."""
    words = KpiWords(study.kpi, language, texts)
    found, told = study.analysis, study.verdict
    last = found.readings[-1]
    yield words.say(
        "chart.alt.latest",
        name=study.kpi.name.within(language),
        value=words.value(last.value),
        period=words.period(last.period, year=True),
    )
    span = words.span(found.readings[0].period, last.period)
    yield words.say("kpi.report.readings", count=len(found.readings), span=span)
    yield captions.basis(found, words, "")
    if found.centre is not None:
        mean, natural = words.limit(found.centre), words.natural_range(found)
        yield words.say("chart.alt.limits", mean=mean, range=natural)
    yield words.change(found, told)
    if study.kpi.goal is not None:
        yield " ".join(filter(None, (words.target(told), words.latest(told))))
    if found.signals and told.episode is None:
        yield words.say("kpi.report.earlier")
    for signal in found.signals:
        yield _signal(signal, words)


def _signal(signal: Signal, words: KpiWords) -> str:
    told = words.signal(signal)
    if signal.first_period == signal.period:
        return told
    since = words.period(signal.first_period, year=True)
    return f"{told} {words.say('kpi.report.began', since=since)}"
