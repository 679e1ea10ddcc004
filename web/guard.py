"""The guard in front of every page.

Rules:
- A request is for a host that this installation is known by, else 400: a foreign
  name that resolves to this machine must not reach it (DNS rebinding).
- What changes something comes from our own pages, else 403. Browsers say where a
  request comes from (``Sec-Fetch-Site``, ``Origin``); a client that says neither is
  no browser and carries nobody's session. Another port of this machine is another
  site. Webhooks of chat platforms are cross-site by nature and checked by their
  signature, so their paths are exempt from this rule, and from no other.
- A body is as large as allowed, else 413, whether or not it said how large it is.
- No page runs a script, a style or a font that is not one of our files.

Plain ASGI, because streams must pass through unbuffered.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.refusals import Refusals

BODY_MOST = 6 * 1024 * 1024
"A file of 5 MB, and the form around it; bytes."

_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{k} {v}" for k, v in _SOURCES.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With ``no-referrer`` browsers would send ``Origin: null`` from our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_SAFE = {"GET", "HEAD", "OPTIONS"}
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(:\d+)?")


def guard(
    *,
    refusals: Refusals,
    hosts: Collection[str],
    exempt: Sequence[str] = (),
    body_most: int = BODY_MOST,
) -> list[Middleware]:
    """Return the middleware, outermost first.

    Args:
        refusals: says no.
        hosts: names that this installation is known by; one with a port means that
            port alone.
        exempt: path prefixes of webhooks.
        body_most: largest body, in bytes.
    """
    return [
        Middleware(SecureHeaders),
        Middleware(KnownHosts, hosts=hosts, refusals=refusals),
        Middleware(OwnPages, exempt=tuple(exempt), refusals=refusals),
        Middleware(BodyLimit, most=body_most, refusals=refusals),
    ]


class SecureHeaders:
    """Adds the headers that tell a browser to trust nothing but our files."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and dress what comes back."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, dressed)


class KnownHosts:
    """Refuses requests for hosts that we are not."""

    def __init__(
        self, app: ASGIApp, *, hosts: Collection[str], refusals: Refusals
    ) -> None:
        self._app = app
        self._hosts = {host.lower() for host in hosts}
        self._refusals = refusals

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is meant for us."""
        if scope["type"] != "http" or self._known(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        response = self._refusals.response(Request(scope), HTTPStatus.BAD_REQUEST)
        await response(scope, receive, send)

    def _known(self, headers: Headers) -> bool:
        match headers.getlist("host"):
            case [only]:
                host = only.lower()
                found = _HOST.fullmatch(host)
                return found is not None and not self._hosts.isdisjoint(
                    {
                        host,
                        found[1],
                    }
                )
            case _:
                return False


class OwnPages:
    """Refuses what would change something unless one of our own pages sent it."""

    def __init__(
        self, app: ASGIApp, *, exempt: tuple[str, ...], refusals: Refusals
    ) -> None:
        self._app = app
        self._exempt = exempt
        self._refusals = refusals

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is harmless or our own."""
        if scope["type"] != "http" or self._fine(scope):
            await self._app(scope, receive, send)
            return
        response = self._refusals.response(Request(scope), HTTPStatus.FORBIDDEN)
        await response(scope, receive, send)

    def _fine(self, scope: Scope) -> bool:
        return (
            scope["method"] in _SAFE
            or any(_within(scope["path"], prefix) for prefix in self._exempt)
            or not _foreign(Headers(scope=scope))
        )


def _within(path: str, prefix: str) -> bool:
    root = prefix.rstrip("/")
    return path == root or path.startswith(f"{root}/")


def _foreign(headers: Headers) -> bool:
    if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return True
    origin = headers.get("origin")
    if origin is None:
        return False
    return urlsplit(origin.lower()).netloc != headers.get("host", "").lower()


class BodyLimit:
    """Refuses bodies that are too large, before or while they arrive."""

    def __init__(self, app: ASGIApp, *, most: int, refusals: Refusals) -> None:
        self._app = app
        self._most = most
        self._refusals = refusals

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the body on as long as it is small enough."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = Headers(scope=scope).get("content-length", "0")
        if said.isdecimal() and int(said) > self._most:
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            response = self._refusals.response(Request(scope), status)
            await response(scope, receive, send)
            return
        await self._app(scope, self._counted(receive), send)

    def _counted(self, receive: Receive) -> Receive:
        taken = 0

        async def counting() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return message

        return counting
