"""``ledning organisation``: found one, load its files, link its accounts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import DatabaseOption

app = typer.Typer(help="Organisations of this database.", no_args_is_help=True)


@app.command("add")
def add(
    folder: Annotated[
        Path, typer.Argument(help="Folder with organisation.toml and the CSV files.")
    ],
    database: DatabaseOption = None,
) -> None:
    """Found an organisation from a folder of files and import all of them."""
    from bot.cli.opening import settings
    from bot.founding import found_from
    from engagement.organisation import Mode

    url = database or settings(quiet=True).database_url
    name, numbers = found_from(url, folder, mode=Mode.LIVE)
    typer.echo(f"{name}: founded as a draft; nothing is sent before it is launched")
    for kind, number in numbers.items():
        typer.echo(f"  {kind}: {number} records")


@app.command("list")
def list_all(database: DatabaseOption = None) -> None:
    """List the organisations of the database."""
    from bot.cli.opening import settings
    from storage import engine, founding, upgrade

    opened = engine.connect(database or settings(quiet=True).database_url)
    upgrade.demand_current(opened)
    with opened.reader.connect() as connection:
        for one in founding.organisations(connection).values():
            typer.echo(f"{one.organisation_id}  {one.name}  {one.mode}  {one.state}")
    opened.close()
