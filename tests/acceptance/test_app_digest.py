"""The weekly digest, as the leadership channel gets to read it."""

from __future__ import annotations

import re
import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import PIPE, STDOUT
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from zoneinfo import ZoneInfo

from bot.ports import ChatMessage
from engagement.cards import Paragraph, Picture
from engagement.digests import LINES_MOST
from engagement.facts import DigestPosted, PromptAsked
from tests.acceptance.app_parts import BEGAN, CEO, CHANNEL, EXECUTIVES, KARIN, Chat
from tests.acceptance.card_parts import words_of

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONDAY = BEGAN
READINGS = (
    "period;otif;fpy;copq;complaints_rate;supplier_ppm;audit_closed;lead_time;csat\n"
    "2026-W48;93,4;96,8;3,52;3,2;691;77;11,0;4,30\n"
)


def at(day: str, time: str) -> datetime:
    """Return a moment of the channel's own clock."""
    wall = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=STOCKHOLM)
    return wall.astimezone(UTC)


async def heads(chat: Chat) -> list[ChatMessage]:
    """Return the digests in the channel, oldest first."""
    found = await chat.as_(CEO).messages(CHANNEL)
    return [m for m in found if m.card and m.card.title.startswith("Kvaliteten i")]


async def thread(chat: Chat, head: ChatMessage) -> str:
    """Return what stands in the thread of a digest."""
    found = await chat.as_(CEO).messages(CHANNEL)
    (reply,) = [m for m in found if m.thread == head.message_id]
    return words_of(reply)


def paragraphs(head: ChatMessage) -> list[str]:
    """Return the lines of a digest."""
    assert head.card is not None
    blocks = head.card.sections[0].blocks
    return [block.text for block in blocks if isinstance(block, Paragraph)]


async def test_it_is_posted_on_monday_at_nine_and_once(chat: Chat) -> None:
    """Not before, and not again, whatever happens that week."""
    await chat.until(at("2026-11-23", "08:59"))
    assert not await heads(chat)
    await chat.until(at("2026-11-23", "09:00"))
    assert len(await heads(chat)) == 1
    await chat.wait(days=3)
    assert len(await heads(chat)) == 1


async def test_it_is_short_and_its_thread_has_every_figure(chat: Chat) -> None:
    """At most six lines; the rest one level below."""
    await chat.until(at("2026-11-23", "09:00"))
    (head,) = await heads(chat)
    assert len(paragraphs(head)) <= LINES_MOST
    below = await thread(chat, head)
    for kpi in await chat.app.store.work.read(lambda unit: unit.kpis.all()):
        assert kpi.name.sv in below
    assert "av en slump" in below
    assert "rörelsen ligger inom det normala" in below


async def test_a_new_signal_has_a_chart_with_its_numbers_in_words(
    chat: Chat,
) -> None:
    """One chart per new signal: a picture, and what it shows for those who hear it."""
    await chat.until(at("2026-11-23", "09:00"))
    (head,) = await heads(chat)
    assert head.card is not None
    blocks = head.card.sections[0].blocks
    (chart,) = [block for block in blocks if isinstance(block, Picture)]
    assert "91,24" in chart.alt
    assert "v39" in chart.alt
    async with chat.browser() as browser:
        got = await browser.get(f"/chat/files/{chart.file_id}")
    assert got.status_code == HTTPStatus.OK
    assert got.content.startswith(b"\x89PNG")


async def test_it_is_posted_with_nothing_new_and_says_which_figures_lack(
    chat: Chat,
) -> None:
    """The next Monday, without readings: still a digest, and an honest one."""
    await chat.until(at("2026-11-30", "09:00"))
    first, second = await heads(chat)
    assert first.card != second.card
    said = "\n".join(paragraphs(second))
    assert "v48" in said
    told = said + await thread(chat, second)
    assert "Leveransprecision" in told
    for person in await chat.app.store.work.read(lambda unit: unit.people.all()):
        assert person.name not in told
    assert "![" not in words_of(second)


