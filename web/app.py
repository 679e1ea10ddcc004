"""Every page of the shell, one line each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route

from bot.ports import ChatUser, EvidenceBook
from engagement.texts import Texts
from web.health import Ready, health_routes
from web.pages.evidence import EvidencePage, Opened
from web.shell import STATIC_PATH, StaticPages, reader_language


def live_pages(texts: Texts, ready: Ready) -> list[BaseRoute]:
    """Return the routes of a live installation, on which nobody can sign in yet.

    ``/`` says what this is and where to go, and nothing else.
    """

    async def front(request: Request) -> PlainTextResponse:
        words = texts.text("web.live", reader_language(request))
        return PlainTextResponse(f"{words}\n")

    return [Route("/", front, methods=["GET"]), *health_routes(ready)]


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
