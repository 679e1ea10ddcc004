"""Who takes part, and who does what when."""

from __future__ import annotations

import pytest

from engagement.people import Assignment, Function, Permission, holders
from tests.unit.cadence_parts import a_person, closed, day

HELD = (
    Assignment(
        function=Function.CFO,
        person_id="E2",
        since=day("2026-01-01"),
        until=day("2026-11-01"),
    ),
    Assignment(function=Function.CFO, person_id="E9", since=day("2026-11-01")),
    Assignment(function=Function.CFO, person_id="E4", since=day("2026-11-01")),
    Assignment(function=Function.COO, person_id="E3", since=day("2026-01-01")),
)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2025-12-31", ()),
        ("2026-10-31", ("E2",)),
        ("2026-11-01", ("E4", "E9")),
    ],
)
def test_a_function_is_held_until_the_day_before_its_end(
    on: str, expected: tuple[str, ...]
) -> None:
    """Nobody holds it: vacant; two hold it: both, by id."""
    assert expected == holders(HELD, Function.CFO, day(on))


def test_permissions_do_not_follow_from_each_other() -> None:
    """A coordinator is no executive; either of several will do."""
    karin = a_person(permissions=frozenset({Permission.COORDINATOR}))
    assert karin.may(Permission.COORDINATOR)
    assert karin.may(Permission.AUDITOR, Permission.COORDINATOR)
    assert not karin.may(Permission.EXECUTIVE)


def test_an_admin_may_do_everything() -> None:
    """Without holding the permission by name."""
    admin = a_person(permissions=frozenset({Permission.ADMIN}))
    assert admin.may(Permission.COORDINATOR)


def test_somebody_belongs_until_the_day_on_which_they_leave() -> None:
    """For ever where there is none."""
    leaving = a_person(left_on=day("2026-12-01"))
    assert leaving.active_on(day("2026-11-30"))
    assert not leaving.active_on(day("2026-12-01"))
    assert a_person().active_on(day("2099-01-01"))


def test_a_closed_period_covers_both_its_ends() -> None:
    """And nothing around them."""
    week = closed("2026-12-24", "2026-12-26")
    found = [week.covers(day(f"2026-12-{n}"), None) for n in (23, 24, 26, 27)]
    assert found == [False, True, True, False]
