"""Machines that were down, messages that waited, and what nobody wants any more."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ports import Retry
from engagement.facts import (
    MessageDelivered,
    MessageDropped,
    PromptAsked,
    PromptExpired,
    PromptPlanned,
    PromptReminded,
)
from tests.acceptance.app_parts import CFO, KARIN
from tests.acceptance.town_parts import EVE, SLOT, Town, reached, town_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def town(company: Path, tmp_path: Path) -> AsyncIterator[Town]:
    """Run the sample company until shortly before most people's slot."""
    async with town_of(company, tmp_path / "town.db") as opened:
        yield opened


# --- downtime --------------------------------------------------------------------


async def test_after_two_days_down_the_bundle_is_caught_up_with_once(
    town: Town,
) -> None:
    """On the first moment that is the person's: Thursday at nine."""
    chat = town.chat
    await chat.until(EVE)
    chat.hands.at = SLOT + timedelta(days=1, hours=12)
    await chat.until(SLOT + timedelta(days=3))
    assert town.bundles() == [f"bundle:{CFO}:2026-W48"]
    [sent] = [
        r.header.occurred_at
        for r in await chat.records()
        if isinstance(r.fact, MessageDelivered)
        and (r.fact.person_id, r.fact.kind) == (CFO, "bundle")
    ]
    assert sent == SLOT + timedelta(days=2)


async def test_a_fortnight_down_does_not_bring_two_bundles(town: Town) -> None:
    """What is still wanted is sent once; the weeks that passed are gone."""
    chat = town.chat
    await chat.until(EVE)
    chat.hands.at = SLOT + timedelta(days=14, hours=-1)
    await chat.until(SLOT + timedelta(days=16, hours=3))
    assert town.bundles() == [f"bundle:{CFO}:2026-W50"]


async def test_a_second_tick_at_the_same_moment_sends_nothing(town: Town) -> None:
    """It is idempotent."""
    await town.chat.until(SLOT + timedelta(minutes=5))
    before = len(town.line.tries), await town.chat.size()
    await town.chat.settle()
    assert before == (len(town.line.tries), await town.chat.size())


# --- wanted still? ---------------------------------------------------------------


async def hold_back(town: Town) -> None:
    """Hold the CFO's bundle back for an hour."""
    town.line.faults[CFO] = Retry(after=3600)
    await town.chat.until(SLOT + timedelta(minutes=10))
    town.line.faults.clear()


async def test_a_message_that_waited_is_looked_at_again_before_it_goes(
    town: Town,
) -> None:
    """Who has been recorded as away meanwhile is left in peace."""
    await hold_back(town)
    said = await town.chat.as_(KARIN).command(
        f"/ledning people absence @{CFO} 2026-11-24..2026-11-29"
    )
    assert "Jonas" in said, said
    await town.chat.until(SLOT + timedelta(days=4))
    assert CFO not in await reached(town.chat)


async def test_a_prompt_that_was_switched_off_meanwhile_is_not_sent(
    town: Town,
) -> None:
    """The bundle that waited is dropped when nothing of it is wanted any more."""
    await hold_back(town)
    waiting = [f for f in await town.chat.facts(PromptPlanned) if f.person_id == CFO]
    for prompt_id in {f.prompt_id for f in waiting}:
        await town.chat.as_(KARIN).command(f"/ledning programme off {prompt_id}")
    await town.chat.until(SLOT + timedelta(hours=3))
    assert CFO not in await reached(town.chat)
    dropped = [f for f in await town.chat.facts(MessageDropped) if f.person_id == CFO]
    assert [f.reason for f in dropped] == ["not_wanted"]


# --- what was put off ------------------------------------------------------------


async def test_what_came_back_is_neither_reminded_of_nor_closed_at_once(
    town: Town,
) -> None:
    """A question put off for two weeks has its full time again."""
    chat = town.chat
    await chat.until(SLOT + timedelta(minutes=5))
    cfo = chat.as_(CFO)
    await cfo.click("later")
    await cfo.submit("snooze", when="day")
    await cfo.submit("snooze_day", day="2026-12-08")
    await chat.until(datetime(2026, 12, 9, 15, 0, tzinfo=UTC))
    reasons = [
        (r.reason, r.occasion_id)
        for r in await chat.facts(PromptReminded)
        if r.reason != "silence"
    ]
    assert len(reasons) == 1
    which = reasons[0][1]
    reminded = [
        r.occasion_id for r in await chat.facts(PromptReminded) if r.reason == "silence"
    ]
    expired = [e.occasion_id for e in await chat.facts(PromptExpired)]
    assert which not in reminded
    assert which not in expired


# --- silence ---------------------------------------------------------------------


async def test_what_was_never_asked_is_no_silence(town: Town) -> None:
    """Evidence counts as silent what its person saw and left, and nothing else."""
    chat = town.chat
    await chat.until(SLOT + timedelta(days=21))
    asked = {f.occasion_id for f in await chat.facts(PromptAsked)}
    expired = [f.occasion_id for f in await chat.facts(PromptExpired)]
    silent = [which for which in expired if which in asked]
    assert 0 < len(silent) < len(expired)
    said = await chat.as_(KARIN).command("/ledning evidence")
    assert f"Tystnad: {len(silent)}\n" in said, said
