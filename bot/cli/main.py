"""``ledning``: every command group, one line each."""

from __future__ import annotations

import sys

import typer

from bot.cli import (
    database,
    demo,
    doctor,
    evidence,
    importing,
    kpi,
    organisation,
    prompts,
    run,
)
from engagement.errors import ImportRefused, LedningError, PersonError

app = typer.Typer(
    name="ledning",
    help="The line between a quality coordinator and top management.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("demo")(demo.demo)
app.command("run")(run.run)
app.command("doctor")(doctor.doctor)
app.command("import")(importing.import_file)
app.add_typer(organisation.app, name="organisation")
app.add_typer(kpi.app, name="kpi")
app.add_typer(evidence.app, name="evidence")
app.add_typer(prompts.app, name="prompts")
app.add_typer(database.app, name="database")


def main() -> None:
    """Run; what a person can mend is said in words, without a stack trace."""
    try:
        app()
    except ImportRefused as refused:
        from bot.cli.refusals import refusal
        from config.texts import load

        for line in refusal(refused, "en", load()):
            sys.stderr.write(f"{line}\n")
        sys.exit(1)
    except PersonError as error:
        from bot.cli.refusals import mistake
        from config.texts import load

        sys.stderr.write(f"ledning: {mistake(error, 'en', load())}\n")
        sys.exit(1)
    except LedningError as error:
        sys.stderr.write(f"ledning: {error}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
