"""KPIs out of files: definitions that fit together, and baselines."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from bot.desk.recording import MACHINERY
from engagement.facts import BaselineStated
from engagement.kpis import ChartKind, Direction, Kpi, Period, PeriodKind
from engagement.texts import Bilingual
from tests.unit.import_parts import KPIS, NOW, Store, opened
from tests.unit.kpi_parts import OTIF

STATED = "id;baseline_first;baseline_last;baseline_reason\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


def kpi(store: Store, kpi_id: str) -> Kpi:
    found = store.unit.kpis.get(kpi_id)
    assert found is not None
    return found


def codes(store: Store, columns: str, cells: str) -> list[tuple[str | None, str]]:
    """Return column and code of what is wrong with one KPI of our own."""
    heading = "id;name_sv;direction"
    text = f"{heading};{columns}\nown;Eget mått;{cells}\n"
    return [(column, code) for _, column, code in store.problems("kpis", text)]


def readings(values: str, kpi_id: str = "otif", first: str = "2026-W22") -> str:
    """Return a file of one KPI's weeks."""
    period, lines = Period.parse(first), [f"period;{kpi_id}"]
    for value in values.split():
        lines.append(f"{period};{value.replace('.', ',')}")
        period = period.next()
    return "\n".join(lines)


def test_a_kpi_of_the_catalogue_needs_only_its_id(store: Store) -> None:
    store.take("kpis", "id\nOTIF\n")
    found = kpi(store, "otif")

    assert Bilingual(en="On time in full (OTIF)", sv="Leveransprecision (OTIF)") == (
        found.name
    )
    assert (Direction.UP, 1, ChartKind.XMR) == (
        found.direction,
        found.decimals,
        found.chart,
    )
    assert (Decimal(0), Decimal(100)) == (found.lower_bound, found.upper_bound)
    assert found.definition.sv


def test_what_the_file_says_makes_it_the_organisations_own(store: Store) -> None:
    store.take(
        "kpis",
        "id;namn;målvärde;ägare;hur_ofta;decimaler\n"
        "otif;Leveranser i tid;95,5;E3;månad;2\n",
    )
    found = kpi(store, "otif")

    assert ("Leveranser i tid", "On time in full (OTIF)") == (
        found.name.sv,
        found.name.en,
    )
    assert (Decimal("95.5"), "E3", PeriodKind.MONTH, 2) == (
        found.target,
        found.owner_id,
        found.cadence,
        found.decimals,
    )


def test_an_own_kpi_says_what_it_is_and_which_way_is_better(store: Store) -> None:
    store.take("kpis", "id;name_sv;direction;chart\nown;Eget mått;ner;värden\n")

    assert (Direction.DOWN, ChartKind.VALUES) == (
        kpi(store, "own").direction,
        kpi(store, "own").chart,
    )


@pytest.mark.parametrize(
    "line", ["own;Eget mått;", "own;;up", "own;;"], ids=["way", "name", "both"]
)
def test_an_own_kpi_that_says_too_little_is_refused(store: Store, line: str) -> None:
    (problem,) = store.refusal("kpis", f"id;name_sv;direction\n{line}\n")

    assert ("id", "kpi_unknown", "own") == (
        problem.column,
        problem.code,
        problem.values["id"],
    )
    assert "copq" in problem.values["known"]


@pytest.mark.parametrize(
    ("columns", "cells", "expected"),
    [
        ("target", "band;5", [("target", "band_target")]),
        ("target_low", "up;5", [("target_low", "target_of_band")]),
        ("target_low;target_high", "band;5;", [("target_low", "band_half")]),
        ("target_low;target_high", "band;5;4", [("target_low", "low_above_high")]),
        ("lower_bound;upper_bound", "up;5;4", [("lower_bound", "low_above_high")]),
        ("decimals", "up;7", [("decimals", "not_whole")]),
        ("owner", "up;E9", [("owner", "person_unknown")]),
        ("baseline_first", "up;2026-W22", [("baseline_first", "baseline_half")]),
    ],
)
def test_what_does_not_fit_together_is_refused(
    store: Store, columns: str, cells: str, expected: list[tuple[str, str]]
) -> None:
    assert expected == codes(store, columns, cells)


def test_a_band_has_two_targets(store: Store) -> None:
    store.take(
        "kpis", "id;name_sv;direction;target_low;target_high\nown;Mått;band;4,5;5\n"
    )

    assert (Decimal("4.5"), Decimal(5)) == kpi(store, "own").goal


def test_two_kpis_cannot_have_one_name(store: Store) -> None:
    """A file of readings may name a KPI by it."""
    store.take("kpis", KPIS)
    text = "id;name_sv;direction\nown;leveransprecision (otif);up\n"

    (problem,) = store.refusal("kpis", text)
    assert ("name_taken", "otif") == (problem.code, problem.values["kpi"])


