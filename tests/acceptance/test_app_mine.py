"""What is stored about somebody, in their own hands: seen, kept as a file, taken back."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

from bot.exports import Wanted, export
from bot.ports import ChatMessage
from engagement.cards import Download, Section
from engagement.facts import (
    CommitmentMade,
    ConsentStated,
    EvidenceOpened,
    OrganisationRecorded,
    RecordRedacted,
)
from tests.acceptance.app_parts import CEO, CFO, COO, KARIN, Chat, Seat
from tests.acceptance.card_parts import actions_of

WORDS = "Vi vågade inte säga ifrån om härdugnen"


async def page(seat: Seat, view: str) -> str:
    """Turn the newest overview to a page; return what stands there."""
    await seat.command("/ledning mitt")
    return await turned(seat, f"mine:{view}.show")


async def turned(seat: Seat, action_id: str) -> str:
    message, _ = await holder(seat, action_id)
    await seat.post("act", {"message": message.message_id, "click": action_id})
    await seat.chat.app.sender.settle()
    (shown,) = [m for m in await seat.messages() if m.message_id == message.message_id]
    assert shown.card is not None
    return f"{shown.card.title}\n{shown.card.fallback_text}"


async def holder(seat: Seat, action_id: str) -> tuple[ChatMessage, Section]:
    """Return the newest card on which something can be pressed."""
    for message in reversed(await seat.messages()):
        for section in message.card.sections if message.card else ():
            if any(a.action_id.startswith(action_id) for a in actions_of(section)):
                return message, section
    raise AssertionError(f"{seat.user_id} has no {action_id}")


async def take_back(seat: Seat, words: str) -> list[str]:
    """Take a text back as a person does."""
    await page(seat, "texts-0")
    for message in reversed(await seat.messages()):
        for section in message.card.sections if message.card else ():
            said = [getattr(block, "text", "") for block in section.blocks]
            acts = [a for a in actions_of(section) if a.action_id.endswith(".withdraw")]
            if any(words in one for one in said) and acts:
                fields = {"message": message.message_id, "click": acts[0].action_id}
                await seat.post("act", fields)
                await seat.chat.app.sender.settle()
                return await seat.submit("send", "Ta tillbaka den här texten?")
    raise AssertionError(f"no text {words!r}")


def everywhere(path: Path, words: str) -> list[str]:
    """Return the columns of the database in which words stand, after a VACUUM."""
    connection = sqlite3.connect(path)
    connection.execute("VACUUM")
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    found = []
    for (table,) in tables.fetchall():
        for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - our own
            held = [c if isinstance(c, bytes) else str(c).encode() for c in row]
            if any(words.encode() in c for c in held):
                found.append(table)
    connection.close()
    return found


async def told_everywhere(chat: Chat) -> Seat:
    """Have Maria's words go wherever words can go; return her seat."""
    maria, karin = chat.as_(COO), chat.as_(KARIN)
    await chat.ask(COO, "P06")
    await maria.type(f"  {WORDS}. ")
    await karin.command("/ledning ärenden")
    await karin.command("/ledning läge @E3")
    await chat.wait(days=1)
    await chat.ask(COO, '"Vad hindrar dig?"', minutes=60)
    await maria.answer("Vad hindrar dig?", answer=f"{WORDS}!")
    await maria.click("edit", "Vad hindrar dig?")
    return maria


async def test_the_overview_names_what_is_stored(chat: Chat) -> None:
    """Person, account, function and counts stand on the first card."""
    await told_everywhere(chat)

    shown = await chat.as_(COO).command("/ledning mitt")

    for words in (
        "Maria Lindqvist",
        "webchat: E3",
        "operativ chef, sedan 9 januari 2017",
    ):
        assert words in shown
    assert "Frågor: 2, besvarade: 2" in shown


async def test_answers_are_listed_with_who_may_see_each(chat: Chat) -> None:
    """Under each answer stands the line that was shown when it was asked."""
    maria = await told_everywhere(chat)

    shown = await page(maria, "answers-0")

    assert WORDS in shown
    assert "Syns för: samordnarna (nu Karin Åberg och Rohan Kulkarni)" in shown
    assert "Inte för ledningsgruppen eller ISO-revisorn" in shown


async def test_whoever_looked_is_named_once_a_day(chat: Chat) -> None:
    """A coordinator's command and the evidence page leave a fact; a second look none."""
    maria, karin = chat.as_(COO), chat.as_(KARIN)
    await karin.command("/ledning läge @E3")
    await karin.command("/ledning läge @E3")
    async with chat.browser() as browser:
        await browser.get(f"/evidence?as={CEO}&about={COO}")

    looked = await chat.facts(EvidenceOpened)
    by = [(one.reader_id, one.where) for one in looked if one.person_id == COO]

    assert by.count((KARIN, "status")) == 1
    assert "Karin Åberg (läge)" in await page(maria, "readers-0")


