"""External audits: when one is near, what is marked, what may not be raised."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from engagement.audits import (
    Audit,
    answered_near,
    near_audit,
    notice_due,
    raised,
    upcoming,
)
from engagement.organisation import Programme, PromptSetting, Rules
from tests.unit.cadence_parts import a_prompt

FIRST, LAST = date(2027, 1, 26), date(2027, 1, 27)
AUDIT = Audit(audit_id="X1", body="Nordcert", first_on=FIRST, last_on=LAST)
ZONE = "Europe/Stockholm"


@pytest.mark.parametrize(
    ("day", "near"),
    [
        (FIRST - timedelta(days=22), False),
        (FIRST - timedelta(days=21), True),
        (LAST, True),
        (LAST + timedelta(days=1), False),
    ],
)
def test_an_audit_is_near_from_21_days_before_until_it_is_over(
    day: date, *, near: bool
) -> None:
    assert near == (near_audit([AUDIT], day) is not None)


def test_a_cancelled_audit_is_near_to_nothing_and_reminds_of_nothing() -> None:
    gone = replace(AUDIT, cancelled=True)

    assert near_audit([gone], FIRST) is None
    assert notice_due(gone, FIRST - timedelta(days=1)) is None
    assert () == upcoming([gone], FIRST)


def test_of_two_audits_the_sooner_one_counts_and_the_sooner_one_leads() -> None:
    later = replace(AUDIT, audit_id="X0", first_on=date(2027, 2, 9), last_on=LAST)

    assert near_audit([later, AUDIT], FIRST) == AUDIT
    assert (AUDIT, later) == upcoming([later, AUDIT], FIRST)


@pytest.mark.parametrize(
    ("kind", "at", "marked"),
    [
        ("prompt.answered", datetime(2027, 1, 4, 22, 59, tzinfo=UTC), False),
        ("prompt.answered", datetime(2027, 1, 4, 23, 0, tzinfo=UTC), True),
        ("objective.reviewed", datetime(2027, 1, 27, 22, 59, tzinfo=UTC), True),
        ("prompt.asked", datetime(2027, 1, 26, 8, 0, tzinfo=UTC), False),
    ],
)
def test_answers_are_marked_by_the_day_where_the_organisation_is(
    kind: str, at: datetime, *, marked: bool
) -> None:
    assert marked == (answered_near([AUDIT], kind, at, ZONE) is not None)


@pytest.mark.parametrize(
    ("before", "notice"),
    [(31, None), (30, 30), (8, 30), (7, 7), (1, 1), (0, None), (-1, None)],
)
def test_a_reminder_holds_until_the_next_one(before: int, notice: int | None) -> None:
    assert notice == notice_due(AUDIT, FIRST - timedelta(days=before))


def test_raising_a_budget_is_named_and_lowering_it_is_fine() -> None:
    low, high = Programme(), Programme(rules=Rules(items_per_bundle=3))

    assert ("items_per_bundle",) == raised(low, high, ())
    assert () == raised(high, low, ())


def test_one_more_function_with_an_item_extra_is_a_raise() -> None:
    more = Programme(rules=Rules(extra_event_item=("coo",)))

    assert ("extra_event_item",) == raised(Programme(), more, ())
    assert () == raised(more, Programme(), ())


@pytest.mark.parametrize(
    ("was", "becomes", "found"),
    [
        (PromptSetting(cadence="quarterly"), PromptSetting(cadence="weekly"), ("P1",)),
        (PromptSetting(cadence="weekly"), PromptSetting(cadence="yearly"), ()),
        (PromptSetting(on=False), PromptSetting(on=True), ("P1",)),
        (PromptSetting(on=True), PromptSetting(on=False), ()),
        (PromptSetting(on=False), PromptSetting(cadence="event", on=True), ("P1",)),
    ],
)
def test_what_comes_back_more_often_is_a_raise(
    was: PromptSetting, becomes: PromptSetting, found: tuple[str, ...]
) -> None:
    one = a_prompt("P1")
    before, after = Programme(prompts={"P1": was}), Programme(prompts={"P1": becomes})

    assert found == raised(before, after, [one])


def test_a_prompt_that_was_never_touched_is_as_shipped() -> None:
    one = a_prompt("P1")
    denser = Programme(prompts={"P1": PromptSetting(on=False)})

    assert ("P1",) == raised(denser, Programme(), [one])
