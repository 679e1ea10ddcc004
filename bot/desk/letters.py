"""Messages to people and channels, addressed and ready for the outbox."""

from __future__ import annotations

from bot.desk.desk import Sitting
from bot.desk.scenes import watermark
from bot.ports import Inbound
from bot.ports.store import Letter
from engagement.cards import Block, Card, Tone
from engagement.flows.cards import notice
from engagement.organisation import Organisation
from engagement.people import Person


def to_person(
    at: Sitting,
    person: Person,
    *,
    kind: str,
    key: str,
    occasions: tuple[str, ...] = (),
    card: Card | None = None,
    parent: str | None = None,
) -> Letter | None:
    """Address a message to a person; None when they have no account."""
    account = at.unit.people.accounts([person.person_id]).get(person.person_id)
    if account is None:
        return None
    return Letter(
        message_id=at.unit.new_id(),
        kind=kind,
        key=key,
        person_id=person.person_id,
        platform=account.platform,
        recipient=account.user_id,
        language=person.language,
        occasions=occasions,
        card=card,
        parent=parent,
        not_before=at.now,
        created_at=at.now,
    )


def note(
    at: Sitting,
    person: Person,
    key: str,
    text: str,
    *,
    blocks: tuple[Block, ...] = (),
    tone: Tone = Tone.PLAIN,
    kind: str = "notice",
    parent: str | None = None,
) -> bool:
    """Write a notice to a person, once; False when it was written before.

    Of kind ``news`` or ``told`` it can wait, and keeps to caps: ``bot.desk.pacing``.
    """
    mark = watermark(at, person.language)
    card = notice(text, person.language, tone=tone, more=blocks, watermark=mark)
    letter = to_person(at, person, kind=kind, key=key, card=card, parent=parent)
    return letter is not None and at.unit.outbox.write(letter)


def reply(
    at: Sitting,
    inbound: Inbound,
    person: Person,
    card: Card,
    *,
    number: int = 0,
    thread: str | None = None,
) -> bool:
    """Answer what somebody did, where they did it, for them alone."""
    place = inbound.place
    letter = Letter(
        message_id=at.unit.new_id(),
        kind="reply",
        key=f"reply:{inbound.actor.platform}:{inbound.event_id}:{number}",
        person_id=person.person_id,
        channel=None if place.direct else place.conversation,
        platform=inbound.actor.platform,
        recipient=inbound.actor.user_id if place.direct else place.conversation,
        language=person.language,
        card=card,
        thread=thread or place.thread,
        visible_to=None if place.direct else inbound.actor.user_id,
        not_before=at.now,
        created_at=at.now,
    )
    return at.unit.outbox.write(letter)


def to_channel(
    at: Sitting,
    organisation: Organisation,
    *,
    kind: str,
    key: str,
    card: Card,
    parent: str | None = None,
) -> Letter:
    """Address a message to the organisation's channel."""
    return Letter(
        message_id=at.unit.new_id(),
        kind=kind,
        key=key,
        channel=organisation.channel,
        platform=organisation.platform,
        recipient=organisation.channel,
        language=organisation.language,
        card=card,
        parent=parent,
        not_before=at.now,
        created_at=at.now,
    )
