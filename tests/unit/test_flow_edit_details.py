"""Edit: what was said besides the answer."""

from __future__ import annotations

import pytest

from engagement.cards import MomentInput
from engagement.commitments import CommitmentState
from engagement.errors import NotUnderstood, Refused
from engagement.facts import (
    CommitmentMade,
)
from engagement.questions import Given
from tests.unit.flow_parts import Play, answered, play, verb_of, wall


def planned() -> Play:
    """Promise a decision on the third of December."""
    return answered("P35", "2026-12-03T14:00", answer="planned")


def test_the_same_choice_saved_leads_to_what_was_said_besides() -> None:
    """Whoever only wants another day taps *Planned* again."""
    asked = planned()
    asked.press("edit")

    asked.press("save", answer="planned")

    [when] = asked.section.inputs
    assert isinstance(when, MomentInput)
    assert ("when", wall("2026-12-03T14:00").wall) == (when.input_id, when.value)


def test_it_has_a_button_of_its_own() -> None:
    asked = planned()
    asked.press("edit")
    assert ["details", "back"] == [verb_of(action) for action in asked.section.actions]

    asked.press("details")

    assert ["when"] == [one.input_id for one in asked.section.inputs]


def test_another_time_makes_another_commitment_of_it() -> None:
    """The old one is withdrawn; every date is kept."""
    asked = planned()
    old = asked.fact(CommitmentMade).commitment_id

    asked.press("save_details", when="2026-12-04T09:00")

    states = {c.commitment_id: (c.state, c.due) for c in asked.promises}
    assert (CommitmentState.WITHDRAWN, wall("2026-12-03T14:00")) == states.pop(old)
    assert [(CommitmentState.OPEN, wall("2026-12-04T09:00"))] == list(states.values())
    assert (2, Given(option="planned")) == (
        asked.occasion.revision,
        asked.occasion.answer,
    )


def test_another_time_can_be_typed() -> None:
    asked = planned()
    asked.press("details")

    asked.type("fredag 9")

    assert {"when": Given(moment=wall("2026-11-27T09:00"))} == asked.details


def test_a_time_typed_over_an_edit_is_the_new_time() -> None:
    asked = planned()
    asked.press("edit")

    asked.type("fredag 9")

    assert {"when": Given(moment=wall("2026-11-27T09:00"))} == asked.details


def test_what_cannot_be_read_as_one_is_kept() -> None:
    asked = planned()
    asked.press("details")

    with pytest.raises(NotUnderstood):
        asked.type("när det passar bättre")


def test_the_same_time_saved_again_is_no_revision() -> None:
    asked = planned()
    before = list(asked.facts)

    asked.press("save_details", when="2026-12-03T14:00")

    assert before == asked.facts


def test_a_line_can_be_changed_and_the_choice_stays() -> None:
    asked = answered("P10", "Ledtiden.", answer="no")

    asked.press("save_details", change_first="Planeringen.")

    assert (Given(option="no"), {"change_first": Given(text="Planeringen.")}) == (
        asked.occasion.answer,
        asked.details,
    )


def test_a_choice_saved_again_keeps_the_words_that_were_typed_with_it() -> None:
    asked = play("P35")
    asked.type("kört fast: pengar, cfo:n vill vänta")
    before = list(asked.facts)

    asked.press("save_details", obstacle="money")

    assert before == asked.facts


def test_a_day_that_has_passed_meanwhile_may_stay() -> None:
    asked = answered("P08", "2026-12-03", answer="later").wait(days=20)
    before = list(asked.facts)

    asked.press("save_details", decide_on="2026-12-03")

    assert before == asked.facts


def test_a_new_day_that_has_passed_may_not() -> None:
    asked = answered("P08", "2026-12-03", answer="later").wait(days=20)

    with pytest.raises(Refused, match="day_past"):
        asked.press("save_details", decide_on="2026-12-04")


def test_another_choice_asks_its_own_follow_up_again() -> None:
    """*Partly* and *no* ask the same, and mean something else by it."""
    asked = answered("P10", "Ledtiden.", answer="partly")

    asked.press("save", answer="no")

    assert ({}, "change_first") == (
        asked.details,
        asked.scene.pending and asked.scene.pending.follow_up_id,
    )


def test_a_typed_edit_may_bring_its_follow_up() -> None:
    asked = planned()
    asked.press("edit")

    asked.type("kört fast: ingen budget")

    assert (Given(option="blocked"), {"obstacle": Given(text="ingen budget")}) == (
        asked.occasion.answer,
        asked.details,
    )


def test_there_is_nothing_to_change_where_nothing_was_added() -> None:
    asked = answered("P10", answer="yes")
    before = list(asked.facts)

    asked.press("save_details", change_first="Allt.")

    assert before == asked.facts
