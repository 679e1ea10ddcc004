"""An answer from the question to the ledger, as the person who gives it sees it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from engagement.facts import (
    AnswerDetailed,
    CaseClosed,
    CaseOpened,
    CommitmentKept,
    CommitmentMade,
    CommitmentMissed,
    CommitmentMoved,
    CommitmentWithdrawn,
    MessageNotUnderstood,
    ObjectiveReviewed,
    PromptAnswered,
    PromptExpired,
    PromptSkipped,
    PromptSnoozed,
)
from tests.acceptance.app_parts import CEO, CFO, COO, KARIN, PUNE, ROHAN, Chat, Seat
from tests.acceptance.card_parts import said_in, words_in

DUE = "2026-11-26T14:00"
ACTION = "Besluta om övergången"


# --- done, planned, blocked, not relevant ----------------------------------------


async def test_done_is_an_answer_at_the_first_tap_and_offers_a_proof(
    chat: Chat,
) -> None:
    """Done: recorded at once; a link or a line may be added, or not."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer(ACTION, answer="done")
    assert (await chat.only(PromptAnswered)).option == "done"
    section = await vd.section(ACTION)
    assert [one.input_id for one in section.inputs] == ["detail"]
    await vd.submit("detail", ACTION, detail="https://example.com/protokoll")
    given = await chat.only(AnswerDetailed)
    assert said_in(given.text) == "https://example.com/protokoll"
    assert not (await vd.section(ACTION)).inputs


async def test_planned_asks_for_day_and_time_and_becomes_a_commitment(
    chat: Chat,
) -> None:
    """Planned without a time of day is no plan; with one it is a commitment."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer(ACTION, answer="planned")
    assert not await chat.facts(CommitmentMade)
    said = await vd.type("på torsdag")
    assert "tid" in said[-1]
    assert not await chat.facts(CommitmentMade)
    said = await vd.type("torsdag 14")
    made = await chat.only(CommitmentMade)
    assert made.due.wall == datetime.fromisoformat(DUE)
    assert "torsdag 26 november 14:00" in said[-1]


async def test_blocked_opens_a_case_and_tells_the_coordinator_at_once(
    chat: Chat,
) -> None:
    """Blocked: what is in the way, a case, a message; its end goes back."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer(ACTION, answer="blocked")
    assert (await chat.only(CaseOpened)).owner_id == KARIN
    assert any("Annika Sjöholm" in one for one in await chat.as_(KARIN).sees())
    await vd.submit("detail", ACTION, detail="money")
    assert (await chat.only(AnswerDetailed)).option == "money"
    case = (await chat.only(CaseOpened)).case_id
    await chat.as_(KARIN).command(f'/ledning ärenden stäng {case} "Pengarna är klara."')
    assert (await chat.only(CaseClosed)).outcome.text == "Pengarna är klara."
    assert "Pengarna är klara" in await vd.reads()
    assert any(
        "Pengarna är klara" in getattr(block, "text", "")
        for block in (await vd.section("Du svarade")).blocks
    )


async def test_a_case_is_owed_by_the_coordinator_of_the_persons_site(
    chat: Chat,
) -> None:
    """Pune has a coordinator of its own, who is nearer."""
    priya = await chat.ask(PUNE, "P35")
    await priya.answer("calibration", answer="blocked")
    assert (await chat.only(CaseOpened)).owner_id == ROHAN
    assert any("Priya" in one for one in await chat.as_(ROHAN).sees())


