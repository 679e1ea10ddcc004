"""What a person does on the page: taken in, shown at once, handed on.

A line that somebody writes stands in the conversation before it is handed on, so it
is never lost, whatever comes after. The same deed sent twice posts no second line and
is handed on under the same id, by which the core knows it.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from bot.platforms.webchat.errors import Speaker
from bot.platforms.webchat.page import Pages, readable
from bot.platforms.webchat.parts import (
    PLATFORM,
    WORKSPACE,
    Parts,
    Room,
    Viewer,
    direct,
    rooms_of,
)
from bot.platforms.webchat.receive import (
    Form,
    Said,
    acted,
    command_of,
    event_id,
    read_form,
    said,
)
from bot.platforms.webchat.view import changeable
from bot.ports import (
    Actor,
    ChatMessage,
    Deleted,
    Edited,
    File,
    Inbound,
    Place,
    Receive,
    Text,
    What,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deed:
    """One POST of one person, read and known."""

    viewer: Viewer
    form: Form
    event_id: str
    no: Speaker


class Deeds:
    """Takes in what people do; everything raises ``HTTPException`` in words."""

    def __init__(self, parts: Parts, pages: Pages) -> None:
        self._parts = parts
        self._pages = pages
        self._receive: Receive | None = None

    def open(self, receive: Receive) -> None:
        """Begin to hand on."""
        self._receive = receive

    def close(self) -> None:
        """Take in nothing more (503)."""
        self._receive = None

    async def act(self, request: Request, viewer: Viewer) -> str:
        """An action was pressed, or inputs were given; return the conversation."""
        deed = await self._deed(request, viewer)
        message = await self._message(deed, deed.form.fields.get("message", ""))
        what = acted(deed.form, message.message_id, deed.no)
        await self._hand_on(deed, message.conversation, message.thread, what)
        return message.conversation

    async def say(self, request: Request, viewer: Viewer) -> str:
        """Something was written or dropped; return the conversation."""
        deed = await self._deed(request, viewer)
        room = await self._room(deed)
        answered = await self._answered(deed, room)
        given = said(deed.form, deed.no)
        line = await self._post(deed, room, answered, given)
        what: What
        if isinstance(given, str):
            what = Text(text=given, message=line.message_id, reply_to=line.thread)
        else:
            what = given
        await self._hand_on(deed, room.conversation, line.thread, what)
        return room.conversation

    async def edit(self, request: Request, viewer: Viewer, message_id: str) -> str:
        """One's own line was changed; return the conversation."""
        deed = await self._deed(request, viewer)
        message = await self._own(deed, message_id)
        text = deed.form.fields.get("text", "").strip()
        if not text:
            raise deed.no.unusable("empty")
        if command_of(text) is not None:
            raise deed.no.unusable("command_by_edit")
        what = Edited(message=message.message_id, text=text)
        await self._change(deed, message, text, what)
        return message.conversation

    async def delete(self, request: Request, viewer: Viewer, message_id: str) -> str:
        """One's own line was removed; return the conversation."""
        deed = await self._deed(request, viewer)
        message = await self._own(deed, message_id)
        what = Deleted(message=message.message_id)
        await self._change(deed, message, None, what)
        return message.conversation

    async def _deed(self, request: Request, viewer: Viewer) -> _Deed:
        no = viewer.speaker(self._parts.texts)
        form = await read_form(request, no)
        known_by = event_id(viewer.user_id, form, self._parts.new_id(), no)
        return _Deed(viewer=viewer, form=form, event_id=known_by, no=no)

    async def _room(self, deed: _Deed) -> Room:
        wanted = deed.form.fields.get("conversation")
        for room in await rooms_of(self._parts, deed.viewer):
            if room.conversation == wanted:
                return room
        raise deed.no.not_found("conversation")

    async def _message(self, deed: _Deed, message_id: str) -> ChatMessage:
        message = await self._parts.chat.message(message_id)
        if message is not None:
            for room in await rooms_of(self._parts, deed.viewer):
                if readable(message, room, deed.viewer):
                    return message
        raise deed.no.not_found("message")

    async def _own(self, deed: _Deed, message_id: str) -> ChatMessage:
        message = await self._message(deed, message_id)
        if message.author != deed.viewer.user_id or not changeable(message):
            raise deed.no.unusable("not_changeable")
        return message

    async def _answered(self, deed: _Deed, room: Room) -> ChatMessage | None:
        """Return the message that is answered, if one is."""
        message_id = deed.form.fields.get("thread", "")
        if not message_id:
            return None
        message = await self._message(deed, message_id)
        if message.conversation != room.conversation:
            raise deed.no.not_found("message")
        return message

    async def _post(
        self, deed: _Deed, room: Room, answered: ChatMessage | None, given: Said
    ) -> ChatMessage:
        """Put the person's own line into the conversation."""
        text = deed.form.fields.get("text", "").strip()
        # A command is between the person and the bot, wherever it is given, and so
        # is what answers a message that nobody else sees.
        private = room.channel is not None and (
            command_of(text) is not None
            or (answered is not None and answered.visible_to is not None)
        )
        thread = None if answered is None else answered.thread or answered.message_id
        line = await self._parts.chat.post(
            ChatMessage(
                message_id=self._parts.new_id(),
                conversation=room.conversation,
                thread=thread,
                author=deed.viewer.user_id,
                card=None,
                text=self._line(deed, text, given),
                posted_at=await self._parts.now(),
                visible_to=deed.viewer.user_id if private else None,
            ),
            key=f"said:{deed.event_id}",
        )
        self._parts.changes.tell(room.conversation)
        return line

    def _line(self, deed: _Deed, text: str, given: Said) -> str:
        """Return what is shown of it; a file is named."""
        if not isinstance(given, File):
            return text
        size = f"{max(1, len(given.content) // 1024)} kB"
        named = self._parts.texts.text(
            "chat.file_line", deed.viewer.language, name=given.name, size=size
        )
        return f"{text}\n{named}".strip()

    async def _change(
        self, deed: _Deed, message: ChatMessage, text: str | None, what: What
    ) -> None:
        at = await self._parts.now()
        if not await self._parts.chat.put_text(message.message_id, text, at):
            raise deed.no.not_found("message")
        self._parts.changes.tell(message.conversation)
        await self._hand_on(deed, message.conversation, message.thread, what)

    async def _hand_on(
        self, deed: _Deed, conversation: str, thread: str | None, what: What
    ) -> None:
        if self._receive is None:
            raise deed.no.closed()
        at = await self._parts.now()
        user_id = deed.viewer.user_id
        await self._receive(
            Inbound(
                event_id=deed.event_id,
                actor=Actor(platform=PLATFORM, workspace=WORKSPACE, user_id=user_id),
                place=Place(
                    conversation=conversation,
                    direct=conversation == direct(user_id),
                    thread=thread,
                ),
                occurred_at=at,
                received_at=at,
                what=what,
            )
        )
