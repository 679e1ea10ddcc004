"""Subjects that are asked of a function: lists, queues, reviews, the policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from engagement.organisation import Rules
from engagement.reviews import ActionState, Review, ReviewAction
from engagement.subjects import Subject
from engagement.topics import Sources
from engagement.topics.shared import (
    coordinators,
    figures,
    objective_list,
    policy,
    resource_queue,
    reviews,
    signal_list,
)
from tests.unit.flow_company import (
    FPY,
    OTIF,
    SOURCES,
    TODAY,
    both,
    change,
    entry,
    figure,
)


def sources(**changes: Any) -> Sources:
    return Sources(today=TODAY, **changes)


def one(build: Callable[[Sources], Iterable[Subject]], made_of: Sources) -> Subject:
    """Return the only subject that is built; it is nobody's own."""
    [subject] = build(made_of)
    assert subject.owner_id is None
    return subject


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    "build",
    [
        coordinators,
        figures,
        objective_list,
        policy,
        resource_queue,
        reviews,
        signal_list,
    ],
)
def test_of_nothing_there_is_no_subject(
    build: Callable[[Sources], Iterable[Subject]],
) -> None:
    assert [] == list(build(sources()))


# --- lists ---------------------------------------------------------------------


def test_all_objectives_can_be_chosen_from() -> None:
    subject = one(objective_list, sources(objectives=SOURCES.objectives))

    assert [("O1", "Delivery precision"), ("O5", "Supplier defects")] == [
        (choice.choice_id, choice.label.en) for choice in subject.choices["objectives"]
    ]


def test_the_two_newest_changes_can_be_chosen_from() -> None:
    found = (
        change(episode="a", detected_on=days_ago(3)),
        change(episode="b", detected_on=days_ago(1)),
        change(episode="c", detected_on=days_ago(2)),
        change(episode="d", explained=True),
        change(episode="e", detected_on=days_ago(29)),
    )

    subject = one(signal_list, sources(figures=(figure(OTIF, *found),)))

    assert ["otif/b", "otif/c"] == [c.choice_id for c in subject.choices["signals"]]


# --- figures -------------------------------------------------------------------


def test_two_figures_are_shown_those_of_objectives_first() -> None:
    third = replace(OTIF, kpi_id="aaa", name=both("Another"))
    made_of = sources(
        figures=(figure(third), figure(FPY), figure(OTIF)),
        objectives=(replace(SOURCES.objectives[0], kpis=("otif", "fpy")),),
    )

    assert {
        "figure_1": "On time in full 95.2%",
        "verdict_1": "probably really changed",
        "figure_2": "First pass yield 95.2%",
        "verdict_2": "probably really changed",
    } == {k: getattr(v, "en", v) for k, v in one(figures, made_of).values.items()}


def test_one_figure_is_not_enough_to_judge_by() -> None:
    """The second one is missing then, so nobody is asked."""
    assert "figure_2" not in one(figures, sources(figures=(figure(OTIF),))).values


def test_a_figure_without_a_reading_is_none() -> None:
    empty = replace(figure(OTIF), latest=None)

    assert [] == list(figures(sources(figures=(empty,))))


# --- resources -----------------------------------------------------------------

RIG = ReviewAction(
    action_id="A2",
    title=both("Test rig"),
    review_id="MR-1",
    kind="resources",
    since=days_ago(3),
)
HELD = Review(review_id="MR-1", held_on=days_ago(20))


def queue(*actions: ReviewAction, **changes: Any) -> Subject:
    return one(resource_queue, sources(actions=actions, **changes))


def test_the_oldest_request_stands_for_the_queue() -> None:
    subject = queue(
        RIG,
        reviews=(HELD,),
        entries=(entry("resource", title=both("Climate chamber"), on=days_ago(8)),),
    )

    assert {"n": 2, "action": both("Test rig"), "days": 20} == subject.values


def test_an_action_without_a_review_waits_since_it_exists() -> None:
    assert 3 == queue(RIG).values["days"]


def test_what_has_no_date_is_counted_and_never_the_oldest() -> None:
    undated = replace(RIG, action_id="A3", title=both("Undated"), since=None)

    assert {"n": 2, "action": both("Test rig"), "days": 3} == queue(undated, RIG).values


def test_of_equally_old_ones_the_first_by_name_stands_for_the_queue() -> None:
    other = replace(RIG, action_id="A3", title=both("Another"))

    assert both("Another") == queue(RIG, other).values["action"]


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "improvement"},
        {"state": ActionState.DONE},
        {"since": days_ago(-2), "review_id": None},
        {"since": None, "review_id": None},
    ],
)
def test_what_does_not_wait_is_no_queue(changes: dict[str, Any]) -> None:
    """Another kind, a closed one, one that begins later; and one undated is none."""
    made_of = sources(actions=(replace(RIG, **changes),))

    assert [] == list(resource_queue(made_of))


