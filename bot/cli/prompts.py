"""``ledning prompts``: the questions as people read them, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from engagement.texts import LANGUAGES, Language

app = typer.Typer(no_args_is_help=True)


@app.callback()
def prompts() -> None:
    """Look at the questions that come with the product."""


@app.command("print")
def print_all(
    *,
    language: Annotated[
        Language | None, typer.Option(help="One language alone, instead of both.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(dir_okay=False, help="Where to save it, instead of showing it."),
    ] = None,
) -> None:
    """Render every question with the sample company's data, as Markdown."""
    from bot.cli.prompt_sheet import sheet

    text = sheet(LANGUAGES if language is None else (language,))
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
