"""What is installed holds everything that runs, and nothing that is not ours."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGES, ROOT, name, tracked


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Build the wheel and return what is in it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(  # noqa: S603 - the build of our own checkout
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (wheel,) = Path(folder).glob("ledning-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_our_packages_are_in_it_and_no_others(held: set[str]) -> None:
    """``bot`` and ``config`` are names that others might take."""
    tops = {entry.partition("/")[0] for entry in held}

    assert set(PACKAGES) == {top for top in tops if not top.endswith(".dist-info")}


def test_every_file_of_our_packages_is_in_it(held: set[str]) -> None:
    """Content, words, demo, templates, styles, fonts, migrations: all of it runs."""
    ours = {name(file) for file in tracked()}
    wanted = {one for one in ours if one.partition("/")[0] in PACKAGES}

    assert not wanted - held


@pytest.mark.parametrize(
    "kind",
    [
        "config/content/prompts/leadership.toml",
        "config/locale/sv.po",
        "config/demo/people.csv",
        "bot/fonts/SourceSans3-Regular.ttf",
        "bot/platforms/webchat/templates/webchat/chat.html",
        "storage/exporting/verify.py",
        "storage/exporting/templates/index.html",
        "storage/migrations/versions/0001_ledger.py",
        "web/static/htmx.min.js",
        "web/templates/base.html",
    ],
)
def test_what_is_no_module_is_in_it_too(kind: str, held: set[str]) -> None:
    assert kind in held


def test_the_command_is_installed_and_the_licence_comes_with_it(held: set[str]) -> None:
    (entry,) = (one for one in held if one.endswith("entry_points.txt"))
    folder = entry.partition("/")[0]

    assert f"{folder}/licenses/LICENSE" in held
    assert not [one for one in held if one.startswith("tests/")]
