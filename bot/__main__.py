"""``python -m bot`` works from a bare checkout, too."""

from __future__ import annotations

from bot.cli.main import main

main()
