"""Bringing a database up to this version; never down, and never by accident."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from engagement.errors import OperationError
from storage.engine import Database, missing_file, operation_error

_TREE = Path(__file__).parent / "migrations"
TRIGGERS = (
    "ledger_no_update",
    "ledger_no_delete",
    "ledger_no_replace",
    "ledger_payload_only_empty",
    "ledger_payload_no_delete",
    "ledger_payload_no_replace",
    "ledger_text_only_empty",
    "ledger_text_no_delete",
    "ledger_text_no_replace",
    "ledger_head_only_grow",
    "ledger_head_no_delete",
    "ledger_head_no_replace",
)
"Guards of the ledger in both databases."
TRUNCATE_TRIGGERS = tuple(
    f"{table}_no_truncate"
    for table in ("ledger", "ledger_payload", "ledger_text", "ledger_head")
)
"PostgreSQL's own, because TRUNCATE passes the others."


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_TREE))
    config.attributes["connection"] = connection
    return config


def version(connection: Connection) -> str | None:
    """Return the version of the database, or None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """Return the version that this software knows."""
    config = Config()
    config.set_main_option("script_location", str(_TREE))
    head = ScriptDirectory.from_config(config).get_current_head()
    if head is None:
        raise OperationError("this installation has no migrations: install it again")
    return head


def _known(revision: str) -> bool:
    config = Config()
    config.set_main_option("script_location", str(_TREE))
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    return revision in {script.revision for script in scripts}


def state(connection: Connection) -> str:
    """Return ``empty``, ``current``, ``older`` or ``newer``."""
    found = version(connection)
    if found is None:
        tables = inspect(connection).get_table_names()
        return "foreign" if tables else "empty"
    if found == newest():
        return "current"
    return "older" if _known(found) else "newer"


_REFUSALS = {
    "newer": "the database was made by a newer Ledning: install that version",
    "foreign": "the database belongs to something else: name another one",
    "empty": "the database is empty: run `ledning database upgrade`",
    "older": "the database is older than this Ledning: back it up, then run "
    "`ledning database upgrade`",
}


def demand_current(database: Database) -> None:
    """Refuse a database that this software cannot use as it is.

    Raises:
        OperationError: it is absent, empty, older, newer or something else's.
    """
    if (file := missing_file(database)) is not None:
        raise OperationError(
            f"there is no database {file}: run `ledning database upgrade`"
        )
    try:
        with database.reader.connect() as connection:
            demand(connection, "current")
    except DBAPIError as error:
        raise operation_error(error) from error


def demand(connection: Connection, *allowed: str) -> None:
    """Refuse a database in any other state than those that are allowed.

    Raises:
        OperationError: it is in another one; the message says what to do.
    """
    found = state(connection)
    if found not in allowed:
        raise OperationError(_REFUSALS[found])


def upgrade(database: Database) -> tuple[str | None, str]:
    """Bring the database up to this version, in one transaction.

    Returns:
        The version before and after.

    Raises:
        OperationError: the database is newer than this software, something else's,
            or refuses.
    """
    try:
        with database.writer.begin() as connection:
            demand(connection, "empty", "older", "current")
            before = version(connection)
            command.upgrade(_config(connection), "head")
            return before, newest()
    except DBAPIError as error:
        raise operation_error(error) from error


def missing_triggers(connection: Connection) -> tuple[str, ...]:
    """Return the guards of the ledger that are not there."""
    if connection.dialect.name == "sqlite":
        wanted: tuple[str, ...] = TRIGGERS
        query = "SELECT name FROM sqlite_master WHERE type='trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled='O'"
        wanted = TRIGGERS + TRUNCATE_TRIGGERS
    present = set(connection.execute(text(query)).scalars())
    return tuple(name for name in wanted if name not in present)
