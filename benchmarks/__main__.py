"""``python -m benchmarks [NAME ...]``: one JSON object with every ratio."""

from __future__ import annotations

import json
import logging
import sys
import tempfile
from pathlib import Path

import structlog

from benchmarks import answers, digests, planning, starting

MEASURES = {
    "answers": answers.measure,
    "planning": planning.measure,
    "digests": digests.measure,
    "starting": starting.measure,
}


def main(wanted: list[str]) -> None:
    """Measure what is wanted, or everything."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR)
    )
    found = {}
    for name in wanted or MEASURES:
        with tempfile.TemporaryDirectory() as folder:
            print(f"{name} ...", file=sys.stderr)
            found[name] = MEASURES[name](Path(folder))
    print(json.dumps(found, indent=2))


main(sys.argv[1:])
