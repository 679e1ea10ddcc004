"""One tick: end a pause, plan, post the digest, watch, remind, send.

Doing it twice does nothing.

Every task stands alone: one that fails is logged and the others go on.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.desk.desk import Desk, Sitting
from bot.desk.launching import standing_of
from bot.desk.pausing import resume_due, resumes_at
from bot.ports.store import Unit, Work
from bot.scheduler.audits import remind_of_audits
from bot.scheduler.brief import next_brief, send_briefs
from bot.scheduler.cases import next_reminder, remind_of_cases
from bot.scheduler.digest import Digests
from bot.scheduler.dispatcher import Dispatcher
from bot.scheduler.handovers import hand_over_due
from bot.scheduler.planner import plan
from bot.scheduler.reviews import remind_of_reviews
from bot.scheduler.watching import watch

_log = structlog.get_logger("tick")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticker:
    """The scheduler of one organisation."""

    work: Work
    desk: Desk
    dispatcher: Dispatcher
    digests: Digests

    async def tick(self, now: datetime) -> None:
        """Do everything that is due at ``now``."""
        tasks: tuple[tuple[str, Callable[[], Awaitable[object]]], ...] = (
            ("resume", lambda: resume_due(self.work, self.desk, now)),
            ("plan", lambda: plan(self.work, self.desk, now)),
            ("digest", lambda: self.digests.post_due(now)),
            ("watch", lambda: watch(self.work, self.desk, now)),
            ("handovers", lambda: hand_over_due(self.work, self.desk, now)),
            ("audits", lambda: remind_of_audits(self.work, self.desk, now)),
            ("reviews", lambda: remind_of_reviews(self.work, self.desk, now)),
            ("cases", lambda: remind_of_cases(self.work, self.desk, now)),
            ("brief", lambda: send_briefs(self.work, self.desk, now)),
            ("dispatch", lambda: self.dispatcher.dispatch(now)),
            ("pulse", lambda: self.work.run(lambda unit: unit.beat("tick", now))),
        )
        for name, task in tasks:
            try:
                await task()
            except Exception:  # noqa: BLE001 - logged; the others must go on
                # A task that fails must not keep the others from their work; it is
                # tried again at the next tick.
                _log.exception("task.failed", task=name)

    async def next_due(self, now: datetime) -> datetime | None:
        """Return when something could be due next."""

        def soonest(unit: Unit) -> list[datetime]:
            at = Sitting(unit=unit, desk=self.desk, now=now)
            # Nobody is looked at in a draft or a pause, whenever that was due.
            running = standing_of(at).running
            times = (
                unit.people.next_look() if running else resumes_at(at),
                unit.outbox.next_ready(),
                next_reminder(at),
                next_brief(at),
            )
            return [at for at in times if at is not None]

        times = await self.work.read(soonest)
        times += [at for at in (await self.digests.next_due(now),) if at is not None]
        return min(times, default=None)
