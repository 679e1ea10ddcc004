"""Each of the forty prompts reaches somebody whom it concerns, and takes an answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from config import content
from engagement.facts import (
    ObjectiveReviewed,
    OrganisationRecorded,
    PromptAnswered,
    PromptAsked,
)
from tests.acceptance.app_parts import (
    CCO,
    CEO,
    CFO,
    COO,
    HR,
    KARIN,
    Chat,
    Seat,
    copied,
    running,
)

CATALOGUE = content.load()
NUMBERED = [p.prompt_id for p in CATALOGUE.prompts if not p.internal]
OF_NEXT_EDITION = {"P14"}
AFTER_AN_EVENT = {"P28"}
"Asked of a low confidence alone: see below."
WHO = (CEO, CFO, COO, CCO, HR)


async def asked(chat: Chat, prompt_id: str, whom: str) -> PromptAsked:
    """Return how a prompt was asked of somebody."""
    (found,) = [
        one
        for one in await chat.facts(PromptAsked)
        if (one.question.prompt_id, one.person_id) == (prompt_id, whom)
    ]
    return found


async def asked_of_somebody(chat: Chat, prompt_id: str) -> Seat:
    """Have it asked of the first one whom it concerns."""
    karin = chat.as_(KARIN)
    await karin.command(f"/ledning programme on {prompt_id}")
    for whom in WHO:
        if "får frågan" in await karin.command(f"/ledning ask @{whom} {prompt_id}"):
            await chat.wait(minutes=5)
            return chat.as_(whom)
    raise AssertionError(f"{prompt_id} concerns nobody")


@pytest.mark.parametrize(
    "prompt_id", [p for p in NUMBERED if p not in OF_NEXT_EDITION | AFTER_AN_EVENT]
)
async def test_it_is_asked_and_answered(
    company: Path, tmp_path: Path, prompt_id: str
) -> None:
    """From the shipped content to a record with the question as it was shown."""
    async with running(copied(company, tmp_path / "prompt.db")) as chat:
        seat = await asked_of_somebody(chat, prompt_id)
        shown = await asked(chat, prompt_id, seat.user_id)
        await seat.answer_all(shown.occasion_id)
        assert "{" not in shown.question.text
        given = await chat.facts(PromptAnswered)
        reviewed = await chat.facts(ObjectiveReviewed)
        assert len([*given, *reviewed]) == 1


def test_there_are_forty() -> None:
    """All of them are numbered."""
    assert len(NUMBERED) == 40


async def test_low_confidence_is_followed_up_with_day_and_time(chat: Chat) -> None:
    """P28 follows P26 by itself, where its owner is not sure."""
    jonas = await chat.ask(CFO, "P26")
    which = (await asked(chat, "P26", CFO)).occasion_id
    await jonas.answer(which, confidence="3", track="at_risk")
    await chat.wait(days=9)
    assert "Du satte 3" in (await asked(chat, "P28", CFO)).question.text


async def test_a_prompt_of_the_next_edition_is_off_until_one_works_to_it(
    chat: Chat,
) -> None:
    """P14 serves nothing of 2015; with the draft of 2026 it can be asked."""
    karin = chat.as_(KARIN)
    assert "utgåva" in await karin.command("/ledning ask @E1 P14")
    organisation = replace(
        chat.app.store.organisation, editions=("iso9001:2015", "iso9001:2026")
    )
    await chat.record(OrganisationRecorded(organisation=organisation))
    assert "får frågan" in await karin.command("/ledning ask @E1 P14")


async def test_what_cannot_be_filled_is_not_sent_and_the_coordinator_sees_why(
    chat: Chat,
) -> None:
    """The value that is missing is named; that nothing happened yet lacks nothing."""
    karin = chat.as_(KARIN)
    said = await karin.command("/ledning ask @E2 P28")
    assert "hur säker ägaren är" in said
    shown = await karin.command("/ledning program")
    assert "P28: saknar" not in shown
    await chat.wait(minutes=5)
    asked_for = {one.question.prompt_id for one in await chat.facts(PromptAsked)}
    assert "P28" not in asked_for
