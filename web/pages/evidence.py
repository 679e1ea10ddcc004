"""What was recorded, newest first, and whether it still is what was recorded.

The page says what evidence is for and never that it proves more. Who reads is named
in the address (``?as=``): nobody signs in, which is why it exists in the demo alone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from itertools import groupby
from zoneinfo import ZoneInfo

from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.ports import ChatUser, EvidenceBook, EvidenceLine, Verification
from engagement.texts import Language, Texts
from web.shell import reader_language

PAGE = 50
"Records on one page."

_SEQ_DIGITS = 18


Opened = Callable[[str, Sequence[str]], Awaitable[None]]
"Notes that a reader was shown the records of some other people."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Who reads, and how they want dates and words."""

    user: ChatUser
    language: Language
    zone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One record, with the reader's clock."""

    line: EvidenceLine
    clock: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    """The records of one day of the reader."""

    title: str
    rows: tuple[_Row, ...]


class EvidencePage:
    """``/evidence``: the list, and the check at a press."""

    def __init__(
        self,
        *,
        templates: Environment,
        texts: Texts,
        users: Callable[[], Awaitable[Sequence[ChatUser]]],
        book: EvidenceBook,
        opened: Opened,
        now: Callable[[], Awaitable[datetime]],
    ) -> None:
        self._templates = templates
        self._texts = texts
        self._users = users
        self._book = book
        self._opened = opened
        self._now = now

    def routes(self) -> list[Route]:
        """Return the page and its check."""
        return [
            Route("/evidence", self._list, methods=["GET"]),
            Route("/evidence/verify", self._verify, methods=["POST"]),
        ]

    async def _list(self, request: Request) -> Response:
        if "as" not in request.query_params:
            return RedirectResponse("/", HTTPStatus.SEE_OTHER)
        reader = await self._reader(request)
        return await self._page(request, reader, verdict=None)

    async def _verify(self, request: Request) -> Response:
        reader = await self._reader(request)
        verdict = await self._book.verify()
        if "hx-request" not in request.headers:
            return await self._page(request, reader, verdict)
        return self._render(
            "evidence_verdict.html",
            reader,
            verdict=verdict,
            checked_at=await self._checked_at(reader),
        )

    async def _page(
        self, request: Request, reader: _Reader, verdict: Verification | None
    ) -> Response:
        users = await self._users()
        about = _one_of(request.query_params.get("about"), users)
        before = _number(request.query_params.get("before"))
        everything = request.query_params.get("all") == "1"
        lines = await self._book.newest(
            reader.user.user_id,
            before=before,
            most=PAGE + 1,
            about=about,
            everything=everything,
        )
        shown = lines[:PAGE]
        whose = {line.about for line in shown} - {None, reader.user.user_id}
        await self._opened(reader.user.user_id, sorted(filter(None, whose)))
        return self._render(
            "evidence.html",
            reader,
            users=users,
            about=about,
            before=before,
            here_at={"as": reader.user.user_id, "about": about or ""}
            | ({"all": "1"} if everything else {}),
            everything=everything,
            days=self._days(shown, reader),
            older=shown[-1].seq if len(lines) > PAGE else None,
            verdict=verdict,
            checked_at=await self._checked_at(reader),
        )

    def _days(self, lines: Sequence[EvidenceLine], reader: _Reader) -> tuple[_Day, ...]:
        rows = [(line.recorded_at.astimezone(reader.zone), line) for line in lines]
        return tuple(
            _Day(
                title=self._texts.weekday(day, reader.language),
                rows=tuple(
                    _Row(line=line, clock=f"{local:%H:%M}") for local, line in same
                ),
            )
            for day, same in groupby(rows, key=lambda row: row[0].date())
        )

    async def _checked_at(self, reader: _Reader) -> str:
        local = (await self._now()).astimezone(reader.zone)
        return self._texts.moment(local, reader.language)

    async def _reader(self, request: Request) -> _Reader:
        wanted = request.query_params.get("as")
        for user in await self._users():
            if user.user_id == wanted:
                language: Language = "sv" if user.language == "sv" else "en"
                return _Reader(user=user, language=language, zone=ZoneInfo(user.zone))
        words = self._texts.text("web.error.nobody", reader_language(request))
        raise HTTPException(HTTPStatus.NOT_FOUND, words)

    def _render(self, name: str, reader: _Reader, **values: object) -> Response:
        page = self._templates.get_template(name).render(
            language=reader.language,
            text=self._texts.text,
            viewer=reader.user,
            here="evidence",
            **values,
        )
        return HTMLResponse(page)


def _one_of(wanted: str | None, users: Sequence[ChatUser]) -> str | None:
    return wanted if any(user.user_id == wanted for user in users) else None


def _number(given: str | None) -> int | None:
    if given is None or not given.isdecimal() or len(given) > _SEQ_DIGITS:
        return None
    return int(given)
