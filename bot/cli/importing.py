"""``ledning import``: the same import as in chat, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import DatabaseOption, Organisation

if TYPE_CHECKING:
    from bot.desk.imports import ImportPlan
    from bot.ports.store import Unit


def import_file(
    kind: Annotated[str, typer.Argument(help="people, kpis, readings, risks ...")],
    file: Annotated[Path, typer.Argument(help="CSV or XLSX.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Store it; without this it is a dry run.")
    ] = False,
    database: DatabaseOption = None,
    organisation: Organisation = None,
) -> None:
    """Look at a file and say what would change; store it with --yes."""
    from bot.app import make_desk
    from bot.cli.opening import store as open_it
    from bot.desk import imports
    from bot.desk.desk import Sitting
    from bot.desk.imports.wording import in_language, sentence
    from bot.desk.recording import machinery
    from engagement.errors import OperationError

    if not file.is_file():
        raise OperationError(f"there is no file {file}")
    content = file.read_bytes()
    opened = open_it(database, organisation)
    now = opened.now_here()
    desk = make_desk(lambda: now)

    def look(unit: Unit) -> tuple[ImportPlan, str | None]:
        at = Sitting(unit=unit, desk=desk, now=now)
        plan = imports.plan(at, kind, file.name, content)
        which = imports.accept(at, plan, machinery(at)) if yes and plan.facts else None
        return plan, which

    try:
        plan, which = opened.work.here(look)
    finally:
        opened.close()
    typer.echo(
        f"{file.name}: {len(plan.added)} new, {len(plan.changed)} changed,"
        f" {len(plan.unchanged)} as before, {len(plan.missing)} not in the file (kept)"
    )
    say = in_language(desk.texts, "en")
    for warning in plan.warnings:
        typer.echo(f"  {sentence(warning, say)}")
    if which is not None:
        typer.echo(f"Stored as import {which[:8]}.")
    elif plan.facts:
        typer.echo("Nothing is stored yet: add --yes.")
