"""Edit: a new revision, and what it takes back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engagement.cards import ChoiceInput, TextInput
from engagement.errors import Closed, NotUnderstood, Refused
from engagement.facts import (
    PromptAnswered,
    SubjectReviewed,
)
from engagement.questions import Given
from tests.unit.flow_parts import Play, answered, play

STEP = "Dela upp planen med inköp."


def planned() -> Play:
    """Promise a decision on the third of December."""
    return answered("P35", "2026-12-03T14:00", answer="planned")


def next_step() -> Play:
    """Name a next step, and when it will be taken."""
    return answered("P28", "2026-12-03T14:00", answer=STEP)


def test_edit_makes_a_new_revision_and_leaves_the_old_one() -> None:
    asked = answered("P10", answer="yes")

    asked.press("edit")
    asked.press("save", answer="partly")

    revisions = [f.option for f in asked.facts if isinstance(f, PromptAnswered)]
    assert (["yes", "partly"], 2) == (revisions, asked.occasion.revision)
    assert any("ändrat, version 2" in line for line in asked.said)


def test_the_form_is_filled_with_the_answer() -> None:
    asked = answered("P33", answer="12")

    asked.press("edit")

    assert [Decimal(12)] == [getattr(i, "value", None) for i in asked.section.inputs]


def test_the_same_saved_again_is_no_revision() -> None:
    asked = answered("P33", answer="12")
    before = list(asked.facts)

    asked.press("edit")
    asked.press("save", answer="12")

    assert (before, "") == (asked.facts, asked.step)


def test_an_edit_from_an_old_card_is_taken() -> None:
    """Its step ran out a day ago, the form is still there."""
    asked = answered("P33", answer="12")

    asked.press("save", answer="13")

    assert 2 == asked.occasion.revision


def test_an_answer_while_editing_is_the_edit() -> None:
    """The first card may still stand on another screen."""
    asked = answered("P10", answer="yes")
    asked.press("edit")

    asked.press("answer", answer="no")

    assert Given(option="no") == asked.occasion.answer


def test_an_edit_can_be_typed() -> None:
    asked = answered("P10", answer="yes")
    asked.press("edit")

    asked.type("nej")

    assert ("no", "typed") == (
        asked.scene.answer.option,
        asked.fact(PromptAnswered).how,
    )


def test_typing_while_editing_what_cannot_be_read_is_kept() -> None:
    asked = answered("P10", answer="yes")
    asked.press("edit")

    with pytest.raises(NotUnderstood, match="not_understood"):
        asked.type("vi får se hur det går med det")


def test_a_number_that_is_typed_while_editing_keeps_its_rules() -> None:
    asked = answered("P33", answer="12")
    asked.press("edit")

    with pytest.raises(Refused, match="number_range"):
        asked.type("200")


def test_an_edit_of_a_late_answer_stays_late() -> None:
    asked = play("P10").expire()
    asked.press("answer", answer="yes")

    asked.press("save", answer="no")

    assert asked.fact(PromptAnswered).late


def test_an_edit_long_after_is_not_late() -> None:
    """What was answered in time was answered in time."""
    asked = answered("P10", answer="yes").wait(days=20)

    asked.press("save", answer="no")

    assert not asked.fact(PromptAnswered).late


# --- how long ------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["edit", "save", "details", "save_details", "more"])
def test_after_thirty_days_an_answer_stands(verb: str) -> None:
    asked = answered("P10", answer="yes").wait(days=30)

    assert () == asked.section.actions
    with pytest.raises(Closed, match="edit_too_late"):
        asked.press(verb, answer="no")


def test_until_then_it_can_be_changed() -> None:
    asked = answered("P10", answer="yes").wait(days=29, hours=23)

    asked.press("save", answer="no")

    assert 2 == asked.occasion.revision


def test_a_follow_up_waits_no_longer_than_an_edit() -> None:
    asked = answered("P35", answer="planned").wait(days=30)

    assert (None, ()) == (asked.scene.pending, asked.section.inputs)
    with pytest.raises(Closed, match="edit_too_late"):
        asked.press("detail", detail="2027-01-03T14:00")


def test_what_was_asked_again_cannot_be_changed() -> None:
    asked = answered("P10", answer="yes")
    asked.superseded = True

    assert () == asked.section.actions
    with pytest.raises(Closed, match="question_superseded"):
        asked.press("edit")


def test_a_step_of_an_answer_that_stands_is_forgotten() -> None:
    asked = answered("P10", answer="yes")
    asked.press("edit")

    asked.superseded = True

    assert ((), ()) == (asked.section.inputs, asked.section.actions)


# --- what an edit says of other things -----------------------------------------


def test_a_changed_answer_is_another_review_of_its_subject() -> None:
    asked = answered("P35", answer="done")

    asked.press("save", answer="not_relevant")

    assert "not_relevant" == asked.fact(SubjectReviewed).outcome


def test_other_details_of_the_same_answer_review_nothing_again() -> None:
    asked = planned()

    asked.press("save_details", when="2026-12-04T09:00")

    assert 1 == asked.kinds.count("subject.reviewed")


def test_an_objective_update_can_be_changed() -> None:
    asked = answered("P26", confidence="8", track="on_track", line="Bra fart.")
    asked.press("edit")
    held = {one.input_id: getattr(one, "value", None) for one in asked.section.inputs}
    assert ("on_track", "Bra fart.") == (held["track"], held["line"])

    asked.press("save", confidence="8", track="on_track")

    assert Given(option="on_track", confidence=8) == asked.occasion.answer


def test_the_inputs_of_an_edit_are_those_of_the_question() -> None:
    kinds = {"P35": ChoiceInput, "P01": TextInput}
    for prompt_id, kind in kinds.items():
        asked = answered(prompt_id, answer="done")

        asked.press("edit")

        assert [kind] == [type(one) for one in asked.section.inputs]
