"""The web chat's sending: where a card goes, once, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.ports import Bug, Capabilities, Delivery, Posted, Sent, Target, Unreachable
from tests.unit.webchat_parts import NOW, card, question, stage


async def test_a_direct_card_goes_into_the_persons_own_conversation() -> None:
    made = await stage()

    delivery = await made.platform.send(Target(user_id="E1"), card(), "k1")

    (message,) = made.chat.messages
    posted = Posted(conversation="dm:E1", message=message.message_id)
    assert Sent(posted=posted) == delivery
    assert (card(), None, NOW) == (message.card, message.author, message.posted_at)


async def test_a_card_goes_where_its_reader_asked_for_it() -> None:
    """A reply names the conversation that the command came from."""
    made = await stage()
    target = Target(channel="channel:leadership", visible_to="E1")

    sent = await made.platform.send(target, card(), "reply")

    assert isinstance(sent, Sent)
    assert sent.posted.conversation == "channel:leadership"


async def test_a_card_for_a_channel_keeps_its_thread_and_its_only_reader() -> None:
    made = await stage()
    root = await made.platform.send(Target(channel="leadership"), card(), "root")
    assert isinstance(root, Sent)
    thread = root.posted.message

    await made.platform.send(
        Target(channel="leadership", thread=thread, visible_to="E1"), card(), "k"
    )

    message = made.chat.messages[-1]
    assert ("channel:leadership", thread, "E1") == (
        message.conversation,
        message.thread,
        message.visible_to,
    )


async def test_the_same_key_is_posted_once_and_answered_alike() -> None:
    made = await stage()

    first = await made.platform.send(Target(user_id="E1"), card(), "k1")
    again = await made.platform.send(Target(user_id="E1"), card(title="Nytt"), "k1")

    assert first == again
    assert [card()] == [message.card for message in made.chat.messages]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (Target(user_id="E99"), Unreachable(code="user_not_found")),
        (Target(channel="sales"), Unreachable(code="channel_not_found")),
        (
            Target(channel="leadership", visible_to="E99"),
            Unreachable(code="user_not_found"),
        ),
        (Target(user_id="E1", thread="gone"), Unreachable(code="thread_not_found")),
        (Target(), Bug(code="not_exactly_one_target")),
        (
            Target(user_id="E1", channel="leadership"),
            Bug(code="not_exactly_one_target"),
        ),
    ],
    ids=["person", "channel", "only reader", "thread", "nobody", "two"],
)
async def test_an_unknown_recipient_gets_nothing_and_the_others_do_not_suffer(
    target: Target, expected: Delivery
) -> None:
    made = await stage()

    assert expected == await made.platform.send(target, card(), "k1")
    assert made.chat.messages == []


async def test_a_thread_of_another_conversation_is_not_this_recipients() -> None:
    made = await stage()
    root = await made.platform.send(Target(user_id="E1"), card(), "k1")
    assert isinstance(root, Sent)

    delivery = await made.platform.send(
        Target(user_id="E8", thread=root.posted.message), card(), "k2"
    )

    assert Unreachable(code="thread_not_found") == delivery


async def test_inputs_that_could_never_be_handed_in_are_a_bug() -> None:
    made = await stage()
    sealed = card(replace(question(), submit=None))

    assert Bug(code="inputs_without_submit") == await made.platform.send(
        Target(user_id="E1"), sealed, "k1"
    )
    posted = Posted(conversation="dm:E1", message="any")
    assert Bug(code="inputs_without_submit") == await made.platform.update(
        posted, sealed
    )


async def test_an_update_takes_the_place_of_what_was_posted() -> None:
    made = await stage()
    sent = await made.platform.send(Target(user_id="E1"), card(), "k1")
    assert isinstance(sent, Sent)

    delivery = await made.platform.update(sent.posted, card(title="Besvarat"))

    assert sent == delivery
    assert [card(title="Besvarat")] == [m.card for m in made.chat.messages]


async def test_an_update_of_nothing_is_unreachable() -> None:
    made = await stage()
    nowhere = Posted(conversation="dm:E1", message="gone")

    assert Unreachable(code="message_not_found") == await made.platform.update(
        nowhere, card()
    )


async def test_find_is_certain() -> None:
    """What was posted is found, and what is not found was never posted."""
    made = await stage()
    sent = await made.platform.send(Target(user_id="E1"), card(), "k1")
    assert isinstance(sent, Sent)

    assert sent.posted == await made.platform.find(Target(user_id="E1"), "k1")
    assert await made.platform.find(Target(user_id="E1"), "k2") is None


async def test_it_says_what_it_can_do() -> None:
    made = await stage()

    assert made.platform.name == "webchat"
    assert (
        Capabilities(
            thread=True, update=True, reconcile=True, ephemeral=True, files=True
        )
        == made.platform.capabilities
    )
