"""Logs as JSON lines: fixed action names and keys, never bodies, names or tokens.

An exception is logged by its types and places alone: its message and the variables
around it may hold what people wrote.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any

import structlog

_LEVELS = logging.getLevelNamesMapping()


def set_up(level: str) -> None:
    """Write our own events as JSON to standard error; others' only when they warn."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _places,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def _places(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Replace an exception by its types, outermost first, and where it came from."""
    found = event.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found
    if isinstance(error, BaseException):
        chain = list(_chain(error))
        event["exception"] = [type(one).__name__ for one in chain]
        frames = traceback.extract_tb(chain[-1].__traceback__)
        event["places"] = [f"{f.filename}:{f.lineno} {f.name}" for f in frames[-12:]]
    return event


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
