"""Backups that hold: a consistent copy, checked by the ledgers that are in it.

SQLite: a copied file is no backup while a WAL file stands beside it; ``VACUUM INTO``
writes one consistent file whatever goes on meanwhile. PostgreSQL has ``pg_dump``, which
is the database's own tool and is not wrapped here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from engagement.errors import OperationError
from storage import engine, founding, ledger, upgrade

Sizes = Mapping[str, tuple[int, str]]
"Organisation -> size and root (hex) of its ledger."


def backup(url: str, file: Path) -> Sizes:
    """Write a backup and check every ledger in it.

    Raises:
        OperationError: the file exists, the database is no SQLite file, or a ledger of
            the copy is not intact.
    """
    source = _file_of(url)
    if file.exists():
        raise OperationError(f"{file} exists already: backups are never overwritten")
    if not source.is_file():
        raise OperationError(f"there is no database {source}")
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(file),))
    except sqlite3.Error as error:
        raise OperationError(f"the backup could not be written: {error}") from error
    return _checked(f"sqlite:///{file}")


def restore(file: Path, url: str) -> Sizes:
    """Put a backup in place of a missing or empty database and check it.

    Raises:
        OperationError: there is a database already, or the backup is not whole.
    """
    target = _file_of(url)
    if not file.is_file():
        raise OperationError(f"there is no backup {file}")
    if target.exists() and target.stat().st_size:
        raise OperationError(
            f"{target} exists: move it away first, nothing is overwritten"
        )
    _checked(f"sqlite:///{file}")
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        raise OperationError(f"the backup could not be restored: {error}") from error
    return _checked(url)


def _file_of(url: str) -> Path:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise OperationError(
            "PostgreSQL brings its own tools: pg_dump writes, pg_restore puts back;"
            " run `ledning evidence verify` afterwards"
        )
    return Path(parsed.database)


def _checked(url: str) -> Sizes:
    database = engine.connect(url)
    try:
        upgrade.demand_current(database)
        with database.reader.connect() as connection:
            found: dict[str, tuple[int, str]] = {}
            for whose in founding.organisations(connection):
                verdict = ledger.check(connection, whose)
                if not verdict.intact:
                    raise OperationError(
                        f"the ledger of {whose} is broken at record"
                        f" {verdict.first_bad}: {verdict.reason}"
                    )
                found[whose] = (verdict.size, verdict.root.hex())
            return found
    finally:
        database.close()
