"""Draws the pictures of the documentation, from the running demo.

The sample company and a seed make the same story every time; only ids and roots of the
ledger differ.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP, PHONE = (1280, 880), (390, 780)
CFO, COORDINATOR, GREENVILLE, PUNE = "E2", "C1", "E7", "E8"
PORT = 8097
WEEK = 60_000
"Milliseconds in which a week goes by."
LARGEST = 200_000
"Bytes."

Theme = Literal["light", "dark"]


@contextmanager
def demo(database: Path) -> Iterator[str]:
    """Run the demo on ``database``; give its address."""
    command = (sys.executable, "-m", "bot", "demo", "--port", str(PORT))
    with subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--database", f"sqlite:///{database}"],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            for line in process.stdout or ():
                if line.startswith("Ready: "):
                    break
            yield f"http://127.0.0.1:{PORT}"
        finally:
            process.terminate()
            process.communicate()


def story(database: Path, weeks: int) -> None:
    """Play some weeks of the story."""
    command = [sys.executable, "-m", "bot", "demo", "--headless", "--seed", "1"]
    given = ["--weeks", str(weeks), "--database", f"sqlite:///{database}"]
    subprocess.run(  # noqa: S603 - our own command
        [*command, *given], check=True, stdout=subprocess.DEVNULL
    )


def opened(browser: Browser, address: str, size: tuple[int, int], theme: Theme) -> Page:
    """Open a page as a person with that window has it."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        locale="sv-SE",
        device_scale_factor=1.5 if size == PHONE else 1,
        has_touch=size == PHONE,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.fonts.ready")
    return page


def advance(page: Page, step: str) -> None:
    """Let time go by."""
    before = page.locator("#rehearsal time").get_attribute("datetime")
    page.locator(f".rehearsal button[value={step}]").click()
    moved = page.locator(f'#rehearsal:not(.running) time:not([datetime="{before}"])')
    expect(moved).to_have_count(1, timeout=WEEK)


def draw(page: Page, name: str) -> None:
    """Keep what the page shows as ``name``.png."""
    page.mouse.move(0, 0)
    picture = Image.open(io.BytesIO(page.screenshot()))
    file = FOLDER / f"{name}.png"
    picture.convert("RGB").save(file, optimize=True)
    size = file.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{file.name} has {size} bytes, more than {LARGEST}")
    sys.stdout.write(f"{file.name}: {size // 1000} kB\n")


def first_days(browser: Browser, database: Path) -> None:
    """Draw an executive's first questions, beside the first digest with its chart."""
    with demo(database) as origin:
        address = f"{origin}/chat/{CFO}"
        page = opened(browser, address, DESKTOP, "light")
        page.locator(".rehearsal .switch").click()
        expect(page.locator('.switch[aria-checked="false"]')).to_be_visible()
        advance(page, "day")
        card = page.locator(".room.own .card", has_text="den här veckan")
        while not card.count():
            advance(page, "event")
        card.first.scroll_into_view_if_needed()
        chart = page.locator(".room.shared .picture img").first
        chart.scroll_into_view_if_needed()
        chart.evaluate("image => image.decode()")
        draw(page, "demo")
        on_a_phone(browser, address, "dark", "phone-dark")
        on_a_phone(browser, f"{origin}/chat/{PUNE}", "light", "phone")


def on_a_phone(browser: Browser, address: str, theme: Theme, name: str) -> None:
    """Draw the question that can be answered with one tap."""
    page = opened(browser, address, PHONE, theme)
    question = page.locator(".room.own .part.open:has(.tap)").first
    question.evaluate("part => part.scrollIntoView({block: 'center'})")
    draw(page, name)


def weeks_later(browser: Browser, database: Path) -> None:
    """Draw what a coordinator sees, and the evidence."""
    story(database, 4)
    with demo(database) as origin:
        page = opened(browser, f"{origin}/chat/{COORDINATOR}", DESKTOP, "dark")
        page.locator(".room.own .composer textarea").fill("/ledning status")
        page.keyboard.press("Enter")
        told = page.locator(".room.own .line.bot", has_text="Jonas Ekström").last
        expect(told).to_be_visible()
        expect(told.locator("dl.fields, ul")).not_to_have_count(0)
        draw(page, "coordinator-dark")
        page = opened(browser, f"{origin}/evidence?as={GREENVILLE}", DESKTOP, "light")
        page.locator(".check button").click()
        expect(page.locator(".verdict.intact")).to_be_visible()
        draw(page, "evidence")


def main() -> None:
    """Draw everything, with the Chromium whose path is the argument."""
    FOLDER.mkdir(exist_ok=True)
    path = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        first_days(browser, Path(folder) / "first.db")
        weeks_later(browser, Path(folder) / "later.db")
        browser.close()


if __name__ == "__main__":
    main()
