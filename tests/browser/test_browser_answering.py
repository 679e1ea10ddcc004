"""An executive answers, in a real browser on the real demo."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.browser_parts import CFO, Visitors

pytestmark = pytest.mark.browser

ACTION, WORTH = "Din åtgärd från ledningens genomgång", "Kassationskoder"


async def test_one_chooses_to_be_the_cfo_and_answers_with_one_tap(
    visitors: Visitors,
) -> None:
    """From the start page to a recorded answer: two presses, and no reload."""
    page = await visitors.page("/")
    await page.get_by_role("link", name="Jonas Ekström").click()
    question = page.locator(".room.own .part", has_text=ACTION).first
    await expect(question).to_have_class("part open")

    await question.get_by_role("button", name="Klart").click()

    await expect(question).to_contain_text("Du svarade: Klart")
    await expect(question).to_contain_text("Antecknat")
    await expect(question).to_be_in_viewport()


async def test_planned_asks_for_day_and_time_and_says_them_back(
    visitors: Visitors,
) -> None:
    """A planned answer becomes a promise with a day and a time."""
    cfo = await visitors.person(CFO)
    await cfo.press(ACTION, "Planerat")
    form = cfo.question(ACTION)

    await form.get_by_label("Dag", exact=True).fill("2026-12-08")
    await form.get_by_label("Klockslag").fill("14:00")
    await form.get_by_role("button", name="Skicka").click()

    await expect(form).to_contain_text("tisdag 8 december 14:00")


async def test_a_form_that_lacks_the_time_is_not_sent(visitors: Visitors) -> None:
    """The browser says what is missing, before anything is recorded."""
    cfo = await visitors.person(CFO)
    await cfo.press(ACTION, "Planerat")
    form = cfo.question(ACTION)
    await form.get_by_label("Dag", exact=True).fill("2026-12-08")

    await form.get_by_role("button", name="Skicka").click()

    time = form.get_by_label("Klockslag")
    await expect(time).to_be_focused()
    assert await time.evaluate("field => field.validity.valueMissing")


async def test_a_number_is_typed_with_the_comma_of_ones_language(
    visitors: Visitors,
) -> None:
    """Out of range or half a crown is said at the field; a number is taken."""
    cfo = await visitors.person(CFO)
    question = cfo.question(WORTH)
    amount = question.get_by_label("Din siffra")

    await amount.fill("120,5")
    wanted = await amount.evaluate("field => field.validationMessage")
    await amount.fill("1 200")
    await question.get_by_role("button", name="Svara").click()

    assert wanted.startswith("Skriv ett heltal från 0 till")
    await expect(cfo.question(WORTH)).to_contain_text("Du svarade: 1\u00a0200")


async def test_a_typed_reply_to_a_card_answers_it(visitors: Visitors) -> None:
    """Reply, write in one's own words, done: parsed without any button."""
    cfo = await visitors.person(CFO)
    card = cfo.own.locator(".line", has_text=ACTION).first
    await card.get_by_role("link", name="Svara").click()

    await cfo.say("klart")

    await expect(cfo.question(ACTION)).to_contain_text("Du svarade: Klart")


async def test_edit_replaces_the_answer_on_the_card(visitors: Visitors) -> None:
    """The new answer stands on the card, and the card says that it was edited."""
    cfo = await visitors.person(CFO)
    await cfo.press(ACTION, "Klart")
    await expect(cfo.question(ACTION)).to_contain_text("Du svarade: Klart")

    await cfo.press(ACTION, "Ändra")
    await cfo.press(ACTION, "Inte aktuellt")

    answered = cfo.question(ACTION)
    await expect(answered).to_contain_text("Du svarade: Inte aktuellt")
    await expect(answered).to_contain_text("ändrat, version 2")


async def test_more_says_why_and_skip_asks_for_the_reason(visitors: Visitors) -> None:
    """Why, Later and Skip stand behind More, on the question itself."""
    cfo = await visitors.person(CFO)
    question = cfo.question(ACTION)
    await question.get_by_text("Mer", exact=True).click()

    await question.get_by_role("button", name="Varför").click()
    await expect(question.locator("blockquote").first).to_be_visible()
    await question.get_by_role("button", name="Hoppa över").click()

    await expect(question).to_contain_text("Hinner inte nu")


async def test_what_is_half_written_survives_what_arrives(visitors: Visitors) -> None:
    """Messages come in live while somebody writes; no letter may be lost."""
    cfo = await visitors.person(CFO)
    amount = cfo.question(WORTH).get_by_label("Din siffra")
    box = cfo.composer
    await amount.fill("12")
    await box.fill("Halva meningen")

    await cfo.press(ACTION, "Klart")
    await expect(cfo.question(ACTION)).to_contain_text("Du svarade")

    await expect(amount).to_have_value("12")
    await expect(box).to_have_value("Halva meningen")
