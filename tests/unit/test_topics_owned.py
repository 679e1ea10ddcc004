"""Subjects that one person answers for: objectives, risks, treatments, actions, signals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from engagement.objectives import Objective
from engagement.organisation import Rules
from engagement.reviews import ActionState, Review, ReviewAction
from engagement.risks import Risk, RiskKind
from engagement.subjects import Subject
from engagement.topics import Sources, subjects_of
from engagement.topics.owned import (
    actions,
    objectives,
    risks,
    signals,
    treatments,
)
from engagement.topics.sources import present
from tests.unit.flow_company import FPY, OTIF, SOURCES, TODAY, both, change, figure


def sources(**changes: Any) -> Sources:
    return Sources(today=TODAY, **changes)


def one(build: Callable[[Sources], Iterable[Subject]], made_of: Sources) -> Subject:
    """Return the only subject that is built."""
    [subject] = build(made_of)
    return subject


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


# --- whose ---------------------------------------------------------------------


def test_what_is_owned_is_its_owner_s_and_the_rest_is_asked_of_functions() -> None:
    found = subjects_of(SOURCES)

    assert {None, "E3"} == set(found)
    assert {
        "action",
        "audit",
        "improvement",
        "meeting",
        "nonconformity",
        "objective",
        "risk",
        "signal",
        "treatment",
    } == {subject.kind for subject in found["E3"]}
    assert "complaint" in {subject.kind for subject in found[None]}


def test_what_nobody_owns_is_vacant() -> None:
    vacant = replace(SOURCES.objectives[0], owner_id=None)

    assert one(objectives, sources(objectives=(vacant,))).owner_id is None


def test_values_that_are_not_there_are_left_out() -> None:
    """Nought is a value; an empty text in both languages is none."""
    assert {"n": 0, "m": Decimal(0), "title": both("A")} == present(
        n=0, m=Decimal(0), title=both("A"), none=None, empty="", nothing=both("")
    )


# --- objectives ----------------------------------------------------------------

OTIF_95 = Objective(
    objective_id="O1",
    title=both("Delivery precision"),
    goal_id="G1",
    owner_id="E3",
    kpis=("otif", "fpy"),
    target=Decimal(95),
    due_on=date(2026, 12, 31),
    cadence="quarterly",
    since=date(2026, 1, 1),
    value=Decimal(90),
    confidence=4,
    reviewed_on=days_ago(14),
)


def objective(**changes: Any) -> Subject:
    """Return the subject of the objective, otherwise."""
    return one(
        objectives,
        sources(
            objectives=(replace(OTIF_95, **changes),),
            goals=SOURCES.goals,
            figures=(figure(OTIF),),
        ),
    )


def test_an_objective_has_its_goal_its_figure_and_its_target() -> None:
    subject = objective()

    assert {
        "objective": both("Delivery precision"),
        "goal": SOURCES.goals[0].title,
        "value": Decimal("95.2"),
        "target": Decimal(95),
        "date": date(2026, 12, 31),
        "confidence": 4,
    } == subject.values
    assert ("objective:O1", "quarterly", date(2026, 1, 1), days_ago(14)) == (
        subject.key,
        subject.cadence,
        subject.since,
        subject.reviewed_on,
    )


def test_the_other_figures_of_an_objective_stand_beside_it() -> None:
    """Those that are known, in both languages; the first one is in the question."""
    fpy = replace(
        figure(FPY), stands=both("First pass yield: now 98%", "Direktutfall: nu 98 %")
    )
    known = sources(objectives=(OTIF_95,), figures=(figure(OTIF), fpy))

    assert fpy.stands == one(objectives, known).beside
    assert not objective().beside


@pytest.mark.parametrize("kpis", [(), ("fpy",)])
def test_without_a_reading_the_owner_s_last_value_counts(kpis: tuple[str, ...]) -> None:
    assert Decimal(90) == objective(kpis=kpis).values["value"]


def test_a_figure_without_readings_gives_no_value() -> None:
    empty = replace(figure(OTIF), latest=None)
    only = replace(OTIF_95, value=None)

    subject = one(objectives, sources(objectives=(only,), figures=(empty,)))

    assert "value" not in subject.values


@pytest.mark.parametrize(("goal", "kept"), [("G1", True), ("G9", False), (None, False)])
def test_a_goal_that_is_not_there_is_left_out(goal: str | None, *, kept: bool) -> None:
    assert kept is ("goal" in objective(goal_id=goal).values)


@pytest.mark.parametrize(
    ("changes", "events"),
    [
        ({}, {"low_confidence": "2026-11-10"}),
        ({"confidence": 5}, {"low_confidence": "2026-11-10"}),
        ({"confidence": 6}, {}),
        ({"confidence": None}, {}),
        ({"reviewed_on": None}, {}),
        ({"reviewed_on": days_ago(28)}, {"low_confidence": "2026-10-27"}),
        ({"reviewed_on": days_ago(29)}, {}),
    ],
)
def test_a_low_confidence_of_the_last_weeks_is_an_event(
    changes: dict[str, Any], events: dict[str, str]
) -> None:
    """What was imported from last year asks nobody for a next step."""
    assert events == objective(**changes).events


def test_how_low_is_a_rule_of_the_organisation() -> None:
    strict = sources(objectives=(OTIF_95,), rules=Rules(low_confidence=3))

    assert {} == one(objectives, strict).events


# --- risks and what is done about them -----------------------------------------

FIRE = Risk(
    risk_id="R01",
    title=both("Fire", "Brand"),
    owner_id="E3",
    likelihood=3,
    impact=5,
    reviewed_on=days_ago(21),
    since=date(2026, 1, 1),
    treatment="Sprinklers",
)


def test_a_risk_has_its_title_its_id_and_its_last_review() -> None:
    subject = one(risks, sources(risks=(FIRE,)))

    assert {
        "risk": both("Fire", "Brand"),
        "id": "R01",
        "kind": "threat",
        "date": days_ago(21),
    } == subject.values
    assert ("risk:R01", date(2026, 1, 1)) == (subject.key, subject.since)


def test_a_risk_that_nobody_reviewed_has_no_date() -> None:
    assert (
        "date"
        not in one(risks, sources(risks=(replace(FIRE, reviewed_on=None),))).values
    )


def test_an_opportunity_says_that_it_is_one() -> None:
    chance = replace(FIRE, kind=RiskKind.OPPORTUNITY)

    assert "opportunity" == one(risks, sources(risks=(chance,))).values["kind"]


def test_each_owner_has_one_top_risk() -> None:
    """The heaviest; of equal ones the first by id."""
    listed = (
        replace(FIRE, risk_id="R3", likelihood=5),
        replace(FIRE, risk_id="R2", likelihood=5),
        replace(FIRE, risk_id="R1"),
        replace(FIRE, risk_id="R9", owner_id="E5", likelihood=1),
    )

    tops = [s.subject_id for s in risks(sources(risks=listed)) if s.top]

    assert ["R2", "R9"] == tops


def test_a_weight_is_likelihood_times_impact() -> None:
    assert 15 == FIRE.weight


@pytest.mark.parametrize(
    ("treated_on", "known", "events"),
    [
        (None, False, {}),
        (TODAY, True, {"risk_treated": "2026-11-24"}),
        (days_ago(31), True, {"risk_treated": "2026-10-24"}),
        (days_ago(32), True, {}),
        (days_ago(-1), False, {}),
    ],
)
def test_a_treatment_is_asked_about_when_it_is_finished(
    treated_on: date | None, events: dict[str, str], *, known: bool
) -> None:
    """One that is to be finished tomorrow has not been finished."""
    treated = replace(FIRE, treated_on=treated_on)

    subject = one(treatments, sources(risks=(treated,)))

    assert (known, known) == ("action" in subject.values, "date" in subject.values)
    assert ("treatment:R01", events) == (subject.key, subject.events)


def test_what_is_not_treated_has_no_treatment() -> None:
    assert [] == list(treatments(sources(risks=(replace(FIRE, treatment=""),))))


# --- actions -------------------------------------------------------------------

RIG = ReviewAction(
    action_id="A2",
    title=both("Test rig", "Provrigg"),
    review_id="MR-1",
    owner_id="E3",
    due_on=date(2026, 11, 30),
)
HELD = Review(review_id="MR-1", held_on=date(2026, 9, 3))


def action(review: Review = HELD, **changes: Any) -> Subject:
    """Return the subject of the action, otherwise."""
    made_of = sources(actions=(replace(RIG, **changes),), reviews=(review,))
    return one(actions, made_of)


def test_an_action_has_its_review_and_its_day() -> None:
    assert {
        "action": both("Test rig", "Provrigg"),
        "date": date(2026, 9, 3),
        "due": date(2026, 11, 30),
    } == action().values


@pytest.mark.parametrize(
    ("changes", "review"),
    [
        ({"review_id": None}, HELD),
        ({"review_id": "MR-9"}, HELD),
        ({}, replace(HELD, held_on=days_ago(-9))),
    ],
)
def test_without_a_review_that_was_held_it_has_no_date(
    changes: dict[str, Any], review: Review
) -> None:
    assert "date" not in action(review, **changes).values


@pytest.mark.parametrize("state", [ActionState.DONE, ActionState.DROPPED])
def test_a_closed_action_is_no_subject(state: ActionState) -> None:
    closed = replace(RIG, state=state)

    assert [] == list(actions(sources(actions=(closed,))))


@pytest.mark.parametrize(
    ("left", "notice"),
    [(31, None), (30, 30), (8, 30), (7, 7), (2, 7), (1, 1), (0, 1), (-1, None)],
)
def test_a_deadline_is_announced_by_the_nearest_notice(
    left: int, notice: int | None
) -> None:
    due_on = days_ago(-left)

    events = action(due_on=due_on, since=None).events

    expected = {} if notice is None else {"deadline": f"due-{notice}:{due_on}"}
    assert expected == events


@pytest.mark.parametrize(("age", "announced"), [(13, False), (14, True)])
def test_a_notice_is_skipped_where_it_is_longer_than_half_the_time(
    age: int, *, announced: bool
) -> None:
    """Nobody is reminded a week ahead of what was decided the day before."""
    due_on = days_ago(-6)

    events = action(due_on=due_on, since=due_on - timedelta(days=age)).events

    assert announced is bool(events)


def test_without_a_day_there_is_no_deadline() -> None:
    assert {} == action(due_on=None).events


# --- signals -------------------------------------------------------------------


def test_a_change_of_the_last_weeks_is_its_owner_s_to_explain() -> None:
    owned = replace(OTIF, owner_id="E5")

    subject = one(signals, sources(figures=(figure(owned, change()),)))

    assert (
        "signal:otif/outside_limits-2026-W39",
        "E5",
        {"kpi": OTIF.name, "week": both("W39", "v39")},
        {"signal": "outside_limits-2026-W39"},
    ) == (subject.key, subject.owner_id, subject.values, subject.events)


def test_a_figure_without_an_owner_is_its_first_objective_s() -> None:
    second = replace(OTIF_95, objective_id="O2", owner_id="E5")

    subject = one(
        signals,
        sources(figures=(figure(OTIF, change()),), objectives=(OTIF_95, second)),
    )

    assert "E3" == subject.owner_id


def test_a_figure_that_measures_nothing_of_anybody_s_is_vacant() -> None:
    made_of = sources(figures=(figure(FPY, change()),))

    assert one(signals, made_of).owner_id is None


@pytest.mark.parametrize(
    ("found", "asked"),
    [
        (change(explained=True), False),
        (change(detected_on=days_ago(28)), True),
        (change(detected_on=days_ago(29)), False),
    ],
)
def test_what_is_explained_or_old_is_not_asked_about(
    found: Any, *, asked: bool
) -> None:
    made_of = sources(figures=(figure(OTIF, found),))

    assert asked is bool(list(signals(made_of)))
