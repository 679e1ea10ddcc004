"""A choice, a sentence, a number: from a form and from what is typed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engagement.cards import ChoiceOption
from engagement.errors import Refused
from engagement.prompts.fields import (
    ANY_NUMBER,
    Words,
    choice_from_form,
    choice_from_text,
    choice_input,
    in_range,
    number_from_form,
    number_from_text,
    number_input,
    remark,
    sentence,
    sentence_input,
)
from engagement.questions import AskedRange, Given
from tests.unit.flow_company import TEXTS

SV, EN = Words(language="sv", texts=TEXTS), Words(language="en", texts=TEXTS)
SCALE = AskedRange(least=Decimal(0), most=Decimal(20), decimals=0, unit="kunder")
PERCENT = AskedRange(least=Decimal(0), most=Decimal(100), decimals=1, unit="%")
OPTIONS = (
    ChoiceOption(option_id="yes", label="Ja"),
    ChoiceOption(option_id="partly", label="Delvis"),
)


# --- choice --------------------------------------------------------------------


def test_a_choice_shows_what_was_chosen_before() -> None:
    assert "yes" == choice_input("a", "Svar", OPTIONS, Given(option="yes")).value
    assert choice_input("a", "Svar", OPTIONS, None).value is None


@pytest.mark.parametrize("value", ["yes", " yes "])
def test_a_chosen_option_is_read(value: str) -> None:
    assert Given(option="yes") == choice_from_form({"a": value}, "a", OPTIONS)


@pytest.mark.parametrize("values", [{}, {"a": ""}, {"a": "Ja"}, {"a": "no"}])
def test_what_cannot_be_chosen_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(Refused, match="choose_one"):
        choice_from_form(values, "a", OPTIONS)


def test_a_typed_choice_comes_with_what_is_said_besides() -> None:
    assert (Given(option="partly"), "utom i Pune") == choice_from_text(
        "delvis, utom i Pune", OPTIONS
    )
    assert choice_from_text("kanske", OPTIONS) is None


# --- sentence ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Klart.  ", "Klart."),
        ("rad ett\nrad två\tslut", "rad ett\nrad två\tslut"),
        ("👍", "👍"),
        ("אנחנו עומדים במילה שלנו", "אנחנו עומדים במילה שלנו"),
        ("\u202eabc", "\u202eabc"),
        ("<b>fet</b> & [länk](x)", "<b>fet</b> & [länk](x)"),
        ("a\x00b\x07\x1b", "ab"),
        ("half \ud83d pair", "half  pair"),
        ("x" * 2000, "x" * 2000),
    ],
)
def test_words_are_kept_as_they_are(text: str, kept: str) -> None:
    """But for what no database takes and nobody sees."""
    assert Given(text=kept) == sentence(text)


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\t", "\u200b\u200b", "\u202e", "\x00", "\u00a0", "\ufeff"]
)
def test_nothing_to_be_seen_is_nothing_said(text: str) -> None:
    with pytest.raises(Refused, match="sentence_empty"):
        sentence(text)


def test_too_long_a_text_is_refused_with_both_numbers() -> None:
    with pytest.raises(Refused, match="sentence_long") as refused:
        sentence("x" * 3000)

    assert {"most": 2000, "n": 3000} == refused.value.values


def test_a_shorter_limit_can_be_asked_for() -> None:
    with pytest.raises(Refused, match="sentence_long"):
        sentence("x" * 501, 500)


def test_a_place_to_write_shows_what_was_written_before() -> None:
    assert "Ja." == sentence_input("a", "Svar", Given(text="Ja.")).value
    assert ("", "") == (
        sentence_input("a", "Svar", None).value,
        sentence_input("a", "Svar", Given()).value,
    )


# --- number --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("95,2", "95.2"),
        ("95.2", "95.2"),
        (" 95 ", "95"),
        ("95,20", "95.2"),
        ("0", "0"),
        ("100", "100"),
        ("95,2 %", "95.2"),
    ],
)
def test_a_number_is_read_in_either_notation(text: str, value: str) -> None:
    read = number_from_form({"a": text}, "a", PERCENT, SV)

    assert value == str(read.number)


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("", "number_unread", {}),
        ("många", "number_unread", {}),
        ("10-12", "number_unread", {}),
        ("101", "number_range", {"least": "0", "most": "100"}),
        ("-1", "number_range", {"least": "0", "most": "100"}),
        ("ca 12345678901234567890 st", "number_range", {"least": "0", "most": "100"}),
        ("95,25", "number_decimals", {"n": 1}),
        ("1e3", "number_unread", {}),
        ("NaN", "number_unread", {}),
        ("∞", "number_unread", {}),
    ],
)
def test_what_is_no_such_number_is_refused_with_words(
    text: str, code: str, values: dict[str, object]
) -> None:
    with pytest.raises(Refused, match=code) as refused:
        number_from_form({"a": text}, "a", PERCENT, SV)

    assert values == refused.value.values
    shown = refused.value.values
    assert TEXTS.text(refused.value.text_key, "sv", **shown)


def test_a_whole_number_is_asked_for_as_one() -> None:
    with pytest.raises(Refused, match="number_whole"):
        number_from_form({"a": "7,5"}, "a", SCALE, SV)


def test_limits_are_said_in_the_reader_s_notation() -> None:
    wide = AskedRange(least=Decimal("0.5"), most=Decimal(1000000), decimals=1, unit="")

    with pytest.raises(Refused) as refused:
        in_range(Decimal("0.1"), wide, EN)

    assert {"least": "0.5", "most": "1,000,000"} == refused.value.values


@pytest.mark.parametrize(
    ("given", "kept"), [("12", "12"), ("12.0", "12"), ("12.00", "12")]
)
def test_zeros_that_were_not_asked_for_are_left_out(given: str, kept: str) -> None:
    assert kept == str(in_range(Decimal(given), SCALE, SV))


@pytest.mark.parametrize("given", ["5", "5.5", "95.2"])
def test_a_number_is_no_more_exact_than_it_was_said(given: str) -> None:
    assert given == str(in_range(Decimal(given), ANY_NUMBER, SV))


def test_a_form_holds_a_number_and_no_words() -> None:
    assert Given(number=Decimal(12)) == number_from_form({"a": "ca 12"}, "a", SCALE, SV)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12", None),
        ("12 kunder", None),
        ("12 KUNDER!", None),
        ("95,2 %", None),
        ("ca 12", "ca 12"),
        ("12, mest fordon", "12, mest fordon"),
    ],
)
def test_typed_words_that_say_more_than_the_number_are_kept(
    text: str, words: str | None
) -> None:
    assert words == remark(text, "kunder")


def test_no_number_is_something_else() -> None:
    assert number_from_text("vet inte", SCALE, SV) is None


def test_a_place_for_a_number_shows_its_limits_and_the_last_one() -> None:
    shown = number_input("a", "Siffra", PERCENT, Given(number=Decimal("95.2")))

    assert (Decimal(0), Decimal(100), 1, "%", Decimal("95.2")) == (
        shown.least,
        shown.most,
        shown.decimals,
        shown.unit,
        shown.value,
    )
    assert number_input("a", "Siffra", PERCENT, None).value is None
