"""Numbers, periods and verdicts as a reader gets them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from engagement.kpis import Direction, Kpi, analyse, verdict
from engagement.kpis.words import KpiWords, rounded
from engagement.texts import Bilingual
from tests.unit.kpi_parts import ECHO, band, baseline, kpi, readings, week

CALM = "3 5 3 5 3 5 3 5 3 5 3 5"


def words(one: Kpi) -> KpiWords:
    return KpiWords(one, "sv", ECHO)


def told(one: Kpi, values: str, *, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return what is said of change, target, latest reading, and in short."""
    found = analyse(one, readings(values, "W01"), baseline("W01", "W12"))
    judged = verdict(found, one, known=known)
    says = words(one)
    return (
        says.change(found, judged),
        says.target(judged),
        says.latest(judged),
        says.short(judged),
    )


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("91.24375", 2, "91.24"),
        ("0.125", 2, "0.12"),
        ("5", 1, "5.0"),
        ("-0.04", 1, "0.0"),
    ],
)
def test_halves_are_rounded_to_even_and_never_to_minus_zero(
    value: str, decimals: int, expected: str
) -> None:
    assert expected == str(rounded(Decimal(value), decimals))


def test_what_is_reckoned_has_one_more_decimal_than_what_is_read() -> None:
    says = words(kpi())

    assert (says.value(Decimal("91.25")), says.limit(Decimal("91.24375"))) == (
        "91,2",
        "91,24",
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [("95", "95"), ("95.00", "95"), ("2.75", "2,75"), ("100", "100")],
)
def test_a_target_is_as_exact_as_it_was_set(value: str, expected: str) -> None:
    assert expected == words(kpi()).exactly(Decimal(value))


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("%", "kpi.percent<value=5, unit=%>"),
        ("% av omsättningen", "kpi.percent<value=5, unit=%> av omsättningen"),
        ("dagar", "kpi.with_unit<value=5, unit=dagar>"),
        ("skala 1–5", "5"),
        ("", "5"),
    ],
)
def test_a_unit_follows_its_number_unless_it_is_a_scale(
    unit: str, expected: str
) -> None:
    one = replace(kpi(), unit=Bilingual(en=unit, sv=unit))

    assert expected == words(one).with_unit("5")


@pytest.mark.parametrize(
    ("low", "expected"),
    [("1", "kpi.range<low=1, high=5>"), ("−1", "kpi.range_to<low=−1, high=5>")],
)
def test_no_dash_stands_beside_a_minus_sign(low: str, expected: str) -> None:
    assert expected == words(kpi()).range(low, "5")


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("2026-W04", "period.week<week=4>", "period.week<week=4>"),
        ("2026-10", "period.month.10", "period.month.10"),
    ],
)
def test_a_period_is_named_with_and_without_its_year(
    text: str, short: str, full: str
) -> None:
    says = words(kpi())

    assert short == says.period(week(text))
    assert f"period.of_year<period={full}, year=2026>" == says.period(
        week(text), year=True
    )


def test_a_span_names_a_year_once_where_it_can() -> None:
    says = words(kpi())
    within = says.span(week("2026-01"), week("2026-02"))
    across = says.span(week("2025-12"), week("2026-02"))

    assert "year=2026>" in within
    assert "first=period.month.1," in within
    assert "year=2025>" in across
    assert "year=2026>" in across


def test_a_day_is_the_texts_own() -> None:
    assert words(kpi()).day(date(2026, 9, 14)) == "2026-09-14 (sv)"


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (kpi(target="0"), "kpi.goal.least<value=kpi.percent<value=0, unit=%>>"),
        (
            kpi(Direction.DOWN, target="0"),
            "kpi.goal.most<value=kpi.percent<value=0, unit=%>>",
        ),
        (
            band("1", "2"),
            (
                "kpi.goal.band<range=kpi.percent<"
                "value=kpi.range<low=1, high=2>, unit=%>>"
            ),
        ),
        (kpi(), ""),
    ],
    ids=["up", "down", "band", "none"],
)
def test_a_target_says_what_it_asks_for(one: Kpi, expected: str) -> None:
    assert expected == words(one).goal()


@pytest.mark.parametrize(
    ("one", "values", "known", "expected"),
    [
        (
            kpi(),
            f"{CALM} 20",
            (),
            "kpi.change.new.gain<since=period.week<week=13>, move=kpi.move.up>",
        ),
        (
            kpi(Direction.DOWN),
            f"{CALM} 20",
            (),
            "kpi.change.new.loss<since=period.week<week=13>, move=kpi.move.up>",
        ),
        (
            band("1", "2"),
            f"{CALM} -20",
            ("2026-W13:down",),
            (
                "kpi.change.continuing.plain"
                "<since=period.week<week=13>, move=kpi.move.down>"
            ),
        ),
        (
            kpi(bounds=("0", None)),
            CALM,
            (),
            (
                "kpi.change.no_change"
                "<range=kpi.range<low=0,00, high=9,32>, count=12, least=12>"
            ),
        ),
        (kpi(), "3 5", (), "kpi.change.too_few<range=, count=2, least=12>"),
    ],
    ids=["new gain", "new loss", "continuing", "no change", "too few"],
)
def test_a_change_is_told_with_its_period_and_its_worth(
    one: Kpi, values: str, known: tuple[str, ...], expected: str
) -> None:
    assert expected == told(one, values, known=known)[0]


GOAL = "<goal=kpi.goal.least<value=kpi.percent<value={}, unit=%>>>"


@pytest.mark.parametrize(
    ("target", "values", "expected"),
    [
        ("-2", CALM, ("met_steadily", "", "met_steadily")),
        ("4", CALM, ("met_now.mean_meets", "kpi.latest.meets", "met_now.mean_meets")),
        (
            "5.5",
            CALM,
            ("met_now.mean_misses", "kpi.latest.misses", "met_now.mean_misses"),
        ),
        ("20", CALM, ("not_without_change", "", "not_without_change")),
        ("4", f"{CALM} 20", ("after_change", "kpi.latest.meets", "up")),
        ("4", f"{CALM} -20", ("after_change", "kpi.latest.misses", "down")),
        ("4", "3", ("too_few", "kpi.latest.misses", "too_few")),
    ],
)
def test_the_target_is_told_with_the_latest_reading_where_that_is_news(
    target: str, values: str, expected: tuple[str, str, str]
) -> None:
    sentence, latest, short = expected
    _, *found = told(kpi(target=target), values)

    assert found == [
        f"kpi.target.{sentence}{GOAL.format(target.replace('.', ','))}",
        latest,
        f"kpi.short.{short}",
    ]


def test_without_a_target_none_is_judged() -> None:
    _, *found = told(kpi(), CALM)

    assert found == ["kpi.target.no_target<goal=>", "", "kpi.short.no_target"]
