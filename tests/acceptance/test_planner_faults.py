"""Planner and dispatcher when machines were down, or a recipient cannot be reached."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from bot.ports import (
    Ambiguous,
    Capabilities,
    Delivery,
    Misconfigured,
    Platform,
    Posted,
    Retry,
    Target,
    Unreachable,
)
from engagement.cards import Card
from engagement.facts import (
    MessageDelivered,
    MessageDoubtful,
    MessageDropped,
    MessageFailed,
    PromptAsked,
    PromptExpired,
    PromptPlanned,
    PromptReminded,
)
from tests.acceptance.app_parts import CFO, KARIN, Chat, copied, running

pytestmark = pytest.mark.anyio
SLOT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"Tuesday 09:00 in Stockholm."
EVE = SLOT - timedelta(minutes=5)


@dataclass
class Faulty:
    """The web chat, behind a line that fails for some people."""

    inner: Platform
    faults: dict[str, Delivery] = field(default_factory=dict)
    "User id -> what sending to them comes to."
    tries: list[tuple[str, str]] = field(default_factory=list)
    "Whom a message was to go to, and its key."
    lost: bool = False
    "Whether it arrives although the outcome says otherwise."

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def capabilities(self) -> Capabilities:
        return self.inner.capabilities

    async def send(self, target: Target, card: Card, key: str) -> Delivery:
        self.tries.append((target.user_id or "", key))
        fault = self.faults.get(target.user_id or "")
        if fault is None or self.lost:
            done = await self.inner.send(target, card, key)
            return done if fault is None else fault
        return fault

    async def update(self, posted: Posted, card: Card) -> Delivery:
        return await self.inner.update(posted, card)

    async def find(self, target: Target, key: str) -> Posted | None:
        return await self.inner.find(target, key)

    async def stop(self) -> None:
        await self.inner.stop()


@dataclass
class Town:
    """The application with its faulty line."""

    chat: Chat
    line: Faulty

    def bundles(self) -> list[str]:
        """Return the keys of the CFO's bundles that were tried, one per try."""
        return [k for who, k in self.line.tries if who == CFO and k[:7] == "bundle:"]


@pytest.fixture
async def town(company: Path, tmp_path: Path) -> AsyncIterator[Town]:
    """Run the sample company until shortly before most people's slot."""
    async with running(copied(company, tmp_path / "town.db")) as chat:
        platforms = cast("dict[str, Platform]", chat.app.platforms)
        line = Faulty(inner=platforms["webchat"])
        platforms["webchat"] = cast("Platform", line)
        await chat.until(EVE)
        yield Town(chat=chat, line=line)


async def reached(chat: Chat) -> set[str]:
    """Return whom a question reached from the Tuesday's slot on."""
    return {
        record.fact.person_id
        for record in await chat.records()
        if isinstance(record.fact, PromptAsked) and record.header.occurred_at >= SLOT
    }


async def told(chat: Chat) -> str:
    """Return what the coordinator reads."""
    return "\n".join(await chat.as_(KARIN).sees())


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
    assert "Jonas Ekström" in await told(town.chat)


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
    await chat.until(SLOT + timedelta(days=14, hours=3))
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
