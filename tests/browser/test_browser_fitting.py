"""The pages fit: on phones, with large text, in the dark, by keyboard and by ear."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.browser.browser_parts import (
    CEO,
    CFO,
    COORDINATOR,
    GREENVILLE,
    NARROW,
    PHONE,
    Visitors,
)

pytestmark = pytest.mark.browser

LOOKS = Path(__file__).with_name("looks.js").read_text(encoding="utf-8")
PAGES = (
    "/",
    "/?language=en",
    f"/chat/{CEO}",
    f"/chat/{CFO}",
    f"/chat/{GREENVILLE}",
    f"/chat/{COORDINATOR}?in=channel%3Aleadership",
    f"/evidence?as={CFO}",
)
SURPLUS = "() => document.documentElement.scrollWidth - window.innerWidth"
HALF = (640, 450)
"What a laptop's window is at 200 per cent."
FINGER = 44
"Pixels that a fingertip needs."


async def unfold(page: Page) -> None:
    """Show what is folded: threads, and what stands behind More."""
    await page.evaluate(
        "() => document.querySelectorAll('details').forEach(one => one.open = true)"
    )


@pytest.mark.parametrize("size", [PHONE, NARROW, HALF, (320, 568)])
async def test_no_page_scrolls_sideways(
    size: tuple[int, int], lookers: Visitors
) -> None:
    page = await lookers.page(size=size)
    for path in PAGES:
        await page.goto(lookers.origin + path)
        await unfold(page)
        assert (await page.evaluate(SURPLUS), path) == (0, path)


@pytest.mark.parametrize("user", [CFO, GREENVILLE])
async def test_a_phone_gives_most_of_its_screen_to_the_conversation(
    user: str, lookers: Visitors
) -> None:
    """The rehearsal's controls are two low rows, and the log gets over half."""
    person = await lookers.person(user, size=NARROW)
    height = "element => element.getBoundingClientRect().height"
    bar = await person.page.locator("#rehearsal").evaluate(height)
    log = await person.own.evaluate(height)

    assert bar <= 90
    assert log >= NARROW[1] / 2


async def test_what_a_finger_presses_is_as_large_as_a_fingertip(
    lookers: Visitors,
) -> None:
    person = await lookers.person(CFO, size=PHONE)
    await unfold(person.page)
    pressed = person.page.locator(
        "button:visible, .pages a, .places a, summary:visible"
    )

    small = [
        await one.inner_text()
        for one in await pressed.all()
        if (box := await one.bounding_box()) and box["height"] < FINGER
    ]

    assert small == []


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_everything_is_legible_and_named(
    theme: Literal["light", "dark"], lookers: Visitors
) -> None:
    """Contrast of 4.5 : 1, labels, names, one heading, no id twice: light and dark."""
    page = await lookers.page(theme=theme)
    for path in PAGES:
        await page.goto(lookers.origin + path)
        await unfold(page)
        assert (path, []) == (path, await page.evaluate(LOOKS))


async def test_the_log_is_read_out_as_it_grows(lookers: Visitors) -> None:
    """New messages are announced politely; refusals at once."""
    person = await lookers.person(CFO)

    await expect(person.own).to_have_attribute("aria-live", "polite")
    await expect(person.own).to_have_attribute("role", "log")
    await expect(person.page.locator("#notice")).to_have_attribute("role", "alert")


async def test_an_address_of_nobody_says_where_to_go(lookers: Visitors) -> None:
    page = await lookers.page("/chat/nobody", size=PHONE)

    await expect(page.locator("h1")).to_have_text("Det gick inte")
    home = page.get_by_role("link", name="Till startsidan")
    await home.click()

    await expect(page.get_by_role("link", name="Jonas Ekström")).to_be_visible()
    lookers.wrong.clear()


async def test_one_answers_with_the_keyboard_alone(visitors: Visitors) -> None:
    """From the start page to an answer by Tab and Enter; the focus can be seen."""
    page = await visitors.page("/")
    await _tab_to(page, "Jonas Ekström")
    await page.keyboard.press("Enter")
    question = page.locator(".room.own .part", has_text="Din åtgärd från").first
    await expect(question).to_have_class("part open")

    await _tab_to(page, "Klart")
    outline = await page.evaluate(
        "() => getComputedStyle(document.activeElement).outlineStyle"
    )
    await page.keyboard.press("Enter")

    await expect(question).to_contain_text("Du svarade: Klart")
    assert outline == "solid"
    inside = "part => part.contains(document.activeElement)"
    assert await question.evaluate(inside), "the focus was lost"


async def _tab_to(page: Page, words: str) -> None:
    for _ in range(60):
        await page.keyboard.press("Tab")
        said = await page.evaluate("() => document.activeElement.textContent")
        if said.strip().startswith(words):
            return
    pytest.fail(f"Tab never came to {words}")
