"""The introduction and the CEO's card say what their reader must know first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from config import texts
from engagement.cards import Card, State
from engagement.flows.introducing import (
    Approval,
    Introduction,
    approval_card,
    introduction_card,
)
from engagement.organisation import Rules
from engagement.texts import Bilingual, Language
from tests.unit.cadence_parts import a_person
from tests.unit.fact_parts import NOTICE

TEXTS = texts.load()
CEO = a_person(person_id="E1", name="Annika Sjöholm")
MARIA = a_person(person_id="E3", name="Maria Lindqvist")


def introduced(**changes: Any) -> Card:
    one = Introduction(
        person=MARIA,
        text="Vi börjar nu.",
        ceo=CEO,
        steered_by=("Karin Åberg",),
        first_on=date(2026, 11, 24),
        rules=Rules(),
        notice=NOTICE,
        watermark="Övning",
    )
    return introduction_card(replace(one, **changes), TEXTS)


def asked(state: State = State.OPEN, said: str = "", language: Language = "sv") -> Card:
    one = Approval(
        language=language,
        mark="0123",
        text=Bilingual(en="We begin.", sv="Vi börjar."),
        coordinator="Karin Åberg",
        organisation="Lindvalla",
        readers=8,
        notice=NOTICE,
        state=state,
        said=said,
        watermark="",
    )
    return approval_card(one, TEXTS)


def test_it_is_in_the_ceos_name_with_the_notice_and_the_way_out() -> None:
    """Who stands behind it, who reads answers, how to pause, how to stop."""
    said = introduced().fallback_text
    for words in (
        "Annika Sjöholm, vd, skriver:",
        "Vi börjar nu.",
        "Högst 2 frågor i veckan, tisdagar kl. 09:00",
        "tidigast tisdag 24 november",
        "Karin Åberg läser svaren",
        "/ledning paus",
        "Säg till Karin Åberg",
        "Lindvalla Pumpar AB",
        "dataskydd@lindvalla.example",
        "Fyra år.",
        "Du får invända.",
        "Övning",
    ):
        assert words in said


def test_it_is_in_the_readers_language() -> None:
    card = introduced(person=replace(MARIA, language="en"), text="We begin now.")

    assert "en" == card.language
    assert "Annika Sjöholm, CEO, writes:" in card.fallback_text
    assert "You may object." in card.fallback_text
    assert "skriver" not in card.fallback_text


def test_the_ceo_is_not_told_that_the_ceo_writes() -> None:
    said = introduced(person=CEO).fallback_text

    assert "Dina kollegor får det här i ditt namn:" in said
    assert "skriver:" not in said


def test_every_coordinator_is_named_ones_own_first() -> None:
    said = introduced(steered_by=("Rohan", "Karin", "Eva")).fallback_text

    assert "Rohan, Karin och Eva läser svaren" in said
    assert "Säg till Rohan" in said


@pytest.mark.parametrize(
    ("language", "first"), [("sv", "Vi börjar."), ("en", "We begin.")]
)
def test_the_ceo_reads_both_languages_the_own_one_first(
    language: Language, first: str
) -> None:
    said = asked(language=language).fallback_text
    both = sorted(("Vi börjar.", "We begin."), key=said.index)

    assert first == both[0]
    assert "dataskydd@lindvalla.example" in said


def test_only_an_open_one_can_be_pressed() -> None:
    actions = [a.action_id for a in asked().sections[0].actions]

    assert ["launch:0123.approve", "launch:0123.reword"] == actions
    assert () == asked(State.ANSWERED, "Du godkände").sections[0].actions
    assert () == asked(State.CLOSED, "Ändrad").sections[0].actions


def test_what_was_changed_since_is_not_shown_as_if_it_had_been_asked() -> None:
    said = asked(State.CLOSED, "Texten har ändrats.").fallback_text

    assert "Texten har ändrats." in said
    assert "Vi börjar." not in said
