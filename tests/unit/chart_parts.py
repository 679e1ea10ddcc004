"""Charts to look into: built from a row of values, taken apart by kind of mark."""

from __future__ import annotations

from typing import Any

from engagement.charts import process_chart
from engagement.kpis import Baseline, Kpi, analyse
from engagement.texts import Language
from tests.unit.kpi_parts import ECHO, OTIF, kpi, readings

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


def subtitle(spec: dict[str, Any]) -> str:
    return " ".join(spec["title"]["subtitle"])
