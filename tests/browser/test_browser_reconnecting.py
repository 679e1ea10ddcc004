"""A page outlives the application: it says that it is alone, and catches up."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from playwright.async_api import Browser, Route, expect

from tests.browser.browser_parts import CFO, Visitors, demo, free_port

pytestmark = pytest.mark.browser


async def test_a_restart_is_said_and_what_was_missed_is_shown(
    chromium: Browser, week_old: Path, tmp_path: Path
) -> None:
    """While nobody answers the page says so; then it is live again by itself."""
    database = tmp_path / "demo.db"
    shutil.copyfile(week_old, database)
    port = free_port()
    with demo(database, port) as origin:
        visitors = Visitors(browser=chromium, origin=origin)
        jonas = await visitors.person(CFO)
        await expect(jonas.own.locator(".part.open").first).to_be_visible()
    notice = jonas.page.locator("#notice .toast")
    await expect(notice).to_be_visible()

    with demo(database, port):
        await expect(notice).to_have_count(0)
        visitors.wrong.clear()
        await jonas.say("/ledning hjälp")

        await expect(jonas.own.locator("code").first).to_be_visible()
        await visitors.leave()


async def test_a_page_whose_files_come_slowly_is_live_all_the_same(
    visitors: Visitors,
) -> None:
    """The part that keeps the page live may come long after the rest."""

    async def slowly(route: Route) -> None:
        await asyncio.sleep(0.3)
        await route.continue_()

    page = await visitors.page()
    await page.route("**/hx-sse.min.js*", slowly)
    async with page.expect_request("**/stream?*"):
        await page.goto(f"{visitors.origin}/chat/{CFO}")
