"""Cases: listed, handed over, closed with one line that comes back in the thread."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from engagement.facts import (
    CaseClosed,
    CaseHandedOver,
    CaseOpened,
    CaseReminded,
    MessageDelivered,
    PersonLeft,
)
from tests.acceptance.app_parts import CEO, COO, CTO, KARIN, ROHAN, Chat

ROUTINE = "Signeringsrundan på mätloggen"


async def opened(chat: Chat, whom: str = COO) -> str:
    """Have somebody name a routine; return the id of the case that it opens."""
    seat = await chat.ask(whom, "P06")
    await seat.answer("ISO", answer=ROUTINE)
    return (await chat.facts(CaseOpened))[-1].case_id


# --- closing -----------------------------------------------------------------------


async def test_the_line_comes_back_in_the_thread_of_the_question(chat: Chat) -> None:
    """Under the question, with what was written and the day."""
    case = await opened(chat)
    await chat.wait(days=1)
    said = await chat.as_(KARIN).command(f'/ledning ärenden stäng {case} "borttaget"')
    assert "på väg" in said
    maria = chat.as_(COO)
    asked = (await maria.facts_asked())[0]
    message = (await maria.found(ROUTINE, "edit"))[0]
    back = next(m for m in await maria.messages() if m.thread is not None)
    assert back.thread == message.message_id
    assert f"Du skrev ”{ROUTINE}” → borttaget (24 november)" in await last(chat, COO)
    assert asked.question.text not in await last(chat, COO)


async def last(chat: Chat, whom: str) -> str:
    """Return the words of the newest reply in a thread of somebody's."""
    seat = chat.as_(whom)
    found = [
        (message, words)
        for message, words in zip(await seat.messages(), await seat.sees(), strict=True)
        if message.thread is not None
    ]
    return found[-1][1]


async def test_a_case_of_somebody_who_left_is_closed_without_a_word(
    chat: Chat,
) -> None:
    """Nobody waits any more; the case is answered for all the same."""
    case = await opened(chat)
    await chat.record(PersonLeft(person_id=COO, on=date(2026, 11, 23)))
    before = len(await chat.as_(COO).messages())
    said = await chat.as_(KARIN).command(f'/ledning cases close {case} "borttaget"')
    assert "Inget skickas" in said
    await chat.only(CaseClosed)
    await chat.wait(days=1)
    assert before == len(await chat.as_(COO).messages())


async def test_what_came_of_answers_keeps_to_three_messages_a_week(
    chat: Chat,
) -> None:
    """Whoever reads three messages in a week waits for the fourth."""
    for prompt in ("P06", "P07", "P29"):
        await (await chat.ask(COO, prompt, minutes=60 * 24)).answer(answer=ROUTINE)
    for case in await chat.facts(CaseOpened):
        line = f'/ledning cases close {case.case_id} "borttaget"'
        await chat.as_(KARIN).command(line)
    await chat.wait(weeks=3)
    sent = [
        record.header.recorded_at
        for record in await chat.records()
        if isinstance(record.fact, MessageDelivered)
        and record.fact.person_id == COO
        and record.fact.kind != "reply"
    ]
    week = timedelta(days=7)
    assert all(
        last - first >= week for first, last in zip(sent, sent[3:], strict=False)
    )
    back = [one for one in await chat.as_(COO).sees() if one.startswith("Du skrev")]
    assert len(back) == len(await chat.facts(CaseClosed)) > 1


# --- handing over ------------------------------------------------------------------


async def test_a_case_is_handed_over_and_the_receiver_is_told(chat: Chat) -> None:
    """By a command, in Swedish or English, with the beginning of its id."""
    case = await opened(chat)
    said = await chat.as_(KARIN).command(f"/ledning ärenden lämna {case[:6]} @Rohan")
    assert "Rohan Kulkarni" in said
    fact = await chat.only(CaseHandedOver)
    assert (fact.was, fact.owner_id) == (KARIN, ROHAN)
    await chat.wait(days=1)
    told = "\n".join(await chat.as_(ROHAN).sees())
    assert "Karin Åberg has handed a case over to you: Maria Lindqvist" in told
    assert ROUTINE in told
    assert "No open cases of yours" not in await chat.as_(ROHAN).command(
        "/ledning cases mine"
    )
    assert "Inga öppna ärenden hos dig" in await chat.as_(KARIN).command(
        "/ledning cases mine"
    )


