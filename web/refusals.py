"""Refusals in words: what went wrong, said in the form that the client reads.

A browser gets a page, the page's own requests get a notice to show where they are,
anything else gets JSON. A sentence that a page wrote itself (``HTTPException.detail``)
is kept, in the language that its ``Content-Language`` names; what the framework says
in its own jargon is replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from engagement.texts import LANGUAGES, Language, Texts
from web.shell import reader_language

Handlers = Mapping[Any, Callable[[Request, Exception], Response]]

_SAID = {400, 403, 404, 405, 413, 500, 503}
"Statuses that have a sentence of their own, ``web.error.<status>``."


class Refusals:
    """Says no, in the reader's language."""

    def __init__(self, *, templates: Environment, texts: Texts) -> None:
        self._templates = templates
        self._texts = texts

    def response(
        self,
        request: Request,
        status: int,
        words: str | None = None,
        language: Language | None = None,
    ) -> Response:
        """Return the refusal; ``words`` replaces the usual sentence of ``status``.

        ``language`` is that of ``words``; None is the reader's own.
        """
        language = language or reader_language(request)
        said = words or self._sentence(status, language)
        if "hx-request" in request.headers:
            return self._page("refusal_notice.html", status, language, said)
        if "text/html" in request.headers.get("accept", ""):
            return self._page("refusal.html", status, language, said)
        return JSONResponse({"error": said}, status)

    def handlers(self) -> Handlers:
        """Return exception handlers for the application."""
        return {HTTPException: self._refused, Exception: self._failed}

    def _refused(self, request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise TypeError(f"not a refusal: {error!r}")
        usual = HTTPStatus(error.status_code).phrase
        words = None if error.detail == usual else error.detail
        headers = error.headers or {}
        spoken = (one for one in LANGUAGES if one == headers.get("Content-Language"))
        response = self.response(request, error.status_code, words, next(spoken, None))
        response.headers.update(headers)
        return response

    def _failed(self, request: Request, _: Exception) -> Response:
        return self.response(request, HTTPStatus.INTERNAL_SERVER_ERROR)

    def _sentence(self, status: int, language: Language) -> str:
        known = status if status in _SAID else HTTPStatus.BAD_REQUEST
        return self._texts.text(f"web.error.{int(known)}", language)

    def _page(self, name: str, status: int, language: Language, said: str) -> Response:
        page = self._templates.get_template(name).render(
            language=language, text=self._texts.text, said=said, status=status
        )
        return HTMLResponse(page, status)
