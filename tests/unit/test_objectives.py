"""Objectives: whose choice it is to be named with one."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.fact_parts import OBJECTIVE


def test_an_objective_is_told_under_a_name_if_its_owner_of_today_said_so() -> None:
    """What an earlier owner wanted binds nobody, and what nobody owns names nobody."""
    shown = replace(OBJECTIVE, owner_id="E3", shown_by="E3")
    assert shown.visible
    assert not replace(shown, owner_id="E9").visible
    assert not replace(shown, shown_by=None).visible
    assert not replace(shown, owner_id=None, shown_by=None).visible
