"""Choosing a programme that fits: starter sets, the forecast, and saying it twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.desk.loads import MOST
from bot.scheduler.watching import watch
from engagement.facts import (
    ProgrammeRecorded,
    PromptAsked,
    PromptDeferred,
    PromptPlanned,
    PromptSkipped,
    PromptUntriggered,
    QueueReported,
)
from engagement.occasions import Rank
from tests.acceptance.app_parts import (
    BEGAN,
    CEO,
    HR,
    KARIN,
    ROHAN,
    Chat,
    found_company,
    running,
)


async def programmes(chat: Chat) -> int:
    """Return how often the programme was recorded."""
    return len(await chat.facts(ProgrammeRecorded))


async def test_a_starter_set_says_what_it_needs_and_asks_and_is_one_press_away(
    chat: Chat,
) -> None:
    """Pressing applies it, whole and for everybody."""
    karin = chat.as_(KARIN)
    shown = await karin.command("/ledning program välj")
    assert "Första månaden" in shown
    assert "12 frågor av 12 kan ställas nu" in shown
    assert "Belastning: som mest 54 % av det som ryms (Maria Lindqvist)" in shown
    assert "För mycket som det är" in shown
    assert "Uppgifter som finns: people.csv" in shown
    await karin.click("choose", "Första månaden")
    now = (await chat.facts(ProgrammeRecorded))[-1].programme
    assert "first_month" == now.chosen
    assert {"P01", "P40"} <= {p for p, held in now.prompts.items() if held.on}
    assert now.prompts["P26"].on is False
    assert "Startpaket: Första månaden" in await karin.command("/ledning program")
    rohan = await chat.as_(ROHAN).command("/ledning programme choose first month")
    assert "First month is chosen already" in rohan


async def test_what_was_changed_by_hand_is_named_before_it_is_overwritten(
    chat: Chat,
) -> None:
    """Only what would really be lost; nothing is recorded before it is said twice."""
    karin = chat.as_(KARIN)
    await karin.command("/ledning program av P09")
    await karin.command("/ledning program av P26")
    before = await programmes(chat)
    said = await karin.command("/ledning program välj första_månaden")
    assert "P09: nu av, sedan varje månad" in said
    assert "P26" not in said
    assert before == await programmes(chat)
    await karin.click("cancel")
    await karin.command("/ledning program välj första månaden")
    await karin.click("send", "Är det så du vill ha det?")
    assert before + 1 == await programmes(chat)


async def test_more_than_fits_is_refused_unless_it_is_said_twice(chat: Chat) -> None:
    """With names and numbers; a change that makes no load heavier goes at once."""
    karin, rohan = chat.as_(KARIN), chat.as_(ROHAN)
    before = await programmes(chat)
    said = await rohan.command("/ledning programme cadence P09 weekly")
    assert "more than there is room for" in said
    assert "Maria Lindqvist: 177 %, now 138 %" in said
    assert before == await programmes(chat)
    await karin.command("/ledning program av P09")
    assert before + 1 == await programmes(chat)
    await karin.command("/ledning program sätt items_per_bundle 1 ändå")
    assert before + 2 == await programmes(chat)
    said = await karin.command("/ledning program på P09")
    assert "Maria Lindqvist: " in said
    await karin.click("send", "Är det så du vill ha det?")
    assert (await chat.facts(ProgrammeRecorded))[-1].programme.prompts["P09"].on


async def test_who_comes_near_the_limit_is_named_when_the_change_is_made(
    chat: Chat,
) -> None:
    """Between 80 and 100 % a change goes through, with a warning."""
    karin = chat.as_(KARIN)
    await karin.command("/ledning program välj inför uppföljningsrevisionen")
    said = await karin.command("/ledning program takt P09 varje månad")
    assert "Programmet är ändrat" in said
    assert "Nu över 80 % av det som ryms: Maria Lindqvist 100 %" in said


async def test_why_a_question_is_off_is_said_in_both_languages(chat: Chat) -> None:
    """One serves no requirement of the edition; the other was switched off."""
    swedish = await chat.as_(KARIN).command("/ledning program")
    english = await chat.as_(ROHAN).command("/ledning programme")
    assert "P14: svarar inte mot något krav i den utgåva ni arbetar efter" in swedish
    assert "P22: avstängd" in swedish
    assert "P14: serves no requirement of the edition you work to" in english
    assert "P22: switched off" in english


async def test_what_cannot_be_sent_is_told_in_words(chat: Chat) -> None:
    """Values have names, and what nothing has brought about yet lacks nothing."""
    swedish = await chat.as_(KARIN).command("/ledning program")
    english = await chat.as_(ROHAN).command("/ledning programme")
    assert "P28: saknar" not in swedish
    assert "P28: lacks" not in english
    for said in (swedish, english):
        lines = [
            line for line in said.splitlines() if "saknar" in line or "lacks" in line
        ]
        assert not [line for line in lines if "confidence" in line or "_" in line]


async def test_the_forecast_shows_thirteen_weeks_and_warns_by_name(chat: Chat) -> None:
    """Everybody in short, one person week by week, in the reader's language."""
    rohan = chat.as_(ROHAN)
    all_of_them = await rohan.command("/ledning programme forecast")
    assert "Above 100 %: Maria Lindqvist, Petter Hallgren" in all_of_them
    assert "36 questions for 26 places" in all_of_them
    assert "2 · 2 · 2 · 2 · 2 · 2 · 2 · 2 · 2 · 2 · 2 · 2 · 2" in all_of_them
    assert "Assumed: everybody answers on the day" in all_of_them
    one = await chat.as_(KARIN).command("/ledning program prognos @Maria Lindqvist")
    assert "Vecka 48, från 23 november" in one
    assert "Vecka 7, från 15 februari" in one
    assert "väntar" in one


