"""How a question looks: open, answered, closed; what is said back to typed words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from engagement.cards import (
    ChoiceInput,
    MomentInput,
    NumberInput,
    State,
    TextInput,
    Tone,
    Weight,
)
from engagement.catalogue import Requirement
from engagement.flows import confirmation, section_of
from engagement.occasions import OccasionState
from engagement.questions import Given
from engagement.texts import Language
from tests.unit.flow_company import both
from tests.unit.flow_parts import Play, answered, play, verb_of


def requirement(clause: str, item: str, standard: str = "iso9001:2015") -> Requirement:
    return Requirement(
        requirement_id=f"{standard}/{clause}{item}",
        standard_id=standard,
        concept="lead.resources",
        clause=clause,
        item=item,
        summary=both("Provide resources.", "Se till att resurserna finns."),
        confidence="high",
    )


# --- open ----------------------------------------------------------------------


def test_an_open_question_has_its_inputs_one_submit_and_the_ways_out() -> None:
    section = play("P35").section

    assert (State.OPEN, "Q") == (section.state, section.reference)
    assert section.submit is not None
    assert ("Q.answer", Weight.PRIMARY) == (
        section.submit.action_id,
        section.submit.weight,
    )
    assert ["why", "later", "skip"] == [verb_of(one) for one in section.more]
    assert section.one_tap is not None


def test_it_says_who_will_see_the_answer() -> None:
    assert (
        "Syns för: samordnaren (nu Karin Åberg), ledningsgruppen och ISO-revisorn."
        in play("P35").said
    )


def test_a_question_from_before_that_was_said_can_be_shown() -> None:
    asked = play("P35")
    asked._set(question=replace(asked.scene.question, seen_by=""))

    assert 1 == len(asked.said)


@pytest.mark.parametrize(
    ("prompt_id", "kinds"),
    [
        ("P01", [TextInput]),
        ("P10", [ChoiceInput]),
        ("P33", [NumberInput]),
        ("P26", [NumberInput, ChoiceInput, NumberInput, TextInput]),
        ("CHECK", [ChoiceInput]),
    ],
)
def test_each_kind_has_its_inputs(prompt_id: str, kinds: list[type]) -> None:
    assert kinds == [type(one) for one in play(prompt_id).section.inputs]


def test_why_says_it_in_our_own_words() -> None:
    asked = play("P08")

    asked.press("why")

    said = [b for b in asked.section.blocks if getattr(b, "tone", None) is Tone.QUOTE]
    assert asked.prompt is not None
    assert [asked.prompt.why.sv] == [getattr(block, "text", "") for block in said]


def test_clauses_are_named_there_and_nowhere_else() -> None:
    """Once each, by the standard that they are of."""
    asked = play("P08", step="why")
    scene = replace(
        asked.scene,
        requirements=(
            requirement("5.1.1", "e"),
            requirement("7.1.1", ""),
            requirement("5.1.1", "e"),
            requirement("5.1", "c", "iso14001:2015"),
        ),
    )

    said = [getattr(block, "text", "") for block in section_of(scene).blocks]

    assert (
        "Frågan hör till ISO 9001:2015: 5.1.1 e, 7.1.1; ISO 14001:2015: 5.1 c." in said
    )
    asked.press("back")
    assert not any("5.1" in line for line in asked.said)


def test_a_prompt_that_is_gone_says_so() -> None:
    asked = play("P08", step="why")
    asked.prompt = None

    assert any("Frågan används inte längre." in line for line in asked.said)


def test_a_late_answer_is_welcome() -> None:
    asked = play("P35").expire()

    assert "Ett sent svar är också välkommet, det märks som sent." in asked.said
    assert ["why", "skip"] == [verb_of(one) for one in asked.section.more]


def test_a_skipped_question_is_still_open() -> None:
    asked = play("P35")
    asked.press("skipped", reason="unclear")

    assert State.OPEN is asked.section.state
    assert ["why"] == [verb_of(one) for one in asked.section.more]


def test_a_reason_that_was_withdrawn_is_shown_as_its_kind() -> None:
    """A redacted text leaves the fact, without the words."""
    asked = play("P35")
    asked.press("skipped", reason="other")
    asked.press("skipped_line", line="Fråga Åsa.")
    asked._set(answer=None)

    assert "Överhoppad: Annan orsak. Det går fortfarande att svara." in asked.said


def test_only_an_objective_is_filled_in_beforehand() -> None:
    before = Given(option="at_risk", number=Decimal(94), confidence=6)

    [choice] = play("P10", before=before).section.inputs

    assert isinstance(choice, ChoiceInput)
    assert choice.value is None


# --- answered ------------------------------------------------------------------


def test_an_answer_shows_what_was_recorded_when_and_where() -> None:
    asked = play("P10")
    asked.press("answer", answer="yes")

    assert (State.ANSWERED, ["edit"]) == (
        asked.section.state,
        [verb_of(one) for one in asked.section.actions],
    )
    assert "Du svarade: Ja" in asked.said
    assert "Antecknat tisdag 24 november 10:00 · post 7, rot abababababab" in asked.said


def test_without_a_receipt_there_is_no_record_to_name() -> None:
    asked = play("P10")
    asked.press("answer", answer="yes")

    said = [getattr(block, "text", "") for block in section_of(asked.scene).blocks]

    assert "Antecknat tisdag 24 november 10:00" in said


@pytest.mark.parametrize(
    ("prompt_id", "text", "language", "said"),
    [
        ("P33", "1", "sv", "1 kund"),
        ("P33", "12", "sv", "12 kunder"),
        ("P33", "1", "en", "1 customer"),
        ("P33", "0", "en", "0 customers"),
        ("P15", "1", "en", "1 delivery"),
        ("P12", "1250", "sv", "1\xa0250 tkr per år"),
        ("P12", "1250", "en", "1,250 kSEK per year"),
        ("P12", "1", "en", "1 kSEK per year"),
        ("P10", "Yes, mostly", "en", "Yes. “mostly”"),
        ("P10", "ja, mest", "sv", "Ja. ”mest”"),
        ("P26", "8", "sv", "8 av 10, i fas"),
        ("P26", "3 it is late", "en", "3 of 10, off track. “3 it is late”"),
    ],
)
def test_an_answer_is_said_in_words(
    prompt_id: str, text: str, language: Language, said: str
) -> None:
    asked = play(prompt_id, language)

    asked.type(text)

    scene = asked.scene
    assert said == scene.kind.say(scene.question, scene.answer, scene.words)


def test_a_value_of_an_objective_is_said_too() -> None:
    asked = play("P26")
    asked.press("answer", confidence="8", track="on_track", value="95,2", line="Bra.")

    assert "Du svarade: 8 av 10, i fas, värde 95,2. ”Bra.”" in asked.said


def test_a_text_that_was_withdrawn_is_said_to_be() -> None:
    asked = play("P01")
    asked.press("answer", answer="Att vi håller vad vi lovar.")
    asked._set(answer=Given())

    assert "Du svarade: (texten är borttagen)" in asked.said


def test_a_detail_that_was_withdrawn_is_said_to_be() -> None:
    asked = play("P10")
    asked.press("answer", answer="no")
    asked.press("detail", detail="Ledtiden.")
    asked._set(details=(("change_first", Given()),))

    assert "Vad måste ändras först? (texten är borttagen)" in asked.said


def test_a_detail_of_a_follow_up_that_is_not_asked_is_left_out() -> None:
    asked = play("P10")
    asked.press("answer", answer="yes")
    asked._set(details=(("of_another_time", Given(text="Hm.")),))

    assert not any("Hm." in line for line in asked.said)


def test_what_is_demanded_keeps_the_question_open() -> None:
    asked = play("P35")
    asked.press("answer", answer="planned")

    section = asked.section

    assert (State.OPEN, [MomentInput], ["edit"]) == (
        section.state,
        [type(one) for one in section.inputs],
        [verb_of(one) for one in section.actions],
    )


def test_what_is_offered_can_be_declined() -> None:
    asked = play("P35")
    asked.press("answer", answer="done")

    assert ["enough", "edit"] == [verb_of(one) for one in asked.section.actions]
    assert ["Det räcker", "Ändra"] == [one.label for one in asked.section.actions]


# --- closed --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (
            OccasionState.WITHDRAWN,
            "Frågan är tillbakatagen, så du behöver inte svara.",
        ),
        (
            OccasionState.SUPERSEDED,
            "Samma fråga har ställts igen. Svara på den nyare.",
        ),
    ],
)
def test_a_closed_question_says_why(state: OccasionState, said: str) -> None:
    closed = play("P35")
    closed._set(state=state)

    assert (State.CLOSED, said) == (closed.section.state, closed.said[-1])


def test_an_expired_question_that_was_asked_again_is_closed() -> None:
    closed = play("P35").expire()
    closed.superseded = True

    assert State.CLOSED is closed.section.state


# --- said back -----------------------------------------------------------------


def said_back(prompt_id: str, text: str) -> str:
    asked: Play = play(prompt_id)
    asked.type(text)
    return confirmation(asked.scene)


@pytest.mark.parametrize(
    ("prompt_id", "text", "expected"),
    [
        ("P10", "ja", "Antecknat: Ja."),
        (
            "P01",
            "Att vi håller vad vi lovar.",
            "Antecknat: Att vi håller vad vi lovar.",
        ),
        ("P35", "planerat", "Antecknat: Planerat.\nVilken dag och vilken tid?"),
        ("P35", "klart", "Antecknat: Klart.\nLänk eller en rad som visar det?"),
        ("P35", "imorgon", "Kommer tillbaka onsdag 25 november 09:00."),
        ("P35", "hoppa över", "Överhoppad. Det går fortfarande att svara."),
    ],
)
def test_typed_words_are_said_back(prompt_id: str, text: str, expected: str) -> None:
    """With what is still asked for; the card may be far above."""
    assert expected == said_back(prompt_id, text)


def test_what_was_enough_is_not_asked_for_again() -> None:
    asked = play("P35")
    asked.press("answer", answer="done")
    asked.press("enough")

    assert "Antecknat: Klart." == confirmation(asked.scene)


def test_typed_words_are_said_back_with_the_whole_date() -> None:
    """*Torsdag 14* could be misread; the day that was understood cannot."""
    said = said_back("P35", "planerat torsdag 14")

    assert "Antecknat: Planerat – torsdag 26 november 14:00." == said


def test_what_can_no_longer_be_changed_is_no_longer_asked_for() -> None:
    """After thirty days a plan without a time stays without one."""
    asked = answered("P35", answer="planned").wait(days=31)

    assert not asked.section.inputs


def test_nothing_is_offered_while_something_is_demanded() -> None:
    """A plan asks for its day and time first, and for nothing besides."""
    asked = answered("P35", answer="planned")

    assert asked.scene.pending is not None
    assert asked.scene.offered is None
