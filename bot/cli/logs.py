"""Logs as JSON lines: fixed action names and keys, never bodies, names or tokens."""

from __future__ import annotations

import logging
import sys

import structlog

_LEVELS = logging.getLevelNamesMapping()


def set_up(level: str) -> None:
    """Write our own events as JSON to standard error; others' only when they warn."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
