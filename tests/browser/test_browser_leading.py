"""A coordinator asks, weeks go by, and evidence is read: all live, in two browsers."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.browser.browser_parts import CFO, COO, COORDINATOR, GREENVILLE, Visitors

pytestmark = pytest.mark.browser

ACTION = "Din åtgärd från ledningens genomgång"


async def test_a_coordinators_question_arrives_in_another_open_page(
    visitors: Visitors,
) -> None:
    """``/ledning ask`` reaches the person's page while they look, and is answered."""
    karin = await visitors.person(COORDINATOR)
    maria = await visitors.person(COO)

    await karin.say('/ledning ask @E3 "Vad stoppar dig mest i dag?"')
    await expect(karin.own.locator(".line.bot").last).to_contain_text("Maria Lindqvist")
    asked = maria.question("Vad stoppar dig mest i dag?")
    # Three messages a week, the coordinator's own among them: it may wait for the next.
    await karin.advance("week")
    await karin.advance("week")
    await expect(asked).to_be_visible()
    await asked.get_by_role("textbox").fill("Att planen ändras samma morgon.")
    await asked.get_by_role("button", name="Svara").click()
    answer = karin.own.locator(".line.bot", has_text="Att planen ändras samma morgon.")
    await expect(answer).to_have_count(1)


async def test_a_week_that_goes_by_is_seen_live_by_everybody(
    visitors: Visitors,
) -> None:
    """One moves the clock on; the other's page gets the time and the new digest."""
    jonas = await visitors.person(CFO)
    robert = await visitors.person(GREENVILLE)
    digests = robert.channel.get_by_text(re.compile(r"Kvaliteten i veckan, v\d+"))
    before = await digests.count()
    clock = await robert.clock.get_attribute("datetime")

    await jonas.advance("week")

    await expect(robert.clock).not_to_have_attribute("datetime", clock or "")
    await expect(digests).to_have_count(before + 1)


async def test_the_digest_shows_a_chart_whose_words_have_its_numbers(
    visitors: Visitors,
) -> None:
    """The picture is drawn, and says what it shows to those who do not see it."""
    jonas = await visitors.person(CFO)
    digest = jonas.channel.locator(":scope > .line", has_text="Kvaliteten i veckan")
    chart = digest.locator("img").first
    await chart.scroll_into_view_if_needed()

    words = await chart.get_attribute("alt") or ""
    drawn = await chart.evaluate(
        "image => image.decode().then(() => image.naturalWidth)"
    )
    await digest.first.locator(".replies > summary").click()

    assert drawn > 400
    assert re.search(r"Leveransprecision .* 95,2", words)
    assert "88,32–94,17" in words
    whole = digest.first.locator(".replies .line")
    await expect(whole).to_contain_text("Alla nyckeltal med vecka")
    await expect(digest.first).to_contain_text(re.compile(r"Underlag: \d+ poster"))


async def test_evidence_lists_the_answer_first_and_verifies_at_a_press(
    visitors: Visitors,
) -> None:
    """What was just answered stands on top; the check says how much it looked at."""
    jonas = await visitors.person(CFO)
    await jonas.press(ACTION, "Klart")
    await expect(jonas.question(ACTION)).to_contain_text("Antecknat")
    await jonas.page.get_by_role("link", name="Underlag").click()
    records = jonas.page.locator(".record")
    newest = records.filter(has_text="Svar: Klart").first
    seqs = [int((await r.get_attribute("id") or "")[7:]) for r in await records.all()]

    await jonas.page.get_by_role("button", name="Kontrollera").click()

    await expect(newest).to_be_in_viewport(ratio=0.1)
    await expect(newest).to_contain_text("Jonas Ekström")
    assert sorted(seqs, reverse=True) == seqs
    await expect(jonas.page.locator(".verdict.intact")).to_contain_text("orörd")
    await expect(jonas.page.locator(".verdict")).to_contain_text(
        re.compile(r"[0-9a-f]{64}")
    )


async def test_a_person_who_chooses_swedish_gets_the_page_in_swedish(
    visitors: Visitors,
) -> None:
    """The language belongs to the person, not to the browser."""
    robert = await visitors.person(GREENVILLE)
    heading = robert.page.locator(".room.own h2")
    await expect(heading).to_have_text("Ledning and you")

    await robert.say("/ledning lang sv")
    await expect(robert.own.locator(".line.bot").last).to_contain_text("svenska")
    await robert.page.reload()

    await expect(heading).to_have_text("Ledning och du")
    await expect(robert.page.locator("html")).to_have_attribute("lang", "sv")


async def test_a_file_is_tried_first_and_stored_only_when_one_says_so(
    visitors: Visitors,
) -> None:
    """Dropped readings are shown as a dry run; a press imports them."""
    karin = await visitors.person(COORDINATOR)
    content = "kpi,period,value\notif,2026-W48,96.1\n"
    box = karin.page.locator(".room.own .composer")
    await box.locator("input[type=file]").set_input_files(
        {"name": "readings.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    await expect(box.locator(".attached")).to_contain_text("readings.csv")
    await box.get_by_role("button", name="Skicka").click()

    dry = karin.own.locator(".line.bot", has_text="readings.csv").last
    await dry.get_by_role("button", name="Importera").click()

    await expect(karin.own.locator(".line.bot").last).to_contain_text("importerad")


async def test_a_press_that_did_not_get_through_is_said_and_can_be_repeated(
    visitors: Visitors,
) -> None:
    """Nothing that somebody did may vanish without a word."""
    jonas = await visitors.person(CFO)
    await jonas.page.route("**/act", lambda route: route.abort())

    await jonas.press(ACTION, "Klart")
    await expect(jonas.page.locator("#notice")).to_contain_text("försök igen")
    await jonas.page.unroute("**/act")
    visitors.wrong.clear()
    await jonas.press(ACTION, "Klart")

    await expect(jonas.question(ACTION)).to_contain_text("Du svarade: Klart")
    await expect(jonas.page.locator("#notice")).to_be_empty()
