"""Reviews, closed days, absences, and everything that has no file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.desk.imports.subjects import VALUES
from engagement.facts import AbsenceRecorded, AbsenceWithdrawn
from engagement.people import Absence
from engagement.topics.entries import COLLECTED, KINDS
from tests.unit.import_parts import Store, opened

HEADING = "kind;id;title_sv;owner;date;values\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


def values(store: Store, kind: str, cell: str) -> dict[str, str]:
    """Return the values that one cell makes."""
    store.take("subjects", f'{HEADING}{kind};S1;Titel;E3;2026-11-16;"{cell}"\n')
    (entry,) = store.unit.entries.others()
    return dict(entry.values)


def test_there_is_a_kind_for_everything_that_is_asked_about() -> None:
    assert {*KINDS, *COLLECTED} == set(VALUES)


@pytest.mark.parametrize(
    "cell",
    [
        "ppm=1240;n=14;limit=800",
        "ppm=1240|n=14|limit=800",
        " ppm = 1240 ; N = 14 ;; limit=800; ",
    ],
)
def test_values_are_pairs(store: Store, cell: str) -> None:
    assert {"ppm": "1240", "n": "14", "limit": "800"} == values(store, "supplier", cell)


def test_what_is_no_pair_belongs_to_the_value_before(store: Store) -> None:
    found = values(store, "audit", "findings=Ritning|Mätdon 3|Märkning;overdue=1")

    assert {"findings": "Ritning|Mätdon 3|Märkning", "overdue": "1"} == found


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        ("supplier", "över gränsen", "not_values"),
        ("supplier", "ppm=1;ppm=2", "value_twice"),
        ("supplier", "ppm=många", "value_no_number"),
        ("supplier", "limit=", "value_no_number"),
        ("improvement", "state=paused", "not_one_of"),
        ("complaint", f"customer={'x' * 1000}", "too_long"),
    ],
)
def test_values_that_cannot_be_are_refused(
    store: Store, kind: str, cell: str, code: str
) -> None:
    text = f'{HEADING}{kind};S1;Titel;E3;2026-11-16;"{cell}"\n'

    assert [(2, "values", code)] == store.problems("subjects", text)


def test_a_value_that_no_question_uses_is_told_and_kept(store: Store) -> None:
    plan = store.plan("subjects", f"{HEADING}supplier;S1;Titel;;;pmm=1240\n")

    (warning,) = plan.warnings
    assert ("value_unused", "pmm") == (warning.code, warning.values["name"])
    assert "closed, limit, n, ppm" == warning.values["known"]
    assert 1 == len(plan.facts)


def test_anything_may_be_closed(store: Store) -> None:
    text = f"{HEADING}complaint;K1;Titel;;;closed=2026-11-03\n"

    assert () == store.plan("subjects", text).warnings


def test_the_same_id_may_be_of_two_kinds(store: Store) -> None:
    text = f"{HEADING}meeting;1;Möte;;;\nmöte;1;Igen;;;\nleverantör;1;Bolaget;;;\n"

    assert [(3, "id", "duplicate_id")] == store.problems("subjects", text)
    good = text.replace("möte;1;Igen;;;\n", "")
    assert ("meeting:1", "supplier:1") == store.plan("subjects", good).added


def test_an_unknown_kind_of_subject_names_those_that_there_are(store: Store) -> None:
    text = f"{HEADING}budget;1;Titel;;;\n"

    (problem,) = store.refusal("subjects", text)
    assert ", ".join(VALUES) == problem.values["known"]


def test_a_review_is_planned_moved_and_cancelled(store: Store) -> None:
    store.take("reviews", "id;date\nMR-1;2026-09-03\nMR-2;2026-12-10\n")
    plan = store.plan(
        "reviews", "id;date;cancelled\nMR-1;2026-09-03;nej\nMR-2;2026-12-17;x\n"
    )

    assert (("MR-1",), ("MR-2",)) == (plan.unchanged, plan.changed)
    assert [(2, "cancelled", "not_yes_or_no")] == store.problems(
        "reviews", "id;date;cancelled\nMR-1;2026-09-03;kanske\n"
    )
    assert [(2, "date", "required")] == store.problems("reviews", "id;date\nMR-1;\n")


def test_closed_days_are_in_order_and_end(store: Store) -> None:
    text = (
        "id;starts;ends;site\n"
        "a;2027-07-12;2027-08-08;Göteborg\n"
        "b;2027-08-08;2027-07-12;\n"
        "c;2027-01-01;2027-12-31;\n"
    )

    assert [
        (3, "ends", "ends_first"),
        (4, "ends", "span_too_long"),
    ] == store.problems("closed", text)


def test_a_closed_period_keeps_its_site(store: Store) -> None:
    store.take("closed", "id;starts;ends;site\na;2027-07-12;2027-08-08;Göteborg\n")
    (found,) = store.unit.people.closed_periods()

    assert ("Göteborg", date(2027, 8, 8)) == (found.site, found.ends)


def test_an_absence_is_its_person_and_its_days(store: Store) -> None:
    store.tell(
        AbsenceRecorded(
            absence=Absence(
                absence_id="from-chat",
                person_id="E3",
                starts=date(2026, 12, 21),
                ends=date(2027, 1, 6),
            )
        )
    )
    plan = store.plan(
        "absences",
        "person;starts;ends\n"
        "Maria Lindqvist;2026-12-21;2027-01-06\nE1;2026-12-21;2027-01-06\n",
    )

    assert ("E3 2026-12-21..2027-01-06",) == plan.unchanged
    assert ("E1 2026-12-21..2027-01-06",) == plan.added


def test_other_days_are_another_absence_and_the_first_one_stays(store: Store) -> None:
    store.take("absences", "person;starts;ends\nE3;2026-12-21;2027-01-06\n")
    plan = store.plan("absences", "person;starts;ends\nE3;2026-12-21;2026-12-30\n")

    assert ("E3 2026-12-21..2026-12-30",) == plan.added
    assert ("E3 2026-12-21..2027-01-06",) == plan.missing


def test_an_absence_that_is_over_is_not_missed(store: Store) -> None:
    store.take("absences", "person;starts;ends\nE3;2026-07-06;2026-08-01\n")
    plan = store.plan("absences", "person;starts;ends\nE1;2026-12-21;2026-12-30\n")

    assert () == plan.missing


def test_a_withdrawn_absence_may_come_back(store: Store) -> None:
    text = "person;starts;ends\nE3;2026-12-21;2027-01-06\n"
    store.take("absences", text)
    (held,) = store.unit.people.absences(["E3"])
    store.tell(AbsenceWithdrawn(absence_id=held.absence_id, person_id="E3"))
    store.take("absences", text)

    assert (held,) == store.unit.people.absences(["E3"])


def test_bad_absences_are_all_told(store: Store) -> None:
    text = (
        "person;starts;ends\n"
        "E3;2027-01-06;2026-12-21\n"
        "E9;2026-12-21;2027-01-06\n"
        "E1;2026-12-21;2027-01-06\n"
        "Annika Sjöholm;2026-12-21;2027-01-06\n"
        "E1;2026-12-21;\n"
    )

    assert [
        (2, "ends", "ends_first"),
        (3, "person", "person_unknown"),
        (5, "person", "absence_twice"),
        (6, "ends", "required"),
    ] == store.problems("absences", text)
