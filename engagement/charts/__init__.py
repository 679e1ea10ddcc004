"""The chart of a KPI as data: a Vega-Lite specification, and the same in words.

Rules: everything is labelled where it is, at the right edge, and nothing is told by
colour alone: a signal has a shape of its own that points the way. Limits on trial are
dashed, readings set aside are hollow, and the line breaks where a period is missing,
as no moving range is formed there. The chart says which readings its limits come
from and who chose them, and beside the limits it always judges the target.

A specification is JSON, so its numbers are floats; nothing is reckoned with them.
"""

from __future__ import annotations

from engagement.charts import captions, layers
from engagement.charts.layers import Spec
from engagement.charts.scene import Scale, dots, window
from engagement.kpis import Analysis, Kpi, Status, Verdict, verdict
from engagement.kpis.words import KpiWords
from engagement.texts import Language, Texts

__all__ = ["Spec", "alt_text", "process_chart"]


def process_chart(
    analysis: Analysis,
    kpi: Kpi,
    language: Language,
    texts: Texts,
    *,
    told: Verdict | None = None,
    chosen_by: str = "",
    most: int = 52,
) -> Spec:
    """Return the Vega-Lite 6 specification of the chart of ``analysis``.

    ``told`` is what is said of it elsewhere; without it, every change is news.
    ``chosen_by`` is the name of the person who chose the baseline. The newest ``most``
    periods are drawn.

    Raises:
        ValueError: there is no reading to draw.
    """
    if not analysis.readings:
        raise ValueError(f"{kpi.kpi_id}: no reading to draw")
    told = told or verdict(analysis, kpi)
    words = KpiWords(kpi, language, texts)
    periods = window(analysis.readings, most)
    drawn = dots(analysis, kpi, periods[0])
    levels = captions.lines(analysis, words, periods[0])
    scale = Scale.around([*(d.value for d in drawn), *(x.value for x in levels)])
    labels = captions.labels(levels, drawn[-1], words, scale)
    caption = captions.caption(analysis, words, told, chosen_by)
    weeks, values = captions.weeks(periods, words), captions.values(scale, words)
    axes = layers.axes(weeks, values, [*map(str, periods)], scale)
    trial = analysis.status is Status.TRIAL
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": alt_text(analysis, kpi, language, texts, told=told),
        **layers.frame(captions.heading(words), caption, values, labels),
        "layer": [
            *layers.band(kpi.target_low, kpi.target_high),
            *(layers.level(line, trial=trial) for line in levels),
            *layers.readings(drawn, axes),
            *map(layers.label, labels),
        ],
        "config": layers.config(),
    }


def alt_text(
    analysis: Analysis,
    kpi: Kpi,
    language: Language,
    texts: Texts,
    *,
    told: Verdict | None = None,
) -> str:
    """Return what the chart of ``analysis`` shows, with its numbers.

    Raises:
        ValueError: there is no reading to tell of.
    """
    if not analysis.readings:
        raise ValueError(f"{kpi.kpi_id}: no reading to tell of")
    told = told or verdict(analysis, kpi)
    words = KpiWords(kpi, language, texts)
    last = analysis.readings[-1]
    sentences = [
        words.say(
            "chart.alt.latest",
            name=kpi.name.within(language),
            value=words.with_unit(words.value(last.value)),
            period=words.period(last.period, year=True),
        ),
        *captions.findings(analysis, words, told),
        words.latest(told),
    ]
    if analysis.centre is not None:
        mean, natural = words.limit(analysis.centre), words.natural_range(analysis)
        sentences.append(words.say("chart.alt.limits", mean=mean, range=natural))
    return " ".join(filter(None, sentences))
