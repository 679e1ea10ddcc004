"""Files are short, say what they are for, and leave nothing for later."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGES, ROOT, name, parsed, python, tracked

MOST, ASKS = 500, 300
ALL = list(python(*PACKAGES, "benchmarks", "tests"))
CODE = list(python(*PACKAGES, "benchmarks"))
LONG = {
    "bot/app.py": "the composition root: one place that knows every concrete class",
    "bot/handlers/commands/people.py": "one command; its verbs share one grammar",
    "engagement/ledger.py": "the arithmetic of one tree, read as a whole",
    "storage/tables/state.py": "the tables of one state, side by side",
    "engagement/facts/__init__.py": "one closed union, a line for each kind of fact",
    "storage/exporting/verify.py": "one file that stands alone in every export",
    "tests/acceptance/access_parts.py": "one table of every reader, and one company",
    "tests/acceptance/app_parts.py": "one driver of the application",
    "tests/acceptance/outside_checker.py": "one checker that asks nobody else",
    "tests/acceptance/quarter_parts.py": "one quarter, and everybody in it",
    "tests/contracts/test_store_units.py": "one contract: a unit is a transaction",
    "tests/properties/cadence_world.py": "one world for one state machine",
    "tests/unit/fact_story.py": "one story in which everything happens once",
    "tests/unit/flow_parts.py": "one stage for all conversations",
    "tests/unit/webchat_parts.py": "one stage for all pages",
}
"Files of more than 300 lines that are one thing, and why; tests are listed by kind."
NAMES = re.compile(r"(^|_)(utils?|helpers?|manager|misc|common)(_|\.py$)")
_LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
_MACHINES = re.compile(
    r"/(?:work|root)/|/home/\w|py[p]i\.org|pythonho[s]ted|registry\.np[m]js"
)


@pytest.mark.parametrize("file", ALL, ids=name)
def test_a_file_can_be_read_at_a_sitting(file: Path) -> None:
    length = len(file.read_text("utf-8").splitlines())

    assert length <= MOST
    if length > ASKS and not file.name.startswith("test_"):
        assert name(file) in LONG, f"{length} lines: split it, or say why not"


def test_no_long_file_is_excused_that_is_short() -> None:
    short = {
        excused
        for excused in LONG
        if not (ROOT / excused).is_file()
        or len((ROOT / excused).read_text("utf-8").splitlines()) <= ASKS
    }

    assert not short


@pytest.mark.parametrize("file", CODE, ids=name)
def test_a_module_says_what_it_is_for(file: Path) -> None:
    if file.name == "verify.py" or "migrations/versions" not in name(file):
        assert ast.get_docstring(parsed(file))


@pytest.mark.parametrize("file", CODE, ids=name)
def test_nothing_is_left_for_later(file: Path) -> None:
    text = file.read_text("utf-8")

    assert not _LATER.search(text)
    raised = [node for node in ast.walk(parsed(file)) if isinstance(node, ast.Raise)]
    assert not [n for n in raised if "NotImplemented" in ast.unparse(n)]


@pytest.mark.parametrize("file", CODE, ids=name)
def test_product_code_does_not_know_that_it_is_tested(file: Path) -> None:
    words = ("pytest", "unittest", "PYTEST_", "LEDNING_TEST")

    assert not [word for word in words if word in file.read_text("utf-8")]


@pytest.mark.parametrize("file", ALL, ids=name)
def test_a_file_is_named_after_what_is_in_it(file: Path) -> None:
    assert not NAMES.search(file.name)


def test_no_test_file_shares_a_name_with_another() -> None:
    """Pytest imports them without packages."""
    names = [f.name for f in python("tests") if f.name != "conftest.py"]

    assert sorted(set(names)) == sorted(names)


def test_no_file_knows_the_machine_that_it_was_written_on() -> None:
    own = Path(__file__).resolve()
    texts = {".py", ".md", ".toml", ".txt", ".in", ".html", ".css", ".js", ".po", ""}
    found = [
        f"{name(file)}: {hit[0]}"
        for file in tracked()
        if file.suffix in texts and file != own
        if (hit := _MACHINES.search(file.read_text("utf-8", errors="replace")))
    ]

    assert not found
