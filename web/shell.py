"""What every page stands in: templates, static files, and the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from engagement.texts import LANGUAGES, Language
from web.prose import prose, with_code

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
STATIC_PATH = "/static"

_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_RANGE = re.compile(r"\s*([a-z]{2})(?:-[\w-]+)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*")


def environment(folders: Sequence[Path]) -> Environment:
    """Return the one template environment, over ``folders`` in that order."""
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    versions = static_versions()
    made.globals["static"] = lambda name: f"{STATIC_PATH}/{name}?v={versions[name]}"
    made.filters["prose"] = prose
    made.filters["with_code"] = with_code
    return made


def static_versions() -> Mapping[str, str]:
    """Return the version of each static file, made of its content."""
    return {
        path.name: sha256(path.read_bytes()).hexdigest()[:12]
        for path in STATIC.iterdir()
    }


class StaticPages(StaticFiles):
    """Static files; one asked for by its version never changes."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)
        self._versions = static_versions()

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve a file with the caching that its address allows.

        Raises:
            HTTPException: 404 for a file that is not there, 405 for another method.
        """
        response = await super().get_response(path, scope)
        asked = Request(scope).query_params.get("v")
        same = asked is not None and asked == self._versions.get(path)
        response.headers["Cache-Control"] = _FOR_EVER if same else _ASK_AGAIN
        return response


def reader_language(request: Request) -> Language:
    """Return the language for a reader who has not said who they are.

    ``?language=`` wins, then the browser's wishes in its order (RFC 9110, 12.5.4),
    then English.
    """
    wished = [request.query_params.get("language", "")]
    wished += _accepted(request.headers.get("accept-language", ""))
    for wish in wished:
        for language in LANGUAGES:
            if wish == language:
                return language
    return "en"


def _accepted(header: str) -> list[str]:
    wishes: list[tuple[float, str]] = []
    for part in header.lower().split(",")[:20]:
        found = _RANGE.fullmatch(part)
        if found is not None and (quality := float(found[2] or 1)) > 0:
            wishes.append((quality, found[1]))
    # A stable sort keeps the browser's order among equals.
    return [tag for _, tag in sorted(wishes, key=lambda wish: -wish[0])]