async def test_a_case_is_handed_over_by_its_button(chat: Chat) -> None:
    """The form offers the other coordinators, and nobody else."""
    case = await opened(chat)
    karin = chat.as_(KARIN)
    await karin.command("/ledning cases")
    await karin.click("hand", f"case:{case}")
    form = await karin.section("Vem ska svara")
    assert [o.option_id for o in form.inputs[0].options] == [ROHAN]  # type: ignore[union-attr]
    said = await karin.submit("send", "Vem ska svara", to=ROHAN)
    assert "Överlämnat" in said[-1]
    assert (await chat.only(CaseHandedOver)).owner_id == ROHAN


async def test_only_coordinators_can_own_a_case(chat: Chat) -> None:
    """Nor can a forged form give it to somebody else."""
    case = await opened(chat)
    karin = chat.as_(KARIN)
    said = await karin.command(f"/ledning cases hand {case} @Annika")
    assert "bara samordnare" in said
    assert "redan" in await karin.command(f"/ledning cases hand {case} @Karin")
    await karin.command(f"/ledning cases hand {case}")
    assert "bara samordnare" in (await karin.submit("send", "Vem", to=CEO))[-1]
    assert not await chat.facts(CaseHandedOver)


async def test_a_case_can_be_taken_over_by_oneself(chat: Chat) -> None:
    """Nobody is told what they have just done."""
    case = await opened(chat)
    before = len(await chat.as_(ROHAN).messages())
    said = await chat.as_(ROHAN).command(f"/ledning cases hand {case} @Rohan")
    assert "You have the case now." in said
    await chat.wait(days=1)
    news = [m for m in await chat.as_(ROHAN).messages() if m.author is None]
    assert len(news) == before + 1


# --- the list ------------------------------------------------------------------------


async def test_the_list_goes_on_beyond_five_and_begins_with_what_is_overdue(
    chat: Chat,
) -> None:
    """Days left, whose it is, its number; the next ones by a button or a page."""
    await opened(chat)
    first = await chat.only(CaseOpened)
    more = (
        replace(
            first, case_id=f"more{n}{first.case_id[5:]}", due_on=date(2026, 12, n + 1)
        )
        for n in range(1, 8)
    )
    await chat.record(*more)
    karin = chat.as_(KARIN)
    shown = await karin.command("/ledning ärenden")
    assert "8 öppna ärenden (1–5)" in shown
    assert "dagar kvar" in shown
    rest = await karin.click("more", "cases:all:2")
    assert "8 öppna ärenden (6–8)" in rest[-1]
    assert rest[-1] == await karin.command("/ledning ärenden 2")
    assert "bara 8 ärenden" in await karin.command("/ledning ärenden 3")
    assert "Skriv: ärenden" in await karin.command("/ledning ärenden strunt")
    assert "Inget ärende är försenat." in await karin.command("/ledning cases overdue")
    await chat.wait(days=31)
    late = await karin.command("/ledning cases försenade")
    assert "8 försenade ärenden" in late
    assert "dagar försenat" in late


# --- reminders -----------------------------------------------------------------------


async def test_its_owner_is_reminded_once_before_once_on_the_day_and_weekly(
    chat: Chat,
) -> None:
    """One message for all that is due, in working hours."""
    await opened(chat)
    await opened(chat, CTO)
    due = (await chat.facts(CaseOpened))[0].due_on
    await chat.wait(days=(due - date(2026, 11, 23)).days + 13)
    reminded = await chat.facts(CaseReminded)
    assert [one.reason for one in reminded] == [
        reason for reason in ("near", "due", "overdue", "overdue") for _ in range(2)
    ]
    told = [
        one for one in await chat.as_(KARIN).sees() if "Ärenden att svara på" in one
    ]
    assert len(told) == 4
    assert "Maria Lindqvist" in told[0]
    assert "Åsa Bergström" in told[0]
