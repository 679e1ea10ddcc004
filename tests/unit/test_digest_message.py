"""The digest as a whole, and its sections about people: nobody is shamed."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Any

import pytest

from engagement.digests import LINES_MOST, SECTIONS, parent_lines, thread_lines
from engagement.digests.cases import cases
from engagement.digests.commitments import commitments
from engagement.digests.decisions import decisions
from engagement.digests.objectives import objectives
from engagement.digests.participation import LEAST_ASKED, participation
from engagement.digests.week import (
    CaseCounts,
    Kept,
    KpiLine,
    Lines,
    Shown,
    Waiting,
    Week,
)
from engagement.objectives import Track
from engagement.texts import LANGUAGES, Language
from tests.unit.digest_parts import ROOT, UP, figure, of


def kept(*names: str, what: str = "Ring leverantören") -> tuple[Kept, ...]:
    return tuple(Kept(name=name, what=what) for name in names)


def waiting(*days: int) -> tuple[Waiting, ...]:
    return tuple(Waiting(title=f"Beslut {n}", days=n) for n in days)


FULL: dict[str, Any] = {
    "kept": kept("Maria"),
    "waiting": waiting(3, 40),
    "asked": 8,
    "answered": 6,
    "cases": CaseCounts(opened=2, closed=1, waiting=3, overdue=1),
    "shown": (
        Shown(
            title="OTIF",
            name="Åsa",
            track=Track.ON_TRACK,
            confidence=8,
            figure="95.2% (W12), no signal.",
        ),
    ),
}
LINES = (
    figure(UP, target="50"),
    figure(name="FPY", target="50"),
    figure(name="CoPQ", missing=True),
)


# --- the parent message --------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_week_has_six_lines(language: Language) -> None:
    found = parent_lines(of(*LINES, language=language, **FULL))

    assert LINES_MOST == len(found) == 6
    assert all(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lines", [LINES, ()])
def test_the_last_line_is_the_size_and_the_root_of_the_ledger(
    language: Language, lines: tuple[KpiLine, ...]
) -> None:
    last = parent_lines(of(*lines, language=language))[-1]

    assert "214" in last
    assert ROOT in last


def test_a_week_without_anything_still_says_so() -> None:
    first, last = parent_lines(of())

    assert "No figures are set up yet." == first
    assert ROOT in last


def test_the_footer_is_never_what_is_cut() -> None:
    """However many sections there will be."""

    def section(week: Week) -> Lines:
        return Lines(head=f"line of {week.period}")

    found = parent_lines(of(), (section,) * 9)

    assert ("line of 2026-W12",) * 5 == found[:-1]
    assert ROOT in found[-1]


def test_signals_lead_and_the_rest_follows_in_one_order() -> None:
    found = parent_lines(of(*LINES, **FULL))

    for line, word in zip(
        found, ["OTIF:", "FPY", "decisions", "kept", "Missing", "root"], strict=True
    ):
        assert word in line


def test_the_thread_holds_only_what_has_something_to_say() -> None:
    assert [] == [title for title, lines in thread_lines(of()) if not lines]
    assert 6 == len(thread_lines(of(*LINES, **FULL)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_a_hole_or_a_key(language: Language) -> None:
    week = of(*LINES, language=language, **FULL)
    said = [*parent_lines(week), *chain(*(lines for _, lines in thread_lines(week)))]
    said += [title for title, _ in thread_lines(week)]

    for sentence in said:
        assert not any(hole in sentence for hole in ("{", "}", "None", "  ", "digest."))


def test_nobody_is_named_but_who_kept_a_promise_or_showed_an_objective() -> None:
    week = of(*LINES, **FULL)
    said = " ".join(parent_lines(week)) + str(thread_lines(week))

    for name, place in (("Maria", "commitments"), ("Åsa", "objectives")):
        assert name in said
        named = [one.__name__ for one in SECTIONS if name in str(one(week))]
        assert [place] == named


# --- decisions that wait -------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "language", "head"),
    [
        ((1,), "en", "1 decision is waiting, for 1 day."),
        ((2,), "en", "1 decision is waiting, for 2 days."),
        ((3, 40), "en", "2 decisions are waiting, the oldest for 40 days."),
        ((1, 1), "en", "2 decisions are waiting, the oldest for 1 day."),
        ((1,), "sv", "1 beslut väntar, sedan 1 dag."),
        ((3, 40), "sv", "2 beslut väntar, det äldsta sedan 40 dagar."),
        ((0,), "en", "1 decision is waiting, for 0 days."),
    ],
)
def test_decisions_are_counted_with_the_age_of_the_oldest(
    days: tuple[int, ...], language: Language, head: str
) -> None:
    assert head == decisions(of(language=language, waiting=waiting(*days))).head


def test_the_oldest_decision_comes_first_in_the_thread() -> None:
    found = decisions(of(waiting=waiting(1, 40, 3)))

    assert (
        "Beslut 40 (waiting for 40 days)",
        "Beslut 3 (waiting for 3 days)",
        "Beslut 1 (waiting for 1 day)",
    ) == found.details
    assert "Decisions that wait" == found.title


def test_no_decision_waits() -> None:
    assert Lines() == decisions(of())


# --- commitments that were kept ------------------------------------------------


@pytest.mark.parametrize(
    ("names", "language", "head"),
    [
        (("Maria",), "en", "1 commitment kept: Maria"),
        (("Maria", "Erik"), "en", "2 commitments kept: Maria, Erik"),
        (("Maria",), "sv", "1 åtagande hållet: Maria"),
        (("Maria", "Erik"), "sv", "2 åtaganden hållna: Maria, Erik"),
        (("Maria", "Maria"), "en", "2 commitments kept: Maria"),
        (tuple("ABCDE"), "en", "5 commitments kept: A, B, C and 2 more"),
        (tuple("ABCD"), "sv", "4 åtaganden hållna: A, B, C och 1 till"),
    ],
)
def test_who_kept_a_promise_is_named_once(
    names: tuple[str, ...], language: Language, head: str
) -> None:
    assert head == commitments(of(language=language, kept=kept(*names))).head


def test_every_kept_promise_stands_in_the_thread() -> None:
    found = commitments(of(kept=kept("Maria", "Maria", "Erik")))

    assert (
        "Maria: Ring leverantören",
        "Maria: Ring leverantören",
        "Erik: Ring leverantören",
    ) == found.details


def test_a_kept_promise_without_words_is_told_by_the_name_alone() -> None:
    """Its words were redacted; that it was kept stands."""
    assert ("Maria",) == commitments(of(kept=kept("Maria", what=""))).details


def test_no_promise_was_kept() -> None:
    assert Lines() == commitments(of())


# --- answers that are owed -----------------------------------------------------


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("en", "Answers owed: 2 new, 1 answered, 3 waiting, 1 overdue."),
        (
            "sv",
            (
                "Svar som samordnarna är skyldiga: 2 nya, 1 besvarat, 3 väntar,"
                " 1 försenat."
            ),
        ),
    ],
)
def test_cases_are_counts_and_nothing_else(language: Language, head: str) -> None:
    found = cases(of(language=language, cases=FULL["cases"]))

    assert head == found.head
    assert 4 == len(found.details)


def test_a_week_without_cases_says_nothing_of_them() -> None:
    assert Lines() == cases(of())


def test_a_case_that_was_closed_in_the_week_is_still_counted() -> None:
    assert "1 answered" in cases(of(cases=CaseCounts(closed=1))).head


# --- objectives that their owners show -----------------------------------------


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "OTIF (Åsa): 8 of 10, on track. 95.2% (W12), no signal."),
        ("sv", "OTIF (Åsa): 8 av 10, i fas. 95.2% (W12), no signal."),
    ],
)
def test_an_objective_is_told_with_its_owner_who_chose_so(
    language: Language, line: str
) -> None:
    assert (line,) == objectives(of(language=language, shown=FULL["shown"])).details


def test_an_objective_without_a_figure_is_told_in_its_owner_s_words() -> None:
    (one,) = FULL["shown"]

    (line,) = objectives(of(shown=(replace(one, figure=""),))).details

    assert "OTIF (Åsa): 8 of 10, on track." == line


def test_objectives_are_told_in_their_own_order_whatever_they_say() -> None:
    """A list by confidence would be a ranking of people."""
    (one,) = FULL["shown"]
    rows = tuple(
        replace(one, title=f"O{n}", confidence=confidence)
        for n, confidence in enumerate((3, 9, 5))
    )

    told = objectives(of(shown=rows)).details

    assert ["O0", "O1", "O2"] == [line[:2] for line in told]


# --- taking part ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "answered"),
    [(5, 5), (5, 3), (8, 5), (8, 6), (100, 51), (7, 7)],
)
def test_taking_part_is_told_when_most_have_answered(asked: int, answered: int) -> None:
    found = participation(of(asked=asked, answered=answered))

    assert (f"{answered} of {asked} asked in the week have answered.",) == found.details
    assert "" == found.head


@pytest.mark.parametrize(
    ("asked", "answered", "why"),
    [
        (0, 0, "nobody was asked"),
        (4, 4, "so few can be told apart"),
        (4, 3, "so few can be told apart"),
        (5, 4, "exactly one is missing, and everybody knows who"),
        (100, 99, "exactly one is missing, and everybody knows who"),
        (8, 4, "half is not most"),
        (8, 1, "it would shame"),
        (9, 0, "it would shame"),
    ],
)
def test_taking_part_is_not_told_where_it_would_point_at_people(
    asked: int, answered: int, why: str
) -> None:
    assert Lines() == participation(of(asked=asked, answered=answered)), why


def test_the_least_number_is_that_of_the_privacy_rules() -> None:
    assert 5 == LEAST_ASKED


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Taking part"), ("sv", "Deltagande")]
)
def test_taking_part_has_a_title_in_both_languages(
    language: Language, title: str
) -> None:
    assert title == participation(of(language=language, asked=6, answered=6)).title


def test_a_promise_that_leaders_were_not_told_of_is_counted_and_not_named() -> None:
    alone = commitments(of(kept=(Kept(), Kept())))
    beside = commitments(of(kept=(*kept("Maria"), Kept())))

    assert Lines(head="2 commitments kept") == alone
    assert "2 commitments kept, among them: Maria" == beside.head
    assert ("Maria: Ring leverantören",) == beside.details
