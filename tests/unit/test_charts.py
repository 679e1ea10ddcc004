"""The chart of a KPI as data: what is drawn. Its looks are looked at by people."""

from __future__ import annotations

from typing import Any

import pytest

from engagement.kpis import Direction
from tests.unit.chart_parts import CALM, chart, of_type, texts
from tests.unit.kpi_parts import OTIF, band, baseline, kpi


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
