"""The coordinator's one list, by command and as a brief, and what its buttons do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.desk.desk import Sitting
from bot.desk.undelivered import give_up
from bot.ports.store import Unit
from bot.scheduler.planner import plan
from engagement.facts import (
    CoordinatorTold,
    DialogueHeld,
    EntryRetired,
    MessageClarified,
    MessageDelivered,
    PromptAsked,
    ReadingRecorded,
)
from tests.acceptance.app_parts import CFO, COO, KARIN, ROHAN, Chat

SILENT_WEEKS = 2


async def silent(chat: Chat) -> None:
    """Ask somebody, and let nobody answer until the coordinator is to talk to them."""
    await chat.ask(COO, "P09")
    await chat.wait(weeks=SILENT_WEEKS)


async def doubtful(chat: Chat, whom: str = CFO) -> str:
    """Leave a question between sending and knowing; return its message."""

    def lose(unit: Unit) -> str:
        (errand,) = [
            one
            for one in unit.outbox.claim(chat.now, chat.now + timedelta(minutes=5), 50)
            if one.letter.person_id == whom
        ]
        at = Sitting(unit=unit, desk=chat.app.desk, now=chat.now)
        give_up(at, errand, "doubtful", "ambiguous", "timeout")
        return errand.letter.message_id

    await chat.as_(KARIN).type("/ledning ask @E2 P09")
    await plan(chat.app.store.work, chat.app.desk, chat.now)
    return await chat.app.store.work.run(lose)


async def test_silence_is_on_the_list_and_no_message_of_its_own(chat: Chat) -> None:
    """Who is to be talked to and what about; the coordinator is not pinged for it."""
    await silent(chat)
    assert any(one.reason == "silence" for one in await chat.facts(CoordinatorTold))
    before = await chat.as_(KARIN).sees()
    assert not [words for words in before if "inget svar" in words][1:]
    said = await chat.as_(KARIN).command("/ledning idag")
    assert "Prata med Maria Lindqvist: inget svar efter en påminnelse" in said
    assert "Har du den senaste månaden pratat med" in said


async def test_a_coordinator_is_not_told_to_talk_with_themselves(chat: Chat) -> None:
    """The other coordinator is, for the one who is an executive as well."""
    karin = chat.as_(KARIN)
    await karin.command("/ledning people permission @E2 coordinator")
    await chat.ask(CFO, "P09")
    await chat.wait(weeks=SILENT_WEEKS)
    told = await chat.facts(CoordinatorTold)
    asked = {o.occasion_id for o in await chat.as_(CFO).facts_asked()}
    assert {one.coordinator_id for one in told if one.occasion_id in asked} == {KARIN}
    talk = "Prata med Jonas Ekström"
    assert talk in await karin.command("/ledning idag")
    assert talk not in await chat.as_(CFO).command("/ledning idag alla")


async def test_nobody_is_told_of_the_only_coordinator(chat: Chat) -> None:
    """Neither that they are silent, nor that they are stuck; the case stands."""
    karin = chat.as_(KARIN)
    await karin.command("/ledning people permission @E3 coordinator")
    for other in (KARIN, ROHAN):
        line = f"/ledning people permission @{other} -coordinator"
        await chat.as_(COO).command(line)
    seat = chat.as_(COO)
    await seat.command("/ledning ask @E3 P09")
    await chat.wait(weeks=SILENT_WEEKS)
    asked = {o.occasion_id for o in await seat.facts_asked()}
    told = await chat.facts(CoordinatorTold)
    assert asked
    assert not [one for one in told if one.occasion_id in asked]
    assert "Prata med Maria" not in await seat.command("/ledning idag")


async def test_a_talk_takes_somebody_off_the_list_and_is_evidence(chat: Chat) -> None:
    """With a line on what came of it, or none."""
    await silent(chat)
    karin = chat.as_(KARIN)
    await karin.command("/ledning idag")
    await karin.click("talked", f"today:talk:{COO}")
    said = await karin.submit("send", "Du pratade med", line="Vi tog det på plats")
    assert "Antecknat: du pratade med Maria Lindqvist" in said[-1]
    fact = await chat.only(DialogueHeld)
    assert (fact.person_id, fact.coordinator_id) == (COO, KARIN)
    assert fact.line is not None
    assert fact.line.text == "Vi tog det på plats"
    assert "Prata med Maria" not in await karin.command("/ledning idag")


async def test_a_talk_can_be_noted_by_a_command(chat: Chat) -> None:
    """In either language; without a line a form asks for one that may stay empty."""
    await chat.as_(ROHAN).command('/ledning talk @Priya "calibration plan agreed"')
    await chat.as_(KARIN).command("/ledning samtal @Petter")
    await chat.as_(KARIN).submit("send", "Du pratade med")
    with_words, without = await chat.facts(DialogueHeld)
    assert with_words.line is not None
    assert without.line is None


async def test_a_late_figure_is_entered_from_the_list(chat: Chat) -> None:
    """Checked as the command checks it; then it is not late any more."""
    await chat.until(datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    karin = chat.as_(KARIN)
    assert "Vems siffra: Petter Hallgren" in await karin.command("/ledning idag")
    assert "Vems siffra: Maria Lindqvist" in "".join(await karin.click("show"))
    await karin.click("enter", "today:late:otif")
    wrong = await karin.submit("send", "v48", value="nittio")
    assert "siffra" in wrong[-1] or "tal" in wrong[-1]
    await karin.submit("send", "v48", value="95,4")
    fact = (await chat.facts(ReadingRecorded))[-1]
    assert (fact.kpi_id, fact.period, str(fact.value)) == ("otif", "2026-W48", "95.4")
    await karin.command("/ledning idag")
    assert "OTIF" not in "".join(await karin.click("show"))


async def test_the_rest_of_a_list_is_the_rest_of_the_same_list(chat: Chat) -> None:
    """Of everybody's list everybody's; a place that is none is told."""
    await chat.until(datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    rohan = chat.as_(ROHAN)
    own = await rohan.command("/ledning today")
    assert "Late: " not in own
    assert "Late: " in await rohan.command("/ledning today all")
    assert "Late: " in "".join(await rohan.click("show"))
    message = (await rohan.messages())[-1]
    forged = {"message": message.message_id, "click": "today:more:all:x.show"}
    await rohan.post("act", forged)
    await chat.app.sender.settle()
    assert "Late: " not in await rohan.reads()


async def test_a_doubtful_message_is_posted_again_when_a_coordinator_says_so(
    chat: Chat,
) -> None:
    """Once; nobody else decides, and nothing is asked twice."""
    await doubtful(chat)
    await chat.settle()
    assert not await chat.facts(PromptAsked)
    karin = chat.as_(KARIN)
    assert "Jonas Ekström" in await karin.command("/ledning idag alla")
    await karin.click("again", "Jonas Ekström")
    await chat.wait(minutes=2)
    assert 1 == len(await chat.facts(PromptAsked))
    assert "posted_again" == (await chat.only(MessageClarified)).outcome
    again = await karin.click("again", "Jonas Ekström")
    assert "redan avklarat" in again[-1]


async def test_an_executive_cannot_press_what_is_a_coordinators(chat: Chat) -> None:
    """A forged press is refused on the server, whatever it names."""
    jonas = chat.as_(CFO)
    await jonas.command("/ledning help")
    message = (await jonas.messages())[-1]
    for action in (
        "today:decide:x.again",
        "today:talk:E3.talked",
        "today:late:otif.enter",
    ):
        await jonas.post("act", {"message": message.message_id, "click": action})
        await chat.app.sender.settle()
        assert "samordnare" in await jonas.reads(), action
    assert not await chat.facts(DialogueHeld)


async def test_the_brief_comes_on_monday_at_eight_in_everybodys_own_time(
    chat: Chat,
) -> None:
    """The same list, with its buttons; once a week to each coordinator."""
    await chat.until(datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    briefs = [
        record
        for record in await chat.records()
        if isinstance(record.fact, MessageDelivered)
        and record.fact.kind == "notice"
        and record.fact.person_id in {KARIN, ROHAN}
        and record.header.recorded_at >= datetime(2026, 11, 30, tzinfo=UTC)
    ]
    told = {r.fact.person_id: r.header.recorded_at for r in briefs}  # type: ignore[union-attr]
    assert told[ROHAN] == datetime(2026, 11, 30, 3, 30, tzinfo=UTC)
    assert told[KARIN] == datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
    assert "väntar på dig" in "\n".join(await chat.as_(KARIN).sees())
    assert "Nothing waits for you" in "\n".join(await chat.as_(ROHAN).sees())


async def test_the_brief_can_have_another_time_or_none(chat: Chat) -> None:
    """``programme brief`` moves it and takes it away."""
    karin = chat.as_(KARIN)
    await karin.command("/ledning programme brief off")
    await chat.until(datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    assert not [w for w in await karin.sees() if "väntar på dig" in w]
    await karin.command("/ledning program lista onsdag 10:00")
    await chat.until(datetime(2026, 12, 2, 8, 59, tzinfo=UTC))
    assert not [w for w in await karin.sees() if "väntar på dig" in w]
    await chat.until(datetime(2026, 12, 2, 9, 1, tzinfo=UTC))
    assert [w for w in await karin.sees() if "väntar på dig" in w]


async def test_what_cannot_be_sent_says_why_and_gives_the_template(chat: Chat) -> None:
    """The button leads to the file that brings what is missing."""
    karin = chat.as_(KARIN)
    said = await karin.command("/ledning idag")
    assert "Kan inte skickas" not in said
    await chat.record(*await retired(chat))
    said = await karin.command("/ledning idag")
    assert "Kan inte skickas: P23" in said
    await karin.click("template", "today:unsendable:P23")
    assert "risks.csv" in "\n".join(await karin.sees())


async def retired(chat: Chat) -> list[EntryRetired]:
    """Return what takes all risks away."""
    risks = await chat.app.store.work.read(lambda unit: unit.entries.risks())
    return [EntryRetired(kind="risk", entry_id=risk.risk_id) for risk in risks]
