"""What answers have said is not wiped by a file, and yields to a later word only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engagement.facts import ObjectiveReviewed, SubjectReviewed
from engagement.objectives import Objective, Track
from engagement.reviews import ActionState, ReviewAction
from engagement.risks import Risk
from tests.unit.import_parts import GOALS, KPIS, OBJECTIVES, Store, opened

REVIEWS = "id;date\nMR-1;2026-09-03\n"
ACTION = "id;title_sv;review;kind;owner;due;state;state_date;last_reviewed\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        found.take("goals", GOALS)
        found.take("kpis", KPIS)
        found.take("reviews", REVIEWS)
        yield found


def objective(store: Store) -> Objective:
    (found,) = store.unit.entries.objectives()
    return found


def risk(store: Store) -> Risk:
    (found,) = store.unit.entries.risks()
    return found


def action(store: Store) -> ReviewAction:
    (found,) = store.unit.entries.actions()
    return found


def update(on: date) -> ObjectiveReviewed:
    """Return that the owner of O1 said where it stands."""
    return ObjectiveReviewed(
        objective_id="O1",
        person_id="E3",
        on=on,
        value=Decimal("95.2"),
        track=Track.AT_RISK,
        confidence=4,
    )


def answer(subject: str, on: date, outcome: str) -> SubjectReviewed:
    """Return that the owner of something answered."""
    return SubjectReviewed(
        subject=subject, person_id="E3", on=on, outcome=outcome, occasion_id="Q1"
    )


def test_an_update_of_an_objective_survives_the_file(store: Store) -> None:
    store.take("objectives", OBJECTIVES)
    store.tell(update(date(2026, 11, 20)))
    store.take("objectives", OBJECTIVES.replace("95;2026-12-31", "96;2027-01-31"))
    found = objective(store)

    assert (Decimal(96), date(2027, 1, 31)) == (found.target, found.due_on)
    assert (Decimal("95.2"), Track.AT_RISK, 4) == (
        found.value,
        found.track,
        found.confidence,
    )
    assert date(2026, 11, 20) == found.reviewed_on


def test_the_same_file_says_nothing_new_after_an_update(store: Store) -> None:
    store.take("objectives", OBJECTIVES)
    store.tell(update(date(2026, 11, 20)))

    assert () == store.plan("objectives", OBJECTIVES).facts


def test_a_later_review_in_the_file_counts_and_leaves_the_rest(store: Store) -> None:
    store.take("objectives", OBJECTIVES)
    store.tell(update(date(2026, 11, 12)))
    store.take("objectives", OBJECTIVES.replace("2026-11-10", "2026-11-18"))
    found = objective(store)

    assert date(2026, 11, 18) == found.reviewed_on
    assert (Track.AT_RISK, 4) == (found.track, found.confidence)


def test_without_an_answer_a_file_may_correct_a_file(store: Store) -> None:
    store.take("objectives", OBJECTIVES)
    store.take("objectives", OBJECTIVES.replace("2026-11-10", "2026-10-10"))

    assert date(2026, 10, 10) == objective(store).reviewed_on


@pytest.mark.parametrize("column", ["last_reviewed", "since"])
def test_a_day_is_not_forgotten_by_an_empty_cell(store: Store, column: str) -> None:
    heading = "id;title_sv;last_reviewed;since\n"
    store.take("objectives", f"{heading}O1;Mål;2026-11-10;2026-01-15\n")

    assert () == store.plan("objectives", f"id;title_sv;{column}\nO1;Mål;\n").facts


def test_an_objective_takes_its_unit_from_its_first_kpi(store: Store) -> None:
    store.take("objectives", OBJECTIVES)
    assert "%" == objective(store).unit.sv

    store.take("objectives", OBJECTIVES.replace("otif", "copq|otif"))
    assert "% av omsättningen" == objective(store).unit.sv

    store.take("objectives", OBJECTIVES.replace("otif", ""))
    assert "" == objective(store).unit.sv


def test_a_new_unit_of_the_kpi_is_no_news_of_the_objective(store: Store) -> None:
    store.take("objectives", OBJECTIVES)
    store.take("kpis", "id;unit_sv\notif;procent\n")

    assert () == store.plan("objectives", OBJECTIVES).facts


def test_a_reviewed_risk_stays_reviewed(store: Store) -> None:
    text = "id;title_sv;owner;impact;last_reviewed\nR1;Risk;E3;{};2026-10-01\n"
    store.take("risks", text.format(5))
    store.tell(answer("risk:R1", date(2026, 11, 17), "up"))
    store.take("risks", text.format(4))

    assert (4, date(2026, 11, 17)) == (risk(store).impact, risk(store).reviewed_on)
    assert () == store.plan("risks", text.format(4)).facts


def test_a_finished_treatment_says_what_it_was(store: Store) -> None:
    text = "id;title_sv;treatment;treated\nR1;Risk;;2026-11-01\n"

    assert [(2, "treatment", "treatment_missing")] == store.problems("risks", text)


def test_the_state_of_an_action_is_what_its_owner_said_last(store: Store) -> None:
    text = f"{ACTION}A1;Åtgärd;MR-1;;E3;2026-11-30;open;2026-10-01;2026-10-01\n"
    store.take("actions", text)
    store.tell(answer("action:A1", date(2026, 11, 19), "done"))
    store.take("actions", text.replace("Åtgärd", "Bättre ord"))
    found = action(store)

    assert "Bättre ord" == found.title.sv
    assert (ActionState.DONE, date(2026, 11, 19), date(2026, 11, 19)) == (
        found.state,
        found.state_on,
        found.done_on,
    )
    assert date(2026, 11, 19) == found.reviewed_on


def test_of_one_day_the_answer_counts(store: Store) -> None:
    text = f"{ACTION}A1;Åtgärd;;;E3;;planned;2026-10-01;\n"
    store.take("actions", text)
    store.tell(answer("action:A1", date(2026, 11, 12), "done"))
    later = text.replace("planned;2026-10-01", "blocked;2026-11-12")

    assert () == store.plan("actions", later).facts


def test_a_later_state_in_the_file_counts(store: Store) -> None:
    text = f"{ACTION}A1;Åtgärd;;;E3;;planned;2026-10-01;\n"
    store.take("actions", text)
    store.tell(answer("action:A1", date(2026, 11, 12), "done"))
    store.take("actions", text.replace("planned;2026-10-01", "blocked;2026-11-18"))
    found = action(store)

    assert (ActionState.BLOCKED, date(2026, 11, 18)) == (found.state, found.state_on)
    assert (None, date(2026, 11, 12)) == (found.done_on, found.reviewed_on)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("done", ActionState.DONE),
        ("planned", ActionState.PLANNED),
        ("blocked", ActionState.BLOCKED),
        ("not_relevant", ActionState.DROPPED),
        ("something_else", ActionState.OPEN),
    ],
)
def test_answers_make_the_states_that_the_store_makes_of_them(
    store: Store, outcome: str, state: ActionState
) -> None:
    """The file says nothing new, so what it comes to is what is there."""
    text = f"{ACTION}A1;Åtgärd;;;E3;;open;2026-10-01;\n"
    store.take("actions", text)
    store.tell(answer("action:A1", date(2026, 11, 12), outcome))

    assert state is action(store).state
    assert () == store.plan("actions", text).facts


def test_a_state_without_a_day_counts_only_where_nobody_answered(store: Store) -> None:
    heading = "id;title_sv;state\n"
    store.take("actions", f"{ACTION}A1;Åtgärd;;;E3;;planned;2026-10-01;\n")
    store.take("actions", f"{heading}A1;Åtgärd;blocked\n")
    assert (ActionState.BLOCKED, None) == (
        action(store).state,
        action(store).state_on,
    )

    store.tell(answer("action:A1", date(2026, 11, 12), "done"))
    assert () == store.plan("actions", f"{heading}A1;Åtgärd;blocked\n").facts


def test_what_is_done_has_a_day(store: Store) -> None:
    text = "id;title_sv;state\nA1;Åtgärd;klar\n"

    assert [(2, "state_date", "state_date_missing")] == store.problems("actions", text)


def test_an_action_done_in_the_file_is_done_on_that_day(store: Store) -> None:
    store.take("actions", f"{ACTION}A1;Åtgärd;;;E3;;done;2026-10-26;\n")

    assert date(2026, 10, 26) == action(store).done_on


def test_an_action_belongs_to_a_review_that_is_there(store: Store) -> None:
    text = f"{ACTION}A1;Åtgärd;MR-9;;E3;;;;\n"

    assert [(2, "review", "review_unknown")] == store.problems("actions", text)
