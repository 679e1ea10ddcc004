"""From a neutral card to a line of a conversation.

There is no network in between, so nothing is ever in doubt: a key that was posted
is found, and one that is not found was never posted.
"""

from __future__ import annotations

from bot.platforms.webchat import errors
from bot.platforms.webchat.parts import Parts, channel, direct
from bot.ports import Bug, ChatMessage, Delivery, Posted, Sent, Target, Unreachable
from engagement.cards import Card


async def send(parts: Parts, target: Target, card: Card, key: str) -> Delivery:
    """Post ``card`` once, however often it is asked for with the same ``key``."""
    found = await _conversation(parts, target)
    if not isinstance(found, str):
        return found
    if _without_submit(card):
        return errors.NO_SUBMIT
    message = await parts.chat.post(
        ChatMessage(
            message_id=parts.new_id(),
            conversation=found,
            thread=target.thread,
            author=None,
            card=card,
            text=None,
            posted_at=await parts.now(),
            visible_to=target.visible_to,
        ),
        key=key,
    )
    parts.changes.tell(message.conversation)
    return Sent(posted=_posted(message))


async def update(parts: Parts, posted: Posted, card: Card) -> Delivery:
    """Put ``card`` in the place of what was posted."""
    if _without_submit(card):
        return errors.NO_SUBMIT
    if not await parts.chat.put_card(posted.message, card, await parts.now()):
        return errors.NO_SUCH_MESSAGE
    parts.changes.tell(posted.conversation)
    return Sent(posted=posted)


async def find(parts: Parts, key: str) -> Posted | None:
    """Return where the message of ``key`` is; None means it was never posted."""
    message = await parts.chat.find(key)
    return None if message is None else _posted(message)


async def _conversation(parts: Parts, target: Target) -> str | Unreachable | Bug:
    """Return the conversation that ``target`` means, or why there is none."""
    known = {user.user_id for user in await parts.users()}
    if target.visible_to is not None and target.visible_to not in known:
        return errors.NO_SUCH_USER
    match target:
        case Target(user_id=str() as user_id, channel=None):
            if user_id not in known:
                return errors.NO_SUCH_USER
            conversation = direct(user_id)
        case Target(user_id=None, channel=str() as name):
            # A reply names the conversation where it was asked for, a digest the channel.
            rooms = {channel(one): one for one in await parts.channels()}
            if name not in {*rooms, *rooms.values()}:
                return errors.NO_SUCH_CHANNEL
            conversation = name if name in rooms else channel(name)
        case _:
            return errors.NO_ONE_TARGET
    if target.thread is not None:
        root = await parts.chat.message(target.thread)
        if root is None or root.conversation != conversation:
            return errors.NO_SUCH_THREAD
    return conversation


def _without_submit(card: Card) -> bool:
    """Whether something can be filled in that could never be handed in."""
    return any(section.inputs and section.submit is None for section in card.sections)


def _posted(message: ChatMessage) -> Posted:
    return Posted(conversation=message.conversation, message=message.message_id)
