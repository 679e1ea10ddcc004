"""What commands have in common: settings, logs and the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.app import Store
    from config.settings import Settings

Organisation = Annotated[
    str | None,
    typer.Option("--organisation", help="Which organisation, where there are several."),
]
DatabaseOption = Annotated[
    str | None,
    typer.Option("--database", help="Database address; instead of DATABASE_URL."),
]


def settings(*, quiet: bool = False) -> Settings:
    """Read the settings and set up the logs; ``quiet`` unless a level was asked for."""
    import structlog

    from bot.cli.logs import set_up
    from config import settings as config

    found = config.load()
    chosen = "log_level" in found.model_fields_set
    set_up("warning" if quiet and not chosen else found.log_level)
    for name, likely in config.strangers().items():
        structlog.get_logger().warning("setting.unknown", key=name, likely=likely)
    return found


def store(database: str | None, organisation: str | None) -> Store:
    """Open the store that the options, or the environment, name."""
    from bot.app import open_store

    found = settings(quiet=True)
    return open_store(
        database or found.database_url, organisation or found.organisation
    )
