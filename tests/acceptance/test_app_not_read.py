"""Words that cannot be read end nowhere but in what can be written instead."""

from __future__ import annotations

from engagement.catalogue import Reader
from engagement.facts import (
    AnswerDetailed,
    CaseClosed,
    CaseOpened,
    MessageNotUnderstood,
    PromptAnswered,
)
from tests.acceptance.app_parts import CEO, CFO, KARIN, Chat

WHICH = "Vilken fråga menade du?"
DAY = 60 * 24


async def test_the_only_open_question_says_what_it_takes(chat: Chat) -> None:
    """In the reader's language, without asking which of one was meant."""
    vd = await chat.ask(CEO, "P35")
    [said] = await vd.type("hmm, det beror på")
    assert "något av de här: Klart · Planerat · Har kört fast" in said
    assert WHICH not in said
    await vd.command("/ledning lang en")
    [english] = await vd.type("hmm, it depends")
    assert "You can write one of these:" in english
    assert len(await chat.facts(MessageNotUnderstood)) == 2


async def test_several_open_questions_each_say_what_they_take(chat: Chat) -> None:
    jonas = await chat.ask(CFO, "P08", minutes=DAY)
    await chat.ask(CFO, "P26")
    [said] = await jonas.type("hmm, det beror på")
    assert "ett tal från 0 till 10" in said
    assert said.count("\n- på ”") == 2
    assert WHICH not in said


async def test_what_was_pressed_last_is_what_words_belong_to(chat: Chat) -> None:
    """Another question could read them as well, but was not asked about just now."""
    vd = await chat.ask(CEO, '"Vad mer?"', minutes=DAY)
    await chat.ask(CEO, "P35")
    await vd.click("later", "Vad mer?")
    await vd.answer("Besluta om övergången", answer="blocked")
    await vd.type("pengar")
    assert (await chat.only(AnswerDetailed)).option == "money"
    assert (await chat.only(PromptAnswered)).option == "blocked"


async def test_only_questions_that_can_read_the_words_are_offered(chat: Chat) -> None:
    jonas = await chat.ask(CFO, "P08", minutes=DAY)
    await chat.ask(CFO, '"Räcker det?"', minutes=DAY)
    await chat.ask(CFO, '"Vad mer?"')
    [said] = await jonas.type("provriggen")
    assert WHICH in said
    section = await jonas.section(WHICH)
    [choice] = section.inputs
    labels = [one.label for one in getattr(choice, "options", ())]
    assert len(labels) == 2
    assert "Räcker det?" in labels[0]
    assert "Vad mer?" in labels[1]


async def test_words_without_a_question_are_their_writers_until_sent(
    chat: Chat,
) -> None:
    """One press opens a case for the coordinator, and its outcome comes back."""
    vd = chat.as_(CEO)
    [said] = await vd.type("Vi behöver prata om leverantören")
    assert "sparat för dig själv" in said
    assert not any("leverantören" in one for one in await chat.as_(KARIN).sees())
    [sent] = await vd.click("send")
    assert sent.startswith("Skickat till Karin Åberg")
    assert "leverantören" in await chat.as_(KARIN).reads()
    case = await chat.only(CaseOpened)
    assert case.text is not None
    readers = {
        one.header.audience
        for one in await chat.records()
        if isinstance(one.fact, CaseOpened)
    }
    assert readers == {(Reader.COORDINATOR,)}
    shown = await chat.as_(KARIN).command("/ledning cases")
    assert "Vi behöver prata om leverantören" in shown
    await chat.as_(KARIN).command(f"/ledning cases close {case.case_id} Vi ses i dag")
    assert "Vi behöver prata om leverantören" in await vd.reads()
    [closed] = [one for one in await chat.records() if isinstance(one.fact, CaseClosed)]
    assert closed.header.audience == (Reader.COORDINATOR,)
    mine = await vd.command("/ledning mitt")
    assert "1" in mine
    await vd.click("send")
    assert len(await chat.facts(CaseOpened)) == 1
