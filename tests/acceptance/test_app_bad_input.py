"""Bad input: a sentence that says what to do, and nothing lost or half stored."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import pytest

from engagement.facts import (
    CommitmentMade,
    MessageNotUnderstood,
    ObjectiveReviewed,
    PromptAnswered,
    ReadingRecorded,
)
from tests.acceptance.app_parts import CEO, CFO, KARIN, Chat
from tests.acceptance.card_parts import actions_of, said_in, verb_of, words_of

ACTION = "Besluta om övergången"
MARKUP = "<img src=x onerror=alert(1)> <b>fet</b> [länk](javascript:alert(1)) \"'&"
RIGHT_TO_LEFT = "\u202eexe.fdp\u202c مرحبا 👩🏽‍🔧🇸🇪"


# --- presses ---------------------------------------------------------------------


async def test_the_same_press_twice_is_one_answer(chat: Chat) -> None:
    """A browser that repeats itself, and a thumb that taps twice."""
    vd = await chat.ask(CEO, "P35")
    message, section = await vd.found(ACTION, "answer")
    fields = {
        "message": message.message_id,
        "submit": f"{section.reference}.answer",
        "in:answer": "done",
    }
    for nonce in ("nonce-same", "nonce-same", "nonce-other"):
        await vd.post("act", fields, nonce=nonce)
    assert (await chat.only(PromptAnswered)).option == "done"


async def test_two_presses_at_once_are_one_answer(chat: Chat) -> None:
    """The first one counts; the other is told that it was answered."""
    vd = await chat.ask(CEO, "P35")
    message, section = await vd.found(ACTION, "answer")
    fields = {
        "message": message.message_id,
        "submit": f"{section.reference}.answer",
    }
    await asyncio.gather(
        vd.post("act", {**fields, "in:answer": "done"}),
        vd.post("act", {**fields, "in:answer": "planned"}),
    )
    await chat.app.sender.settle()
    assert (await chat.only(PromptAnswered)).option in {"done", "planned"}
    assert "redan" in await vd.reads()


@pytest.mark.parametrize(
    "action", ["unknown.answer", "x", "form:gone.send", "case:x.close", ".", "ask:x.y"]
)
async def test_an_unknown_button_is_answered_in_words(chat: Chat, action: str) -> None:
    """Nothing is known by that id; nothing happens, and the person is told."""
    karin = chat.as_(KARIN)
    await karin.command("/ledning help")
    message, size = (await karin.messages())[-1], await chat.size()
    await karin.post("act", {"message": message.message_id, "click": action})
    await chat.app.sender.settle()
    assert len(await karin.messages()) == 3
    assert (await karin.reads()).endswith(".")
    assert await chat.size() == size


async def test_an_answer_to_a_question_that_was_asked_anew_is_refused(
    chat: Chat,
) -> None:
    """The old card says that it was asked again, and takes nothing."""
    jonas = await chat.ask(CFO, "P26 O2")
    old, section = await jonas.found("kvalitetsbristkostnad", "answer")
    await jonas.answer(section.reference, confidence="7", track="on_track")
    await chat.ask(CFO, "P26 O2", minutes=60 * 24 * 2)
    reviewed = len(await chat.facts(ObjectiveReviewed))
    fields = {"message": old.message_id, "submit": f"{section.reference}.save"}
    await jonas.post("act", {**fields, "in:confidence": "2", "in:track": "off_track"})
    await chat.app.sender.settle()
    assert "ställ" in await jonas.reads()
    assert len(await chat.facts(ObjectiveReviewed)) == reviewed


# --- values ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", ["-5", "1e9", "99999999999", "NaN", "∞", "mycket", ""]
)
async def test_a_number_out_of_range_is_refused_in_words(
    chat: Chat, value: str
) -> None:
    """Neither a form nor words bring an impossible number onto the record."""
    jonas = await chat.ask(CFO, "P12")
    said = await jonas.answer("sponsor", answer=value)
    assert said[-1]
    assert not await chat.facts(PromptAnswered)


@pytest.mark.parametrize(
    "moment", ["2019-01-01T10:00", "2999-01-01T10:00", "2026-11-23T07:00"]
)
async def test_an_absurd_day_is_refused_in_words(chat: Chat, moment: str) -> None:
    """Past, or beyond what anybody plans: no commitment."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer(ACTION, answer="planned")
    said = await vd.submit("detail", ACTION, detail=moment)
    assert said[-1]
    assert not await chat.facts(CommitmentMade)


async def test_3000_characters_are_refused_and_kept(chat: Chat) -> None:
    """Too long for an answer; said how long it may be; the words are not lost."""
    jonas = await chat.ask(CFO, '"Räcker budgeten?"')
    text = "Åäö " * 750
    said = await jonas.type(text)
    assert "2" in said[-1]
    assert not await chat.facts(PromptAnswered)
    assert any(text.strip()[:200] in one for one in await jonas.sees())


@pytest.mark.parametrize("text", [MARKUP, RIGHT_TO_LEFT, "👍" * 50])
async def test_markup_and_odd_scripts_are_words_and_nothing_else(
    chat: Chat, text: str
) -> None:
    """Kept as written, shown inert, wherever it is shown."""
    jonas = await chat.ask(CFO, '"Räcker budgeten?"')
    await jonas.type(text)
    kept = await chat.only(PromptAnswered)
    assert said_in(kept.text) == text
    for seat in (jonas, chat.as_(KARIN)):
        html = await seat.html()
        assert "<img src=x" not in html
        assert "<b>fet" not in html
        assert 'href="javascript' not in html


async def test_a_coordinators_own_question_is_inert_too(chat: Chat) -> None:
    """Markup in a question reaches nobody as markup."""
    await chat.ask(CFO, '"<script>alert(1)</script> Hur går det?"')
    html = await chat.as_(CFO).html()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


