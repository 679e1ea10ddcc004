"""What the tests of exports stand on: an export, and the auditor's own look at it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.acceptance.cli_parts import Desk, Ran

OUT = "underlag"


def export(desk: Desk, *words: str) -> Path:
    """Export, and return the folder."""
    ran = desk.run("evidence", "export", "--out", OUT, *words)
    assert 0 == ran.status, ran.warned
    return desk.folder / OUT


def verify(folder: Path, elsewhere: Path, *words: str) -> Ran:
    """Run the export's own verifier from another folder, without our packages."""
    done = subprocess.run(  # noqa: S603 - the file that an auditor runs
        [sys.executable, "-I", "-S", folder / "verify.py", *words],
        cwd=elsewhere,
        env={},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Ran(status=done.returncode, said=done.stdout, warned=done.stderr)


def manifest(folder: Path) -> dict[str, Any]:
    """Return what an export says of itself."""
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return found


def records(folder: Path) -> list[dict[str, Any]]:
    """Return what is in it."""
    with (folder / "records.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def edit(folder: Path, number: int, **changes: Any) -> None:
    """Change one record of an export."""
    lines = records(folder)
    lines[number] |= changes
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "records.jsonl").write_text(text, "utf-8")


def reseal(folder: Path, **changes: Any) -> None:
    """Write the manifest anew, as somebody does who hides what they changed."""
    said = manifest(folder) | changes
    for name in said["files"]:
        content = (folder / name).read_bytes()
        said["files"][name] = hashlib.sha256(content).hexdigest()
    text = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    (folder / "manifest.json").write_text(text, "utf-8")


def fingerprint(folder: Path) -> str:
    """Return the hash of the manifest."""
    return hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
