"""(d) ``ledning --help`` against ``python -c "import sqlalchemy"``, pair by pair."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

PAIRS = 15


def measure(_folder: Path) -> dict[str, float]:
    """Return seconds of both and the median of their ratios."""
    ledning = Path(sys.executable).with_name("ledning")
    ours, theirs = [], []
    for _ in range(PAIRS):
        ours.append(_seconds([str(ledning), "--help"]))
        theirs.append(_seconds([sys.executable, "-c", "import sqlalchemy"]))
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return {
        "help_seconds": round(median(ours), 3),
        "import_seconds": round(median(theirs), 3),
        "ratio": round(median(ratios), 3),
        "wanted_at_most": 1.5,
    }


def _seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own
    return time.perf_counter() - begin
