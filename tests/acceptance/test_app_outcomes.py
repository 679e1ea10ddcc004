"""What becomes of an answer later: found under its requirement, told in working hours."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from engagement.facts import (
    CaseClosed,
    CaseOpened,
    CommitmentKept,
    CommitmentMade,
    PromptAnswered,
)
from tests.acceptance.app_parts import CEO, KARIN, Chat

ACTION = "Besluta om övergången"
STOCKHOLM = ZoneInfo("Europe/Stockholm")


async def requirements(chat: Chat, kind: type[object]) -> set[tuple[str, ...]]:
    """Return the requirements under which facts of a kind are on record."""
    records = await chat.records()
    return {r.header.requirements for r in records if isinstance(r.fact, kind)}


async def close_case(chat: Chat) -> None:
    """Have the coordinator close the only case."""
    case = (await chat.only(CaseOpened)).case_id
    await chat.as_(KARIN).command(f'/ledning ärenden stäng {case} "Pengarna är klara."')


async def test_a_closed_case_is_evidence_for_what_was_asked(chat: Chat) -> None:
    """A filter by clause that leaves it out would say that nobody answered."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer(ACTION, answer="blocked")
    await close_case(chat)
    closed = await requirements(chat, CaseClosed)
    assert await requirements(chat, PromptAnswered) == closed
    assert () not in closed
    assert closed


async def test_a_kept_promise_is_evidence_for_what_it_answered(chat: Chat) -> None:
    """Not for the question of the day after, whether it was kept."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer(ACTION, answer="planned")
    await vd.submit("detail", ACTION, detail="2026-11-24T14:00")
    made = await requirements(chat, CommitmentMade)
    await chat.wait(days=3)
    await vd.answer("Du hade planerat", answer="kept")
    assert await requirements(chat, CommitmentKept) == made
    assert () not in made


async def test_a_notice_waits_for_working_hours(chat: Chat) -> None:
    """A case that is closed late on Friday is told on Monday morning."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer(ACTION, answer="blocked")
    evening = chat.now.astimezone(STOCKHOLM).replace(hour=21) + timedelta(days=4)
    await chat.until(evening)
    before = len(await vd.messages())
    await close_case(chat)
    await chat.wait(hours=1)
    assert before == len(await vd.messages())
    await chat.wait(days=3)
    assert "→ Pengarna är klara (27 november)" in (await vd.sees())[before]
