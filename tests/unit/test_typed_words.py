"""Text made comparable: what folding loses and what it keeps."""

from __future__ import annotations

import pytest

from engagement.typed.words import bare, fold, key, negated, plain, trimmed, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KLART", "klart"),
        ("a\u030a", "å"),
        ("ｋｌａｒｔ", "klart"),
        ("k\u200bl\u00ada\u2060rt\ufeff", "klart"),
        ("\u202bklart\u202c", "klart"),
        ("can’t", "cant"),
        ("“klart”", "klart"),
        ("−3", "-3"),
        ("10²", "10²"),
        ("nä", "nä"),
    ],
)
def test_folding_loses_only_what_cannot_change_a_meaning(
    text: str, expected: str
) -> None:
    assert expected == fold(text)


def test_a_line_has_single_blanks() -> None:
    assert plain(" Tisdag\u00a0\n 14\u200b ") == "tisdag 14"


def test_words_know_where_they_stand() -> None:
    """What follows a word can be cut out of the text as it was typed."""
    text = "Kört  fast: INGEN budget"
    found = list(words(text))
    assert [w.word for w in found] == ["kört", "fast", "ingen", "budget"]
    assert text[found[1].end :] == ": INGEN budget"


def test_a_key_has_words_and_emoji_alone() -> None:
    assert key("Ja, klart! 👍🏽 (…)") == "ja klart 👍"


def test_bare_words_have_no_diacritics() -> None:
    assert bare("Behåll över") == "behall over"


def test_a_very_long_word_is_left_as_it_is() -> None:
    """Putting marks in order takes quadratic time, and no such word is known."""
    long = "å" + "\u0316\u0301" * 50
    assert long == fold(long) == bare(long)


def test_quotation_marks_around_all_of_it_go() -> None:
    assert trimmed(" “klart” ") == "klart"
    assert trimmed("'klart' och 'klart'") == "'klart' och 'klart'"
    assert trimmed('"') == '"'


def test_a_negation_is_found_anywhere() -> None:
    assert negated("Jag hinner INTE")
    assert negated("I can’t")
    assert not negated("inget hinder")
