"""What is asked about a commitment: before it falls due, and the day after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engagement.cards import ChoiceInput, State
from engagement.commitments import Commitment, CommitmentState
from engagement.errors import Closed, NotUnderstood, Refused
from engagement.facts import (
    CommitmentKept,
    CommitmentMade,
    CommitmentMissed,
    CommitmentMoved,
    CommitmentWithdrawn,
)
from tests.unit.flow_parts import Play, commitment, play, shown_actions, wall

DUE = wall("2026-11-25T14:00")
NEW = "2026-12-03T14:00"


def check(about: Commitment | None = None) -> Play:
    """Ask the day after it fell due how it went."""
    return play("CHECK", about=about or commitment()).wait(days=2)


def near() -> Play:
    """Ask the day before whether it is still on."""
    return play("NEAR", about=commitment())


def state(asked: Play) -> CommitmentState:
    """Return where the commitment is."""
    return asked.commitments["C1"].state


# --- the day after -------------------------------------------------------------


def test_what_was_done_is_kept() -> None:
    asked = check()

    asked.press("answer", answer="kept")

    assert CommitmentKept(commitment_id="C1", on_time=True) == asked.fact(
        CommitmentKept
    )


def test_what_was_missed_before_is_not_kept_on_time() -> None:
    asked = check(commitment(missed=True))

    asked.press("answer", answer="kept")

    assert not asked.fact(CommitmentKept).on_time


def test_not_yet_is_missed_and_asks_for_another_time() -> None:
    asked = check()

    asked.press("answer", answer="not_yet")

    assert CommitmentMissed(commitment_id="C1", due=DUE) == asked.fact(CommitmentMissed)
    assert asked.scene.pending is not None
    asked.press("detail", detail=NEW)
    assert CommitmentMoved(
        commitment_id="C1", was=DUE, due=wall(NEW), before_due=False
    ) == asked.fact(CommitmentMoved)


def test_both_can_be_typed_at_once() -> None:
    asked = check()

    asked.type("inte än, tisdag 14")

    assert (CommitmentState.OPEN, True, wall("2026-12-01T14:00")) == (
        state(asked),
        asked.commitments["C1"].missed,
        asked.commitments["C1"].due,
    )


def test_what_changed_is_withdrawn_and_asks_what_happened() -> None:
    asked = check()

    asked.press("answer", answer="changed")
    asked.press("detail", detail="Vi hyr en rigg.")

    assert CommitmentState.WITHDRAWN is state(asked)
    assert "instead" in asked.details


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gjort", CommitmentState.KEPT),
        ("planerat på nytt", CommitmentState.MISSED),
        ("kört fast", CommitmentState.MISSED),
        ("inte aktuellt längre", CommitmentState.WITHDRAWN),
    ],
)
def test_everyday_answers_are_understood(text: str, expected: CommitmentState) -> None:
    asked = check()

    asked.type(text)

    assert expected is state(asked)


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("kept", "not_yet", CommitmentState.MISSED),
        ("kept", "changed", CommitmentState.WITHDRAWN),
        ("not_yet", "kept", CommitmentState.KEPT),
        ("not_yet", "changed", CommitmentState.WITHDRAWN),
        ("changed", "not_yet", CommitmentState.MISSED),
        ("changed", "kept", CommitmentState.KEPT),
    ],
)
def test_a_slip_of_the_finger_can_be_mended(
    first: str, then: str, expected: CommitmentState
) -> None:
    """What its owner said last is what holds; both stay on record."""
    asked = check()
    asked.press("answer", answer=first)

    asked.press("save", answer=then)

    assert expected is state(asked)


def test_a_time_given_after_a_mended_slip_counts_as_missed() -> None:
    asked = check()
    asked.press("answer", answer="kept")
    asked.press("save", answer="not_yet")

    asked.press("detail", detail=NEW)

    assert (CommitmentState.OPEN, True) == (
        state(asked),
        asked.commitments["C1"].missed,
    )


def test_another_new_time_is_one_more_move() -> None:
    """And the time that was agreed in between is not missed before it has come."""
    asked = check()
    asked.press("answer", answer="not_yet")
    asked.press("detail", detail=NEW)

    asked.press("save_details", new_time="2026-12-04T09:00")

    assert (wall("2026-12-04T09:00"), 2) == (
        asked.commitments["C1"].due,
        asked.commitments["C1"].moved,
    )
    assert 1 == asked.kinds.count("commitment.missed")


def test_without_the_commitment_the_answer_is_kept_all_the_same() -> None:
    asked = check()
    asked.commitments.clear()

    asked.type("inte än, tisdag 14")

    assert ["prompt.answered", "answer.detailed"] == asked.kinds


# --- before it falls due -------------------------------------------------------


def test_still_on_changes_nothing() -> None:
    asked = near()

    asked.press("answer", answer="still_on")

    assert (["prompt.answered"], commitment()) == (
        asked.kinds,
        asked.commitments["C1"],
    )


def test_one_move_in_time_is_free() -> None:
    asked = near()

    asked.press("answer", answer="move")
    asked.press("detail", detail=NEW)

    moved = asked.fact(CommitmentMoved)
    assert (DUE, wall(NEW), True) == (moved.was, moved.due, moved.before_due)
    assert (CommitmentState.OPEN, False) == (
        state(asked),
        asked.commitments["C1"].missed,
    )


def test_a_second_move_counts_as_missed() -> None:
    asked = play("NEAR", about=commitment(moved=1))
    asked.press("answer", answer="move")

    asked.press("detail", detail=NEW)

    assert not asked.fact(CommitmentMoved).before_due
    assert asked.commitments["C1"].missed


def test_what_is_dropped_is_withdrawn_and_asks_why() -> None:
    asked = near()

    asked.press("answer", answer="drop")

    assert CommitmentWithdrawn(commitment_id="C1") == asked.fact(CommitmentWithdrawn)
    assert asked.scene.pending is not None


def test_what_was_dropped_by_mistake_can_be_taken_up_with_another_time() -> None:
    asked = near()
    asked.press("answer", answer="drop")
    asked.press("save", answer="move")

    asked.press("detail", detail=NEW)

    assert (CommitmentState.OPEN, wall(NEW), False) == (
        state(asked),
        asked.commitments["C1"].due,
        asked.commitments["C1"].missed,
    )


@pytest.mark.parametrize(
    "before", [[("drop", "Såld.")], [("move", NEW)], [("drop", "Såld."), ("move", "")]]
)
def test_what_was_moved_or_dropped_does_not_stand_any_more(
    before: list[tuple[str, str]],
) -> None:
    """Not offered, and refused with words from an old card."""
    asked = near()
    for answer, detail in before:
        asked.press("save" if asked.scene.answered else "answer", answer=answer)
        if detail:
            asked.press("detail", detail=detail)
    asked.press("edit")

    [choice] = asked.section.inputs
    assert isinstance(choice, ChoiceInput)
    assert "still_on" not in {option.option_id for option in choice.options}
    with pytest.raises(Refused, match="commitment_touched"):
        asked.press("save", answer="still_on")


def test_a_move_that_got_no_time_has_moved_nothing() -> None:
    asked = near()
    asked.press("answer", answer="move")

    asked.press("save", answer="still_on")

    assert commitment() == asked.commitments["C1"]


def test_dropping_twice_withdraws_once() -> None:
    asked = near()
    for verb, answer in (("answer", "drop"), ("save", "move"), ("save", "drop")):
        asked.press(verb, answer=answer)

    assert 1 == asked.kinds.count("commitment.withdrawn")


@pytest.mark.parametrize(
    "about",
    [
        commitment(due=wall("2026-11-24T09:00")),
        commitment(state=CommitmentState.KEPT),
        commitment(state=CommitmentState.MISSED),
    ],
    ids=["due", "kept", "missed"],
)
def test_once_its_time_has_come_only_its_outcome_can_be_said(about: Commitment) -> None:
    asked = play("NEAR", about=about)

    assert (State.CLOSED, ()) == (asked.section.state, shown_actions(asked.section))
    with pytest.raises(Closed, match="commitment_due"):
        asked.press("answer", answer="drop")
    with pytest.raises(NotUnderstood, match="commitment_due"):
        asked.type("stryk")


def test_an_answer_from_before_then_stands() -> None:
    asked = near()
    asked.press("answer", answer="still_on")

    asked.wait(days=2)

    assert (State.ANSWERED, ()) == (asked.section.state, shown_actions(asked.section))


def test_a_question_about_no_commitment_that_is_known_can_be_answered() -> None:
    asked = near()
    asked.commitments.clear()

    asked.press("answer", answer="still_on")

    assert ["prompt.answered"] == asked.kinds


# --- what a commitment is about ------------------------------------------------


def test_a_question_without_a_subject_lends_its_own_words() -> None:
    asked = play("P35")
    asked._set(question=replace(asked.scene.question, object=""))
    asked.press("answer", answer="planned")

    asked.press("detail", detail=NEW)

    assert asked.scene.question.text == asked.fact(CommitmentMade).what.text


def test_words_typed_beside_a_plan_are_not_what_is_planned() -> None:
    asked = play("P35")
    asked.type("planerat, ska ta det med Eva")

    asked.press("detail", detail=NEW)

    assert "Ta beslut om provrigg" == asked.fact(CommitmentMade).what.text


def test_the_promise_says_when_it_is_asked_about() -> None:
    asked = play("P35")
    asked.press("answer", answer="planned")
    asked.press("detail", detail=NEW)

    assert (
        "Arbetsdagen efter får du frågan hur det gick: Ta beslut om provrigg"
        in asked.said
    )
    assert "Vilken dag och vilken tid? torsdag 3 december 14:00" in asked.said


def test_a_promise_that_is_due_is_not_announced_any_more() -> None:
    asked = play("P35")
    asked.press("answer", answer="planned")
    asked.press("detail", detail=NEW)

    asked.wait(days=10)

    assert not any("Arbetsdagen efter" in line for line in asked.said)
