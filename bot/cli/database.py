"""``ledning database``: upgrade, backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import DatabaseOption

app = typer.Typer(help="The database itself.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(help="The backup file.")]


def _url(database: str | None) -> str:
    from bot.cli.opening import settings

    return database or settings(quiet=True).database_url


@app.command()
def upgrade(database: DatabaseOption = None) -> None:
    """Make an empty database ready, or bring an older one up to this version."""
    from storage import engine
    from storage.upgrade import upgrade as bring_up

    opened = engine.connect(_url(database))
    before, after = bring_up(opened)
    opened.close()
    if before == after:
        typer.echo(f"The database is at version {after} already.")
    else:
        typer.echo(f"The database went from {before or 'empty'} to version {after}.")


@app.command()
def backup(file: File, database: DatabaseOption = None) -> None:
    """Write a consistent copy, also while the application runs, and check it."""
    from storage.backup import backup as write

    sizes = write(_url(database), file)
    typer.echo(f"Written and checked: {file}")
    for organisation, (size, root) in sizes.items():
        typer.echo(f"  {organisation}: {size}:{root}")


@app.command()
def restore(file: File, database: DatabaseOption = None) -> None:
    """Put a backup in place of an empty or missing database, and check the ledgers."""
    from storage.backup import restore as put_back

    sizes = put_back(file, _url(database))
    typer.echo(f"Restored and checked from {file}")
    for organisation, (size, root) in sizes.items():
        typer.echo(f"  {organisation}: {size}:{root}")
