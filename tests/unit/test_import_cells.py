"""What may stand in a cell, and what is said where something else does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engagement.objectives import Objective
from engagement.risks import Risk, RiskKind
from tests.unit.import_parts import GOALS, KPIS, Store, opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        found.take("goals", GOALS)
        found.take("kpis", KPIS)
        yield found


def objective(store: Store, column: str, cell: str) -> Objective:
    """Return the objective that one cell makes."""
    store.take("objectives", f"id;title_sv;{column}\nO1;Mål;{cell}\n")
    return store.unit.entries.objectives()[0]


def risk(store: Store, column: str, cell: str) -> Risk:
    """Return the risk that one cell makes."""
    store.take("risks", f"id;title_sv;{column}\nR1;Risk;{cell}\n")
    return store.unit.entries.risks()[0]


def told(
    store: Store, kind: str, column: str, cell: str
) -> tuple[str | None, str, dict[str, str]]:
    """Return what is said of one bad cell."""
    (problem,) = store.refusal(kind, f"id;title_sv;{column}\nX1;Titel;{cell}\n")
    return problem.column, problem.code, problem.values


@pytest.mark.parametrize("cell", ["2026-12-31", " 2026-12-31 ", "2026-12-31\u00a0"])
def test_a_day_is_written_as_iso_says(store: Store, cell: str) -> None:
    assert date(2026, 12, 31) == objective(store, "due", cell).due_on


@pytest.mark.parametrize(
    "cell",
    ["31.12.2026", "31/12 2026", "12/31/2026", "20261231", "2026-13-01", "2026-02-30"],
)
def test_a_day_in_any_other_way_is_refused(store: Store, cell: str) -> None:
    """11/12 is two days: nothing is guessed."""
    assert ("due", "not_a_day", {"value": cell}) == told(
        store, "objectives", "due", cell
    )


@pytest.mark.parametrize("cell", ["0226-12-31", "1949-12-31", "2101-01-01"])
def test_an_absurd_day_is_refused(store: Store, cell: str) -> None:
    assert "absurd_day" == told(store, "objectives", "due", cell)[1]


def test_what_has_happened_has_a_day_that_has_come(store: Store) -> None:
    assert ("last_reviewed", "day_ahead", {"value": "2026-11-24"}) == told(
        store, "objectives", "last_reviewed", "2026-11-24"
    )
    assert date(2026, 11, 23) == (
        objective(store, "last_reviewed", "2026-11-23").reviewed_on
    )


@pytest.mark.parametrize("cell", ["91,2", "91.2", "91,2 %", "\u221291,2", "1 091,2"])
def test_a_number_has_a_comma_or_a_point(store: Store, cell: str) -> None:
    plain = cell.replace("\u2212", "-").replace(" %", "").replace(" ", "")

    assert Decimal(plain.replace(",", ".")) == (objective(store, "target", cell).target)


@pytest.mark.parametrize("cell", ["about 3", "3 eller 4", "1e3", "∞", "nan"])
def test_words_are_no_number(store: Store, cell: str) -> None:
    assert "not_a_number" == told(store, "objectives", "target", cell)[1]


def test_a_number_that_may_be_two_is_refused(store: Store) -> None:
    """The file says nothing about what its point means."""
    assert "ambiguous_number" == told(store, "objectives", "target", "1.234")[1]


def test_one_plain_number_tells_what_the_mark_is(store: Store) -> None:
    store.take("objectives", "id;title_sv;baseline;target\nO1;Mål;0,5;1.234\n")

    assert Decimal(1234) == store.unit.entries.objectives()[0].target


@pytest.mark.parametrize("cell", ["0", "6", "-1", "2,5", "three", "4.0"])
def test_a_scale_has_whole_steps_within_bounds(store: Store, cell: str) -> None:
    assert ("impact", "not_whole", {"value": cell, "least": "1", "most": "5"}) == told(
        store, "risks", "impact", cell
    )


@pytest.mark.parametrize("cell", ["opportunity", "Opportunity", "möjlighet"])
def test_a_choice_is_known_in_both_languages(store: Store, cell: str) -> None:
    assert RiskKind.OPPORTUNITY is risk(store, "kind", cell).kind


def test_an_unknown_choice_names_those_that_there_are(store: Store) -> None:
    expected = {"value": "problem", "known": "threat, opportunity"}

    assert ("kind", "not_one_of", expected) == told(store, "risks", "kind", "problem")


@pytest.mark.parametrize(
    "cell", ["E3", "e3", "maria@example.com", "Maria Lindqvist", "maria  LINDQVIST"]
)
def test_a_person_is_meant_by_id_address_or_full_name(store: Store, cell: str) -> None:
    assert "E3" == risk(store, "owner", cell).owner_id


@pytest.mark.parametrize("cell", ["E9", "Maria", "lindqvist@example.com"])
def test_somebody_unknown_is_refused(store: Store, cell: str) -> None:
    assert ("owner", "person_unknown", {"value": cell}) == told(
        store, "risks", "owner", cell
    )


def test_a_name_that_two_have_is_refused_but_not_an_id(store: Store) -> None:
    store.take("people", "id;name;role_sv\nE8;Maria Lindqvist;platschef\n")
    expected = {"value": "Maria Lindqvist", "people": "E3, E8"}

    assert ("owner", "person_ambiguous", expected) == told(
        store, "risks", "owner", "Maria Lindqvist"
    )
    assert "E8" == risk(store, "owner", "E8").owner_id


def test_somebody_called_like_an_id_is_not_confused_with_it(store: Store) -> None:
    store.take("people", "id;name;role_sv\nE8;E3;platschef\n")

    assert "E3" == risk(store, "owner", "E3").owner_id


def test_a_goal_and_the_kpis_must_be_there(store: Store) -> None:
    assert ("goal", "goal_unknown", {"value": "G7"}) == told(
        store, "objectives", "goal", "G7"
    )
    assert ("kpis", "kpi_not_there", {"value": "scrap"}) == told(
        store, "objectives", "kpis", "otif|scrap"
    )


@pytest.mark.parametrize("cell", ["otif|copq", "OTIF, copq", "otif | copq | otif"])
def test_several_kpis_are_separated(store: Store, cell: str) -> None:
    found = objective(store, "kpis", cell)

    assert ("otif", "copq") == found.kpis
    assert "%" == found.unit.sv


@pytest.mark.parametrize(
    "cell", ["=cmd|' /C calc'!A0", "<b>fet</b>", "Ämne 🙂 \u202eenil", "a  b\u00a0c"]
)
def test_words_are_kept_as_words(store: Store, cell: str) -> None:
    """Markup, formulas and writing from right to left mean nothing here."""
    assert " ".join(cell.split()) == objective(store, "what", f'"{cell}"').what


def test_a_line_break_in_a_cell_is_a_blank(store: Store) -> None:
    assert "ett två" == objective(store, "what", '"ett\ntvå"').what


def test_what_is_far_too_long_is_refused(store: Store) -> None:
    expected = {"most": "1000", "found": "3000"}

    assert ("what", "too_long", expected) == told(
        store, "objectives", "what", "x" * 3000
    )


@pytest.mark.parametrize("entry_id", ["MR-2026-1", "G_1.a", "Å1", "x" * 40])
def test_ids_are_short_words(store: Store, entry_id: str) -> None:
    assert (entry_id,) == store.plan("goals", f"id;title_sv\n{entry_id};x\n").added


@pytest.mark.parametrize("entry_id", ["-1", "a b", "a:b", "a/b", "a|b", "x" * 41, "🙂"])
def test_ids_hold_nothing_that_keys_are_made_of(store: Store, entry_id: str) -> None:
    assert [(2, "id", "not_an_id")] == store.problems(
        "goals", f"id;title_sv\n{entry_id};x\n"
    )