async def test_nothing_open_is_said_and_the_words_are_kept(chat: Chat) -> None:
    """Somebody who writes out of the blue is told what can be done."""
    said = await chat.as_(CEO).type("Hej, är du där?")
    assert said[-1]
    assert said_in((await chat.only(MessageNotUnderstood)).text) == "Hej, är du där?"


# --- commands --------------------------------------------------------------------


BAD_COMMANDS = [
    ("frobnicera", "hjälp"),
    ("status @nobody", "personer"),
    ("status @r", "Flera personer"),
    ("ask @E2 P99", "P99"),
    ("ask @E2", "fråga @person"),
    ("ask @E2 P08 X9", "P08"),
    ('ask @E2 ""', "ord"),
    ("ask @C2 P08", "Rohan"),
    ("people flytta", "personer"),
    ("people add E1", "E1"),
    ("people language @E1 de", "sv eller en"),
    ("people function @E1 kejsare", "kejsare"),
    ("people permission @E1 gud", "gud"),
    ("people hours @E1 25-26", "08-17"),
    ("people slot @E1 nånting", "tisdag"),
    ("people absence @E1 2027-01-06..2026-12-21", "slutet"),
    ("programme on P99", "P99"),
    ("programme cadence P09 ibland", "varje"),
    ("programme cadence P18 varje vecka", "Händelse"),
    ("programme set items_per_bundle 99", "1"),
    ("programme set luck 3", "luck"),
    ("kpi magi", "magi"),
    ("kpi otif nittio", "tal"),
    ("kpi otif 140", "möjlig"),
    ("kpi otif 95 2031-W01", "perioden"),
    ("kpi otif 95 vecka", "perioden"),
    ("kpi otif baseline 2026-W22", "nyckeltal"),
    ("kpi otif aside 2019-W01 fel", "mätvärde"),
    ("import mallar", "mallar"),
    ("import undo zzz", "zzz"),
    ("review plan igår", "dag"),
    ("review plan 2019-01-01", "har varit"),
    ("review cancel X", "X"),
    ("digest explodera", "sammanställning"),
    ("digest preview 2031-W01", "perioden"),
    ("evidence 99.9", "99.9"),
    ("evidence 5.1.1 ibland", "ibland"),
    ("cases close zzz klart", "ärende"),
    ("away 2019-01-01", "har varit"),
    ("away tjosan", "dag"),
    ("lang de", "språk"),
    ("pause till 2019-01-01", "har varit"),
    ("objective O99", "O99"),
]


async def test_a_bad_command_says_what_to_do(chat: Chat) -> None:
    """One sentence in the reader's language, and not a record more."""
    size, karin = await chat.size(), chat.as_(KARIN)
    said = {line: await karin.command(f"/ledning {line}") for line, _ in BAD_COMMANDS}
    unclear = {
        line: said[line]
        for line, says in BAD_COMMANDS
        if says.casefold() not in said[line].casefold()
    }
    assert unclear == {}
    assert await chat.size() == size


async def test_a_reading_is_corrected_and_never_overwritten(chat: Chat) -> None:
    """The same week twice is a second revision."""
    karin = chat.as_(KARIN)
    await karin.command("/ledning nyckeltal otif 95,2 2026-W46")
    said = await karin.command("/ledning nyckeltal otif 94.8 v46")
    found = [
        r
        for r in await chat.facts(ReadingRecorded)
        if (r.kpi_id, r.period) == ("otif", "2026-W46")
    ]
    assert [r.revision for r in found] == [1, 2, 3]
    assert "94,8" in said


# --- requests --------------------------------------------------------------------


async def test_a_cross_site_post_is_refused(chat: Chat) -> None:
    """Another page cannot answer in somebody's name."""
    vd, size = await chat.ask(CEO, "P35"), await chat.size()
    async with chat.browser(Origin="https://evil.example") as browser:
        got = await browser.post("/chat/E1/say", data={"text": "klart"})
    assert got.status_code == HTTPStatus.FORBIDDEN
    assert await chat.size() == size
    assert verb_of(actions_of(await vd.section(ACTION))[0]) == "answer"


async def test_an_oversized_request_is_refused_in_words(chat: Chat) -> None:
    """Seven megabytes are no file of figures."""
    size = await chat.size()
    async with chat.browser() as browser:
        got = await browser.post("/chat/C1/say", content=b"x" * (7 * 1024 * 1024))
    assert got.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert await chat.size() == size


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"{}", b"--x\r\nbroken", b"nonce=%zz&text=" + b"a" * 5000],
)
async def test_a_malformed_request_is_refused(chat: Chat, body: bytes) -> None:
    """Never a stack trace, and nothing stored."""
    size = await chat.size()
    async with chat.browser() as browser:
        got = await browser.post("/chat/C1/say", content=body)
    assert HTTPStatus.BAD_REQUEST <= got.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert "Traceback" not in got.text
    assert await chat.size() == size


async def test_a_foreign_host_is_refused(chat: Chat) -> None:
    """A name that merely resolves to this machine reaches nothing."""
    async with chat.browser(Host="rebound.example") as browser:
        got = await browser.get("/chat/E1")
    assert got.status_code == HTTPStatus.BAD_REQUEST


async def test_words_are_shown_as_they_were_written(chat: Chat) -> None:
    """What a person wrote stands in their conversation whatever became of it."""
    vd = chat.as_(CEO)
    await vd.type("En rad <i>utan</i> svar")
    assert "En rad <i>utan</i> svar" in [words_of(m) for m in await vd.messages()]
    assert "<i>utan" not in await vd.html()
