"""``pause all`` stops everything at once; what is still wanted comes afterwards, once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from bot.scheduler.planner import plan
from engagement.facts import (
    CaseOpened,
    DigestPosted,
    MessageDelivered,
    MessageDropped,
    OrganisationPaused,
    OrganisationResumed,
    PromptAsked,
    PromptExpired,
    PromptReminded,
)
from tests.acceptance.app_parts import (
    BEGAN,
    CEO,
    CFO,
    CHANNEL,
    EXECUTIVES,
    KARIN,
    ROHAN,
    Chat,
)

TUESDAY = BEGAN + timedelta(days=1, hours=1)
"Nine o'clock in Stockholm: when most bundles go."


async def delivered(chat: Chat) -> list[MessageDelivered]:
    """Return what the bot began by itself to executives and the channel."""
    found = await chat.facts(MessageDelivered)
    return [f for f in found if f.person_id not in {KARIN, ROHAN}]


async def test_nothing_goes_in_a_pause_and_replies_still_do(chat: Chat) -> None:
    """Neither bundle, reminder, digest nor notice; who writes is answered."""
    jonas, karin = await chat.ask(CFO, "P08"), chat.as_(KARIN)
    said = await karin.command("/ledning paus alla")
    paused = await chat.only(OrganisationPaused)
    assert paused.until is None
    assert paused.reminders
    assert f"{paused.questions} planerade frågor" in said
    assert f"påminnelserna om {paused.reminders} öppna frågor" in said
    before = await delivered(chat)
    await chat.wait(days=9)
    assert await delivered(chat) == before
    assert not await chat.facts(PromptReminded)
    assert not await chat.facts(DigestPosted)
    assert "Öppna frågor" in await jonas.command("/ledning läge")
    assert "Allt är pausat" in await karin.command("/ledning ask @E3 P23")
    assert "Allt är pausat" in await karin.command("/ledning digest post")
    assert "redan pausat" in await karin.command("/ledning paus alla")


async def test_an_answer_in_a_pause_is_taken_and_shown(chat: Chat) -> None:
    """The card of who answers is drawn anew, and the coordinator hears of trouble."""
    vd = await chat.ask(CEO, "P35")
    await chat.as_(KARIN).command("/ledning paus alla")
    await vd.answer("Besluta om övergången", answer="blocked")
    await chat.only(CaseOpened)
    assert "Vad är det som hindrar?" in (await vd.sees())[-1]
    await chat.wait(hours=2)
    assert "Annika Sjöholm" in "\n".join(await chat.as_(KARIN).sees())


async def test_after_a_pause_it_goes_on_once_and_without_a_burst(chat: Chat) -> None:
    """Nine days: one bundle each, never two messages to anybody on one day."""
    await chat.as_(KARIN).command("/ledning paus alla")
    await chat.wait(days=9)
    said = await chat.as_(KARIN).command("/ledning fortsätt alla")
    assert "i gång igen" in said
    resumed = chat.now
    await chat.wait(days=5)
    found = [
        (record.fact, record.header.recorded_at)
        for record in await chat.records()
        if isinstance(record.fact, MessageDelivered)
        and record.header.recorded_at >= resumed
    ]
    a_day = Counter(
        (fact.person_id, at.date())
        for fact, at in found
        if fact.person_id in EXECUTIVES
    )
    assert max(a_day.values()) == 1
    bundles = Counter(f.person_id for f, _ in found if f.kind == "bundle")
    assert set(bundles.values()) == {1}
    assert len(await chat.facts(DigestPosted)) == 1


async def test_what_had_waited_goes_out_one_a_day(chat: Chat) -> None:
    """The line about a closed case waits, and comes on a day without another one."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer("Besluta om övergången", answer="blocked")
    await chat.wait(days=1)
    case = (await chat.facts(CaseOpened))[0].case_id
    karin = chat.as_(KARIN)
    await karin.command("/ledning paus alla")
    await karin.command(f'/ledning cases close {case} "Ordnat."')
    before = len(await vd.messages())
    await chat.wait(days=8)
    assert len(await vd.messages()) == before
    assert "Ett meddelande hade väntat" in await karin.command("/ledning fortsätt alla")
    await chat.wait(days=2)
    notices = [f for f in await delivered(chat) if f.kind == "news"]
    assert [one.person_id for one in notices] == [CEO]
    assert (await chat.only(OrganisationResumed)).sent == 1


async def stop_with_bundles_on_their_way(chat: Chat) -> None:
    """Plan Tuesday's bundles, and stop everything before one of them is sent."""
    await chat.until(TUESDAY - timedelta(minutes=1))
    chat.hands.at = TUESDAY
    await plan(chat.app.store.work, chat.app.desk, chat.now)
    await chat.as_(KARIN).command("/ledning paus alla")
    asked = {f.person_id for f in await delivered(chat) if f.kind == "bundle"}
    assert CEO not in asked


async def test_a_bundle_of_a_week_that_is_over_is_dropped_on_record(chat: Chat) -> None:
    """What it held is asked in the next one, if it is still wanted."""
    await stop_with_bundles_on_their_way(chat)
    await chat.wait(days=6)
    await chat.as_(KARIN).command("/ledning fortsätt alla")
    dropped = await chat.facts(MessageDropped)
    assert dropped
    assert {(one.kind, one.reason) for one in dropped} == {("bundle", "stale")}
    assert (await chat.only(OrganisationResumed)).stale == len(dropped)
    await chat.wait(days=2)
    asked = [one.occasion_id for one in await chat.facts(PromptAsked)]
    assert {one.person_id for one in dropped} <= {
        one.person_id for one in await chat.facts(PromptAsked)
    }
    assert len(set(asked)) == len(asked)


async def test_a_bundle_of_the_same_week_is_sent_after_all(chat: Chat) -> None:
    """Once, and not planned a second time."""
    await stop_with_bundles_on_their_way(chat)
    await chat.wait(days=1)
    await chat.as_(KARIN).command("/ledning fortsätt alla")
    assert (await chat.only(OrganisationResumed)).stale == 0
    await chat.wait(days=2)
    bundles = Counter(f.person_id for f in await delivered(chat) if f.kind == "bundle")
    assert bundles[CEO] == 1
    assert set(bundles.values()) == {1}


async def test_days_of_a_pause_are_no_silence(chat: Chat) -> None:
    """Who was asked on Monday is not called silent for a fortnight that was paused."""
    await chat.ask(CFO, "P08")
    await chat.as_(KARIN).command("/ledning paus alla")
    await chat.wait(days=15)
    await chat.as_(KARIN).command("/ledning fortsätt alla")
    await chat.wait(days=1)
    assert "silence" not in {one.reason for one in await chat.facts(PromptExpired)}
    await chat.wait(days=3)
    assert (await chat.facts(PromptReminded))[0].reason == "silence"


async def test_a_pause_ends_by_itself_on_the_day_that_it_was_given(chat: Chat) -> None:
    """The machinery resumes, on record."""
    karin = chat.as_(KARIN)
    said = await karin.command("/ledning paus alla till 2026-11-30")
    assert "30 november" in said
    await chat.wait(days=6)
    assert not await chat.facts(OrganisationResumed)
    await chat.wait(days=2)
    await chat.only(OrganisationResumed)
    assert await chat.as_(CEO).facts_asked()
    assert await chat.as_(CEO).sees(CHANNEL)
    assert "Inget är pausat" in await karin.command("/ledning fortsätt alla")