async def test_the_footer_can_be_verified(chat: Chat) -> None:
    """Size and root, as they stand there, are what ``evidence verify`` expects."""
    await chat.until(at("2026-11-23", "09:00"))
    (head,) = await heads(chat)
    (expected,) = re.findall(r"\d+:[0-9a-f]{64}", paragraphs(head)[-1])
    await chat.wait(hours=1)
    url = str(chat.app.store.database.url)
    asked = [sys.executable, "-m", "bot", "evidence", "verify", "--expect", expected]
    done = await create_subprocess_exec(
        *asked, env={"DATABASE_URL": url}, stdout=PIPE, stderr=STDOUT
    )
    said, _ = await done.communicate()
    assert done.returncode == 0, said


async def test_posting_again_updates_the_message_in_place(chat: Chat) -> None:
    """A correction changes the digest that is there; both revisions are on record."""
    karin = chat.as_(KARIN)
    await chat.until(at("2026-11-23", "09:00"))
    (before,) = await heads(chat)
    await karin.command("/ledning nyckeltal otif 88 2026-W47")
    await karin.command("/ledning sammanställning posta")
    await chat.settle()
    (after,) = await heads(chat)
    assert after.message_id == before.message_id
    assert after.card != before.card
    assert "88,0\N{NO-BREAK SPACE}%" in await thread(chat, after)
    assert [one.revision for one in await chat.facts(DigestPosted)] == [1, 2]


async def test_a_preview_is_for_the_coordinator_alone(chat: Chat) -> None:
    """What may still be wrong is seen by nobody else, and not on record."""
    size = await chat.size()
    said = await chat.as_(KARIN).command("/ledning digest preview")
    assert "Kvaliteten i veckan, v47" in said
    assert "![" in said
    assert not await heads(chat)
    assert await chat.size() == size


async def test_it_waits_for_the_readings_and_comes_when_they_are_in(
    chat: Chat,
) -> None:
    """*When the readings are in*: not at nine, but as soon as the last one came."""
    karin = chat.as_(KARIN)
    await karin.command("/ledning programme digest wait")
    await chat.until(at("2026-11-30", "10:00"))
    assert len(await heads(chat)) == 1
    await karin.drop("readings.csv", READINGS.encode(), "import readings")
    await karin.submit("send", "importera som readings?")
    await chat.settle()
    assert len(await heads(chat)) == 2


async def test_it_waits_for_the_readings_no_longer_than_agreed(chat: Chat) -> None:
    """*At latest*: then it comes with what there is, and says what lacks."""
    await chat.as_(KARIN).command("/ledning programme digest wait")
    latest = (
        await chat.app.store.work.read(lambda unit: unit.programme())
    ).digest.at_latest
    day = at("2026-11-30", f"{latest.at:%H:%M}") + timedelta(days=latest.weekday)
    await chat.until(day - timedelta(minutes=1))
    assert len(await heads(chat)) == 1
    await chat.until(day)
    assert "saknas" in "\n".join(paragraphs((await heads(chat))[-1])).casefold()


async def test_on_a_holiday_it_comes_on_the_next_working_day(chat: Chat) -> None:
    """Friday's digest of Christmas week comes on the Monday after."""
    await chat.as_(KARIN).command("/ledning programme digest fredag 09:00")
    await chat.until(at("2026-12-28", "08:59"))
    before = len(await heads(chat))
    await chat.until(at("2026-12-28", "09:00"))
    assert len(await heads(chat)) == before + 1
    assert "v51" in words_of((await heads(chat))[-1])


async def test_participation_is_told_when_most_have_answered(chat: Chat) -> None:
    """A count that encourages; never one that exposes."""
    await chat.until(at("2026-11-25", "12:00"))
    for one in await chat.facts(PromptAsked):
        if one.person_id in EXECUTIVES:
            await chat.as_(one.person_id).answer_all(one.occasion_id)
    await chat.until(at("2026-11-30", "09:00"))
    first, second = await heads(chat)
    assert "8 av 8" in await thread(chat, second)
    assert "av 8" not in await thread(chat, first)


async def test_participation_is_not_told_when_few_have_answered(chat: Chat) -> None:
    """A week of silence names nobody, not even by a number."""
    await chat.until(at("2026-11-30", "09:00"))
    assert "av 8" not in await thread(chat, (await heads(chat))[-1])
