"""Every command says what it does, quickly, and refuses what it does not know."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from bot.cli.main import app
from tests.acceptance.cli_parts import Desk


def commands(group: Any, *words: str) -> Iterator[tuple[str, ...]]:
    """Yield every command, groups included."""
    yield words
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, *words, name)


@pytest.mark.parametrize("words", list(commands(get_command(app))), ids=" ".join)
def test_every_command_explains_itself(words: tuple[str, ...], bare: Desk) -> None:
    ran = bare.run(*words, "--help")

    assert 0 == ran.status
    assert "Usage" in ran.said
    assert not ran.warned


def test_the_commands_are_those_of_the_manual(bare: Desk) -> None:
    """House and issue name them; a renamed command breaks somebody's script."""
    wanted = ("demo", "run", "doctor", "import", "organisation", "kpi", "evidence")

    said = bare.run("--help").said

    assert [] == [name for name in (*wanted, "database") if name not in said]


def test_an_unknown_command_is_a_wrong_use(bare: Desk) -> None:
    ran = bare.run("frobnicate")

    assert 2 == ran.status
    assert "frobnicate" in ran.warned


def test_the_checkout_runs_as_a_module(bare: Desk) -> None:
    """``python -m bot`` is the same command."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        cwd=bare.folder,
        env=bare.environment(),
        capture_output=True,
        check=False,
    )

    assert 0 == done.returncode
    assert b"evidence" in done.stdout
