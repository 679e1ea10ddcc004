"""Choosing a programme that fits: starter sets, the forecast, and saying it twice."""

from __future__ import annotations

from engagement.facts import ProgrammeRecorded
from tests.acceptance.app_parts import CEO, KARIN, ROHAN, Chat


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
    assert "Maria Lindqvist: 173 %, now 135 %" in said
    assert before == await programmes(chat)
    await karin.command("/ledning program av P09")
    assert before + 1 == await programmes(chat)
    await karin.command("/ledning program sätt items_per_bundle 1 ändå")
    assert before + 2 == await programmes(chat)
    said = await karin.command("/ledning program på P09")
    assert "Maria Lindqvist: " in said
    await karin.click("send", "Är det så du vill ha det?")
    assert (await chat.facts(ProgrammeRecorded))[-1].programme.prompts["P09"].on


async def test_the_forecast_shows_thirteen_weeks_and_warns_by_name(chat: Chat) -> None:
    """Everybody in short, one person week by week, in the reader's language."""
    rohan = chat.as_(ROHAN)
    all_of_them = await rohan.command("/ledning programme forecast")
    assert "Above 100 %: Maria Lindqvist, Petter Hallgren" in all_of_them
    assert "35 questions for 26 places" in all_of_them
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
