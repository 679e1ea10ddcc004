"""A recipient who cannot be reached, or of whom nobody knows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.ports import Ambiguous, Delivery, Misconfigured, Retry, Unreachable
from engagement.facts import (
    MessageDoubtful,
    MessageFailed,
    PromptAsked,
    PromptExpired,
    PromptPlanned,
)
from tests.acceptance.app_parts import CFO, KARIN
from tests.acceptance.town_parts import SLOT, Town, reached, told, town_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def town(company: Path, tmp_path: Path) -> AsyncIterator[Town]:
    """Run the sample company until shortly before most people's slot."""
    async with town_of(company, tmp_path / "town.db") as opened:
        yield opened


# --- one recipient ---------------------------------------------------------------


@pytest.mark.parametrize(
    "fault",
    [
        Unreachable(code="user_gone"),
        Misconfigured(code="no_scope"),
        Retry(after=60),
        Ambiguous(code="timeout"),
    ],
)
async def test_one_failing_recipient_never_stops_the_rest(
    town: Town, fault: Delivery
) -> None:
    """The others of that Tuesday have their bundle."""
    town.line.faults[CFO] = fault
    await town.chat.until(SLOT + timedelta(hours=9))
    others = await reached(town.chat)
    assert CFO not in others
    assert {"E1", "E5", "E6", "E7"} <= others


async def test_a_permanent_failure_is_recorded_and_reaches_the_coordinator(
    town: Town,
) -> None:
    """With the name of whom the message did not reach."""
    town.line.faults[CFO] = Unreachable(code="user_gone")
    await town.chat.until(SLOT + timedelta(hours=1))
    [failed] = [f for f in await town.chat.facts(MessageFailed) if f.kind == "bundle"]
    assert (failed.person_id, failed.reason) == (CFO, "unreachable")
    said = await town.chat.as_(KARIN).command("/ledning idag")
    assert "Går inte att nå: Jonas Ekström" in said


async def test_a_temporary_failure_is_tried_again_until_it_goes(town: Town) -> None:
    """Under the same key, so that it cannot come twice."""
    town.line.faults[CFO] = Retry(after=600)
    await town.chat.until(SLOT + timedelta(minutes=25))
    tried = town.bundles()
    assert len(tried) >= 2
    assert len(set(tried)) == 1
    town.line.faults.clear()
    await town.chat.until(SLOT + timedelta(hours=1))
    assert CFO in await reached(town.chat)
    assert await town.chat.facts(MessageFailed) == []


async def test_a_failure_that_never_ends_is_given_up_and_told(town: Town) -> None:
    """After six tries."""
    town.line.faults[CFO] = Retry(after=600)
    await town.chat.until(SLOT + timedelta(hours=6))
    assert len(town.bundles()) == 6
    failed = [f for f in await town.chat.facts(MessageFailed) if f.kind == "bundle"]
    assert [f.reason for f in failed] == ["gave_up"]


async def test_what_failed_is_asked_when_its_person_can_be_reached_again(
    town: Town,
) -> None:
    """Nothing is lost: the next bundle holds it."""
    town.line.faults[CFO] = Unreachable(code="user_gone")
    await town.chat.until(SLOT + timedelta(hours=1))
    lost = [
        fact.occasion_id
        for fact in await town.chat.facts(PromptPlanned)
        if fact.person_id == CFO
    ]
    town.line.faults.clear()
    await town.chat.until(SLOT + timedelta(days=14))
    over = {f.occasion_id for f in await town.chat.facts(PromptExpired)}
    asked = {f.occasion_id for f in await town.chat.facts(PromptAsked)}
    assert set(lost) <= asked | over
    assert set(lost) & asked


# --- nobody knows ----------------------------------------------------------------


async def test_an_unknown_outcome_is_doubtful_and_never_sent_again(town: Town) -> None:
    """It may have arrived; a coordinator decides, not the machine."""
    town.line.faults[CFO] = Ambiguous(code="timeout")
    town.line.lost = True
    await town.chat.until(SLOT + timedelta(hours=2))
    town.line.faults.clear()
    await town.chat.until(SLOT + timedelta(days=6))
    doubtful, *_ = await town.chat.facts(MessageDoubtful)
    assert doubtful.code == "timeout"
    assert len(town.bundles()) == 1
    arrived = [m.posted_at.date() for m in await town.chat.as_(CFO).messages()]
    assert arrived.count(SLOT.date()) == 1
    assert "Jonas Ekström" in await told(town.chat)


async def test_a_doubtful_question_is_not_put_into_the_next_bundle(town: Town) -> None:
    """Or a person who got it would be asked the same twice."""
    town.line.faults[CFO] = Ambiguous(code="timeout")
    await town.chat.until(SLOT + timedelta(hours=2))
    planned = await town.chat.facts(PromptPlanned)
    doubtful = {f.occasion_id for f in planned if f.person_id == CFO}
    town.line.faults.clear()
    await town.chat.until(SLOT + timedelta(days=7, hours=2))
    staged = await town.chat.app.store.work.read(
        lambda unit: unit.outbox.under_way([CFO])
    )
    asked = {f.occasion_id for f in await town.chat.facts(PromptAsked)}
    assert staged[CFO] & doubtful
    assert not staged[CFO] & asked
