"""Every sentence about a KPI exists in both languages and takes the values given."""

from __future__ import annotations

import pytest

from config.texts import load
from engagement.charts import alt_text, process_chart
from engagement.kpis import Direction, Kpi, Rule, analyse, verdict
from engagement.kpis.words import KpiWords
from engagement.texts import LANGUAGES, Language
from tests.unit.kpi_parts import band, baseline, kpi, readings

TEXTS = load()
CALM = "3 5 3 5 3 5 3 5 3 5 3 5"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "one",
    [
        kpi(),
        *(
            kpi(way, target=t)
            for way in (Direction.UP, Direction.DOWN)
            for t in ("-9", "3", "5", "99")
        ),
        band("-9", "99"),
        band("3", "5"),
        band("98", "99"),
    ],
)
@pytest.mark.parametrize(
    "values", ["3", "3 5 3 5 3 5", CALM, f"{CALM} 20", f"{CALM} -20", f"{CALM} (9) - 4"]
)
def test_whatever_is_found_can_be_said(
    language: Language, one: Kpi, values: str
) -> None:
    found = analyse(one, readings(values, "W01"), baseline("W01", "W12"))
    says = KpiWords(one, language, TEXTS)
    for known in ((), ("2026-W13:up", "2026-W13:down")):
        told = verdict(found, one, known=known)
        said = [says.change(found, told), says.target(told)]
        said += [says.short(told), says.brief(told)]
        assert all(sentence and "{" not in sentence for sentence in said)
    assert process_chart(found, one, language, TEXTS, chosen_by="Karin Ek")
    assert alt_text(found, one, language, TEXTS)


CODES = [
    "encoding",
    "empty",
    "too_large",
    "too_many_rows",
    "too_many_columns",
    "zip_bomb",
    "not_a_table",
    "legacy_xls",
    "encrypted",
    "broken_quotes",
    "no_heading",
    "heading_is_data",
    "duplicate_heading",
    "missing_column",
    "unknown_column",
    "same_kpi_twice",
    "no_values",
    "not_two_columns",
    "ragged_row",
    "no_period",
    "not_a_period",
    "wants_week",
    "wants_month",
    "duplicate_period",
    "same_week",
    "same_month",
    "days_in_week",
    "days_in_month",
    "not_a_number",
    "ambiguous_number",
    "below_bound",
    "above_bound",
    "more",
]


@pytest.mark.parametrize("code", CODES)
def test_every_reason_of_a_refusal_has_its_sentence(code: str) -> None:
    assert TEXTS.knows(f"import.{code}")


def test_every_rule_has_a_name() -> None:
    assert [r for r in Rule if not TEXTS.knows(f"kpi.rule.{r}")] == []