def test_an_empty_target_takes_it_away_and_an_empty_name_does_not(
    store: Store,
) -> None:
    store.take("kpis", KPIS)
    store.take("kpis", "id;name_sv;target\notif;;\n")

    assert (None, "Leveransprecision (OTIF)") == (
        kpi(store, "otif").target,
        kpi(store, "otif").name.sv,
    )


def test_a_kpi_with_readings_keeps_its_cadence(store: Store) -> None:
    store.take("kpis", "id\notif\n")
    store.take("readings", readings("90.1 90.2"))

    assert [(2, "cadence", "cadence_fixed")] == store.problems(
        "kpis", "id;cadence\notif;month\n"
    )


# --- baselines -----------------------------------------------------------------


def test_a_baseline_may_come_before_its_readings(store: Store) -> None:
    store.take("kpis", f"{STATED}otif;2026-W22;2026-W37;Före planeringen\n")
    stated = store.unit.kpis.baseline("otif")
    assert stated is not None

    assert ("2026-W22", "2026-W37") == (str(stated.first), str(stated.last))
    assert ("C1", NOW, "Före planeringen", None) == (
        stated.chosen_by,
        stated.chosen_at,
        stated.reason,
        stated.limits,
    )


def test_its_limits_are_locked_when_all_of_its_readings_are_there(
    store: Store,
) -> None:
    store.take("kpis", f"{STATED}otif;2026-W22;2026-W37;Före planeringen\n")
    values = OTIF.split()
    store.take("readings", readings(" ".join(values[:15])))
    early = store.unit.kpis.baseline("otif")
    store.take("readings", readings(" ".join(values)))
    locked = store.unit.kpis.baseline("otif")
    assert early is not None
    assert locked is not None

    assert early.limits is None
    assert locked.limits is not None
    assert Decimal("91.24375") == locked.limits.centre
    assert ("C1", "Före planeringen") == (locked.chosen_by, locked.reason)


def test_locked_limits_are_not_locked_again(store: Store) -> None:
    store.take("kpis", f"{STATED}otif;2026-W22;2026-W37;Före\n")
    store.take("readings", readings(OTIF))
    size = store.size
    store.take("readings", readings("95.1", first="2026-W48"))

    assert not any(isinstance(f, BaselineStated) for f in store.facts(size))


def test_the_machinery_locks_and_the_person_chose(store: Store) -> None:
    store.take("kpis", f"{STATED}otif;2026-W22;2026-W37;Före\n")
    store.take("readings", readings(OTIF))

    newest = store.unit.books.previous(BaselineStated.NAME, "baseline:otif", store.size)
    assert newest is not None
    assert MACHINERY == newest.header.author


def test_the_same_baseline_again_is_nothing_new(store: Store) -> None:
    """Also where its first weeks have no readings."""
    text = f"{STATED}otif;2026-W20;2026-W37;Före\n"
    store.take("kpis", text)
    store.take("readings", readings(OTIF))
    stated = store.unit.kpis.baseline("otif")
    assert stated is not None

    assert stated.limits is not None
    assert ((), ("otif",)) == (
        store.plan("kpis", text).facts,
        store.plan("kpis", text).unchanged,
    )


def test_another_baseline_is_a_change_and_is_locked_at_once(store: Store) -> None:
    store.take("kpis", f"{STATED}otif;2026-W22;2026-W33;För kort\n")
    store.take("readings", readings(OTIF))
    plan = store.plan("kpis", f"{STATED}otif;2026-W22;2026-W37;Rätt\n")
    store.take("kpis", f"{STATED}otif;2026-W22;2026-W37;Rätt\n")
    found = store.unit.kpis.baseline("otif")
    assert found is not None

    assert (("otif",), ()) == (plan.changed, plan.unchanged)
    assert found.limits is not None
    assert ("2026-W37", 16) == (str(found.last), found.limits.count)


def test_an_earlier_baseline_than_the_present_one_is_history(store: Store) -> None:
    store.take("kpis", f"{STATED}otif;2026-W38;2026-W49;Efter ändringen\n")
    plan = store.plan("kpis", f"{STATED}otif;2026-W22;2026-W37;Före\n")

    assert () == plan.facts
    assert ["baseline_newer"] == [warning.code for warning in plan.warnings]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-W37", "2026-W22", ("baseline_last", "ends_first")),
        ("2026-W22", "2026-W32", ("baseline_last", "baseline_too_short")),
        ("v22", "2026-W37", ("baseline_first", "not_a_period")),
        ("2026-W22", "2026-09", ("baseline_last", "wants_week")),
    ],
)
def test_a_baseline_that_cannot_be_is_refused(
    store: Store, first: str, last: str, expected: tuple[str, str]
) -> None:
    text = f"{STATED}otif;{first};{last};\n"

    ((_, column, code),) = store.problems("kpis", text)
    assert expected == (column, code)
