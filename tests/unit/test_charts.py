"""The chart of a KPI as data. Its looks are looked at by people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from engagement.charts import alt_text, process_chart
from engagement.charts.scene import HEIGHT, LABEL_GAP, Label, Look, Scale, placed
from engagement.kpis import (
    Baseline,
    ChartKind,
    Direction,
    Kpi,
    PeriodKind,
    analyse,
    lock,
)
from engagement.texts import Bilingual, Language
from tests.unit.kpi_parts import ECHO, OTIF, band, baseline, kpi, readings

CALM = "3 5 3 5 3 5 3 5 3 5 3 5"


def chart(
    values: str = OTIF,
    one: Kpi | None = None,
    stated: Baseline | None = None,
    *,
    language: Language = "sv",
    first: str = "W22",
    most: int = 52,
    chosen_by: str = "",
) -> dict[str, Any]:
    one = one or kpi()
    found = analyse(one, readings(values, first), stated)
    return process_chart(found, one, language, ECHO, most=most, chosen_by=chosen_by)


def of_type(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [x for x in spec["layer"] if x["mark"]["type"] == kind]


def texts(spec: dict[str, Any]) -> list[str]:
    return [layer["mark"]["text"] for layer in of_type(spec, "text")]


def shapes(spec: dict[str, Any]) -> dict[tuple[str, str], list[str]]:
    """Return shape and fill -> the weeks that are drawn so."""
    return {
        (x["mark"]["shape"], x["mark"]["fill"]): [
            row["period"][-3:] for row in x["data"]["values"]
        ]
        for x in of_type(spec, "point")
    }


def test_every_level_is_labelled_at_its_line() -> None:
    spec = chart(stated=baseline("W22", "W37"), one=kpi(target="95"))

    assert set(texts(spec)) == {
        "chart.latest<value=95,2>",
        "chart.target<value=95>",
        "chart.upper<value=94,17>",
        "chart.mean<value=91,24>",
        "chart.lower<value=88,32>",
    }
    assert {x["encoding"]["y"]["datum"] for x in of_type(spec, "rule")} == {
        95.0,
        94.16975,
        91.24375,
        88.31775,
    }


def test_a_band_has_two_labelled_targets_and_a_field_between() -> None:
    spec = chart(CALM, band("2", "6"))
    (field,) = of_type(spec, "rect")

    assert (
        field["encoding"]["y"]["datum"],
        field["encoding"]["y2"]["datum"],
    ) == (2.0, 6.0)
    assert "chart.target_from<value=2>" in texts(spec)
    assert "chart.target_to<value=6>" in texts(spec)


def test_signals_differ_in_shape_and_in_colour() -> None:
    """A triangle points the way, and is another colour for the better or worse."""
    good = shapes(chart(f"{CALM} 20 3", stated=baseline("W22", "W33")))
    bad = shapes(
        chart(f"{CALM} 20 3", kpi(Direction.DOWN), stated=baseline("W22", "W33"))
    )
    (up_good,) = (key for key in good if key[0] == "triangle-up")
    (up_bad,) = (key for key in bad if key[0] == "triangle-up")
    (plain,) = (key for key in good if key[0] == "circle")

    assert good[up_good] == bad[up_bad] == ["W34"]
    assert len({up_good[1], up_bad[1], plain[1]}) == 3


def test_a_change_of_a_band_is_neither_good_nor_bad() -> None:
    down = shapes(chart(f"{CALM} -20", band("2", "6"), baseline("W22", "W33")))
    (key,) = (key for key in down if key[0] == "triangle-down")
    coloured = shapes(chart(f"{CALM} -20", stated=baseline("W22", "W33")))

    assert down[key] == ["W34"]
    assert key not in coloured


def test_a_reading_set_aside_is_hollow_and_off_the_line() -> None:
    spec = chart("3 5 (9) 3 5")
    (line,) = of_type(spec, "line")
    hollow = [
        x["mark"] for x in of_type(spec, "point") if x["mark"]["fill"] == "#ffffff"
    ]

    assert [mark["stroke"] != "#ffffff" for mark in hollow] == [True]
    assert [row["period"][-3:] for row in line["data"]["values"]] == [
        "W22",
        "W23",
        "W25",
        "W26",
    ]


def test_the_line_breaks_where_no_moving_range_is_formed() -> None:
    (line,) = of_type(chart("3 5 - 3 (9) 5 3"), "line")
    stretches = [row["stretch"] for row in line["data"]["values"]]
    first, second, third = dict.fromkeys(stretches)

    assert stretches == [first, first, second, third, third]


def test_a_missing_week_keeps_its_place_on_the_axis() -> None:
    (line,) = of_type(chart("3 - 5"), "line")

    assert line["encoding"]["x"]["scale"]["domain"] == [
        "2026-W22",
        "2026-W23",
        "2026-W24",
    ]


@pytest.mark.parametrize(("count", "dashed"), [(11, True), (12, False)])
def test_trial_limits_are_dashed(count: int, *, dashed: bool) -> None:
    spec = chart(" ".join(OTIF.split()[:count]))

    assert {"strokeDash" in x["mark"] for x in of_type(spec, "rule")} == {dashed}


def test_a_target_line_looks_the_same_beside_trial_limits() -> None:
    def target(values: str) -> Any:
        return next(
            x["mark"]
            for x in of_type(chart(values, kpi(target="95")), "rule")
            if x["encoding"]["y"]["datum"] == 95.0
        )

    assert target(OTIF) == target("91 92 91 90 91 92")


def test_too_few_readings_have_no_limits_to_draw() -> None:
    spec = chart("3 5 3 5 3")

    assert of_type(spec, "rule") == []
    assert spec["title"]["subtitle"] == ["chart.no_limits<count=5, least=6>"]


def test_limits_after_a_rebase_begin_with_it() -> None:
    rebased = chart(stated=baseline("W38", "W47", since="W38"))
    begins = {str(x["encoding"]["x"]) for x in of_type(rebased, "rule")}

    assert begins == {"{'datum': '2026-W38'}"}


def test_limits_from_a_rebase_long_ago_span_the_chart() -> None:
    rebased = chart(stated=baseline("W23", "W47", since="W23"), most=10)

    assert {str(x["encoding"]["x"]) for x in of_type(rebased, "rule")} == {
        "{'value': 0}"
    }


def test_only_the_newest_periods_are_drawn() -> None:
    spec = chart(most=4)
    (line,) = of_type(spec, "line")

    assert [row["period"][-3:] for row in line["data"]["values"]] == [
        "W44",
        "W45",
        "W46",
        "W47",
    ]


def test_many_dots_are_drawn_smaller() -> None:
    few, many = chart(CALM), chart(CALM + " 3 5" * 14)

    assert (
        of_type(few, "point")[0]["mark"]["size"]
        > of_type(many, "point")[0]["mark"]["size"]
    )


def subtitle(spec: dict[str, Any]) -> str:
    return " ".join(spec["title"]["subtitle"])


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
