"""Chat platforms: one folder each, one line each in the table below.

A row is a factory that imports inside, because importing a vendor's library is slow,
and because a missing extra must say which one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def _webchat() -> Any:
    from bot.platforms.webchat import WebChat

    return WebChat


PLATFORMS: Mapping[str, Callable[[], Any]] = {
    "webchat": _webchat,
}
"Name -> a factory that returns the class."
