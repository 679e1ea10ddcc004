"""The checks before a launch: what stands in the way, and what is worth a look."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engagement.launch import LaunchTexts, Worded
from engagement.launch_checks import (
    Check,
    Member,
    Ready,
    Severity,
    blocking,
    checks,
)
from engagement.people import Permission
from tests.unit.cadence_parts import a_person
from tests.unit.fact_parts import NOTICE

OTHER = frozenset({Permission.OBSERVER})
APPROVED = {one: Worded(text="Vi börjar.", seq=3) for one in ("en", "sv")}
TEXTS = LaunchTexts(approved=APPROVED)  # type: ignore[arg-type]


def member(person_id: str = "E2", *functions: str, **changes: Any) -> Member:
    made = Member(
        person=a_person(person_id=person_id, name=person_id),
        functions=functions,
        reachable=True,
        share=40,
    )
    return replace(made, **changes)


READY = Ready(
    members=(member("E1", "ceo"), member("E2")),
    vacant=(),
    channel="leadership",
    asked=("P01", "P02"),
    unsendable=(),
    notice=NOTICE,
    texts=TEXTS,
)


def found(**changes: Any) -> dict[str, Check]:
    """Return the checks of what is ready but for ``changes``."""
    return {one.code: one for one in checks(replace(READY, **changes))}


def test_nothing_stands_in_the_way_of_what_is_ready() -> None:
    assert () == blocking(checks(READY))
    assert {Severity.FINE} == {one.severity for one in checks(READY)}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("people_none", {"members": ()}),
        (
            "account_none",
            {"members": (member("E1", "ceo", reachable=False),)},
        ),
        ("ceo_none", {"members": (member("E2"),)}),
        ("ceo_two", {"members": (member("E1", "ceo"), member("E2", "ceo"))}),
        (
            "ceo_account",
            {"members": (member("E1", "ceo", reachable=False), member("E2"))},
        ),
        ("channel_none", {"channel": ""}),
        ("programme_none", {"asked": ()}),
        ("notice_none", {"notice": None}),
        ("notice_lacking", {"notice": replace(NOTICE, contact="")}),
        ("approval_none", {"texts": LaunchTexts()}),
        (
            "approval_changed",
            {"texts": replace(TEXTS, worded={"sv": Worded(text="Vi väntar.", seq=8)})},
        ),
    ],
)
def test_what_stands_in_the_way_is_called_so(
    code: str, changes: dict[str, Any]
) -> None:
    """Each of these forbids the launch."""
    assert Severity.BLOCKING is found(**changes)[code].severity


@pytest.mark.parametrize(
    ("code", "changes", "names"),
    [
        (
            "account_some",
            {"members": (member("E1", "ceo"), member("E2", reachable=False))},
            ("E2",),
        ),
        ("data_lacking", {"unsendable": ("P09",)}, ("P09",)),
        ("load_over", {"members": (member("E1", "ceo", share=101),)}, ("E1",)),
        ("load_high", {"members": (member("E1", "ceo", share=81),)}, ("E1",)),
    ],
)
def test_what_is_worth_a_look_names_whom_it_concerns(
    code: str, changes: dict[str, Any], names: tuple[str, ...]
) -> None:
    """None of these forbids the launch."""
    one = found(**changes)[code]

    assert (Severity.WARNING, names) == (one.severity, one.names)
    assert () == blocking(tuple(found(**changes).values()))


def test_vacant_functions_are_a_warning_in_words() -> None:
    one = found(vacant=("cfo", "hr"))["roles_vacant"]

    assert ("function.cfo", "function.hr") == one.keys
    assert Severity.WARNING is one.severity


def test_parts_of_the_notice_are_named_in_words() -> None:
    one = found(notice=replace(NOTICE, contact=""))["notice_lacking"]

    assert ("launch.part.contact",) == one.keys


def test_a_ceo_outside_the_leadership_team_is_the_ceo_all_the_same() -> None:
    boss = member("E1", "ceo", person=a_person(permissions=OTHER, name="Annika"))
    codes = found(members=(boss, member("E2")))

    assert ("Annika",) == codes["ceo_ok"].names
    assert 1 == codes["people_ok"].n
