"""A culture example is shared with the auditor by its author alone, in one tap."""

from __future__ import annotations

import pytest

from engagement.cards import ChoiceInput
from engagement.facts import ConsentStated, PromptAnswered
from engagement.texts import LANGUAGES, Language
from tests.unit.flow_parts import Play, play, shown_actions, verb_of

EXAMPLE = "En operatör stoppade bandet, och vi tackade."


def told(language: Language = "sv") -> Play:
    found = play("P14", language)
    found.press("answer", answer=EXAMPLE)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_asked_after_the_answer_and_answered_by_one_tap(
    language: Language,
) -> None:
    asking = told(language).section
    one = asking.one_tap

    assert isinstance(one, ChoiceInput)
    assert ["yes", "no"] == [option.option_id for option in one.options]
    assert {"detail", "enough", "edit"} == {verb_of(a) for a in shown_actions(asking)}


def test_without_a_word_nobody_is_let_in() -> None:
    found = told()
    found.press("enough")

    assert [] == [f for f in found.facts if isinstance(f, ConsentStated)]
    assert () == tuple(
        one for one in found.fact(PromptAnswered).question.audience if one == "auditor"
    )


@pytest.mark.parametrize(("tap", "given"), [("yes", True), ("no", False)])
def test_yes_and_no_are_facts(tap: str, given: bool) -> None:  # noqa: FBT001 - a case
    found = told()
    found.press("detail", detail=tap)

    stated = found.fact(ConsentStated)
    assert (given, 1, "E3") == (stated.given, stated.revision, stated.person_id)


def test_other_words_need_a_word_of_their_own() -> None:
    """Who shared one example has not shared the next one."""
    found = told()
    found.press("detail", detail="yes")
    found.press("edit")
    found.press("save", answer=f"{EXAMPLE} Och så blev det bättre.")

    stated = [f for f in found.facts if isinstance(f, ConsentStated)]
    assert [1] == [one.revision for one in stated]
    assert "yes" in [o.option_id for o in found.section.one_tap.options]  # type: ignore[union-attr]


def test_the_same_words_stay_shared_when_the_choice_is_looked_at_again() -> None:
    found = told()
    found.press("detail", detail="yes")
    found.press("edit")
    found.press("details")
    found.press("save_details", share="no")

    stated = [f for f in found.facts if isinstance(f, ConsentStated)]
    assert [(1, True), (2, False)] == [(one.revision, one.given) for one in stated]
