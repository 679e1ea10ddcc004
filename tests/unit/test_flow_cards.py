"""Cards: sections together, and everything again in plain words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engagement.cards import (
    Bullets,
    ChoiceInput,
    ChoiceOption,
    DayInput,
    Download,
    Fields,
    NumberInput,
    Paragraph,
    Picture,
    Section,
    State,
    Tone,
)
from engagement.flows.cards import card_of, marked, notice
from tests.unit.flow_parts import play

BLOCKS = (
    Paragraph(text="Så ligger du till"),
    Bullets(lines=("en", "två")),
    Fields(rows=(("Öppna", "2"), ("Besvarade", "7"))),
    Picture(file_id="f1", alt="Leveransprecision, 95,2 %"),
    Download(file_id="f2", name="mall.csv", label="Mallen"),
)


def test_the_fallback_says_everything_that_is_shown() -> None:
    section = Section(reference="s", state=State.NOTICE, blocks=BLOCKS)

    card = card_of("Rubrik", [section], "sv", lead="Inledning")

    assert (
        "Rubrik\nInledning\nSå ligger du till\n• en\n• två\nÖppna: 2\nBesvarade: 7\n"
        "Leveransprecision, 95,2 %\nMallen"
    ) == card.fallback_text


def test_the_fallback_says_everything_that_is_asked() -> None:
    """Once: a label that repeats what is said above is not said again."""
    inputs = (
        ChoiceInput(
            input_id="a",
            label="Hur går det?",
            options=(
                ChoiceOption(option_id="done", label="Klart"),
                ChoiceOption(option_id="none", label="Inget"),
            ),
        ),
        NumberInput(
            input_id="b", label="Värde", least=Decimal(0), most=Decimal(9), decimals=0
        ),
        DayInput(input_id="c", label="Dag", earliest=date(2026, 11, 24)),
    )
    section = Section(
        reference="s",
        state=State.OPEN,
        blocks=(Paragraph(text="Hur går det?"),),
        inputs=inputs,
    )

    assert (
        "Hur går det?\nKlart · Inget\nVärde\nDag"
        == card_of("", [section], "sv").fallback_text
    )


def test_a_list_of_more_than_five_is_said_too() -> None:
    asked = play("P27")

    said = card_of("", [asked.section], "sv").fallback_text

    assert (
        "Det som ska göras · Resurserna · Vem som gör det · Tidplanen · "
        "Hur vi bedömer resultatet · Ingen"
    ) in said


def test_a_bundle_says_both_questions() -> None:
    sections = [play("P35").section, play("P10").section]

    card = card_of("2 frågor", sections, "sv")

    assert (tuple(sections), "sv", "2 frågor") == (
        card.sections,
        card.language,
        card.title,
    )
    for one in ("P35", "P10"):
        assert play(one).scene.question.text in card.fallback_text


def test_a_rehearsal_is_marked_in_plain_words_too() -> None:
    card = card_of("Rubrik", [], "sv", watermark="Övning")

    assert ("Övning", "Rubrik\nÖvning") == (card.watermark, card.fallback_text)


def test_a_notice_only_says_something() -> None:
    card = notice("Klart.", "sv", tone=Tone.GOOD, title="Svar", more=BLOCKS[1:2])

    [section] = card.sections
    assert ("notice", State.NOTICE, (), ()) == (
        section.reference,
        section.state,
        section.inputs,
        section.actions,
    )
    assert (Paragraph(text="Klart.", tone=Tone.GOOD), BLOCKS[1]) == section.blocks
    assert "Svar\nKlart.\n• en\n• två" == card.fallback_text


def test_a_watermark_stands_on_the_card_and_in_its_fallback_once() -> None:
    plain = notice("Sparat", "sv")

    under = marked(plain, "Övning")

    assert (under.watermark, under.fallback_text) == ("Övning", "Sparat\nÖvning")
    assert marked(under, "Övning") == under
    assert marked(plain, "") == plain
