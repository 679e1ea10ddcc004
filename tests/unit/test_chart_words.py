"""The words on a chart: title, findings, axes, labels, and all of it without a picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from engagement.charts import alt_text, process_chart
from engagement.charts.scene import HEIGHT, LABEL_GAP, Label, Look, Scale, placed
from engagement.kpis import ChartKind, PeriodKind, analyse, lock
from engagement.texts import Bilingual
from tests.unit.chart_parts import CALM, chart, of_type, subtitle
from tests.unit.kpi_parts import ECHO, OTIF, baseline, kpi, readings


def test_the_chart_says_what_it_shows_and_where_its_limits_come_from() -> None:
    told = subtitle(chart(one=kpi(target="95"), stated=baseline("W22", "W37")))

    assert told.startswith("kpi.change.new.gain<since=period.week<week=39>")
    assert "kpi.target.after_change" in told
    assert "chart.limits<span=" in told
    assert "count=16" in told


def test_a_stable_chart_judges_its_target_beside_its_limits() -> None:
    told = subtitle(chart(CALM, kpi(target="20")))

    assert "kpi.change.no_change" in told
    assert "kpi.target.not_without_change" in told


def test_a_chart_with_an_earlier_signal_does_not_say_that_there_is_none() -> None:
    told = subtitle(chart(f"{CALM} 20 3", stated=baseline("W22", "W33")))

    assert "kpi.change.no_change<" not in told
    assert "kpi.change.no_change_now<" in told
    assert "rule=kpi.rule.outside_limits, move=kpi.move.up>>" in told


def test_the_chart_says_who_chose_the_baseline_and_when() -> None:
    told = subtitle(chart(stated=baseline("W22", "W37"), chosen_by="Karin Ek"))

    assert "chart.limits_chosen<span=" in told
    assert "who=Karin Ek, day=2026-09-14\u00a0(sv)>" in told


def test_trial_limits_say_so() -> None:
    told = subtitle(chart("3 5 3 5 3 5", kpi(target="4")))

    assert "chart.limits_trial<span=" in told
    assert "count=6, least=12>" in told
    assert "kpi.target.too_few" in told
    assert "kpi.change" not in told


def test_locked_limits_count_the_readings_that_they_came_from() -> None:
    """Later set aside, a reading is no longer in the baseline but in its limits."""
    series = readings(OTIF)
    stated = lock(
        analyse(kpi(), series, baseline("W22", "W37")),
        chosen_by=None,
        chosen_at=datetime(2026, 11, 22, tzinfo=UTC),
        reason="",
    )
    aside = [replace(series[3], set_aside="strike"), *series[:3], *series[4:]]
    spec = process_chart(analyse(kpi(), aside, stated), kpi(), "sv", ECHO)

    assert "count=16" in subtitle(spec)


def test_values_only_need_no_word_about_limits() -> None:
    stock = replace(kpi(target="4"), chart=ChartKind.VALUES)
    told = subtitle(chart(CALM, stock))

    assert "kpi.change.values_only" in told
    assert "chart." not in told


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("%", ["chart.title<name=Leveransprecision, unit=%>"]),
        ("", ["Leveransprecision"]),
    ],
)
def test_the_title_names_kpi_and_unit(unit: str, expected: list[str]) -> None:
    one = replace(kpi(), unit=Bilingual(en=unit, sv=unit))

    assert expected == chart(one=one)["title"]["text"]


def test_a_long_name_is_wrapped() -> None:
    one = replace(kpi(), name=Bilingual(sv="Stängda i tid " * 6), unit=Bilingual())
    lines = chart(one=one)["title"]["text"]

    assert len(lines) == 2
    assert all(len(line) <= 54 for line in lines)


def ticks(spec: dict[str, Any], axis: str) -> dict[str, Any]:
    found: dict[str, Any] = of_type(spec, "line")[0]["encoding"][axis]["axis"]
    return found


def test_the_latest_week_is_named_and_so_is_each_year() -> None:
    axis = ticks(chart(CALM + " 3 5" * 5, first="2026-W45"), "x")

    assert axis["values"][-1] == "2027-W13"
    assert len(axis["values"]) <= 7
    assert '"2026"' in axis["labelExpr"]
    assert '"2027"' in axis["labelExpr"]
    assert axis["labelExpr"].count('"2027"') == 1


def test_months_are_named_too() -> None:
    monthly = replace(kpi(), cadence=PeriodKind.MONTH)
    axis = ticks(chart("3 5 3", monthly, first="2026-09"), "x")

    assert axis["values"] == ["2026-09", "2026-10", "2026-11"]
    assert "period.month.11" in axis["labelExpr"]


def test_values_are_named_in_the_readers_notation() -> None:
    swedish, english = (chart("3 3.5 4", language=x) for x in ("sv", "en"))

    assert '"3,25"' in ticks(swedish, "y")["labelExpr"]
    assert '"3.25"' in ticks(english, "y")["labelExpr"]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("88", "96", ["88", "90", "92", "94", "96"]),
        ("0.1", "0.9", ["0.2", "0.4", "0.6", "0.8"]),
        ("-3", "11", ["0", "5", "10"]),
        ("330", "950", ["400", "600", "800"]),
        ("4.1", "4.5", ["4.1", "4.2", "4.3", "4.4", "4.5"]),
    ],
)
def test_round_values_are_named_on_the_axis(
    low: str, high: str, expected: list[str]
) -> None:
    steps = Scale(low=Decimal(low), high=Decimal(high)).steps()

    assert [Decimal(e) for e in expected] == steps


@pytest.mark.parametrize("values", ["5 5 5", "0 0 0", "5"])
def test_a_flat_series_has_room_above_and_below(values: str) -> None:
    low, high = of_type(chart(values), "line")[0]["encoding"]["y"]["scale"]["domain"]
    level = float(values.split(maxsplit=1)[0])

    assert low < level < high


def label(at: float) -> Label:
    return Label(text=str(at), look=Look.LIMIT, at=at)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ([10, 100], [10, 100]),
        ([100, 10], [10, 100]),
        ([50, 50], [50, 50 + LABEL_GAP]),
        ([-5], [0]),
        ([HEIGHT, HEIGHT], [HEIGHT - LABEL_GAP, HEIGHT]),
        ([HEIGHT + 9], [HEIGHT]),
    ],
)
def test_labels_never_overlap_nor_leave_the_plot(
    at: list[float], expected: list[float]
) -> None:
    assert expected == [one.at for one in placed(map(label, at))]


def test_the_same_is_said_in_words_with_the_numbers() -> None:
    """A reader who does not see the picture learns what it says."""
    one = kpi(target="95")
    found = analyse(one, readings(OTIF), baseline("W22", "W37"))
    told = alt_text(found, one, "sv", ECHO)

    for part in (
        "name=Leveransprecision, value=kpi.percent<value=95,2, unit=%>",
        "kpi.change.new.gain<since=period.week<week=39>",
        "kpi.target.after_change",
        "kpi.latest.meets",
        "mean=91,24, range=kpi.range<low=88,32, high=94,17>",
    ):
        assert part in told
    assert told == chart(one=one, stated=baseline("W22", "W37"))["description"]


def test_few_readings_are_told_without_limits() -> None:
    one = kpi()

    assert "chart.alt.limits" not in alt_text(
        analyse(one, readings("3 5"), None), one, "en", ECHO
    )


def test_without_a_reading_there_is_nothing_to_draw_or_to_tell() -> None:
    nothing = analyse(kpi(), [], None)

    with pytest.raises(ValueError, match="otif: no reading to draw"):
        process_chart(nothing, kpi(), "sv", ECHO)
    with pytest.raises(ValueError, match="otif: no reading to tell of"):
        alt_text(nothing, kpi(), "sv", ECHO)