async def test_not_relevant_asks_why(chat: Chat) -> None:
    """Not relevant is an answer; the reason is asked for and kept."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer(ACTION, answer="not_relevant")
    await vd.submit("detail", ACTION, detail="Styrelsen har redan beslutat.")
    given = await chat.only(AnswerDetailed)
    assert said_in(given.text) == "Styrelsen har redan beslutat."


# --- other kinds -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "number"), [("250", "250"), ("1 250 tkr", "1250"), ("0", "0")]
)
async def test_a_number_can_be_typed_as_people_write_it(
    chat: Chat, words: str, number: str
) -> None:
    """What an improvement is worth."""
    jonas = await chat.ask(CFO, "P12")
    await jonas.type(words)
    assert str((await chat.only(PromptAnswered)).number) == number


async def test_a_choice_can_be_typed_in_either_language(chat: Chat) -> None:
    """English words answer a Swedish question."""
    jonas = await chat.ask(CFO, "P08")
    await jonas.type("decline")
    assert (await chat.only(PromptAnswered)).option == "decline"


async def test_a_sentence_is_kept_as_written(chat: Chat) -> None:
    """A coordinator's own question is answered in the person's own words."""
    jonas = await chat.ask(CFO, '"Räcker budgeten för provriggen?"')
    await jonas.type("Ja, om vi väntar med mätmaskinen.")
    given = await chat.only(PromptAnswered)
    assert said_in(given.text) == "Ja, om vi väntar med mätmaskinen."
    assert any("mätmaskinen" in one for one in await chat.as_(KARIN).sees())


async def test_blocked_can_be_typed_with_what_is_in_the_way(chat: Chat) -> None:
    """One line says that it is blocked, and why."""
    vd = await chat.ask(CEO, "P35")
    await vd.type("kört fast: ingen budget")
    assert (await chat.only(PromptAnswered)).option == "blocked"
    assert (await chat.only(CaseOpened)).reason == "blocked"


async def test_what_is_not_understood_is_kept_and_asked_about(chat: Chat) -> None:
    """Words that fit nothing are on record, and what would fit is said."""
    vd = await chat.ask(CEO, "P35")
    await vd.type("hmm, det beror på")
    kept = await chat.only(MessageNotUnderstood)
    assert kept.text.text == "hmm, det beror på"
    assert not await chat.facts(PromptAnswered)
    assert "Klart · Planerat" in await vd.reads()


# --- commitments -----------------------------------------------------------------


async def promised(chat: Chat) -> Seat:
    """Have the CEO promise something for Thursday at two."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer(ACTION, answer="planned")
    await vd.submit("detail", ACTION, detail=DUE)
    return vd


async def checked(chat: Chat) -> Seat:
    """Go on to the working day after, when it is asked what came of it."""
    vd = await promised(chat)
    await chat.until(chat.now.replace(day=27, hour=12))
    return vd


async def test_the_day_after_it_is_asked_what_came_of_it(chat: Chat) -> None:
    """Kept is kept on time."""
    vd = await checked(chat)
    await vd.answer("Hur gick det", answer="kept")
    assert (await chat.only(CommitmentKept)).on_time


async def test_not_yet_is_missed_and_every_new_date_is_kept(chat: Chat) -> None:
    """A new time after the due time is no free move."""
    vd = await checked(chat)
    await vd.answer("Hur gick det", answer="not_yet")
    await vd.submit("detail", "Hur gick det", detail="2026-12-02T10:00")
    missed, moved = (
        await chat.only(CommitmentMissed),
        await chat.only(CommitmentMoved),
    )
    assert missed.due.wall == datetime.fromisoformat(DUE)
    assert not moved.before_due
    assert moved.was.wall == datetime.fromisoformat(DUE)


async def test_changed_takes_the_commitment_back(chat: Chat) -> None:
    """What became something else is no broken promise."""
    vd = await checked(chat)
    await vd.answer("Hur gick det", answer="changed")
    assert await chat.facts(CommitmentWithdrawn)
    assert not await chat.facts(CommitmentMissed)


async def test_editing_withdraws_the_promise_that_is_edited_away(chat: Chat) -> None:
    """A new revision; the untouched commitment of the old one is taken back."""
    vd = await promised(chat)
    await vd.click("edit", ACTION)
    await vd.submit("save", ACTION, answer="done")
    first, second = await chat.facts(PromptAnswered)
    assert (first.option, second.option) == ("planned", "done")
    assert await chat.facts(CommitmentWithdrawn)
    assert "ändrat, version 2" in (await vd.sees())[0]


