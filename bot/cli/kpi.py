"""``ledning kpi``: what the readings of a KPI say, from a file, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from engagement.texts import Language

app = typer.Typer(no_args_is_help=True)


@app.callback()
def kpi() -> None:
    """Tell signals from noise in key performance indicators."""


@app.command()
def analyse(
    file: Annotated[
        Path,
        typer.Argument(
            exists=True,
            dir_okay=False,
            help="CSV or Excel file with two columns: period and value.",
        ),
    ],
    *,
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="FIRST..LAST",
            help="Periods that the limits come from, such as 2026-W22..2026-W37.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Unrounded numbers, for programs.")
    ] = False,
    png: Annotated[
        Path | None,
        typer.Option(dir_okay=False, help="Where to save the chart as a picture."),
    ] = None,
    language: Annotated[Language, typer.Option(help="Of the words.")] = "en",
    lower_bound: Annotated[
        str | None, typer.Option(help="Least value that is possible.")
    ] = None,
    upper_bound: Annotated[
        str | None, typer.Option(help="Greatest value that is possible.")
    ] = None,
    target: Annotated[str | None, typer.Option(help="What is aimed at.")] = None,
    direction: Annotated[
        Literal["up", "down"] | None,
        typer.Option(help="Which way is better; without it no change is judged."),
    ] = None,
) -> None:
    """Show limits and signals of one KPI (XmR chart).

    Exit status 1 means that the file cannot be used; the reasons are on stderr.
    """
    # Imported here, so that the list of commands does not wait for them.
    from bot.cli import kpi_report, kpi_study
    from bot.cli.refusals import refusal
    from config.texts import load as load_texts
    from engagement.errors import ImportRefused

    try:
        study = kpi_study.study(
            file,
            direction=kpi_study.direction(direction, target),
            target=kpi_study.number(target),
            bounds=(kpi_study.number(lower_bound), kpi_study.number(upper_bound)),
            baseline=kpi_study.span(baseline),
        )
    except ImportRefused as refused:
        for line in refusal(refused, language, load_texts()):
            typer.echo(line, err=True)
        raise typer.Exit(1) from refused
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    if png is not None:
        _save(png, kpi_report.picture(study, language, load_texts()))
    if as_json:
        typer.echo(kpi_report.as_json(study))
    else:
        for line in kpi_report.as_words(study, language, load_texts()):
            typer.echo(line)
    if png is not None:
        # Not on stdout: a program reads its JSON there.
        where = load_texts().text("kpi.report.picture", language, file=str(png))
        typer.echo(where, err=True)


def _save(file: Path, picture: bytes) -> None:
    """Write a picture.

    Raises:
        OperationError: it cannot be written there.
    """
    from engagement.errors import OperationError

    try:
        file.write_bytes(picture)
    except OSError as error:
        raise OperationError(
            f"cannot save the picture as {file} ({error.strerror}): after --png, name"
            " a file in a folder that exists and that you may write to"
        ) from error
