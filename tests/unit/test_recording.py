"""A record has the readers that somebody was told of, whatever content says today."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.desk.recording import _audience
from engagement.catalogue import Reader
from engagement.facts import (
    AnswerDetailed,
    Fact,
    ImportUndone,
    MessageNotUnderstood,
    PromptExpired,
)
from engagement.facts.free_text import FreeText
from tests.unit.flow_company import CATALOGUE
from tests.unit.flow_parts import play

WIDER = replace(CATALOGUE.by_id["P35"], audience=tuple(Reader))
DETAILED = AnswerDetailed(
    occasion_id="Q", person_id="E3", revision=2, follow_up_id="proof", ask="?"
)
ODD = MessageNotUnderstood(
    person_id="E3", platform="webchat", platform_message="m", text=FreeText(text="?")
)


@pytest.mark.parametrize("fact", [DETAILED, PromptExpired(occasion_id="Q", reason="x")])
def test_an_upgrade_of_content_lets_nobody_in(fact: Fact) -> None:
    """The question was put with fewer readers than its prompt has now."""
    occasion = play("P35").occasion
    assert occasion.question is not None
    told = replace(occasion.question, audience=(Reader.COORDINATOR,))

    found = _audience(fact, replace(occasion, question=told), WIDER)

    assert (Reader.COORDINATOR,) == found


def test_what_was_not_yet_put_has_the_readers_of_its_prompt() -> None:
    planned = replace(play("P35").occasion, question=None)

    assert WIDER.audience == _audience(DETAILED, planned, WIDER)


def test_words_that_no_question_read_are_their_writers_alone() -> None:
    assert () == _audience(ODD, None, None)


def test_what_is_about_nobodys_answer_is_for_coordinators_and_auditors() -> None:
    found = _audience(ImportUndone(import_id="I", rows=1), None, None)

    assert (Reader.COORDINATOR, Reader.AUDITOR) == found
