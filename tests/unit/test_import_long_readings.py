"""Readings of which each line names its KPI: told by the columns that people see."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.unit.import_parts import Store, opened, workbook


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        found.take("kpis", "id;owner\notif;E3\ncopq;E1\n")
        yield found


def values(store: Store, kpi_id: str = "otif") -> dict[str, Decimal]:
    return {str(r.period): r.value for r in store.unit.kpis.readings(kpi_id)}


def test_a_long_file_is_refused_by_its_own_columns(store: Store) -> None:
    """The reader sees another table than the person does."""
    heading = "period;kpi;value\n"

    assert [(2, "kpi", "kpi_not_there"), (4, "kpi", "kpi_not_there")] == store.problems(
        "readings", f"{heading}2026-W46;nope;1\n2026-W46;otif;2\n2026-W46;;3\n"
    )
    assert [
        (2, "value", "not_a_number"),
        (3, "period", "not_a_period"),
        (5, "period", "duplicate_period"),
    ] == store.problems(
        "readings",
        f"{heading}2026-W46;otif;hög\nigår;otif;2\n2026-W47;otif;3\n2026-W47;otif;4\n",
    )


def test_every_bad_line_of_a_long_file_is_told_in_their_order(store: Store) -> None:
    """What only the desk sees does not hide what only the reader sees."""
    lines = (
        "otif,2026-W46,93",
        "otif,2026-W46,94",
        "nope,2026-W46,1",
        "otif,2026-W47,abc",
        "otif,2026-W49,95",
        "otif,2026-10,95",
    )

    assert [
        (3, "period", "duplicate_period"),
        (4, "kpi", "kpi_not_there"),
        (5, "value", "not_a_number"),
        (6, None, "period_ahead"),
        (7, "period", "wants_week"),
    ] == store.problems("readings", "\n".join(("kpi,period,value", *lines)))


def test_a_file_of_unknown_kpis_only_is_not_called_empty(store: Store) -> None:
    text = "period;kpi;value\n2026-W46;nope;1\n2026-W46;otif;\n"

    assert [(2, "kpi", "kpi_not_there")] == store.problems("readings", text)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("kpi,value", [(1, "period", "missing_column")]),
        ("Nyckeltal,Vecka", [(1, "value", "missing_column")]),
        (
            "kpi,date,value",
            [(1, "date", "unknown_column"), (1, "period", "missing_column")],
        ),
        ("kpi,week,month,value", [(1, "month", "column_twice")]),
    ],
)
def test_a_long_heading_is_told_by_the_columns_of_the_long_form(
    store: Store, heading: str, expected: list[tuple[int, str | None, str]]
) -> None:
    cells = ",".join("1" for _ in heading.split(","))

    assert expected == store.problems("readings", f"{heading}\n{cells}\n")


def test_the_only_kpi_may_be_headed_as_a_kpi(tmp_path: Path) -> None:
    with opened(tmp_path) as one:
        one.take("kpis", "id\notif\n")
        one.take("readings", "week;kpi\n2026-W46;93,8\n")

        assert {"2026-W46": Decimal("93.8")} == values(one)


def test_a_long_workbook_holds_real_numbers(store: Store) -> None:
    """As text, 3.125 could be three thousand and more."""
    rows = (["period", "kpi", "value"], ["2026-W46", "copq", 3.125])
    store.take("readings", workbook(*rows))

    assert {"2026-W46": Decimal("3.125")} == values(store, "copq")