async def test_the_programme_is_a_coordinator_s_by_command_and_by_button(
    chat: Chat,
) -> None:
    """What comes back from a page is not trusted."""
    karin, boss = chat.as_(KARIN), chat.as_(CEO)
    before = await programmes(chat)
    await karin.command("/ledning program välj")
    message, _ = await karin.found("Första månaden", "choose")
    fields = {"message": message.message_id, "click": "programme:first_month.choose"}
    await boss.post("act", fields)
    assert "samordnare" in await boss.command("/ledning program välj full")
    assert before == await programmes(chat)


PEOPLE = """\
id;name;role_en;role_sv;language;zone;country;permissions;functions;joined
B1;Ebba Lind;CEO;vd;sv;Europe/Stockholm;SE;executive;ceo;2020-01-07
B2;Nils Ek;COO;operativ chef;sv;Europe/Stockholm;SE;executive;coo;2020-01-07
B3;Sara Holm;CCO;försäljningschef;en;Europe/Stockholm;SE;executive;cco;2020-01-07
Q1;Ove Rask;Quality manager;kvalitetschef;sv;Europe/Stockholm;SE;coordinator;coordinator;2020-01-07
"""


async def test_a_list_of_people_is_enough_for_ten_questions_in_a_quarter(
    tmp_path: Path,
) -> None:
    """First month, with nothing imported but people; each answers what they are asked."""
    folder = tmp_path / "company"
    folder.mkdir()
    described = 'id = "acme"\nname = "Acme"\n'
    (folder / "organisation.toml").write_text(described, encoding="utf-8")
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    async with running(found_company(tmp_path / "acme.db", folder)) as chat:
        said = await chat.as_("Q1").command("/ledning program välj")
        assert "12 frågor av 12 kan ställas nu" in said
        assert (
            "Uppgifter som saknas: objectives.csv: P03, P26; subjects.csv (resurs): P08"
            in said
        )
        await chat.as_("Q1").command("/ledning program välj första månaden")
        answered: set[str] = set()
        for week in range(13):
            chat.hands.at = BEGAN + timedelta(weeks=week, days=1, hours=2)
            await chat.settle()
            new = [
                one
                for one in await chat.facts(PromptAsked)
                if one.occasion_id not in answered
            ]
            answered |= {one.occasion_id for one in new}
            await chat.record(
                *(
                    PromptSkipped(occasion_id=one.occasion_id, reason="no_time")
                    for one in new
                )
            )
        asked = {one.question.prompt_id for one in await chat.facts(PromptAsked)}
    assert 10 <= len(asked), asked


