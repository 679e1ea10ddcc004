"""The web chat: a chat platform of our own, in the browser.

Nobody signs in; who one is stands in the address. That is for the demo on this
machine alone, and the application refuses to start it otherwise. One process serves
it, because what is new is told to open pages in memory.
"""

from __future__ import annotations

from pathlib import Path

from bot.platforms.webchat.platform import WebChat

__all__ = ["TEMPLATES", "WebChat"]

TEMPLATES = Path(__file__).parent / "templates"
"Goes into the application's template environment, after the shell's."
