"""Readings out of tables: all of them, or every reason why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.ports.tables import Row, Table
from bot.sources.readings import cadence_of, read_readings
from bot.sources.tables import read_table
from engagement.errors import ImportRefused
from engagement.kpis import Kpi, PeriodKind
from engagement.texts import Bilingual
from tests.unit.kpi_parts import kpi

OTIF = kpi(bounds=("0", "100"))
COPQ = replace(kpi(), kpi_id="copq", name=Bilingual(en="Cost", sv="Kostnad"))
MONTHLY = replace(COPQ, cadence=PeriodKind.MONTH)


def read(text: str, *kpis: Kpi) -> list[tuple[int, str, str, str]]:
    """Return line, KPI, period and value of every reading."""
    found = read_readings(read_table("t.csv", text.encode()), kpis or (OTIF,))
    return [
        (x.line, x.reading.kpi_id, str(x.reading.period), str(x.reading.value))
        for x in found
    ]


def problems(text: str, *kpis: Kpi) -> list[tuple[int, str | None, str, str]]:
    """Return line, column, code and first value of every problem."""
    with pytest.raises(ImportRefused) as refused:
        read(text, *kpis)
    return [
        (p.line, p.column, p.code, next(iter(p.values.values()), ""))
        for p in refused.value.problems
    ]


def test_two_columns_are_period_and_value_whatever_they_are_called() -> None:
    assert read("när;hur mycket\n2026-W40;95,2\n2026-W39;95\n") == [
        (2, "otif", "2026-W40", "95.2"),
        (3, "otif", "2026-W39", "95"),
    ]


def test_a_wide_table_has_a_column_for_every_kpi_by_id_or_name() -> None:
    wide = "week,OTIF,kostnad\n2026-W40,95.2,3.4\n2026-W41,,3.5\n"

    assert read(wide, OTIF, COPQ) == [
        (2, "otif", "2026-W40", "95.2"),
        (2, "copq", "2026-W40", "3.4"),
        (3, "copq", "2026-W41", "3.5"),
    ]


def test_one_day_is_a_week_for_one_kpi_and_a_month_for_another() -> None:
    assert read("day,otif,copq\n2026-10-01,95,3\n", OTIF, MONTHLY) == [
        (2, "otif", "2026-W40", "95"),
        (2, "copq", "2026-10", "3"),
    ]


def test_every_bad_place_is_told_and_nothing_is_returned() -> None:
    text = """week;value
2026-W22;90,2
2026-W60;91
2026-W23;abc
;92
2026-W22;93
2026-W24;-1
2026-W25;100,5
2026-10;94
soon;x
"""
    assert problems(text) == [
        (3, "week", "not_a_period", "2026-W60"),
        (4, "value", "not_a_number", "abc"),
        (5, "week", "no_period", ""),
        (6, "week", "duplicate_period", "2026-W22"),
        (7, "value", "below_bound", "-1"),
        (8, "value", "above_bound", "100,5"),
        (9, "value", "wants_week", "2026-10"),
        (10, "week", "not_a_period", "soon"),
        (10, "value", "not_a_number", "x"),
    ]


def test_a_value_on_a_physical_bound_is_possible() -> None:
    assert [r[3] for r in read("w;v\n2026-W22;0\n2026-W23;100\n")] == ["0", "100"]


@pytest.mark.parametrize(
    ("measured", "code", "period"),
    [(OTIF, "same_week", "2026-W40"), (MONTHLY, "same_month", "2026-10")],
    ids=["week", "month"],
)
def test_two_days_of_one_period_are_told_as_what_they_are_read_as(
    measured: Kpi, code: str, period: str
) -> None:
    assert problems("day;value\n2026-10-01;1\n2026-10-02;2\n", measured) == [
        (3, "day", code, period)
    ]


def test_a_file_of_days_is_told_once_with_how_many_there_are() -> None:
    days = "".join(f"2026-10-{day:02};95;3\n" for day in range(5, 17))
    with pytest.raises(ImportRefused) as refused:
        read("day;otif;copq\n" + days, OTIF, COPQ)

    (told,) = refused.value.problems
    assert (3, "days_in_week", "10") == (told.line, told.code, told.values["count"])
    assert ("2026-10-06", "2026-W41") == (told.values["value"], told.values["period"])


def test_a_line_that_is_there_twice_is_told_once_however_many_kpis_it_has() -> None:
    text = "week;otif;copq\n2026-W40;95;3\n2026-W40;95;3\n"

    assert problems(text, OTIF, COPQ) == [(3, "week", "duplicate_period", "2026-W40")]


def test_a_second_line_of_a_period_is_told_also_where_its_value_is_bad() -> None:
    assert problems("week;value\n2026-W40;95\n2026-W40;abc\n") == [
        (3, "week", "duplicate_period", "2026-W40"),
        (3, "value", "not_a_number", "abc"),
    ]


def test_a_week_is_no_month() -> None:
    assert problems("m;v\n2026-W40;1\n", MONTHLY) == [
        (2, "v", "wants_month", "2026-W40")
    ]


def test_a_number_that_may_be_two_is_refused_where_the_file_does_not_tell() -> None:
    assert problems("week\tvalue\n2026-W40\t1,234\n", COPQ) == [
        (2, "value", "ambiguous_number", "1,234")
    ]


def test_the_whole_file_tells_what_a_comma_means() -> None:
    """The notes of other columns do not matter, the other values do."""
    text = "week\totif\tcopq\n2026-W40\t95,2\t1,234\n"

    assert read(text, OTIF, COPQ)[1] == (2, "copq", "2026-W40", "1.234")


def test_a_real_number_of_a_workbook_is_never_unclear() -> None:
    cells = {"week": "2026-W40", "value": "1.234"}
    number = Row(line=2, cells=cells, numbers=frozenset({"value"}))
    table = Table(file="t", headings=("week", "value"), rows=(number,), separator=None)

    assert [str(r.reading.value) for r in read_readings(table, [COPQ])] == ["1.234"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-W22;90\n2026-W23;91\n", (1, None, "heading_is_data", "")),
        ("week\n2026-W22\n", (1, None, "no_values", "")),
        (
            "week;otif;otiff\n2026-W22;1;2\n",
            (1, "otiff", "unknown_column", "otif, copq"),
        ),
        ("week;copq;cost\n2026-W22;1;2\n", (1, None, "same_kpi_twice", "")),
        ("week;otif;copq\n2026-W22;;\n", (0, None, "empty", "")),
    ],
)
def test_columns_that_cannot_be_used_are_told(
    text: str, expected: tuple[int, str | None, str, str]
) -> None:
    assert problems(text, OTIF, COPQ) == [expected]


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (["2026-W40", "2026-W41"], PeriodKind.WEEK),
        (["2026-10"], PeriodKind.MONTH),
        (["2026-09-01", "2026-10-01"], PeriodKind.MONTH),
        (["2026-01-31", "2026-02-28"], PeriodKind.MONTH),
        (["2026-10-05", "2026-09-28"], PeriodKind.WEEK),
        (["2026-10-01"], PeriodKind.WEEK),
        (["2026-10", "2026-11-01"], PeriodKind.MONTH),
        (["2026-W40", "2026-10"], PeriodKind.WEEK),
        (["2026-10", "soon", ""], PeriodKind.MONTH),
        (["soon"], PeriodKind.WEEK),
        ([], PeriodKind.WEEK),
    ],
)
def test_how_often_is_told_by_how_periods_are_written(
    periods: list[str], expected: PeriodKind
) -> None:
    assert expected is cadence_of(periods)
