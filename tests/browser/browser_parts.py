"""A real Chromium on the real demo: what a person does, and what they would notice.

Rules: things are found as people find them, by what they say; nothing sleeps, every
wait is for something that shows. A page that logs an error, or that asks anybody but
the demo for anything, fails its test when it is closed.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP, PHONE, NARROW = (1280, 900), (390, 844), (360, 740)
CEO, CFO, COO, CCO, GREENVILLE, PUNE = "E1", "E2", "E3", "E4", "E7", "E8"
COORDINATOR = "C1"
QUICK, SLOW = 10_000, 45_000
"Milliseconds: until the page shows something; until a week has gone by."
STOP_SECONDS = 15


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def demo(database: Path, port: int | None = None) -> Iterator[str]:
    """Run ``ledning demo`` on a file as its own process; give its address."""
    port = port or free_port()
    command = (sys.executable, "-m", "bot", "demo", "--port", str(port))
    with subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--database", f"sqlite:///{database}"],
        cwd=database.parent,
        env={k: v for k, v in os.environ.items() if not k.startswith("LEDNING_")},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            said = process.stdout.readline() if process.stdout else ""
            ready = process.stdout.readline() if process.stdout else ""
            assert ready.startswith("Ready: "), f"the demo said: {said}{ready}"
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.communicate(timeout=STOP_SECONDS)


@dataclass
class Visitors:
    """Opens pages on one demo, and remembers what went wrong on them."""

    browser: Browser
    origin: str
    contexts: list[BrowserContext] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    async def page(
        self,
        path: str = "/",
        *,
        size: tuple[int, int] = DESKTOP,
        theme: Literal["light", "dark"] = "light",
        language: str = "sv-SE",
    ) -> Page:
        """Open ``path`` in a browser of its own."""
        width, height = size
        context = await self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            locale=language,
            has_touch=width < DESKTOP[0],
            reduced_motion="reduce",
        )
        self.contexts.append(context)
        context.set_default_timeout(QUICK)
        page = await context.new_page()
        page.on("console", lambda m: self._note(m.type, m.text))
        page.on("pageerror", lambda e: self.wrong.append(f"error: {e}"))
        page.on("request", lambda r: self._asked(r.url))
        await page.goto(self.origin + path)
        return page

    async def person(
        self,
        user_id: str,
        *,
        size: tuple[int, int] = DESKTOP,
        theme: Literal["light", "dark"] = "light",
    ) -> Person:
        """Open the chat of one person, and wait until it is live."""
        page = await self.page(f"/chat/{user_id}", size=size, theme=theme)
        return Person(page)

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.wrong.append(f"{kind}: {text}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.origin, "data:")):
            self.wrong.append(f"asked for {url}")

    async def leave(self) -> None:
        """Close everything; what went wrong on a page fails the test."""
        for context in self.contexts:
            await context.close()
        assert self.wrong == []


@dataclass(frozen=True)
class Person:
    """Somebody at the chat page."""

    page: Page

    @property
    def own(self) -> Locator:
        """The log of their own conversation."""
        return self.page.locator(".room.own .log")

    @property
    def channel(self) -> Locator:
        """The log of #leadership."""
        return self.page.locator(".room.shared .log")

    @property
    def clock(self) -> Locator:
        """The rehearsal's time."""
        return self.page.locator("#rehearsal time")

    @property
    def composer(self) -> Locator:
        """Where one writes in one's own conversation."""
        return self.page.locator(".room.own .composer textarea")

    def question(self, words: str) -> Locator:
        """One question of a card, by what it says."""
        return self.own.locator(".part", has_text=words).first

    async def press(self, words: str, button: str) -> None:
        """Press ``button`` at the question that says ``words``."""
        place = self.question(words)
        await place.get_by_role("button", name=button, exact=True).click()

    async def say(self, text: str) -> None:
        """Write a line in one's own conversation."""
        box = self.composer
        await box.fill(text)
        await box.press("Enter")
        await expect(box).to_have_value("")

    async def advance(self, step: str) -> None:
        """Let time go by: ``event``, ``day`` or ``week``."""
        before = await self.clock.get_attribute("datetime")
        await self.page.locator(f".rehearsal button[value={step}]").click()
        moved = self.page.locator(f'#rehearsal time:not([datetime="{before}"])')
        await expect(moved).to_have_count(1, timeout=SLOW)
        still = self.page.locator("#rehearsal:not(.running)")
        await expect(still).to_have_count(1, timeout=SLOW)
