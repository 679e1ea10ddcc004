"""Subjects from ``subjects.csv``: values, events and their windows."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from engagement.subjects import Entry, Subject
from engagement.topics import Sources
from engagement.topics.entries import KINDS, of_entries
from tests.unit.flow_company import SOURCES, TODAY, both, entry


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def subjects(*entries: Entry) -> list[Subject]:
    made_of = Sources(today=TODAY, entries=entries, objectives=SOURCES.objectives)
    return list(of_entries(made_of))


def subject(kind: str, **changes: Any) -> Subject:
    [one] = subjects(entry(kind, **changes))
    return one


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_without_values_lacks_them_and_is_no_event(kind: str) -> None:
    """But a meeting that was held, a decision that was taken, a change of roles."""
    one = subject(kind, owner_id="E3", on=None)

    assert (kind, "X1", {}) == (one.kind, one.subject_id, one.events)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_closed_is_not_asked_about(kind: str) -> None:
    assert [] == subjects(entry(kind, values={"closed": "2026-11-20"}))


@pytest.mark.parametrize(
    ("kind", "owner"),
    [
        ("audit", "E3"),
        ("improvement", "E3"),
        ("meeting", "E3"),
        ("nonconformity", "E3"),
        ("complaint", None),
        ("decision", None),
        ("peer_comparison", None),
        ("role_change", None),
        ("supplier", None),
    ],
)
def test_some_kinds_are_their_owner_s_and_some_a_function_s(
    kind: str, owner: str | None
) -> None:
    """Whoever is named beside a complaint, it is asked of the one for customers."""
    assert owner == subject(kind, owner_id="E3").owner_id


def test_an_unknown_kind_is_left_alone() -> None:
    assert [] == subjects(entry("spaceship"))


# --- complaints ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("ago", "allowed", "days", "overdue"),
    [
        (5, None, 5, False),
        (6, None, 6, True),
        (400, None, 400, True),
        (6, "10", 6, False),
        (1, "0", 1, True),
        (0, "0", 0, False),
        (-1, None, None, False),
    ],
)
def test_a_complaint_is_overdue_after_the_days_allowed(
    ago: int, allowed: str | None, days: int | None, *, overdue: bool
) -> None:
    values = {"customer": "Nordkran"} | ({"days_allowed": allowed} if allowed else {})

    one = subject("complaint", on=days_ago(ago), values=values)

    events = {"complaint_overdue": days_ago(ago).isoformat()} if overdue else {}
    assert ("Nordkran", days, events) == (
        one.values["customer"],
        one.values.get("days"),
        one.events,
    )


# --- suppliers -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "on", "event"),
    [
        ({"ppm": "843", "limit": "640"}, days_ago(3), True),
        ({"ppm": "640", "limit": "640"}, days_ago(3), False),
        ({"ppm": "843"}, days_ago(3), False),
        ({"limit": "640"}, days_ago(3), False),
        ({"ppm": "843", "limit": "640"}, days_ago(31), True),
        ({"ppm": "843", "limit": "640"}, days_ago(32), False),
        ({"ppm": "843", "limit": "640"}, days_ago(-1), False),
        ({"ppm": "843", "limit": "640"}, None, False),
    ],
)
def test_a_supplier_past_its_limit_is_an_event_of_the_month(
    values: dict[str, str], on: date | None, *, event: bool
) -> None:
    one = subject("supplier", on=on, values=values)

    expected = {"supplier_limit": on.isoformat()} if event and on else {}
    assert expected == one.events


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1240", Decimal(1240)),
        ("1 240,5", Decimal("1240.5")),
        ("1\u00a0240", Decimal(1240)),
        ("1240.5", Decimal("1240.5")),
        ("0", Decimal(0)),
        ("many", None),
        ("", None),
        ("NaN", None),
        ("Infinity", None),
    ],
)
def test_a_number_that_cannot_be_read_is_left_out(
    written: str, read: Decimal | None
) -> None:
    assert read == subject("supplier", values={"ppm": written}).values.get("ppm")


# --- nonconformities -----------------------------------------------------------


@pytest.mark.parametrize(
    ("times", "events"),
    [
        ("3", {"recurrence": "n3"}),
        ("2,0", {"recurrence": "n2"}),
        ("1", {}),
        ("", {}),
    ],
)
def test_each_further_time_is_an_event_of_its_own(
    times: str, events: dict[str, str]
) -> None:
    assert events == subject("nonconformity", values={"n": times}).events


# --- audits --------------------------------------------------------------------


def test_findings_can_be_chosen_from() -> None:
    """A finding that is listed twice is one."""
    one = subject("audit", values={"findings": "Ritning | Kalibrering||Ritning"})

    assert [("f1", "Ritning"), ("f2", "Kalibrering")] == [
        (choice.choice_id, choice.label.sv) for choice in one.choices["findings"]
    ]
    assert (2, 0) == (one.values["n"], one.values["m"])


@pytest.mark.parametrize(
    ("overdue", "shown"),
    [("1", Decimal(1)), ("2", Decimal(2)), ("3", None), ("", Decimal(0))],
)
def test_no_more_findings_are_overdue_than_there_are(
    overdue: str, shown: Decimal | None
) -> None:
    """Which then is missing, so that the coordinator sees it."""
    values = {"findings": "a|b", "overdue": overdue}

    assert shown == subject("audit", values=values).values.get("m")


@pytest.mark.parametrize(
    ("findings", "on", "event"),
    [
        ("a|b", days_ago(31), True),
        ("a|b", days_ago(32), False),
        ("a|b", None, False),
        ("", days_ago(1), False),
    ],
)
def test_an_audit_of_the_month_with_findings_is_an_event(
    findings: str, on: date | None, *, event: bool
) -> None:
    one = subject("audit", on=on, values={"findings": findings})

    expected = {"audit_findings": on.isoformat()} if event and on else {}
    assert expected == one.events


# --- improvements, meetings, decisions, roles ----------------------------------


@pytest.mark.parametrize(
    ("state", "on", "events"),
    [
        ("started", days_ago(1), {"improvement_started": "2026-11-23"}),
        ("ended", days_ago(31), {"improvement_ended": "2026-10-24"}),
        ("ended", days_ago(32), {}),
        ("paused", days_ago(1), {}),
        ("", days_ago(1), {}),
    ],
)
def test_an_improvement_is_asked_about_when_it_starts_and_ends(
    state: str, on: date, events: dict[str, str]
) -> None:
    assert events == subject("improvement", on=on, values={"state": state}).events


@pytest.mark.parametrize(
    ("on", "kept"),
    [
        (TODAY, True),
        (days_ago(31), True),
        (days_ago(32), False),
        (days_ago(-1), False),
        (None, False),
    ],
)
def test_a_meeting_of_the_month_has_its_date(on: date | None, *, kept: bool) -> None:
    """An old one lacks it: the coordinator sees that a newer one is needed."""
    assert kept is ("date" in subject("meeting", on=on).values)


@pytest.mark.parametrize(
    ("on", "dated", "event"),
    [
        (days_ago(31), True, True),
        (days_ago(32), True, False),
        (days_ago(-1), False, False),
        (None, False, False),
    ],
)
def test_a_decision_that_was_taken_this_month_is_an_event(
    on: date | None, *, dated: bool, event: bool
) -> None:
    one = subject("decision", on=on)

    assert (dated, event) == (
        "date" in one.values,
        bool(one.events),
    )
    assert ["O1", "O5"] == [c.choice_id for c in one.choices["objectives"]]


@pytest.mark.parametrize(
    ("on", "event"),
    [
        (days_ago(-90), True),
        (TODAY, True),
        (days_ago(31), True),
        (days_ago(32), False),
        (None, False),
    ],
)
def test_a_role_that_changes_or_lately_changed_is_an_event(
    on: date | None, *, event: bool
) -> None:
    one = subject("role_change", on=on, values={"site": "Pune"})

    assert ("Pune", event) == (one.values["site"], bool(one.events))


def test_a_comparison_has_its_figure_its_band_and_its_source() -> None:
    values = {
        "value": "3,4",
        "band": "2,1–4,0 %",
        "n": "11",
        "source": "Teknikföretagen",
    }

    one = subject("peer_comparison", title=both("Cost of poor quality"), values=values)

    assert {
        "kpi": both("Cost of poor quality"),
        "value": Decimal("3.4"),
        "band": "2,1–4,0 %",
        "n": Decimal(11),
        "source": "Teknikföretagen",
    } == one.values


# --- requirements --------------------------------------------------------------


def test_the_new_requirements_are_one_list() -> None:
    """For good under one key, so that its cadence says when it is looked at again."""
    [one] = subjects(
        entry("requirement", title=both("Tariff code", "Tullkod")),
        entry("requirement", entry_id="X2", title=both("Cleanliness", "Renhet")),
        entry("requirement", entry_id="X3", title=both("Old"), on=days_ago(32)),
        entry("requirement", entry_id="X4", title=both("Later"), on=days_ago(-1)),
        entry("requirement", entry_id="X5", title=both("Done"), values={"closed": "x"}),
        entry("resource", entry_id="X6", title=both("Rig")),
    )

    assert ("requirement_change:all", None) == (one.key, one.owner_id)
    assert {"list": both("Tariff code; Cleanliness", "Tullkod; Renhet")} == one.values


def test_without_new_requirements_there_is_no_list() -> None:
    assert [] == subjects(entry("requirement", on=days_ago(32)))
