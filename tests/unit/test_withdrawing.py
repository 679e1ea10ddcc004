"""Words that somebody takes back are found wherever they stand, and no others."""

from __future__ import annotations

import pytest

from engagement.withdrawing import core, is_telling, masked, masked_within, quotes

WORDS = "Vi vågade inte säga ifrån om härdugnen."
LEFT = "(…)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WORDS, LEFT),
        (f"Svar: {WORDS}", f"Svar: {LEFT}"),
        (f"“{core(WORDS)}” – nej", f"“{LEFT}” – nej"),
        ("Vi vågade inte säga ifrån om …", f"{LEFT}…"),
        ("Vi vågade inte", "Vi vågade inte"),
        (f"{WORDS}\n{WORDS}", f"{LEFT}\n{LEFT}"),
        ("Något annat", "Något annat"),
    ],
)
def test_a_quotation_is_known_whole_cut_and_without_its_full_stop(
    text: str, expected: str
) -> None:
    assert expected == masked(text, WORDS, LEFT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Nej", LEFT), ("Svar: Nej.", f"Svar: {LEFT}."), ("Nejlika", "Nejlika")],
)
def test_a_short_text_counts_as_a_word_of_its_own(text: str, expected: str) -> None:
    assert not is_telling("Nej.")
    assert expected == masked(text, "Nej.", LEFT)
    assert (text != expected) is quotes(text, "Nej.")


def test_a_text_that_only_begins_the_same_is_another_text() -> None:
    assert quotes(f"Jo: {WORDS}", WORDS)
    assert not quotes("Vi vågade inte säga ifrån om provriggen", WORDS)


def test_marks_alone_are_words_too() -> None:
    assert "???" == core(" ??? ")


def test_everything_in_a_card_is_masked_and_numbers_are_left() -> None:
    card = {"title": WORDS, "sections": [{"text": f"a {WORDS}", "n": 3, "x": None}]}

    expected = {"title": LEFT, "sections": [{"text": f"a {LEFT}", "n": 3, "x": None}]}

    assert expected == masked_within(card, WORDS, LEFT)


def test_what_can_be_chosen_is_nobodys_short_word() -> None:
    """*Nej* as an answer to take back is not *Nej* as a button."""
    card = {"options": [{"label": "Nej"}], "text": "Nej"}

    assert {"options": [{"label": "Nej"}], "text": LEFT} == masked_within(
        card, "Nej", LEFT
    )
    long = {"options": [{"label": WORDS}]}
    assert {"options": [{"label": LEFT}]} == masked_within(long, WORDS, LEFT)
