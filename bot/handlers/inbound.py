"""The one pipeline for everything that comes in, from any platform.

In one transaction: note the event, find the person, decide, record, write the replies.
When ``receive`` returns, all of it is committed. A person's mistake undoes what was
begun and is answered with a sentence; what they wrote is kept all the same.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import structlog

from bot.desk.desk import Desk, Sitting
from bot.desk.launching import standing_of
from bot.desk.letters import reply
from bot.desk.setting import coordinators
from bot.handlers import answers, edits, meant, submits
from bot.handlers import commands as commanding
from bot.handlers.call import Call, PostDigest, Reply
from bot.handlers.commands import importing
from bot.ports import (
    Click,
    Command,
    Deleted,
    Edited,
    File,
    Files,
    Inbound,
    Submit,
    Text,
)
from bot.ports.pictures import Drawing
from bot.ports.store import Unit, Work
from engagement import typed
from engagement.cards import Block, Card, Download, Picture, Tone
from engagement.errors import NotUnderstood, PersonError, Refused
from engagement.facts import MessageNotUnderstood
from engagement.facts.free_text import FreeText
from engagement.kpis import Period
from engagement.people import Permission

TEXT_MOST = 4000
_log = structlog.get_logger("inbound")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Receives for one organisation."""

    work: Work
    desk: Desk
    files: Files
    pictures: Drawing
    post_digest: Callable[[Period, str], Awaitable[None]]
    wake: Callable[[], None]
    "Has what was left in the outbox sent, after this returns."

    async def receive(self, inbound: Inbound) -> None:
        """Handle one thing that a person did; see ``bot.ports.Receive``."""
        _log.info("received", what=type(inbound.what).__name__.lower())
        try:
            call = await self.work.run(lambda unit: self._handle(unit, inbound))
        except PersonError as error:
            call, refused = None, error
            await self.work.run(lambda unit: self._refuse(unit, inbound, refused))
        if call is not None:
            await self._afterwards(call)
        self.wake()

    def _handle(self, unit: Unit, inbound: Inbound) -> Call | None:
        call = self._call(unit, inbound)
        if call is None:
            return None
        _route(call)
        later = [one for one in call.replies if one.charts or one.attachments]
        if not later:
            _write(call, call.replies)
        return call

    def _call(self, unit: Unit, inbound: Inbound) -> Call | None:
        """Return the call, unless it was handled before or the person is unknown."""
        actor = inbound.actor
        if unit.seen(actor.platform, inbound.event_id, inbound.received_at):
            return None
        person = unit.people.of_account(actor)
        if person is None or not person.active_on(inbound.received_at.date()):
            return None
        at = Sitting(unit=unit, desk=self.desk, now=inbound.received_at)
        return Call(at=at, person=person, inbound=inbound)

    def _refuse(self, unit: Unit, inbound: Inbound, error: PersonError) -> None:
        """Answer a mistake; nothing else of it is kept but the words themselves."""
        call = self._call(unit, inbound)
        if call is None:
            return
        what = inbound.what
        if isinstance(error, NotUnderstood) and isinstance(what, Text):
            call.record(
                MessageNotUnderstood(
                    person_id=call.person.person_id,
                    platform=inbound.actor.platform,
                    platform_message=what.message,
                    text=FreeText(text=what.text[:TEXT_MOST]),
                )
            )
            meant.not_read(call, what, error, _sentence(call, error))
        if isinstance(what, Click | Submit) and what.message is not None:
            answers.show_again(call, what)
        if not call.replies:
            call.tell(_sentence(call, error), tone=Tone.WARNING, thread=_thread(what))
        _write(call, call.replies)

    async def _afterwards(self, call: Call) -> None:
        """Draw charts and keep files outside of the transaction, then reply."""
        if any(one.charts or one.attachments for one in call.replies):
            filled = [await self._filled(one, call) for one in call.replies]
            inbound, person = call.inbound, call.person

            def write(unit: Unit) -> None:
                at = Sitting(unit=unit, desk=self.desk, now=inbound.received_at)
                late = Call(at=at, person=person, inbound=inbound)
                _write(late, filled)

            await self.work.run(write)
        for order in call.afterwards:
            await self._post(order, call)

    async def _post(self, order: PostDigest, call: Call) -> None:
        await self.post_digest(Period.parse(order.period), call.person.person_id)

    async def _filled(self, one: Reply, call: Call) -> Reply:
        """Keep what a reply shows for whoever asked, as the reply itself is."""
        blocks: list[Block] = []
        reader = call.inbound.actor.user_id
        for chart in one.charts:
            png = await self.pictures.png(chart.spec)
            file_id = await self.files.put(png, "image/png", chart.name, reader)
            blocks.append(Picture(file_id=file_id, alt=chart.alt))
        for file in one.attachments:
            kept = (file.content, file.media_type, file.name)
            file_id = await self.files.put(*kept, reader)
            blocks.append(Download(file_id=file_id, name=file.name, label=file.label))
        return replace(one, card=_with(one.card, blocks))


def _with(card: Card, blocks: Sequence[Block]) -> Card:
    if not blocks:
        return card
    first, *rest = card.sections
    shown = replace(first, blocks=(*first.blocks, *blocks))
    return replace(card, sections=(shown, *rest))


def _write(call: Call, replies: Sequence[Reply]) -> None:
    for number, one in enumerate(replies):
        reply(
            call.at,
            call.inbound,
            call.person,
            one.card,
            number=number,
            thread=one.thread,
        )


def _demand_taking_part(call: Call) -> None:
    """Take nothing from somebody whom nobody has told yet what this is.

    Raises:
        Refused: it is a draft, or they are outside the pilot. The CEO's word about the
            launch is taken all the same.
    """
    standing, person = standing_of(call.at), call.person
    asked = Permission.EXECUTIVE in person.permissions
    if call.steers or standing.includes(person) or not (asked or standing.draft):
        return
    what = call.inbound.what
    if isinstance(what, Click | Submit) and submits.of_launch(call, what):
        return
    names = ", ".join(one.name for one in coordinators(call.at))
    raise Refused("not_begun", names=names)


def _route(call: Call) -> None:
    """Give what was done to whom it concerns."""
    _demand_taking_part(call)
    match call.inbound.what:
        case Click() | Submit() as what:
            submits.route(call, what)
        case Command(text=text):
            commanding.run(call, text[:TEXT_MOST])
        case Text() as what:
            command = typed.command_of(what.text) if what.reply_to is None else None
            if command is not None:
                commanding.run(call, command)
            else:
                short = replace(what, text=what.text[:TEXT_MOST])
                answers.typed(call, short)
        case Edited() as what:
            edits.edited(call, what)
        case Deleted() as what:
            edits.deleted(call, what)
        case File() as what:
            importing.dropped(call, what)


def _sentence(call: Call, error: PersonError) -> str:
    """Return what the person reads: what happened and what to do."""
    values = {
        name: call.at.desk.texts.day(held, call.language)
        if isinstance(held, date)
        else held
        for name, held in error.values.items()
    }
    return call.say(error.text_key, **values)


def _thread(what: object) -> str | None:
    return what.reply_to if isinstance(what, Text) else None
