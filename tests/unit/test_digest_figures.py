"""Figures in the digest: what changed, what cannot be reached, what is missing."""

from __future__ import annotations

from dataclasses import fields

import pytest

from engagement.digests.figures import every_figure, missing, new_signals, targets
from engagement.digests.week import KpiLine, Lines
from engagement.kpis import Target
from engagement.texts import Language
from tests.unit.digest_parts import CALM, DOWN, UP, figure, monthly, of

SIGNAL = "2026-W13:up"


# --- what is new ---------------------------------------------------------------


def test_one_new_signal_is_told_itself() -> None:
    found = new_signals(of(figure(UP), figure(name="FPY")))

    assert found.head.startswith("OTIF: ")
    assert "W13" in found.head
    assert () == found.details


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("en", "2 new signals: OTIF, FPY"),
        ("sv", "2 nya signaler: OTIF på svenska, FPY på svenska"),
    ],
)
def test_several_are_counted_and_told_in_the_thread(
    language: Language, head: str
) -> None:
    found = new_signals(of(figure(UP), figure(DOWN, name="FPY"), language=language))

    assert head == found.head
    assert 2 == len(found.details)
    assert found.title


def test_more_than_three_names_are_counted() -> None:
    lines = [figure(UP, name=name) for name in "ABCDE"]

    assert "5 new signals: A, B, C and 2 more" == new_signals(of(*lines)).head
    assert 5 == len(new_signals(of(*lines)).details)


def test_a_change_that_led_an_earlier_digest_does_not_lead_again() -> None:
    known = figure(UP, known=(SIGNAL,))

    assert new_signals(of(known)).head.startswith("No new signals: 1 figure ")


def test_a_known_change_does_not_hide_a_new_one() -> None:
    known = figure(UP, name="FPY", known=(SIGNAL,))

    assert new_signals(of(known, figure(UP))).head.startswith("OTIF: ")


# --- no signal, in words -------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "language", "head"),
    [
        (1, "en", "No new signals: 1 figure moves within its normal range"),
        (2, "en", "No new signals: 2 figures move within their normal range"),
        (1, "sv", "Inga nya signaler: 1 nyckeltal rör sig inom det normala"),
        (2, "sv", "Inga nya signaler: 2 nyckeltal rör sig inom det normala"),
    ],
)
def test_no_signal_is_said_in_words(number: int, language: Language, head: str) -> None:
    week = of(*[figure() for _ in range(number)], language=language)

    assert new_signals(week).head.startswith(head)


def test_a_figure_that_has_not_come_is_not_said_to_move_as_usual() -> None:
    week = of(figure(), figure(name="FPY", missing=True))

    assert "1 figure moves" in new_signals(week).head


def test_a_figure_with_too_few_readings_is_not_said_to_move_as_usual() -> None:
    week = of(figure(), figure("3 5 3", name="FPY"))

    assert "1 figure moves" in new_signals(week).head


def test_a_stock_figure_has_no_normal_range() -> None:
    assert "No new signals." == new_signals(of(figure(stock=True))).head


def test_a_week_in_which_every_figure_is_missing_says_no_more_than_that() -> None:
    assert "No new signals." == new_signals(of(figure(missing=True))).head


def test_too_few_readings_are_said_to_be_too_few() -> None:
    week = of(figure("3 5 3"), figure("3 5 3 5 3 5 3", name="FPY"))

    assert "too few readings" in new_signals(week).head


def test_no_reading_at_all_is_said() -> None:
    week = of(figure("", missing=True), figure("", name="FPY", missing=True))

    assert "No readings have come in yet." == new_signals(week).head


def test_no_figure_at_all_is_said() -> None:
    assert "No figures are set up yet." == new_signals(of()).head


# --- targets -------------------------------------------------------------------


def test_a_target_out_of_reach_is_told_although_the_process_is_stable() -> None:
    """A stable process that misses its target must never read as all is well."""
    hopeless = figure(CALM, target="50")
    assert hopeless.verdict.target is Target.NOT_WITHOUT_CHANGE

    assert "Target out of reach without a change in the process: OTIF" == (
        targets(of(hopeless)).head
    )


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("en", "Targets out of reach without a change in the process: OTIF, FPY"),
        (
            "sv",
            (
                "Når inte målen utan att processen ändras: OTIF på svenska,"
                " FPY på svenska"
            ),
        ),
    ],
)
def test_several_targets_out_of_reach(language: Language, head: str) -> None:
    lines = (figure(target="50"), figure(target="50", name="FPY"))

    assert head == targets(of(*lines, language=language)).head


@pytest.mark.parametrize("target", [None, "4", "-9"])
def test_a_target_that_can_be_met_is_nothing_to_tell(target: str | None) -> None:
    assert Lines() == targets(of(figure(target=target)))


def test_a_target_is_not_judged_while_the_process_changes() -> None:
    assert Lines() == targets(of(figure(UP, target="50")))


# --- missing figures -----------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("en", "Missing for W12: OTIF."),
        ("sv", "Saknas för v12: OTIF på svenska."),
    ],
)
def test_a_missing_figure_is_named(language: Language, head: str) -> None:
    assert head == missing(of(figure(missing=True), language=language)).head


def test_whose_a_missing_figure_is_cannot_be_told() -> None:
    """What is not in the week cannot slip out of it."""
    assert {"kpi", "analysis", "verdict", "period", "new", "missing"} == {
        one.name for one in fields(KpiLine)
    }


def test_no_figure_is_missing() -> None:
    assert Lines() == missing(of(figure()))


def test_what_does_not_fit_stands_in_the_thread() -> None:
    lines = [figure(name=name, missing=True) for name in "ABCDE"]

    found = missing(of(*lines))

    assert "Missing for W12: A, B, C and 2 more." == found.head
    assert ("A", "B", "C", "D", "E") == found.details
    assert "Missing figures" == found.title


def test_what_fits_is_not_told_twice() -> None:
    lines = [figure(name=name, missing=True) for name in "ABC"]

    assert () == missing(of(*lines)).details


def test_months_and_weeks_are_missing_for_periods_of_their_own() -> None:
    lines = (
        monthly(figure(name="CoPQ", missing=True), "2026-02"),
        figure(missing=True),
    )

    assert "Missing for W12: OTIF. Missing for Feb: CoPQ." == missing(of(*lines)).head


# --- every figure --------------------------------------------------------------


def test_every_figure_is_told_with_its_week_and_both_verdicts() -> None:
    (told,) = every_figure(of(figure(CALM, target="50"))).details

    for part in ("OTIF, W12: 5%.", "normal", "50"):
        assert part in told


def test_a_figure_tells_the_week_that_its_value_is_from() -> None:
    """The one of an earlier week must not pass for this week's."""
    (told,) = every_figure(of(figure(period="2026-W14", missing=True))).details

    assert told.startswith("OTIF, W12: 5%.")


def test_a_figure_without_readings_says_so() -> None:
    (told,) = every_figure(of(figure(""))).details

    assert "OTIF: no readings yet." == told


@pytest.mark.parametrize("language", ["en", "sv"])
def test_no_line_has_a_gap(language: Language) -> None:
    lines = (
        figure(),
        figure(UP, target="50"),
        figure("3 5 3", target="4"),
        figure(stock=True, target="4"),
    )

    for told in every_figure(of(*lines, language=language)).details:
        assert "  " not in told
        assert told == told.strip()
        assert told.endswith((".", ")"))
