"""Every question, in both languages, everywhere that a person can get to with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from engagement.cards import ChoiceInput, Paragraph, Section
from engagement.errors import PersonError
from engagement.flows import card_of
from engagement.occasions import OccasionState
from engagement.texts import LANGUAGES, Language
from tests.unit.flow_company import CATALOGUE
from tests.unit.flow_parts import Play, play, shown_actions, verb_of, ways_to_fill_in

PROMPTS = [prompt.prompt_id for prompt in CATALOGUE.prompts]
STEPS_MOST = 7
"So many presses are enough to get anywhere; more only go round in circles."


def everywhere(prompt_id: str, language: Language) -> Iterator[Play]:
    """Yield every different place that presses lead to; a dead button fails here."""
    start = play(prompt_id, language)
    reached, seen = [start, start.copy().expire()], set()
    for _ in range(STEPS_MOST):
        found = []
        for place in reached:
            mark = repr((place.state, place.step, place.occasion.answer, place.details))
            if mark not in seen:
                seen.add(mark)
                yield place
                found += list(onwards(place))
        reached = found


def onwards(place: Play) -> Iterator[Play]:
    """Press everything that is shown, with every option chosen once."""
    section = place.section
    for action in shown_actions(section):
        ways = ways_to_fill_in(section) if action is section.submit else [{}]
        for values in ways:
            after = place.copy()
            try:
                after.press(verb_of(action), **values)
            except PersonError as error:
                pytest.fail(f"{place.state} {place.step} {action} {values}: {error}")
            yield after


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prompt_id", PROMPTS)
def test_no_button_is_dead_and_every_place_can_be_shown(
    prompt_id: str, language: Language
) -> None:
    states = set()
    for place in everywhere(prompt_id, language):
        demand_readable(place.section, language)
        states.add(place.state)

    assert states == {
        OccasionState.ASKED,
        OccasionState.EXPIRED,
        OccasionState.SKIPPED,
        OccasionState.ANSWERED,
    }


def demand_readable(section: Section, language: Language) -> None:
    """What a section must be for a phone, a screen reader and another platform."""
    actions = shown_actions(section)
    ids = [action.action_id for action in actions]
    card = card_of("", [section], language)

    assert len(ids) == len(set(ids))
    assert all(one.rpartition(".")[0] == section.reference == "Q" for one in ids)
    # Two of them make a card of at most six actions; *More* is one.
    assert (section.submit is not None) + bool(section.more) + len(section.actions) <= 3
    for text in texts_of(section):
        assert text.strip()
        assert "{" not in text
        assert "None" not in text or language == "en"
        assert text in card.fallback_text


def texts_of(section: Section) -> Iterator[str]:
    """Yield everything that a section says or asks."""
    for block in section.blocks:
        assert isinstance(block, Paragraph)
        yield block.text
    for one in section.inputs:
        yield one.label
        if isinstance(one, ChoiceInput):
            yield from (option.label for option in one.options)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prompt_id", PROMPTS)
def test_a_closed_question_says_why_and_offers_nothing(
    prompt_id: str, language: Language
) -> None:
    for state in (OccasionState.WITHDRAWN, OccasionState.SUPERSEDED):
        closed = play(prompt_id, language)
        closed.occasion = replace(closed.occasion, state=state)

        assert () == shown_actions(closed.section)
        assert 2 == len(closed.said)
        demand_readable(closed.section, language)
