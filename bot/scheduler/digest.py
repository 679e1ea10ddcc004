"""Posting the weekly digest: once a week, also when there is nothing to report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.desk.desk import Desk, Sitting
from bot.desk.digest import ChartOrder, Digest, compose, reported
from bot.desk.launching import standing_of
from bot.desk.letters import to_channel
from bot.desk.missing import tell_owners
from bot.desk.recording import Recorder, author_of, machinery
from bot.desk.setting import home_calendar, today_of
from bot.ports import Files
from bot.ports.pictures import Drawing
from bot.ports.store import Unit, Work
from engagement.calendar import monday_of
from engagement.cards import Card, Picture
from engagement.facts import DigestPosted
from engagement.kpis import Period
from engagement.organisation import DigestTime, Organisation
from engagement.people import Slot

WEEKS_AHEAD = 60
"How far ahead the next digest is looked for; a closed period may be long."


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """The digest of one organisation."""

    work: Work
    desk: Desk
    files: Files
    pictures: Drawing

    async def post_due(self, now: datetime) -> bool:
        """Post the week's digest if its time has come and it was not posted."""

        def due(unit: Unit) -> Period | None:
            at = Sitting(unit=unit, desk=self.desk, now=now)
            weeks = (_week(at, number) for number in (-1, 0))
            ready = (w for w in weeks if w is not None and w.due_at <= now)
            return next((w.period for w in ready), None)

        period = await self.work.read(due)
        if period is None:
            return False
        await self.post(period, now, by=None)
        return True

    async def next_due(self, now: datetime) -> datetime | None:
        """Return when the next digest may be posted."""

        def soonest(unit: Unit) -> datetime | None:
            at = Sitting(unit=unit, desk=self.desk, now=now)
            weeks = (_week(at, number) for number in range(-1, WEEKS_AHEAD))
            found = next((w for w in weeks if w is not None), None)
            return None if found is None else max(found.due_at, now)

        return await self.work.read(soonest)

    async def post(self, period: Period, now: datetime, *, by: str | None) -> None:
        """Post a digest, or post it again: then the message is updated in place."""

        def read(unit: Unit) -> Digest:
            return compose(Sitting(unit=unit, desk=self.desk, now=now), period)

        digest = await self.work.read(read)
        parent = await self._with_charts(digest.parent, digest.charts)

        def write(unit: Unit) -> None:
            at = Sitting(unit=unit, desk=self.desk, now=now)
            _post(at, digest, parent, by)

        await self.work.run(write)

    async def _with_charts(self, card: Card, charts: tuple[ChartOrder, ...]) -> Card:
        pictures = [
            Picture(
                file_id=await self.files.put(
                    await self.pictures.png(order.spec), "image/png", order.name
                ),
                alt=order.alt,
            )
            for order in charts
        ]
        first, *rest = card.sections
        shown = replace(first, blocks=(*first.blocks, *pictures))
        return replace(card, sections=(shown, *rest))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Week:
    """A digest that was not posted yet."""

    period: Period
    due_at: datetime


def _week(at: Sitting, number: int) -> _Week | None:
    """Return the digest of this week (0) or another one; None where none is due.

    The one of last week is due where its slot was a holiday and the next working day
    is one of this week.
    """
    organisation, times = at.unit.organisation(), at.unit.programme().digest
    standing = standing_of(at)
    if not (standing.running and standing.whole):
        return None
    this = monday_of(today_of(organisation, at.now))
    monday = this + timedelta(weeks=number)
    slot = _on(at, monday, times.slot)
    if slot is None or (number < 0 and not _spilt(organisation, monday, times, slot)):
        return None
    period = reported(monday)
    if at.unit.books.digest(str(period)) is not None:
        return None
    due_at = slot
    if times.wait_for_readings and not _complete(at, period):
        due_at = max(slot, _on(at, monday, times.at_latest) or slot)
    return _Week(period=period, due_at=due_at)


def _spilt(
    organisation: Organisation, monday: date, times: DigestTime, slot: datetime
) -> bool:
    """Whether a slot of the week of ``monday`` was put off to the week after it."""
    agreed = monday + timedelta(days=times.slot.weekday)
    begun = organisation.began_on is None or organisation.began_on <= agreed
    return begun and today_of(organisation, slot) >= monday + timedelta(weeks=1)


def _on(at: Sitting, monday: date, slot: Slot) -> datetime | None:
    """Return a slot of the week of ``monday``; on a day off the next working day."""
    calendar = home_calendar(at)
    day = calendar.next_working_day(monday + timedelta(days=slot.weekday))
    return None if day is None else calendar.at(day, slot.at)


def _complete(at: Sitting, period: Period) -> bool:
    """Whether every weekly figure has its reading of the reported week."""
    return all(
        any(r.period == period for r in at.unit.kpis.readings(kpi.kpi_id))
        for kpi in at.unit.kpis.all()
        if kpi.cadence is period.kind
    )


def _post(at: Sitting, digest: Digest, parent: Card, by: str | None) -> None:
    unit, organisation = at.unit, at.unit.organisation()
    earlier = unit.books.digest(str(digest.period))
    record = machinery(at)
    person = unit.people.get(by) if by is not None else None
    if person is not None:
        record = Recorder(
            at=at, author=author_of(person, unit), editions=organisation.editions
        )
    if earlier is None:
        message_id = _letters(at, organisation, digest, parent)
        tell_owners(at, digest.missing)
    else:
        message_id = earlier.message_id
        unit.outbox.restate(message_id, parent, at.now)
        thread = unit.outbox.by_key(f"digest-thread:{digest.period}")
        if thread is not None:
            unit.outbox.restate(thread.message_id, digest.thread, at.now)
    record(
        DigestPosted(
            period=str(digest.period),
            message_id=message_id,
            revision=1 if earlier is None else earlier.revision + 1,
            signals=digest.signals,
            size=digest.size,
            root=digest.root.hex(),
        )
    )


def _letters(
    at: Sitting, organisation: Organisation, digest: Digest, parent: Card
) -> str:
    head = to_channel(
        at, organisation, kind="digest", key=f"digest:{digest.period}", card=parent
    )
    at.unit.outbox.write(head)
    thread = to_channel(
        at,
        organisation,
        kind="digest_thread",
        key=f"digest-thread:{digest.period}",
        card=digest.thread,
        parent=head.message_id,
    )
    at.unit.outbox.write(thread)
    return head.message_id