# --- objectives ------------------------------------------------------------------


async def test_an_objective_is_updated_and_no_change_is_one_button(
    chat: Chat,
) -> None:
    """Confidence, track and value the first time; nothing to fill in the second."""
    jonas = await chat.ask(CFO, "P26")
    question = "kvalitetsbristkostnad"
    await jonas.answer(question, confidence="7", track="on_track", value="3,6")
    assert (await chat.only(ObjectiveReviewed)).confidence == 7
    await chat.wait(days=8)
    jonas = await chat.ask(CFO, "P26 O2", minutes=60 * 24 * 3)
    await jonas.click("same", question)
    first, second = await chat.facts(ObjectiveReviewed)
    assert (second.confidence, second.value) == (7, first.value)
    assert second.unchanged


# --- why, later, skip, silence, late ---------------------------------------------


async def test_why_says_what_it_is_for_and_who_reads_it(chat: Chat) -> None:
    """Our own words, the clause behind them, and the readers."""
    vd = await chat.ask(CEO, "P35")
    await vd.click("why", ACTION)
    shown = await vd.reads()
    assert "ISO 9001:2015: 9.3.2 a" in shown
    assert "Syns för" in shown


async def test_later_comes_back_when_it_was_said(chat: Chat) -> None:
    """Tomorrow means tomorrow; the same question comes back in its thread."""
    vd = await chat.ask(CEO, "P35")
    await vd.click("later", ACTION)
    await vd.submit("snooze", ACTION, when="tomorrow")
    assert (await chat.only(PromptSnoozed)).until.wall.date() == date(2026, 11, 24)
    before = len(await vd.messages())
    await chat.wait(days=1, hours=4)
    assert len(await vd.messages()) > before


async def test_a_skip_has_a_reason_and_is_no_empty_answer(chat: Chat) -> None:
    """What was skipped was not answered."""
    vd = await chat.ask(CEO, "P35")
    await vd.click("skip", ACTION)
    await vd.submit("skipped", ACTION, reason="no_time")
    assert (await chat.only(PromptSkipped)).reason == "no_time"
    assert not await chat.facts(PromptAnswered)


async def test_silence_is_recorded_and_a_late_answer_is_taken_and_marked(
    chat: Chat,
) -> None:
    """Ten working days of silence are a record; afterwards is better than never."""
    vd = await chat.ask(CEO, "P40")
    await chat.wait(days=17)
    assert await chat.facts(PromptExpired)
    await vd.answer("klimat", answer="heat")
    assert (await chat.only(PromptAnswered)).late
    section = await vd.section("Du svarade")
    assert "· sent ·" in words_in(section)


async def test_the_clock_of_a_typed_day_is_the_persons_own(chat: Chat) -> None:
    """Friday at four in Pune is half past eleven in Stockholm."""
    priya = await chat.ask(PUNE, "P35")
    await priya.answer("calibration", answer="planned")
    await priya.type("friday 16:00")
    due = (await chat.only(CommitmentMade)).due
    assert due.zone == "Asia/Kolkata"
    assert due.utc.hour == 10
    assert due.utc - chat.now < timedelta(days=7)


async def test_every_answer_can_be_found_by_who_gave_it(chat: Chat) -> None:
    """The record has its author, the role they had, and what was asked."""
    maria = await chat.ask(COO, "P32")
    await maria.type("Vi planerar med begränsad kapacitet sedan september.")
    found = [r for r in await chat.records() if isinstance(r.fact, PromptAnswered)]
    (record,) = found
    assert record.header.author.person_id == COO
    assert record.header.author.role == "operativ chef"
    assert record.header.author.role_in("en").startswith("COO")
    assert isinstance(record.fact, PromptAnswered)
    assert "OTIF" in record.fact.question.text
    assert record.header.requirements
