"""Runs the stand-alone verifier of an export, the very file that the export carries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

VERIFY = Path(__file__).parent / "verify.py"


def run(folder: Path, expect: str | None, manifest: str | None = None) -> int:
    """Check an exported folder; returns 0 when it holds, 1 when not."""
    command = [sys.executable, "-I", str(VERIFY), str(folder)]
    if expect is not None:
        command += ["--expect", expect]
    if manifest is not None:
        command += ["--manifest", manifest]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own file
