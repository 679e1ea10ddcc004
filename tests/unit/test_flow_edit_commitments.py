"""What an edit does to what was promised."""

from __future__ import annotations

import pytest

from engagement.commitments import CommitmentState
from engagement.errors import Refused
from engagement.questions import Given
from tests.unit.flow_parts import Play, answered, wall

STEP = "Dela upp planen med inköp."


def planned() -> Play:
    """Promise a decision on the third of December."""
    return answered("P35", "2026-12-03T14:00", answer="planned")


def next_step() -> Play:
    """Name a next step, and when it will be taken."""
    return answered("P28", "2026-12-03T14:00", answer=STEP)


def test_an_edit_withdraws_its_untouched_commitment() -> None:
    asked = planned()

    asked.press("save", answer="done")

    assert [CommitmentState.WITHDRAWN] == [c.state for c in asked.promises]
    assert "commitment.withdrawn" in asked.kinds


def test_other_words_of_a_next_step_keep_its_time() -> None:
    """A slip of the pen must not cost the date; the commitment is in the new words."""
    asked = next_step()

    asked.press("save", answer="Dela upp planen med inköp och gjuteriet.")

    live = [c for c in asked.promises if c.state is CommitmentState.OPEN]
    assert [("Dela upp planen med inköp och gjuteriet.", wall("2026-12-03T14:00"))] == [
        (c.what, c.due) for c in live
    ]
    assert {"step_at": Given(moment=wall("2026-12-03T14:00"))} == asked.details


def test_an_answer_can_be_changed_more_than_once() -> None:
    """A commitment that an edit withdrew is no commitment that was checked."""
    asked = planned()
    asked.press("save", answer="done")

    asked.press("save", answer="blocked")

    assert 3 == asked.occasion.revision


def touched(how: str, asked: Play) -> Play:
    """Have the commitment moved in time, missed and moved, kept, or just fall due."""
    [promise] = asked.promises
    which = promise.commitment_id
    if how != "moved":
        asked.wait(days=10)
    if how in {"moved", "missed"}:
        later = promise.move(wall("2026-12-20T14:00"), asked.now)
        asked.commitments[which] = later
    if how == "kept":
        asked._close(which, CommitmentState.KEPT)
    return asked


@pytest.mark.parametrize("how", ["due", "kept", "moved", "missed"])
def test_once_a_commitment_was_touched_only_words_can_change(how: str) -> None:
    asked = touched(how, planned())

    with pytest.raises(Refused, match="edit_checked"):
        asked.press("save", answer="done")
    with pytest.raises(Refused, match="edit_checked"):
        asked.press("save_details", when="2026-12-21T09:00")


@pytest.mark.parametrize("how", ["due", "kept", "moved", "missed"])
def test_the_words_can_and_the_commitment_stays_as_it_is(how: str) -> None:
    asked = touched(how, next_step())
    held = dict(asked.commitments)

    asked.press("save", answer="Dela upp planen.")

    assert (Given(text="Dela upp planen."), held) == (
        asked.occasion.answer,
        asked.commitments,
    )
    assert {"step_at": Given(moment=wall("2026-12-03T14:00"))} == asked.details
    assert asked.scene.pending is None


def test_a_checked_answer_stays_checked_after_its_words_changed() -> None:
    asked = touched("kept", next_step())
    asked.press("save", answer="Dela upp planen.")

    with pytest.raises(Refused, match="edit_checked"):
        asked.press("save_details", step_at="2026-12-21T09:00")


def test_words_typed_besides_can_change_too() -> None:
    asked = touched("due", planned())
    before = asked.promises
    asked.press("edit")

    asked.type("planerat: väntar på offert")

    assert (Given(option="planned", text="väntar på offert"), before) == (
        asked.occasion.answer,
        asked.promises,
    )
