"""The core is pure: standard library only, and neither clock nor chance within it."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import grimp
import pytest

from tests.architecture.tree import PACKAGES, name, parsed, python

IMPURE = {"os", "random", "secrets", "socket", "sqlite3", "subprocess", "tempfile"}
IMPURE |= {"asyncio", "threading", "urllib", "http", "logging", "shutil", "glob"}
"Modules of the standard library by which the world comes in."
CLOCKED = {
    "bot/app.py": "the composition root: real time comes from here",
    "bot/founding.py": "an organisation is founded now, by an operator",
    "bot/cli/doctor.py": "compares the last tick with now",
    "bot/rehearsal/run.py": "names a set-aside database by when that was",
}
"Where the time of this machine may be read, and why."
_CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter"}
_OF = {"datetime", "date", "time", "func"}


def test_the_core_needs_nothing_but_the_standard_library() -> None:
    graph = grimp.build_graph("engagement", include_external_packages=True)

    outside = {
        (module, needed)
        for module in graph.modules
        if module.partition(".")[0] == "engagement"
        for needed in graph.find_modules_directly_imported_by(module)
        if needed.partition(".")[0] not in {"engagement", *sys.stdlib_module_names}
    }

    assert not outside


def test_nothing_of_the_world_comes_into_the_core() -> None:
    graph = grimp.build_graph("engagement", include_external_packages=True)

    found = {
        (module, needed)
        for module in graph.modules
        if module.partition(".")[0] == "engagement"
        for needed in graph.find_modules_directly_imported_by(module)
        if needed.partition(".")[0] in IMPURE
    }

    assert not found


def clocks(file: Path) -> list[int]:
    """Return the lines on which a module reads a clock, its own or a database's."""
    return [
        node.lineno
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Attribute)
        and node.attr in _CLOCKS
        and isinstance(node.value, ast.Name)
        and node.value.id in _OF
    ]


@pytest.mark.parametrize("file", list(python(*PACKAGES)), ids=name)
def test_time_is_an_argument(file: Path) -> None:
    """``func.now()``, a database's clock, is one too; ruff does not know that."""
    if name(file) in CLOCKED:
        assert clocks(file), "no longer needs its exception"
    else:
        assert not clocks(file)
