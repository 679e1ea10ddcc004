"""The chart of a KPI as data: a Vega-Lite specification, and the same in words.

Rules: everything is labelled where it is, at the right edge, and nothing by colour
alone: a signal has a shape of its own that points the way. Limits that are only on
trial are dashed, readings set aside are hollow, and the line breaks where a period is
missing, as no moving range is formed there. The chart says which readings its limits
come from, and who chose them, and it never shows limits without the target.

A specification is JSON, so its numbers are floats; nothing is reckoned with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from engagement.charts import layers
from engagement.charts.layers import Spec
from engagement.charts.scene import (
    HEIGHT,
    WIDTH,
    Dot,
    Label,
    Line,
    Look,
    Scale,
    dots,
    placed,
    window,
)
from engagement.kpis import (
    TRIAL_LEAST,
    LOCK_LEAST,
    Analysis,
    ChartKind,
    Kpi,
    Period,
    Status,
    verdict,
)
from engagement.kpis.words import KpiWords
from engagement.texts import Language, Texts

__all__ = ["alt_text", "process_chart"]

_TITLE_LETTERS, _LINE_LETTERS = 46, 68
"What fits across the picture at their font sizes."


def process_chart(
    analysis: Analysis,
    kpi: Kpi,
    language: Language,
    texts: Texts,
    *,
    chosen_by: str = "",
    most: int = 52,
) -> Spec:
    """Return the Vega-Lite 6 specification of the chart of ``analysis``.

    Args:
        analysis: what the readings say.
        kpi: the KPI that it is about.
        language: of every word on the chart.
        texts: where the words come from.
        chosen_by: name of the person who chose the baseline.
        most: how many periods are drawn, the newest ones.

    Raises:
        ValueError: there is no reading to draw.
    """
    if not analysis.readings:
        raise ValueError(f"{kpi.kpi_id}: no reading to draw")
    words = KpiWords(kpi, language, texts)
    periods = window(analysis.readings, most)
    drawn = dots(analysis, kpi, periods[0])
    lines = _lines(analysis, words, periods[0])
    scale = Scale.around([d.value for d in drawn] + [float(x.value) for x in lines])
    trial = analysis.status is Status.TRIAL
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": alt_text(analysis, kpi, language, texts),
        "title": _title(analysis, words, chosen_by),
        "width": WIDTH,
        "height": HEIGHT,
        "layer": [
            *layers.band(kpi.target_low, kpi.target_high),
            *(layers.level(line, trial=trial) for line in lines),
            *layers.readings(drawn, layers.axes(periods, words, scale)),
            *(layers.label(one) for one in _labels(lines, drawn, words, scale)),
        ],
        "config": layers.config(language),
    }


def alt_text(analysis: Analysis, kpi: Kpi, language: Language, texts: Texts) -> str:
    """Return what the chart of ``analysis`` shows, with its numbers.

    Raises:
        ValueError: there is no reading to tell of.
    """
    if not analysis.readings:
        raise ValueError(f"{kpi.kpi_id}: no reading to tell of")
    words = KpiWords(kpi, language, texts)
    last = analysis.readings[-1]
    sentences = [
        words.say(
            "chart.alt.latest",
            name=kpi.name.within(language),
            value=words.with_unit(words.value(last.value)),
            period=words.period(last.period, year=True),
        ),
        *_findings(analysis, words),
    ]
    if analysis.limits is not None:
        mean = words.limit(analysis.limits.centre)
        natural = words.natural_range(analysis)
        sentences.append(words.say("chart.alt.limits", mean=mean, range=natural))
    return " ".join(sentences)


def _lines(analysis: Analysis, words: KpiWords, first: Period) -> list[Line]:
    lines = []
    least, most = words.kpi.goal or (None, None)
    band = least is not None and most is not None
    for value, end in ((least, "from"), (most, "to")):
        if value is not None:
            key = f"chart.target_{end}" if band else "chart.target"
            text = words.say(key, value=words.aim(value))
            lines.append(Line(value=value, label=text, look=Look.TARGET))
    since = analysis.baseline and analysis.baseline.since
    levels = () if analysis.limits is None else (
        ("chart.upper", analysis.upper_limit, Look.LIMIT),
        ("chart.mean", analysis.limits.centre, Look.CENTRE),
        ("chart.lower", analysis.lower_limit, Look.LIMIT),
    )
    for key, value, look in levels:
        text = words.say(key, value=words.limit(value))
        begin = since if since is not None and since > first else None
        lines.append(Line(value=value, label=text, look=look, since=begin))
    return lines


def _labels(
    lines: Sequence[Line], drawn: Sequence[Dot], words: KpiWords, scale: Scale
) -> list[Label]:
    last = drawn[-1]
    text = words.say("chart.latest", value=words.value(last.reading))
    now = Label(text=text, look=Look.LATEST, at=scale.pixel(last.value))
    return placed(
        [
            *(
                Label(text=x.label, look=x.look, at=scale.pixel(float(x.value)))
                for x in lines
            ),
            now,
        ]
    )


def _findings(analysis: Analysis, words: KpiWords) -> list[str]:
    """Say both verdicts; a stable process that misses its target is not fine."""
    found = verdict(analysis, words.kpi)
    sentences = [words.change(analysis, found)]
    if words.kpi.goal is not None:
        sentences.append(words.target(found))
    return sentences


def _basis(analysis: Analysis, words: KpiWords, chosen_by: str) -> list[str]:
    """Say which readings the limits come from, and who chose them."""
    baseline = analysis.baseline
    
