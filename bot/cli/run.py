"""``ledning run``: everything in one process."""

from __future__ import annotations

import typer

from bot.cli.opening import DatabaseOption, Organisation

GRACE_SECONDS = 20
"What is in flight at SIGTERM gets so long."


def run(database: DatabaseOption = None, organisation: Organisation = None) -> None:
    """Run the platforms and the clock until stopped; there are no pages to sign in to."""
    from bot.app import asgi, build, open_store, real_time
    from bot.cli.opening import settings
    from bot.serving import listen, serve
    from engagement.errors import OperationError
    from engagement.organisation import Mode

    found = settings()
    store = open_store(
        database or found.database_url, organisation or found.organisation
    )
    if store.organisation.mode is Mode.REHEARSAL:
        store.close()
        raise OperationError(
            "this database is a rehearsal and stays one: `ledning run` needs a live"
            " one; make it with `ledning organisation add FOLDER`"
        )
    door = listen(found.host, found.port)
    application = build(store, now=real_time, web=False)
    if not application.platforms:
        typer.echo(
            "No chat platform is set up, so nothing will be sent or received:"
            " only the clock and /healthz run. `ledning demo` shows the web chat.",
            err=True,
        )
    page = asgi(application, found, demo=False, clock=True)
    serve(page, door, grace=GRACE_SECONDS)
