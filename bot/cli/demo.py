"""``ledning demo``: the sample company, on a page or played through without one."""

from __future__ import annotations

from typing import Annotated

import typer

_WEEKS = 6


def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="Play the story without a page.")
    ] = False,
    weeks: Annotated[
        int | None,
        typer.Option(min=1, max=52, help="Weeks to play (headless; 6 otherwise)."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Repeats the story (headless).")] = 1,
    database: Annotated[
        str | None,
        typer.Option(help="Database address; without one, a file in data/."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="End with one JSON object (headless).")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin again: set the old demo aside.")
    ] = False,
    draft: Annotated[
        bool,
        typer.Option("--draft", help="Begin as a draft: launch it yourself in chat."),
    ] = False,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Instead of PORT.")
    ] = None,
) -> None:
    """Load the sample company Lindvalla and rehearse: a quarter in two minutes."""
    from bot.cli.opening import settings
    from bot.rehearsal.run import headless as play
    from bot.rehearsal.run import on_a_page

    found = settings(quiet=True)
    if port is not None:
        found = found.model_copy(update={"port": port})
    if headless and draft:
        raise typer.BadParameter("the story needs a launched company: without --draft")
    if not headless and (weeks is not None or as_json):
        option = "--json" if weeks is None else "--weeks"
        raise typer.BadParameter(
            f"{option} is for the story without a page: add --headless;"
            " on the page, the buttons beside the clock move the time"
        )
    if headless:
        play(database, weeks=weeks or _WEEKS, seed=seed, as_json=as_json)
    else:
        on_a_page(found, database, seed=seed, fresh=fresh, draft=draft)
