"""The files that the architecture tests look at."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "config", "engagement", "storage", "web")


@cache
def tracked() -> tuple[Path, ...]:
    """Return every file of the repository that is there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git is where it is
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    named = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted(file for file in named if file.is_file()))


def python(*tops: str) -> Iterator[Path]:
    """Yield our modules below some folders."""
    for file in tracked():
        if file.suffix == ".py" and file.relative_to(ROOT).parts[0] in tops:
            yield file


def name(file: Path) -> str:
    """Return a file's path from the root of the repository."""
    return file.relative_to(ROOT).as_posix()


@cache
def parsed(file: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(file.read_text("utf-8"))
