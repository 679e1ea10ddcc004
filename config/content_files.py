"""One content file: TOML in, checked rows out, and every fault named by its place.

A place is a file within the content folder and a key such as
``P34.options[1].id``: what an author searches for in an editor.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from engagement.errors import ContentError

T = TypeVar("T")

_REASONS = {
    "missing": "is missing",
    "extra_forbidden": "is not a known key",
    "string_too_short": "is empty",
    "too_short": "is empty",
}


def read(folder: Path, name: str, rows: TypeAdapter[dict[str, T]]) -> Mapping[str, T]:
    """Return the rows of the file ``name`` by their id, in the order written.

    Raises:
        ContentError: there is no such file, or it does not hold such rows.
    """
    data = _parsed(folder, name)
    try:
        return rows.validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        reason = _REASONS.get(first["type"], first["msg"])
        raise ContentError(name, key_of(first["loc"]), reason) from error


def key_of(place: tuple[int | str, ...]) -> str:
    """``P34.options[1].id``: a place as its author writes it."""
    key = ""
    for step in place:
        if isinstance(step, int):
            key += f"[{step}]"
        else:
            key += f".{step}" if key else step
    return key


def _parsed(folder: Path, name: str) -> dict[str, Any]:
    try:
        # Decimals, because a bound or a target must be exactly what was written.
        text = (folder / name).read_text(encoding="utf-8")
        return tomllib.loads(text, parse_float=Decimal)
    except FileNotFoundError as error:
        raise ContentError(name, "file", "is missing") from error
    except UnicodeDecodeError as error:
        raise ContentError(name, "file", "is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ContentError(name, "file", f"is not TOML: {error}") from error
