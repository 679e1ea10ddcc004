"""What the web chat keeps: its messages, its files and the rehearsal clock."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from bot.ports import ChatMessage
from engagement.errors import OperationError
from storage.chat import ChatInSql, ClockInSql, FilesInSql
from tests.contracts.store_parts import NOW, WHOSE, Store, card, later

PLACE = "dm:E3"


@pytest.fixture
def chat(store: Store) -> ChatInSql:
    return ChatInSql(store.transactions, WHOSE)


def message(name: str, **changes: object) -> ChatMessage:
    plain = ChatMessage(
        message_id=name,
        conversation=PLACE,
        thread=None,
        author="E3",
        card=None,
        text=f"ord {name}",
        posted_at=NOW,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


async def shown(chat: ChatInSql, viewer: str = "E3", most: int = 10) -> list[str]:
    return [m.message_id for m in await chat.latest(PLACE, viewer, most=most)]


async def test_the_newest_messages_are_shown_oldest_first(chat: ChatInSql) -> None:
    for name in ("a", "b", "c"):
        await chat.post(message(name))
    await chat.post(message("elsewhere", conversation="dm:E4"))

    assert ["b", "c"] == await shown(chat, most=2)
    assert message("a") == await chat.message("a")
    assert await chat.message("z") is None


async def test_a_key_is_posted_once(chat: ChatInSql) -> None:
    """The dispatcher may try again without knowing."""
    first = await chat.post(message("a"), key="bundle:1")
    again = await chat.post(message("b"), key="bundle:1")

    assert first == again == await chat.find("bundle:1")
    assert ["a"] == await shown(chat)
    assert await chat.find("bundle:2") is None


async def test_a_private_message_is_seen_by_one_alone(chat: ChatInSql) -> None:
    await chat.post(message("open"))
    await chat.post(message("private", visible_to="E4"))

    assert ["open"] == await shown(chat, "E3")
    assert ["open", "private"] == await shown(chat, "E4")


async def test_a_card_and_words_can_be_replaced_in_place(chat: ChatInSql) -> None:
    await chat.post(message("a", card=card("Förut"), text=None))
    await chat.post(message("b"))

    assert await chat.put_card("a", card("Nu"), later(1))
    assert await chat.put_text("b", "andra ord", later(2))

    assert message("a", card=card("Nu"), text=None, edited_at=later(1)) == (
        await chat.message("a")
    )
    assert message("b", text="andra ord", edited_at=later(2)) == await chat.message("b")
    assert ["a", "b"] == await shown(chat)


async def test_deleted_words_are_gone_and_their_place_is_kept(chat: ChatInSql) -> None:
    await chat.post(message("a"))

    assert await chat.put_text("a", None, later(1))

    found = await chat.message("a")
    assert found is not None
    assert (None, True) == (found.text, found.deleted)


async def test_what_is_not_there_cannot_be_changed(chat: ChatInSql) -> None:
    assert not await chat.put_card("z", card("Nu"), NOW)
    assert not await chat.put_text("z", "x", NOW)


async def test_another_organisation_sees_nothing(store: Store, chat: ChatInSql) -> None:
    other = ChatInSql(store.transactions, "other")
    await chat.post(message("a"), key="bundle:1")
    await other.post(message("a", text="deras"), key="bundle:1")

    assert message("a") == await chat.find("bundle:1")
    assert message("a", text="deras") == await other.message("a")


async def test_a_file_comes_back_as_it_was(store: Store) -> None:
    names = (f"f{number}" for number in count())

    files = FilesInSql(
        store.transactions, WHOSE, new_id=lambda: next(names), now=lambda: NOW
    )
    content = bytes(range(256))

    file_id = await files.put(content, "image/png", "diagram ”a”.png")

    assert (content, "image/png", "diagram ”a”.png") == await files.get(file_id)
    assert await files.get("nothing") is None


async def test_rehearsal_time_only_moves_forward(store: Store) -> None:
    clock = ClockInSql(store.transactions, WHOSE)
    assert await clock.read() is None

    await clock.move(later(5))
    await clock.move(later(5))
    with pytest.raises(OperationError, match="only moves forward"):
        await clock.move(later(4))

    assert later(5) == await clock.read()
