"""The dispatcher: takes what is ready, looks once more whether it is wanted, sends.

The life of a message: taken under a lease and rendered in one transaction, sent
outside of any, settled with its facts in another. A lapsed lease means that nobody
knows: the platform is asked first, and where it cannot say the message is doubtful and
a coordinator decides. One failing recipient never stops the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.desk.delivery import confirm, prepare
from bot.desk.desk import Desk, Sitting
from bot.desk.settling import Prepared
from bot.desk.undelivered import give_up
from bot.ports import (
    Ambiguous,
    Bug,
    Delivery,
    Misconfigured,
    Platform,
    Posted,
    Retry,
    Sent,
    Target,
    Unreachable,
)
from bot.ports.store import Errand, Letter, Unit, Work

LEASE = timedelta(minutes=5)
"Longer than any send takes; after it the outcome is unknown."
BATCH = 50
ATTEMPTS = 6
"Tries before a message that is only ever put off counts as failed."

_log = structlog.get_logger("dispatch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatcher:
    """Sends what is in the outbox."""

    work: Work
    desk: Desk
    platforms: Mapping[str, Platform]

    async def dispatch(self, now: datetime) -> int:
        """Send everything that is ready; returns how many messages were handled."""
        await self._recover(now)
        handled = 0
        while taken := await self._take(now):
            for prepared in taken:
                await self._deliver(prepared, now)
            handled += len(taken)
        return handled

    async def _take(self, now: datetime) -> list[Prepared]:
        """Take a batch: at most one message per conversation, so that order holds."""

        def take(unit: Unit) -> list[Prepared]:
            at = Sitting(unit=unit, desk=self.desk, now=now)
            errands = unit.outbox.claim(now, now + LEASE, BATCH)
            prepared = [prepare(at, errand) for errand in errands]
            return [one for one in prepared if one is not None]

        return await self.work.run(take)

    async def _deliver(self, prepared: Prepared, now: datetime) -> None:
        if prepared.card is None:
            return
        errand = prepared.errand
        platform = self.platforms.get(errand.letter.platform)
        if platform is None:
            delivery: Delivery = Misconfigured(code="no_platform")
        elif errand.action == "update" and errand.posted is not None:
            delivery = await platform.update(errand.posted, prepared.card)
        else:
            target = _target(errand)
            delivery = await platform.send(target, prepared.card, errand.letter.key)
        await self._settle(errand, delivery, now)

    async def _settle(self, errand: Errand, delivery: Delivery, now: datetime) -> None:
        _log.info(
            "message." + type(delivery).__name__.lower(),
            kind=errand.letter.kind,
            action=errand.action,
            attempt=errand.attempt,
        )

        def settle(unit: Unit) -> None:
            at = Sitting(unit=unit, desk=self.desk, now=now)
            match delivery:
                case Sent(posted=posted):
                    confirm(at, errand, posted)
                case Retry(after=after) if errand.attempt + 1 < ATTEMPTS:
                    later = now + timedelta(seconds=after)
                    unit.outbox.postpone(errand, later, "retry")
                case Ambiguous(code=code):
                    give_up(at, errand, "doubtful", "ambiguous", code)
                case Unreachable(code=code):
                    give_up(at, errand, "failed", "unreachable", code)
                case Misconfigured(code=code):
                    give_up(at, errand, "failed", "misconfigured", code)
                case Bug(code=code):
                    give_up(at, errand, "failed", "bug", code)
                case Retry():
                    give_up(at, errand, "failed", "gave_up", "retry")

        await self.work.run(settle)

    async def _recover(self, now: datetime) -> None:
        """Settle what was being sent when the process ended."""
        for errand in await self.work.read(lambda unit: unit.outbox.lapsed(now)):
            platform = self.platforms.get(errand.letter.platform)
            found: Posted | None = None
            certain = platform is not None and platform.capabilities.reconcile
            if errand.action == "update":
                await self._put_back(errand, now)
                continue
            if platform is not None and certain:
                found = await platform.find(_target(errand), errand.letter.key)
            if found is not None:
                await self._settle(errand, Sent(posted=found), now)
            elif certain:
                await self._put_back(errand, now)
            else:
                await self._settle(errand, Ambiguous(code="lease_lapsed"), now)

    async def _put_back(self, errand: Errand, now: datetime) -> None:
        """Queue again what the platform says it never got, or what may come twice."""
        await self.work.run(lambda unit: unit.outbox.postpone(errand, now, "lapsed"))


def _target(errand: Errand) -> Target:
    letter: Letter = errand.letter
    parent = errand.parent_posted
    thread = parent.message if parent is not None else letter.thread
    if letter.channel is not None:
        return Target(
            channel=letter.channel, thread=thread, visible_to=letter.visible_to
        )
    return Target(user_id=letter.recipient, thread=thread)
