"""The line that a bundle opens with: earned, short, and never twice in a row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from engagement.earned import (
    Measured,
    first_new,
    kept_line,
    outcome_line,
    trend_line,
)
from engagement.kpis.words import KpiWords
from engagement.objectives import Objective
from engagement.prompts.fields import Words
from engagement.texts import Bilingual, Language
from engagement.wording import shortened
from tests.unit.digest_parts import CALM, TEXTS, UP, figure

DAY = date(2026, 11, 12)


def words(language: Language = "sv") -> Words:
    return Words(language=language, texts=TEXTS)


def measured(
    values: str = CALM, baseline: str | None = "3", language: Language = "sv"
) -> Measured:
    line = figure(values)
    return Measured(
        objective=Objective(
            objective_id="O1",
            title=Bilingual(en="On time in full", sv="Leveransprecision"),
            goal_id="G1",
            owner_id="E3",
            baseline=None if baseline is None else Decimal(baseline),
        ),
        words=KpiWords(line.kpi, language, TEXTS),
        verdict=line.verdict,
    )


# --- which one -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "last", "shown"),
    [
        (["a", "b"], "", "a"),
        (["a", "b"], "a", "b"),
        (["", "b"], "", "b"),
        (["a"], "a", ""),
        ([], "", ""),
    ],
)
def test_the_first_line_that_did_not_stand_there_last_time_is_shown(
    lines: list[str], last: str, shown: str
) -> None:
    assert shown == first_new(lines, last)


def test_what_is_not_needed_is_not_looked_for() -> None:
    def lines() -> object:
        yield "a"
        raise AssertionError("nobody asked for more")

    assert "a" == first_new(lines(), "")  # type: ignore[arg-type]


# --- what came of an answer --------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "option", "line"),
    [
        ("sv", None, "Du skrev ”Rundan” → borttaget (12 november)"),
        ("en", None, "You wrote “Rundan” → borttaget (12 November)"),
        ("sv", "drop", "Du svarade ”Rundan” → borttaget (12 november)"),
        ("en", "drop", "You answered “Rundan” → borttaget (12 November)"),
    ],
)
def test_an_answer_is_quoted_with_what_came_of_it(
    language: Language, option: str | None, line: str
) -> None:
    assert line == outcome_line(
        words(language), "Rundan", "borttaget.", DAY, wrote=option is None
    )


def test_an_answer_that_was_withdrawn_is_not_quoted() -> None:
    line = outcome_line(words(), "", "borttaget", DAY, wrote=True)

    assert "Vad ditt svar ledde till → borttaget (12 november)" == line


def test_a_long_answer_is_cut_between_words() -> None:
    line = outcome_line(words(), "mycket text " * 40, "borttaget", DAY, wrote=True)

    assert len(line) < 170
    assert "mycket …”" in line


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("kort", 10, "kort"),
        ("två\nrader", 10, "två rader"),
        ("precis tio", 10, "precis tio"),
        ("ett par ord", 10, "ett par …"),
        ("ettlångtord", 10, "ettlångto…"),
    ],
)
def test_words_are_shortened_to_one_line(text: str, most: int, shown: str) -> None:
    assert shown == shortened(text, most)
    assert len(shown) <= most


# --- the person's own objective ----------------------------------------------------


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "sv",
            "Leveransprecision: 5\N{NO-BREAK SPACE}% (v12), mot 3 från början – ingen signal.",
        ),
        ("en", "On time in full: 5% (W12), from 3 at the start – no signal."),
    ],
)
def test_an_objective_is_held_against_where_it_began(
    language: Language, line: str
) -> None:
    assert line == trend_line(measured(language=language))


def test_a_change_is_told_as_probable_and_never_praised() -> None:
    assert trend_line(measured(UP)).endswith("troligen en verklig förändring uppåt.")


@pytest.mark.parametrize("one", [measured(baseline=None), measured("")])
def test_without_a_baseline_or_a_reading_there_is_nothing_to_say(one: Measured) -> None:
    assert "" == trend_line(one)
    assert "" == kept_line(words(), "Ring leverantören", DAY, one)


# --- a promise that was kept -------------------------------------------------------


def test_a_kept_promise_is_told_with_its_objective_s_figure() -> None:
    assert kept_line(words(), "Ring leverantören", DAY, measured()) == (
        "Du gjorde ”Ring leverantören” 12 november. " + trend_line(measured())
    )


def test_a_promise_without_words_is_not_told() -> None:
    assert "" == kept_line(words(), "", DAY, measured())


def test_only_words_of_the_person_s_own_language_are_used() -> None:
    one = measured(language="en")
    title = Bilingual(en="Complaints", sv="Reklamationer")

    line = trend_line(replace(one, objective=replace(one.objective, title=title)))

    assert line.startswith("Complaints: ")
