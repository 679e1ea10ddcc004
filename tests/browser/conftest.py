"""One Chromium per test process; one demo, a week old, per test."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, async_playwright, expect

from tests.browser.browser_parts import CFO, FLAGS, QUICK, Visitors, demo


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """Return the browser that ``scripts/test`` found."""
    path = os.environ.get("LEDNING_TEST_CHROMIUM")
    if path is None:
        pytest.fail(
            "no Chromium: run scripts/test, or set LEDNING_TEST_CHROMIUM to what"
            " scripts/chromium prints"
        )
    expect.set_options(timeout=QUICK)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=path, args=list(FLAGS)
        )
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def week_old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the database of a demo in which the CFO let a week go by."""
    database = tmp_path_factory.mktemp("demo") / "week.db"
    with demo(database) as origin:
        given = {"playing": CFO, "step": "week"}
        said = httpx.post(f"{origin}/rehearsal/advance", data=given, timeout=60)
        assert said.status_code == httpx.codes.SEE_OTHER
    return database


@pytest.fixture
def origin(week_old: Path, tmp_path: Path) -> Iterator[str]:
    """Return the address of a demo of one's own."""
    database = tmp_path / "demo.db"
    shutil.copyfile(week_old, database)
    with demo(database) as address:
        yield address


@pytest.fixture(scope="session")
def shown(week_old: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a demo for those who only look."""
    database = tmp_path_factory.mktemp("shown") / "demo.db"
    shutil.copyfile(week_old, database)
    with demo(database) as address:
        yield address


@pytest.fixture
async def lookers(chromium: Browser, shown: str) -> AsyncIterator[Visitors]:
    """Return who can open pages on it, and change nothing."""
    found = Visitors(browser=chromium, origin=shown)
    yield found
    await found.leave()


@pytest.fixture
async def visitors(chromium: Browser, origin: str) -> AsyncIterator[Visitors]:
    """Return who can open pages on it."""
    found = Visitors(browser=chromium, origin=origin)
    yield found
    await found.leave()
