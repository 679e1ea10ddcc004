"""A rehearsal says so on every card, whatever was typed, pressed or sent."""

from __future__ import annotations

from bot.handlers.commands import COMMANDS
from bot.ports import ChatMessage
from tests.acceptance.app_parts import CFO, COO, KARIN, Chat, Seat
from tests.acceptance.card_parts import actions_of, verb_of, words_of
from tests.acceptance.test_app_draft import LINES

FORMS = (
    "people add E9",
    "people handover @E4",
    "objective new",
    "objective O1",
    "programme choose",
    "cases",
    "mine",
    "launch text",
    "today",
)
"Commands that show something to fill in or to press."


async def unmarked(seat: Seat) -> list[str]:
    """Return what the bot said without the word that marks a rehearsal."""
    return [words_of(m) for m in await seat.messages() if _lacks_mark(m)]


def _lacks_mark(message: ChatMessage) -> bool:
    card = message.card
    if card is None:
        return False
    return card.watermark not in {"Övning", "Rehearsal"} or (
        card.watermark not in card.fallback_text
    )


async def test_every_command_answers_under_the_watermark(chat: Chat) -> None:
    karin = chat.as_(KARIN)
    assert {one.names[0] for one in COMMANDS} <= LINES.keys()
    for name, lines in LINES.items():
        for line in lines:
            assert await karin.command(f"/ledning {name} {line}"), (name, line)
    assert await unmarked(karin) == []


async def test_every_form_and_what_it_is_answered_stand_under_the_watermark(
    chat: Chat,
) -> None:
    """An answer opens a case, so that there is one to press."""
    seat = await chat.ask(COO, "P23 R01")
    await seat.answer(answer="blocked")
    karin = chat.as_(KARIN)
    for command in FORMS:
        await karin.command(f"/ledning {command}")
        last = (await karin.messages())[-1]
        for section in last.card.sections if last.card else ():
            for action in actions_of(section)[:2]:
                way = "submit" if action == section.submit else "click"
                fields = {"message": last.message_id, way: action.action_id}
                await karin.post("act", fields)
                await chat.app.sender.settle()
    assert any(
        verb_of(action) == "send"
        for message in await karin.messages()
        for section in (message.card.sections if message.card else ())
        for action in actions_of(section)
    )
    assert await unmarked(karin) == []


async def test_words_that_could_be_meant_for_two_are_asked_about_under_it(
    chat: Chat,
) -> None:
    seat = await chat.ask(CFO, '"Räcker det?"', minutes=60 * 24)
    await chat.ask(CFO, '"Vad mer?"')
    [said] = await seat.type("provriggen")
    assert "Vilken fråga menade du?" in said
    assert await unmarked(seat) == []
