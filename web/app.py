"""Every page of the shell, one line each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from jinja2 import Environment
from starlette.routing import BaseRoute, Mount

from bot.ports import ChatUser, EvidenceBook
from engagement.texts import Texts
from web.health import Ready, health_routes
from web.pages.evidence import EvidencePage, Opened
from web.shell import STATIC_PATH, StaticPages


def pages(
    *,
    templates: Environment,
    texts: Texts,
    users: Callable[[], Awaitable[Sequence[ChatUser]]],
    book: EvidenceBook,
    opened: Opened,
    now: Callable[[], Awaitable[datetime]],
    ready: Ready,
) -> list[BaseRoute]:
    """Return the routes of the shell.

    Args:
        templates: from ``web.shell.environment``.
        texts: sentences, dates and numbers.
        users: who may read the evidence; nobody signs in (demo only).
        book: the ledger, for reading.
        opened: notes who was shown whose records.
        now: the time (UTC) that a check is said to have been made at.
        ready: each part that must work, and whether it does.
    """
    evidence = EvidencePage(
        templates=templates,
        texts=texts,
        users=users,
        book=book,
        opened=opened,
        now=now,
    )
    return [
        *health_routes(ready),
        *evidence.routes(),
        Mount(STATIC_PATH, StaticPages()),
    ]
