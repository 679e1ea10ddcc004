"""What the README promises: its commands work, and its links lead somewhere.

Every line of its ``sh`` blocks is looked at, in order, in one empty folder:

- ``ledning …`` and ``python3 …`` are run as they stand, with the exit code 0;
- ``ledning run`` serves for ever, so its ``--help`` is run instead;
- ``scripts/demo`` and ``scripts/test`` make environments, so they are only looked at:
  the file is there and may be run, and their options are ones that they know;
- ``export`` is obeyed.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]
COMMANDS = [shlex.split(line, comments=True) for line in LINES]
SECONDS = 120
LONGEST = 110
"Lines: a README is read, not studied."


def said_by(command: list[str], folder: Path, given: dict[str, str]) -> str:
    """Run a command to its end; return what it said."""
    done = subprocess.run(  # noqa: S603 - from our own README
        command,
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), **given},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def ledning(*words: str) -> list[str]:
    return [sys.executable, "-m", "bot", *words]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder as a reader has it: the example, and a file of their own."""
    (tmp_path / "config").symlink_to(ROOT / "config")
    rows = (ROOT / "config/demo/readings.csv").read_text(encoding="utf-8-sig")
    own = "\n".join(";".join(row.split(";")[:2]) for row in rows.splitlines())
    (tmp_path / "otif.csv").write_text(own, encoding="utf-8")
    return tmp_path


def test_the_commands_of_the_readme_work_one_after_the_other(folder: Path) -> None:
    given: dict[str, str] = {}
    ran = []
    for program, *words in COMMANDS:
        match program:
            case "export":
                given |= dict(word.split("=", 1) for word in words)
            case "ledning" if words == ["run"]:
                said_by(ledning("run", "--help"), folder, given)
            case "ledning":
                ran.append(said_by(ledning(*words), folder, given))
            case "python3":
                ran.append(said_by([sys.executable, *words], folder, given))
            case _:
                assert program.startswith("scripts/"), program
    assert len(ran) >= 8
    assert (folder / "otif.png").stat().st_size > 1000
    assert (folder / "for-the-auditor/index.html").exists()


def test_the_two_commands_open_the_readme_and_may_be_run() -> None:
    assert ["scripts/demo", "scripts/test"] == [command[0] for command in COMMANDS[:2]]
    for name in set(re.findall(r"scripts/\w+", README)):
        assert (ROOT / name).stat().st_mode & 0o111, name


def test_the_options_of_the_scripts_are_ones_that_they_know(tmp_path: Path) -> None:
    """``scripts/demo`` hands its options to ``ledning demo``."""
    known = said_by(ledning("demo", "--help"), tmp_path, {"COLUMNS": "200"})
    known += (ROOT / "scripts/test").read_text(encoding="utf-8")

    used = {
        option
        for line in re.findall(r"scripts/(?:demo|test) (--.*?)[`\n]", README)
        for option in re.findall(r"--[\w-]+", line)
    }

    assert "--headless" in used
    assert [] == [option for option in sorted(used) if option not in known]


def test_every_link_and_picture_of_the_readme_is_there() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", README)
    files = {one or other for one, other in targets}

    assert len(files) >= 10
    assert [] == [name for name in sorted(files) if not (ROOT / name).exists()]


def test_the_pictures_are_small_and_all_used() -> None:
    """Who clones this on a train waits for no picture; one that nobody sees goes."""
    pictures = sorted((ROOT / "docs/pictures").glob("*.png"))
    texts = README + "".join(
        page.read_text(encoding="utf-8") for page in (ROOT / "docs").rglob("*.md")
    )

    assert [] == [p.name for p in pictures if p.stat().st_size > 300_000]
    assert [] == [p.name for p in pictures if p.name not in texts]


def test_the_readme_is_short_and_claims_no_more_than_is_true() -> None:
    assert len(README.splitlines()) <= LONGEST
    assert "proves no conformity" in README
    assert not re.search(r"prov\w+ compliance|guarantee", README, re.IGNORECASE)
