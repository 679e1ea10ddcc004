"""``ledning import``: the same import as in chat, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import DatabaseOption, Organisation

if TYPE_CHECKING:
    from bot.desk.imports import ImportPlan
    from bot.desk.imports.telling import Telling
    from bot.ports.store import Unit


def import_file(
    kind: Annotated[str, typer.Argument(help="people, kpis, readings, risks ...")],
    file: Annotated[Path, typer.Argument(help="CSV or XLSX.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Store it; without this it is a dry run.")
    ] = False,
    retire: Annotated[
        bool, typer.Option("--retire", help="Retire what is no longer in the file.")
    ] = False,
    database: DatabaseOption = None,
    organisation: Organisation = None,
) -> None:
    """Look at a file and say what would change; store it with --yes."""
    from bot.app import make_desk
    from bot.cli.opening import store as open_it
    from bot.desk import imports
    from bot.desk.desk import Sitting
    from bot.desk.imports.telling import Telling
    from bot.desk.imports.wording import in_language, sentence
    from bot.desk.recording import machinery
    from engagement.errors import OperationError

    if not file.is_file():
        raise OperationError(f"there is no file {file}")
    content = file.read_bytes()
    opened = open_it(database, organisation)
    now = opened.now_here()
    desk = make_desk(lambda: now)

    def look(unit: Unit) -> tuple[ImportPlan, str | None, list[str]]:
        at = Sitting(unit=unit, desk=desk, now=now)
        plan = imports.plan(at, kind, file.name, content)
        if retire and plan.missing and not plan.retirements:
            raise OperationError(f"{kind} are never retired by a file")
        told = Telling(at=at, plan=plan, language="en")
        lines = [
            _counts(plan, kept=not retire),
            *_named(told),
            *(f"  {x}" for x in told.lines()),
        ]
        gone = plan.missing if retire else ()
        if not yes or not (plan.facts or gone):
            return plan, None, lines
        return plan, imports.accept(at, plan, machinery(at), retire=gone), lines

    try:
        plan, which, lines = opened.work.here(look)
    finally:
        opened.close()
    say = in_language(desk.texts, "en")
    lines += [f"  {sentence(warning, say)}" for warning in plan.warnings]
    for line in lines:
        typer.echo(line)
    if retire and plan.missing:
        done = "Retired" if which is not None else "Would be retired"
        typer.echo(f"{done}: {len(plan.missing)} not in the file.")
    if which is not None:
        typer.echo(f"Stored as import {which[:8]}.")
    elif plan.facts or (retire and plan.missing):
        typer.echo("Nothing is stored yet: add --yes.")


def _counts(plan: ImportPlan, *, kept: bool) -> str:
    return (
        f"{plan.file_name}: {len(plan.added)} new, {len(plan.changed)} changed,"
        f" {len(plan.unchanged)} as before, {len(plan.missing)} not in the file"
        f"{' (kept)' if kept else ''}"
    )


def _named(told: Telling) -> list[str]:
    """Return lines with what is new, and with what is not in the file."""
    heads = {"new": told.plan.added, "not in the file": told.plan.missing}
    return [f"  {head} {told.names(ids)}" for head, ids in heads.items() if ids]
