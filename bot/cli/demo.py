"""``ledning demo``: the sample company, on a page or played through without one."""

from __future__ import annotations

from typing import Annotated

import typer


def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="Play the story without a page.")
    ] = False,
    weeks: Annotated[
        int, typer.Option(min=1, max=52, help="Weeks to play (headless).")
    ] = 6,
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
    if headless:
        play(database, weeks=weeks, seed=seed, as_json=as_json)
    else:
        on_a_page(found, database, seed=seed, fresh=fresh, draft=draft)
