"""Backups that hold: a consistent copy, checked by the ledgers that are in it.

SQLite: a copied file is no backup while a WAL file stands beside it; ``VACUUM INTO``
writes one consistent file whatever goes on meanwhile. PostgreSQL has ``pg_dump``, which
is the database's own tool and is not wrapped here.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from engagement.errors import OperationError
from storage import engine, ledger, upgrade

Sizes = Mapping[str, tuple[int, str]]
"Organisation -> size and root (hex) of its ledger."


def backup(url: str, file: Path) -> Sizes:
    """Write a backup and check every ledger in it; an older version's counts, too.

    Raises:
        OperationError: the file exists, the database is no SQLite file, or a ledger of
            the copy is not intact.
    """
    source = _file_of(url)
    if file.exists():
        raise OperationError(f"{file} exists already: backups are never overwritten")
    if not source.is_file():
        raise OperationError(f"there is no database {source}")
    return _copied(source, file)


def restore(file: Path, url: str) -> Sizes:
    """Put a backup in place of a missing or empty database and check it.

    Raises:
        OperationError: there is a database already, or the backup is not whole.
    """
    target = _file_of(url)
    if not file.is_file():
        raise OperationError(f"there is no backup {file}")
    beside = [Path(f"{target}{end}") for end in ("", "-wal", "-shm")]
    for left in beside:
        if left.exists() and left.stat().st_size:
            raise OperationError(
                f"{left} exists: move it away first, nothing is overwritten"
            )
    _checked(file)
    for left in beside:
        left.unlink(missing_ok=True)
    return _copied(file, target)


def _file_of(url: str) -> Path:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise OperationError("name the database as sqlite:///FILE") from error
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise OperationError(
            "PostgreSQL brings its own tools: pg_dump writes, pg_restore puts back;"
            " run `ledning evidence verify` afterwards"
        )
    return Path(parsed.database)


def _copied(source: Path, target: Path) -> Sizes:
    """Copy a database and check the copy; nothing is left of one that failed."""
    address = f"{source.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
        _sync(target)
        return _checked(target)
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error | OSError):
            raise OperationError(f"{target} could not be written: {error}") from error
        raise


def _sync(file: Path) -> None:
    """Have the disk keep it: ``VACUUM INTO`` does not wait for that."""
    for path in (file, file.parent):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _checked(file: Path) -> Sizes:
    database = engine.connect(URL.create("sqlite", database=str(file)))
    try:
        with closing(database), database.reader.connect() as connection:
            upgrade.demand(connection, "current", "older")
            found: dict[str, tuple[int, str]] = {}
            for whose in ledger.owners(connection):
                verdict = ledger.check(connection, whose)
                if not verdict.intact:
                    raise OperationError(
                        f"the ledger of {whose} is broken at record"
                        f" {verdict.first_bad}: {verdict.reason}"
                    )
                found[whose] = (verdict.size, verdict.root.hex())
            return found
    except DBAPIError as error:
        raise engine.operation_error(error) from error
