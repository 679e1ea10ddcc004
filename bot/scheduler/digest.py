"""Posting the weekly digest: once a week, also when there is nothing to report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.desk import Desk, Sitting
from bot.desk.digest import ChartOrder, Digest, compose, reported
from bot.desk.letters import to_channel
from bot.desk.recording import Recorder, author_of, machinery
from bot.desk.setting import home_calendar, today_of
from bot.ports import Files
from bot.ports.pictures import Drawing
from bot.ports.store import Unit, Work
from engagement.calendar import monday_of
from engagement.cards import Card, Picture
from engagement.facts import DigestPosted
from engagement.kpis import Period
from engagement.organisation import Organisation, OrganisationState
from engagement.people import Slot


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
            organisation = unit.organisation()
            if organisation.state is not OrganisationState.LAUNCHED:
                return None
            period = reported(today_of(organisation, now))
            posted = unit.books.digest(str(period)) is not None
            return None if posted or not _time_has_come(at, organisation) else period

        period = await self.work.read(due)
        if period is None:
            return False
        await self.post(period, now, by=None)
        return True

    async def next_due(self, now: datetime) -> datetime | None:
        """Return when the next digest may be posted."""

        def soonest(unit: Unit) -> datetime | None:
            at = Sitting(unit=unit, desk=self.desk, now=now)
            organisation = unit.organisation()
            if organisation.state is not OrganisationState.LAUNCHED:
                return None
            today = today_of(organisation, now)
            for week in range(60):
                slot = _slot(at, organisation, week)
                period = reported(today + timedelta(weeks=week))
                if slot is not None and unit.books.digest(str(period)) is None:
                    return max(slot, now, _waits_until(at, organisation, slot))
            return None

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


def _at(
    at: Sitting, organisation: Organisation, week: int, slot: Slot
) -> datetime | None:
    """Return a slot of this week or a later one; on a day off the next working day."""
    calendar = home_calendar(at)
    monday = monday_of(today_of(organisation, at.now)) + timedelta(weeks=week)
    day = calendar.next_working_day(monday + timedelta(days=slot.weekday))
    return None if day is None else calendar.at(day, slot.at)


def _slot(at: Sitting, organisation: Organisation, week: int) -> datetime | None:
    return _at(at, organisation, week, at.unit.programme().digest.slot)


def _time_has_come(at: Sitting, organisation: Organisation) -> bool:
    times = at.unit.programme().digest
    slot = _slot(at, organisation, 0)
    if slot is None or at.now < slot:
        return False
    if not times.wait_for_readings:
        return True
    latest = _at(at, organisation, 0, times.at_latest)
    return (latest is not None and at.now >= latest) or _complete(at, organisation)


def _waits_until(at: Sitting, organisation: Organisation, slot: datetime) -> datetime:
    """Return until when a digest waits whose slot came before its readings.

    They come by somebody's hand, and after that everything is looked at anyway.
    """
    times = at.unit.programme().digest
    if not times.wait_for_readings or slot > at.now:
        return slot
    return _at(at, organisation, 0, times.at_latest) or slot


def _complete(at: Sitting, organisation: Organisation) -> bool:
    """Whether every weekly figure has its reading of the reported week."""
    period = reported(today_of(organisation, at.now))
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
