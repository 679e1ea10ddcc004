"""What every test may rely on: a clean environment, and real databases.

A test that asks for ``store`` runs on SQLite and on PostgreSQL. There is one
PostgreSQL server per test process, started when the first test needs it, and one
database per test, copied from a template that was migrated once.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings

from bot.founding import found_from
from config import content
from engagement.organisation import Mode
from tests.acceptance.cli_parts import Desk, desk
from tests.contracts.databases import DIALECTS, PostgreSql, SqliteFolder
from tests.contracts.store_parts import Store

COMPANY = Path(content.__file__).with_name("demo")
SCRUBBED = ("DATABASE_URL", "PORT")
"Settings of this machine; no test may depend on them."
OURS, FOR_TESTS = "LEDNING_", "LEDNING_TEST_"


def pytest_configure() -> None:
    """Scrub the environment and set up hypothesis."""
    for name in list(os.environ):
        if name in SCRUBBED or (name.startswith(OURS) and FOR_TESTS not in name):
            del os.environ[name]
    settings.register_profile("desk", deadline=None)
    settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
    settings.load_profile("ci" if "CI" in os.environ else "desk")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Asyncio is what the application runs on."""
    return "asyncio"


@pytest.fixture(scope="session")
def sqlite_folder(tmp_path_factory: pytest.TempPathFactory) -> SqliteFolder:
    """Databases in files."""
    return SqliteFolder(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSql]:
    """A real PostgreSQL, reachable through a socket alone."""
    # Short, because the path of a socket has at most some hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        with closing(PostgreSql(folder / "data")) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> str:
    """Name one of the databases that Ledning runs on."""
    name: str = request.param
    return name


@pytest.fixture
def databases(
    dialect: str, request: pytest.FixtureRequest
) -> SqliteFolder | PostgreSql:
    """Return what makes databases of that kind."""
    name = "sqlite_folder" if dialect == "sqlite" else "postgresql"
    found: SqliteFolder | PostgreSql = request.getfixturevalue(name)
    return found


@pytest.fixture
def empty_url(databases: SqliteFolder | PostgreSql) -> Iterator[str]:
    """Return the address of a database without a table."""
    with databases.fresh() as url:
        yield url


@pytest.fixture
def store(databases: SqliteFolder | PostgreSql) -> Iterator[Store]:
    """Return the store of a founded organisation."""
    with databases.founded() as url, closing(Store.open(url)) as opened:
        yield opened


@pytest.fixture(scope="session")
def live_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Found the sample company in earnest, once; tests take copies."""
    file = tmp_path_factory.mktemp("live") / "template.db"
    found_from(f"sqlite:///{file}", COMPANY, mode=Mode.LIVE)
    return file


@pytest.fixture(scope="session")
def played_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Play a week of the rehearsal, once; tests take copies."""
    folder = tmp_path_factory.mktemp("played")
    opened = desk(folder)
    ran = opened.run("demo", "--headless", "--weeks", "1", "--database", opened.url)
    assert 0 == ran.status, ran.warned
    return opened.file


@pytest.fixture
def bare(tmp_path: Path) -> Desk:
    """Return a folder without a database."""
    return desk(tmp_path)


@pytest.fixture
def live(live_template: Path, tmp_path: Path) -> Desk:
    """Return the sample company in earnest, as a draft."""
    return desk(tmp_path, live_template)


@pytest.fixture
def played(played_template: Path, tmp_path: Path) -> Desk:
    """Return the sample company after a rehearsed week."""
    return desk(tmp_path, played_template)
