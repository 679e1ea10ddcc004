"""The addresses of the web chat.

What a person does is a POST below their own address. It is answered with 204, and the
page learns of the outcome through its stream; without a script it goes back to the
page instead.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.platforms.webchat.bar import STEPS, RehearsalBar
from bot.platforms.webchat.deeds import Deeds
from bot.platforms.webchat.errors import Speaker
from bot.platforms.webchat.page import WINDOW, WINDOW_MOST, Pages
from bot.platforms.webchat.parts import Parts, Viewer, rooms_of
from bot.platforms.webchat.receive import read_form
from bot.platforms.webchat.stream import stream
from engagement.texts import Language

_PICTURES = ("image/png", "image/jpeg", "image/webp")


class Routes:
    """Answers for each address."""

    def __init__(
        self, *, parts: Parts, pages: Pages, deeds: Deeds, bar: RehearsalBar
    ) -> None:
        self._parts = parts
        self._pages = pages
        self._deeds = deeds
        self._bar = bar

    def table(self) -> list[Route]:
        """Return every route; files stand before the people they could be taken for."""
        person = "/chat/{user_id}"
        message = f"{person}/messages/{{message_id}}"
        return [
            Route("/", self._chooser),
            Route("/chat/files/{file_id}", self._file),
            Route(f"{person}/files/{{file_id}}", self._file),
            Route(person, self._chat),
            Route(f"{person}/now", self._now),
            Route(f"{person}/stream", self._stream),
            Route(f"{person}/act", self._act, methods=["POST"]),
            Route(f"{person}/say", self._say, methods=["POST"]),
            Route(f"{message}/edit", self._edit, methods=["POST"]),
            Route(f"{message}/delete", self._delete, methods=["POST"]),
            Route("/rehearsal/advance", self._advance, methods=["POST"]),
            Route("/rehearsal/colleagues", self._colleagues, methods=["POST"]),
        ]

    async def _chooser(self, request: Request) -> Response:
        return HTMLResponse(await self._pages.chooser(_wished(request)))

    async def _chat(self, request: Request) -> Response:
        viewer = await self._viewer(request)
        page = await self._pages.chat(
            viewer,
            current=request.query_params.get("in"),
            window=_window(request),
            reply=request.query_params.get("reply"),
        )
        return HTMLResponse(page)

    async def _now(self, request: Request) -> Response:
        viewer = await self._viewer(request)
        fresh = await self._pages.now(viewer, _window(request))
        return HTMLResponse("\n".join(fresh.values()))

    async def _stream(self, request: Request) -> Response:
        viewer = await self._viewer(request)
        rooms = await rooms_of(self._parts, viewer)
        return stream(self._pages, self._parts.changes, viewer, rooms, _window(request))

    async def _act(self, request: Request) -> Response:
        viewer = await self._viewer(request)
        return _done(request, viewer, await self._deeds.act(request, viewer))

    async def _say(self, request: Request) -> Response:
        viewer = await self._viewer(request)
        return _done(request, viewer, await self._deeds.say(request, viewer))

    async def _edit(self, request: Request) -> Response:
        return await self._mend(request, self._deeds.edit)

    async def _delete(self, request: Request) -> Response:
        return await self._mend(request, self._deeds.delete)

    async def _mend(
        self,
        request: Request,
        deed: Callable[[Request, Viewer, str], Awaitable[str]],
    ) -> Response:
        viewer = await self._viewer(request)
        message_id = request.path_params["message_id"]
        return _done(request, viewer, await deed(request, viewer, message_id))

    async def _file(self, request: Request) -> Response:
        # Without a person in the address there is what everybody may see.
        reader = None
        if "user_id" in request.path_params:
            reader = (await self._viewer(request)).user_id
        found = await self._parts.files.get(request.path_params["file_id"], reader)
        if found is None:
            raise self._nobody(request).not_found("file")
        content, media_type, name = found
        # Only pictures are shown; anything else could be a page of somebody's making.
        shown = "inline" if media_type in _PICTURES else "attachment"
        said = f"{shown}; filename*=UTF-8''{quote(name, safe='')}"
        return Response(
            content, media_type=media_type, headers={"Content-Disposition": said}
        )

    async def _advance(self, request: Request) -> Response:
        viewer, fields = await self._at_the_bar(request)
        no = viewer.speaker(self._parts.texts)
        step = fields.get("step")
        if step not in STEPS:
            raise no.unusable("step")
        if not await self._bar.advance(step, viewer.user_id):
            raise no.busy()
        return _done(request, viewer, None)

    async def _colleagues(self, request: Request) -> Response:
        viewer, fields = await self._at_the_bar(request)
        self._bar.let_colleagues(answer=fields.get("answer") == "on")
        return _done(request, viewer, None)

    async def _at_the_bar(self, request: Request) -> tuple[Viewer, dict[str, str]]:
        """Return who moves the rehearsal on, and what they chose."""
        if not self._bar.there:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        form = await read_form(request, self._nobody(request))
        viewer = await self._pages.viewer(form.fields.get("playing", ""))
        if viewer is None:
            raise self._nobody(request).not_found("person")
        return viewer, dict(form.fields)

    async def _viewer(self, request: Request) -> Viewer:
        viewer = await self._pages.viewer(request.path_params["user_id"])
        if viewer is None:
            raise self._nobody(request).not_found("person")
        return viewer

    def _nobody(self, request: Request) -> Speaker:
        return Speaker(self._parts.texts, _wished(request))


def _wished(request: Request) -> Language:
    """Return the language for somebody who has not said who they are."""
    wish = request.query_params.get("language") or request.headers.get(
        "accept-language", ""
    )
    return "sv" if wish.lower().startswith("sv") else "en"


def _window(request: Request) -> int:
    asked = request.query_params.get("most", "")
    if not asked.isdecimal() or len(asked) > len(str(WINDOW_MOST)):
        return WINDOW
    return max(WINDOW, min(int(asked), WINDOW_MOST))


def _done(request: Request, viewer: Viewer, conversation: str | None) -> Response:
    if "hx-request" in request.headers:
        return Response(status_code=HTTPStatus.NO_CONTENT)
    place = f"?in={quote(conversation)}" if conversation else ""
    return RedirectResponse(
        f"/chat/{quote(viewer.user_id)}{place}", HTTPStatus.SEE_OTHER
    )
