"""``ledning evidence``: verify, export, redact."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.cli.opening import DatabaseOption, Organisation
from engagement.texts import Language

app = typer.Typer(help="The ledger and its exports.", no_args_is_help=True)


@app.command()
def verify(
    export: Annotated[
        Path | None,
        typer.Argument(help="An exported folder; without one, the database."),
    ] = None,
    expect: Annotated[
        str | None,
        typer.Option(help="SIZE:ROOT as printed in a digest or an export."),
    ] = None,
    manifest: Annotated[
        str | None,
        typer.Option(help="Fingerprint of an export's manifest, as told when written."),
    ] = None,
    database: DatabaseOption = None,
    organisation: Organisation = None,
) -> None:
    """Say that every record is the one that was committed, or name the first that is not.

    An exported folder needs no database; with one named, the ledger is asked as well
    whether it wrote this very export.
    """
    if export is not None:
        from storage.exporting import verifier

        status = verifier.run(export, expect, manifest)
        if status == 0 and database is not None:
            status = _known(export, database, organisation)
        raise typer.Exit(status)
    from bot.cli.opening import store as open_it
    from storage.exporting.check import check

    opened = open_it(database, organisation)
    try:
        good, said = check(opened.transactions, opened.organisation, expect)
    finally:
        opened.close()
    typer.echo(said)
    raise typer.Exit(0 if good else 1)


def _known(export: Path, database: str, organisation: str | None) -> int:
    """Say whether the ledger has this export, down to the last file."""
    from bot.cli.opening import store as open_it
    from bot.exports import recorded

    opened = open_it(database, organisation)
    try:
        found = recorded(opened, export)
    finally:
        opened.close()
    if found is None:
        typer.echo("NOT KNOWN: no record of this ledger is of this manifest")
        return 1
    typer.echo(f"the ledger wrote it: record {found}")
    return 0


@app.command()
def export(
    out: Annotated[Path, typer.Option(help="Folder to write; it must not exist.")],
    clause: Annotated[
        str | None, typer.Option(help="Only this clause, such as 5.1.1 or 5.1.1.e.")
    ] = None,
    person: Annotated[str | None, typer.Option(help="Only this person's id.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="First day."),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")
    ] = None,
    language: Annotated[Language, typer.Option(help="Of the words.")] = "en",
    database: DatabaseOption = None,
    organisation: Organisation = None,
) -> None:
    """Write records for an auditor, with proofs and a verifier that needs nothing of us."""
    from bot.cli.opening import store as open_it
    from bot.exports import Wanted
    from bot.exports import export as write

    wanted = Wanted(
        clause=clause,
        person_id=person,
        first=since.date() if since is not None else None,
        last=until.date() if until is not None else None,
    )
    opened = open_it(database, organisation)
    try:
        written = write(opened, out, wanted, language)
    finally:
        opened.close()
    typer.echo(f"{written.records} records written to {out}")
    typer.echo(f"Check them anywhere: python3 {out / 'verify.py'}")
    typer.echo(f"Record {written.seq} keeps the fingerprint of its manifest:")
    typer.echo(f"  {written.manifest}")
    typer.echo("Give it to the auditor by another way than the folder.")


@app.command()
def redact(
    record: Annotated[int, typer.Argument(min=0, help="Number of the record.")],
    reason: Annotated[
        Literal["erasure", "mistake", "retention"],
        typer.Option(help="Why: somebody's right, a slip, or its time is over."),
    ],
    by: Annotated[str, typer.Option(help="The role that decided, not a name.")],
    text: Annotated[
        str | None,
        typer.Option(help="Only this free text; without it the whole payload goes."),
    ] = None,
    database: DatabaseOption = None,
    organisation: Organisation = None,
) -> None:
    """Take a payload or one free text out for good; leaf, roots and proofs stay."""
    from bot.cli.opening import store as open_it
    from bot.exports import redact as take_out

    opened = open_it(database, organisation)
    try:
        seq = take_out(opened, record, field=text, reason=reason, decided_by=by)
    finally:
        opened.close()
    typer.echo(f"Record {record} is redacted; record {seq} says so.")