async def test_ones_own_file_is_fetched_by_nobody_else(chat: Chat) -> None:
    """It holds everything, and its address is of no use to another person."""
    maria = await told_everywhere(chat)
    await maria.command("/ledning mitt")
    await turned(maria, "mine:all.file")
    (file,) = [
        block
        for message in await maria.messages()
        for section in (message.card.sections if message.card else ())
        for block in section.blocks
        if isinstance(block, Download)
    ]
    async with chat.browser() as browser:
        own = await browser.get(f"/chat/{COO}/files/{file.file_id}")
        others = [
            (await browser.get(address)).status_code
            for address in (
                f"/chat/files/{file.file_id}",
                f"/chat/{CFO}/files/{file.file_id}",
                f"/chat/{KARIN}/files/{file.file_id}",
            )
        ]

    held = json.loads(own.content)
    assert [HTTPStatus.NOT_FOUND] * 3 == others
    assert held["person"]["name"] == "Maria Lindqvist"
    assert WORDS in json.dumps(held["records"], ensure_ascii=False)
    assert {"accounts", "questions", "commitments", "cases", "shown_to"} <= held.keys()


async def test_words_that_were_taken_back_are_nowhere(
    chat: Chat, tmp_path: Path
) -> None:
    """Ledger, state, cards, chat and files: no column of no table has them."""
    maria = await told_everywhere(chat)
    await maria.command("/ledning mitt")
    await turned(maria, "mine:all.file")
    assert {"chat_message", "file", "ledger_text"} <= set(
        everywhere(tmp_path / "chat.db", WORDS)
    )

    await take_back(maria, WORDS)
    await chat.settle()

    assert "Tillbakata" in await maria.reads()
    assert [] == everywhere(tmp_path / "chat.db", WORDS)
    assert "(texten är borttagen)" in "\n".join(await chat.as_(KARIN).sees())
    assert (await chat.facts(RecordRedacted))[0].reason == "withdrawn"


async def test_a_promise_in_ones_own_words_goes_with_them(
    chat: Chat, tmp_path: Path
) -> None:
    """The commitment and the question about it quoted the answer."""
    maria = chat.as_(COO)
    await chat.ask(COO, "P26 O1")
    await maria.answer(confidence="3", track="at_risk", value="92")
    await chat.wait(days=1)
    await chat.ask(COO, "P28 O1", minutes=60)
    await maria.answer("nästa steg", answer=WORDS)
    await maria.submit("detail", "nästa steg", detail="2026-11-26T10:00")
    await chat.wait(days=8)
    assert (await chat.only(CommitmentMade)).what.text == WORDS
    assert "Du hade planerat" in "\n".join(await maria.sees())

    await take_back(maria, WORDS)
    await chat.settle()

    assert [] == everywhere(tmp_path / "chat.db", WORDS)


async def test_nobody_takes_back_what_another_wrote(chat: Chat) -> None:
    """The number of a record in the wrong hands takes nothing out."""
    maria = await told_everywhere(chat)
    await page(maria, "texts-0")
    acts = [
        a.action_id
        for m in await maria.messages()
        for s in (m.card.sections if m.card else ())
        for a in actions_of(s)
        if a.action_id.endswith(".withdraw")
    ]
    jonas = chat.as_(CFO)
    await jonas.command("/ledning mitt")
    own, _ = await holder(jonas, "mine:")
    for action_id in acts:
        await jonas.post("act", {"message": own.message_id, "click": action_id})
    await chat.settle()

    assert acts
    assert "inte din" in "\n".join(await jonas.sees())
    assert not await chat.facts(RecordRedacted)


async def with_draft_edition(chat: Chat) -> None:
    """Have the organisation name the draft, so that culture examples are asked for."""
    organisation = await chat.app.store.work.read(lambda unit: unit.organisation())
    editions = (*organisation.editions, "iso9001:2026")
    changed = replace(organisation, editions=editions)
    await chat.record(OrganisationRecorded(organisation=changed))


async def test_a_culture_example_is_exported_with_its_authors_consent_alone(
    chat: Chat, tmp_path: Path
) -> None:
    """Withheld by default; in the export after a yes; withheld once it is taken back."""
    await with_draft_edition(chat)
    maria = await chat.ask(COO, "P14")
    await maria.type(WORDS)

    def exported(name: str) -> tuple[str, set[str]]:
        export(chat.app.store, tmp_path / name, Wanted(), "sv")
        text = (tmp_path / name / "records.jsonl").read_text("utf-8")
        states = {
            one["state"]
            for one in map(json.loads, text.splitlines())
            if one["kind"] == "prompt.answered"
        }
        return text, states

    unasked = exported("unasked")
    await maria.submit("detail", "Får ISO-revisorn läsa", detail="yes")
    shared = exported("shared")
    await page(maria, "answers-0")
    message, _ = await holder(maria, "mine:")
    (unshare,) = [
        action.action_id
        for one in (message.card.sections if message.card else ())
        for action in actions_of(one)
        if action.action_id.endswith(".unshare")
    ]
    await maria.post("act", {"message": message.message_id, "click": unshare})
    taken_back = exported("back")

    assert (WORDS in unasked[0], unasked[1]) == (False, {"withheld"})
    assert (WORDS in shared[0], shared[1]) == (True, {"present"})
    assert (WORDS in taken_back[0], taken_back[1]) == (False, {"withheld"})
    assert [one.given for one in await chat.facts(ConsentStated)] == [True, False]
