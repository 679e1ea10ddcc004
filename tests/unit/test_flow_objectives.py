"""Where an objective stands: filled in beforehand, and one tap if nothing changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from engagement.cards import Paragraph, Tone
from engagement.errors import Closed
from engagement.facts import (
    ObjectiveReviewed,
)
from engagement.questions import Given
from engagement.texts import Bilingual
from tests.unit.flow_company import NOW, SUBJECTS
from tests.unit.flow_parts import play

BEFORE = Given(option="at_risk", number=Decimal("94.1"), confidence=6)


def test_an_objective_update_is_filled_with_the_last_one() -> None:
    asked = play("P26", before=BEFORE)

    values = {one.input_id: getattr(one, "value", None) for one in asked.section.inputs}

    assert {
        "confidence": Decimal(6),
        "track": "at_risk",
        "value": Decimal("94.1"),
        "line": "",
    } == values


def test_no_change_is_one_tap() -> None:
    asked = play("P26", before=BEFORE)

    asked.press("same")

    reviewed = asked.fact(ObjectiveReviewed)
    assert (BEFORE, True, "O1") == (
        asked.occasion.answer,
        reviewed.unchanged,
        reviewed.objective_id,
    )


@pytest.mark.parametrize("text", ["ingen ändring", "No change", "samma som sist"])
def test_no_change_can_be_typed(text: str) -> None:
    asked = play("P26", before=BEFORE)

    asked.type(text)

    assert asked.fact(ObjectiveReviewed).unchanged


def test_no_change_twice_changes_nothing() -> None:
    asked = play("P26", before=BEFORE)
    asked.press("same")
    before = list(asked.facts)

    asked.press("same")

    assert before == asked.facts


def test_the_first_time_there_is_nothing_to_leave_as_it_is() -> None:
    asked = play("P26")

    assert () == asked.section.actions
    with pytest.raises(Closed, match="button_gone"):
        asked.press("same")


def test_an_objective_update_is_one_fact_with_everything() -> None:
    """The answer is the update of the objective, never a second one beside it."""
    asked = play("P26")

    asked.press(
        "answer", confidence="4", track="off_track", value="93,9", line="Gjutgodset."
    )

    reviewed = asked.fact(ObjectiveReviewed)
    assert ["objective.reviewed"] == asked.kinds
    assert (4, "off_track", Decimal("93.9"), "Gjutgodset.", False, NOW.date()) == (
        reviewed.confidence,
        reviewed.track,
        reviewed.value,
        reviewed.line.text,
        reviewed.unchanged,
        reviewed.on,
    )


def test_value_and_line_of_an_update_may_be_left_out() -> None:
    asked = play("P26")

    asked.press("answer", confidence="9", track="on_track")

    assert Given(option="on_track", confidence=9) == asked.occasion.answer


def test_the_other_figures_of_an_objective_are_shown_quietly() -> None:
    """Below the question, as one line."""
    other = Bilingual(en="CSAT: 4.29 now", sv="Kundnöjdhet: nu 4,29")
    two = replace(SUBJECTS["objective"], beside=other)

    section = play("P26", subject=two).section

    said = [b for b in section.blocks if isinstance(b, Paragraph)]
    (line,) = [one for one in said if "Kundnöjdhet: nu 4,29" in one.text]
    assert line.tone is Tone.QUIET
