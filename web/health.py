"""Whether the process lives, and whether it can do its work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

Ready = Callable[[], Awaitable[Mapping[str, bool]]]
"Each part that must work, and whether it does."


def health_routes(ready: Ready) -> list[Route]:
    """Return ``/healthz`` (the process lives) and ``/readyz`` (its parts work).

    ``/readyz`` answers 503 while any part does not, and names every part.
    """

    async def healthz(_: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    async def readyz(_: Request) -> JSONResponse:
        parts = dict(await ready())
        fine = all(parts.values())
        return JSONResponse(
            {"status": "ready" if fine else "not ready", "parts": parts},
            HTTPStatus.OK if fine else HTTPStatus.SERVICE_UNAVAILABLE,
        )

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
