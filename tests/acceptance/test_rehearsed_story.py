"""The story's coordinator: what is typed can be read, and what comes back fits it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from bot.ports import ChatMessage
from bot.rehearsal.lines import load
from bot.rehearsal.run import BEGAN, COMPANY, open_demo, prepare
from config import content
from engagement.texts import LANGUAGES
from tests.acceptance.app_parts import KARIN
from tests.acceptance.card_parts import words_of


async def room_of_karin(folder: Path, weeks: float) -> list[ChatMessage]:
    """Play some weeks and return everything in the coordinator's room."""
    store = open_demo(f"sqlite:///{folder / 'story.db'}")
    application, clock = prepare(store, 1)
    await application.start()
    try:
        await application.tick()
        await clock.run_until(BEGAN + timedelta(weeks=weeks))
        found = await application.chat.latest(f"dm:{KARIN}", KARIN, most=500)
    finally:
        await application.stop()
    return list(found)


def answered(room: list[ChatMessage], begins: str) -> list[tuple[str, str]]:
    """Return each line that begins so, with what the bot said to it."""
    return [
        (line.text, words_of(reply))
        for line, reply in pairwise(room)
        if line.text is not None and line.text.startswith(begins)
    ]


async def test_the_coordinator_types_and_every_reply_says_what_it_is_about(
    tmp_path: Path,
) -> None:
    """Closing names person and question; a question that is stale is not tried."""
    room = await room_of_karin(tmp_path, 2.5)

    closed = answered(room, "/ledning ärenden stäng ")
    assert closed
    for _, reply in closed:
        assert "Stängt: " in reply, reply
        assert "”" in reply
    asked = answered(room, "/ledning fråga @")
    assert len(asked) >= 2
    for line, reply in asked:
        assert "får frågan" in reply, (line, reply)


def test_every_answer_that_opens_a_case_has_an_ending_of_its_own() -> None:
    """Known prompts and reasons only, in both languages."""
    outcomes = load(COMPANY).outcomes
    prompts = content.load().by_id
    own = set(outcomes) - {"any", "blocked"}

    assert own <= {p.prompt_id for p in prompts.values() if p.cases}
    assert {"P06", "P07", "P25", "P29", "P34"} <= own
    for held in outcomes.values():
        assert all(held[language] for language in LANGUAGES)
