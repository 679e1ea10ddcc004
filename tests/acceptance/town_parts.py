"""The running application behind a line that fails for some people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from bot.ports import Capabilities, Delivery, Platform, Posted, Target
from engagement.cards import Card
from engagement.facts import PromptAsked
from tests.acceptance.app_parts import CFO, KARIN, Chat, copied, running

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


@asynccontextmanager
async def town_of(template: Path, path: Path) -> AsyncIterator[Town]:
    """Run the sample company until shortly before most people's slot."""
    async with running(copied(template, path)) as chat:
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
