"""A starter set is chosen whole; what it would undo is known beforehand."""

from __future__ import annotations

import pytest

from engagement.organisation import Programme, PromptSetting, Rules
from engagement.starter_sets import HandChange, StarterSet, undone_by
from engagement.texts import Bilingual

SHIPPED = {"P01": True, "P02": True, "P22": False}
OFF, ON = PromptSetting(on=False), PromptSetting(on=True)


def a_set(*prompts: str, **cadences: str) -> StarterSet:
    return StarterSet(
        set_id="-".join(prompts),
        title=Bilingual(en="Set", sv="Set"),
        about=Bilingual(en="A set.", sv="Ett set."),
        prompts=frozenset(prompts),
        cadences=cadences,
    )


def test_it_decides_for_every_prompt_and_leaves_the_limits_alone() -> None:
    held = Programme(rules=Rules(items_per_bundle=1), prompts={"P01": ON})

    new = a_set("P02", P02="weekly").applied(held, SHIPPED)

    assert (held.rules, "P02") == (new.rules, new.chosen)
    assert {
        "P01": OFF,
        "P02": PromptSetting(on=True, cadence="weekly"),
        "P22": OFF,
    } == new.prompts


@pytest.mark.parametrize(
    ("held", "undone"),
    [
        ({}, []),
        ({"P01": PromptSetting(cadence="weekly")}, ["P01"]),
        ({"P01": OFF}, ["P01"]),
        ({"P02": OFF}, []),
        ({"P22": ON}, ["P22"]),
        ({"P22": PromptSetting(cadence="weekly")}, []),
        ({"P02": PromptSetting(on=False, cadence="weekly")}, []),
    ],
)
def test_only_what_was_changed_by_hand_and_would_be_lost_is_undone(
    held: dict[str, PromptSetting], undone: list[str]
) -> None:
    """Against what is shipped; a set with P01 alone switches P02 off anyway."""
    found = undone_by(a_set("P01"), Programme(prompts=held), SHIPPED, None)

    assert undone == [change.prompt_id for change in found]


def test_what_an_earlier_set_did_is_not_a_change_by_hand() -> None:
    first, second = a_set("P01", "P02"), a_set("P01")
    programme = first.applied(Programme(), SHIPPED)

    assert () == undone_by(second, programme, SHIPPED, first)
    changed = {**programme.prompts, "P01": OFF}
    assert (HandChange(prompt_id="P01", now=OFF, then=ON),) == undone_by(
        second, Programme(prompts=changed), SHIPPED, first
    )
