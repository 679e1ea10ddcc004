"""The line above the weekly questions: what the last answer led to."""

from __future__ import annotations

from itertools import pairwise

from bot.ports import ChatMessage
from tests.acceptance.app_parts import COO, HR, KARIN, Chat
from tests.acceptance.card_parts import words_of

ROUTINE = "Signeringsrundan på mätloggen"
LINE = f"Du skrev ”{ROUTINE}” → borttaget (24 november)"


async def bundles(chat: Chat, whom: str) -> list[ChatMessage]:
    """Return somebody's weekly questions, oldest first."""
    found = await chat.as_(whom).messages()
    return [m for m in found if m.card and m.card.title.endswith("den här veckan")]


def opening(message: ChatMessage) -> str:
    """Return the line that a card opens with, or nothing."""
    assert message.card is not None
    first = message.card.sections[0]
    return first.blocks[0].text if first.reference == "earned" else ""  # type: ignore[union-attr]


async def test_a_bundle_opens_with_what_the_last_answer_led_to(chat: Chat) -> None:
    """And not with it again a week later; answering leaves it as it stood."""
    await (await chat.ask(COO, "P06")).answer(answer=ROUTINE)
    await chat.wait(days=1)
    await chat.as_(KARIN).command("/ledning ärenden")
    await chat.as_(KARIN).click("close", ROUTINE)
    await chat.as_(KARIN).submit("send", "rad", line="borttaget")
    await chat.wait(days=20)
    shown = await bundles(chat, COO)
    opened = [opening(one) for one in shown]
    assert LINE in opened
    assert all(first != then for first, then in pairwise(opened) if first)
    told = opened.index(LINE)
    await chat.as_(COO).answer_all(shown[told].card.sections[1].reference)  # type: ignore[union-attr]
    again = (await bundles(chat, COO))[told]
    assert opening(again) == LINE
    assert words_of(again).index(LINE) < words_of(again).index("Du svarade")


async def test_an_owner_reads_how_their_objective_stands(chat: Chat) -> None:
    """Against its baseline, in words; not the same line twice in a row."""
    await chat.wait(days=16)
    opened = [opening(one) for one in await bundles(chat, COO)]
    assert opened[0].startswith("Leveransprecision")
    assert "mot 91,2 från början – troligen en verklig förändring uppåt." in opened[0]
    assert opened[1] != opened[0]


async def test_whoever_has_earned_none_reads_none(chat: Chat) -> None:
    """No praise, no filler."""
    await chat.wait(days=9)
    shown = await bundles(chat, HR)
    assert shown
    assert {opening(one) for one in shown} == {""}