async def test_of_many_people_the_heaviest_are_played_and_the_rest_is_counted(
    tmp_path: Path,
) -> None:
    """A chat waits for about twenty of them; nobody else has more to answer."""
    folder = tmp_path / "company"
    folder.mkdir()
    described = 'id = "acme"\nname = "Acme"\n'
    (folder / "organisation.toml").write_text(described, encoding="utf-8")
    line = "X{n};N{n} Ek;Chief;chef;sv;Europe/Stockholm;SE;executive;;2020-01-07\n"
    many = "".join(line.format(n=n) for n in range(25))
    (folder / "people.csv").write_text(PEOPLE + many, encoding="utf-8")
    async with running(found_company(tmp_path / "acme.db", folder)) as chat:
        said = await chat.as_("Q1").command("/ledning program prognos")
        one = await chat.as_("Q1").command("/ledning program prognos @X24")
    # Those with a function of their own have the most.
    assert {"Ebba Lind", "Nils Ek", "Sara Holm"} <= {
        line.partition(":")[0] for line in said.splitlines()
    }
    assert f"{28 - MOST} personer till, med färre frågor" in said
    assert "N24 Ek: " in one


async def test_an_event_that_stayed_away_is_silence_that_was_looked_at(
    chat: Chat,
) -> None:
    """Once a quarter, with the days; only what was on, has data, and was not triggered.

    Nothing of it goes to an executive.
    """
    rohan = chat.as_(ROHAN)
    # There is data on role changes; when it happened long ago, nothing asks P21.
    await rohan.command("/ledning programme off P36")
    shown = await rohan.command("/ledning programme")
    so_far = shown.partition("This quarter so far: ")[2].partition("\n")[0]
    assert "P28" in so_far.split(", ")
    assert "P36" not in so_far
    assert "P21" not in so_far
    chat.hands.at = datetime(2027, 1, 4, 7, 0, tzinfo=UTC)
    await chat.settle()
    await chat.settle()
    found = await chat.facts(PromptUntriggered)
    assert len(found) == len({one.prompt_id for one in found})
    quiet = next(one for one in found if one.prompt_id == "P28")
    assert ("2026-Q4", date(2026, 11, 23)) == (quiet.quarter, quiet.since)
    assert date(2026, 12, 31) == quiet.until
    assert "P36" not in {one.prompt_id for one in found}
    said = await rohan.command("/ledning evidence 6.2 2027-01")
    assert "Watched for, nothing happened: 1" in said
    assert "2026-Q4, on record: P" in await rohan.command("/ledning programme")


async def test_a_queue_that_only_grows_is_reported_once_to_the_coordinator(
    chat: Chat,
) -> None:
    """With the name and what to do; the next week of the same growth says nothing new."""
    weeks = [BEGAN + timedelta(weeks=n, hours=3) for n in range(7)]
    for n, moment in enumerate(weeks):
        chat.hands.at = moment
        await chat.record(
            PromptPlanned(
                occasion_id=f"w{n}",
                key=f"prompt:P06:-:x{n}:{HR}",
                person_id=HR,
                prompt_id="P06",
                subject=None,
                period=f"ask-{n}",
                rank=Rank.CADENCE,
                owed=False,
                not_before=BEGAN + timedelta(days=700),
                due_at=moment,
                asked_by=KARIN,
            ),
            PromptDeferred(
                occasion_id=f"w{n}",
                reason="budget",
                until=BEGAN + timedelta(days=700),
            ),
        )
        await watch(chat.app.store.work, chat.app.desk, moment)
    (told,) = await chat.facts(QueueReported)
    assert (HR, "2026-W48", 4) == (told.person_id, told.first_period, told.waiting)
    await chat.app.sender.settle()
    everybody = [line for who in (KARIN, ROHAN) for line in await chat.as_(who).sees()]
    (said,) = [line for line in everybody if "Leila Haddad" in line]
    assert "har vuxit 4 veckor i rad: 4 frågor är uppskjutna" in said
    assert not [line for line in await chat.as_(HR).sees() if "vuxit" in line]
