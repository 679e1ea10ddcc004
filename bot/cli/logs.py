"""Logs as JSON lines: fixed action names and keys, never bodies, names or tokens.

An exception is logged by its types and places alone: its message and the variables
around it may hold what people wrote. The same goes for what libraries log: of their
messages the fixed part is kept, and nothing that was filled in.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import structlog

_LEVELS = logging.getLevelNamesMapping()
PLACES = 12
"Innermost frames that are told."


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
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OthersAsJson())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    sys.excepthook = _fault


class OthersAsJson(logging.Formatter):
    """What a library logs, without what it filled in."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        # asyncio puts the exception's words behind the first line, not into arguments.
        fixed = str(record.msg).partition("\n")[0]
        at = datetime.fromtimestamp(record.created, UTC)
        event: dict[str, Any] = {
            "event": f"{record.name}: {fixed}",
            "level": record.levelname.lower(),
            "timestamp": at.isoformat().replace("+00:00", "Z"),
        }
        if record.exc_info and record.exc_info[1] is not None:
            event |= _told(record.exc_info[1])
        return json.dumps(event, ensure_ascii=False)


def _fault(
    _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    """Say what nobody caught; Python's own way would print what people wrote."""
    structlog.get_logger().critical("fault", exc_info=error)
    sys.stderr.write("ledning: this is a fault in Ledning; please report those lines\n")


def _places(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Replace an exception by its types, outermost first, and where it came from."""
    found = event.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found
    if isinstance(error, BaseException):
        event.update(_told(error))
    return event


def _told(error: BaseException) -> dict[str, Any]:
    chain = list(_chain(error))
    frames = traceback.extract_tb(chain[-1].__traceback__)
    return {
        "exception": [type(one).__name__ for one in chain],
        "places": [f"{f.filename}:{f.lineno} {f.name}" for f in frames[-PLACES:]],
    }


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