@pytest.mark.parametrize(
    "changes", [{"values": {"closed": "2026-11-20"}}, {"on": days_ago(-1)}]
)
def test_a_request_that_is_closed_or_ahead_does_not_wait(
    changes: dict[str, Any],
) -> None:
    made_of = sources(entries=(entry("resource", **changes),))

    assert [] == list(resource_queue(made_of))


def test_other_entries_ask_for_no_resources() -> None:
    assert [] == list(resource_queue(sources(entries=(entry("meeting"),))))


# --- reviews -------------------------------------------------------------------


def review(ahead: int, *actions: ReviewAction, **changes: Any) -> Subject:
    """Return a review so many days from today."""
    held = Review(review_id="MR-1", held_on=days_ago(-ahead))
    return one(reviews, sources(reviews=(held,), actions=actions, **changes))


DECIDED = replace(RIG, owner_id="E3", due_on=days_ago(-9))
LOOSE = replace(RIG, action_id="A9", owner_id=None, due_on=days_ago(-9))


@pytest.mark.parametrize(
    ("ahead", "asked"), [(15, False), (14, True), (1, True), (0, False)]
)
def test_a_review_is_prepared_for_from_two_weeks_before(
    ahead: int, *, asked: bool
) -> None:
    """Up to the day before: on the day itself the agenda is made."""
    events = {"review_before": days_ago(-ahead).isoformat()} if asked else {}

    assert events == review(ahead).events


def test_how_long_before_is_a_rule_of_the_organisation() -> None:
    assert {} == review(14, rules=Rules(review_prompt_days=7)).events


@pytest.mark.parametrize(
    ("ago", "events"),
    [
        (1, set()),
        (4, {"review_after_2"}),
        (6, {"review_after_2"}),
        (7, {"review_after_2", "review_after_5"}),
    ],
)
def test_after_a_review_working_days_count(ago: int, events: set[str]) -> None:
    """Today is Tuesday: four days ago was Friday, seven days ago last Tuesday."""
    assert events == set(review(-ago, DECIDED, LOOSE).events)


def test_holidays_are_no_working_days() -> None:
    off = frozenset({days_ago(1)})

    assert {} == review(-4, LOOSE, holidays=off).events


def test_complete_decisions_lack_nothing() -> None:
    assert {"review_after_5"} == set(review(-10, DECIDED).events)


@pytest.mark.parametrize(
    ("changes", "loose"),
    [
        ({}, None),
        ({"owner_id": None}, 1),
        ({"due_on": None}, 1),
        ({"due_on": None, "state": ActionState.DONE}, None),
    ],
)
def test_an_open_decision_without_an_owner_or_a_day_is_loose(
    changes: dict[str, Any], loose: int | None
) -> None:
    values = review(-10, replace(DECIDED, **changes)).values

    assert (1, loose) == (values["n"], values.get("m"))


def test_a_review_without_decisions_has_no_number_of_them() -> None:
    """So nobody is asked whether nought decisions are known."""
    subject = review(-10)

    assert ({"date": days_ago(10)}, {}) == (subject.values, subject.events)


def test_decisions_of_another_review_do_not_count() -> None:
    assert "n" not in review(-10, replace(DECIDED, review_id="MR-0")).values


@pytest.mark.parametrize(
    ("held_on", "cancelled", "kept"),
    [
        (days_ago(21), False, True),
        (days_ago(22), False, False),
        (days_ago(-9), True, False),
    ],
)
def test_what_is_cancelled_or_long_over_is_not_asked_about(
    held_on: date, *, cancelled: bool, kept: bool
) -> None:
    held = Review(review_id="MR-1", held_on=held_on, cancelled=cancelled)

    assert kept is bool(list(reviews(sources(reviews=(held,)))))


# --- policy and coordinators ---------------------------------------------------


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("We keep what we promise.", "We keep what we promise."),
        (
            "We keep\n\nwhat we promise, and we say so in time when we cannot do it.",
            "We keep what we promise, and we say so in time when we …",
        ),
        ("x" * 61, f"{'x' * 60} …"),
    ],
)
def test_a_policy_is_quoted_in_whole_words(text: str, excerpt: str) -> None:
    subject = one(policy, sources(policy=text))

    assert {"n": len(text.split()), "excerpt": excerpt} == subject.values


def test_a_blank_policy_is_none() -> None:
    assert [] == list(policy(sources(policy=" \n ")))


def test_each_coordinator_is_asked_about() -> None:
    found = list(coordinators(sources(coordinators={"C1": "Karin", "C2": "Rohan"})))

    assert [("coordinator:C1", "Karin"), ("coordinator:C2", "Rohan")] == [
        (one.key, one.values["coordinator"]) for one in found
    ]
