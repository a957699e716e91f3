"""The `throughline` command line. Exit codes: 0 done, 1 refused, 2 wrong usage."""

import gc
import sys

import sqlalchemy as sa
import typer
from pydantic import ValidationError

from app.commands import accounts, imports, records, serving, transfer, upkeep
from app.commands.console import err
from app.core.inputs import problem_in_words
from app.errors import AppError, RuleError

app = typer.Typer(
    help="Tracks what election observers recommend, what authorities answer, what became of it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(serving.serve)
app.command()(upkeep.migrate)
app.command()(upkeep.seed)
app.command()(upkeep.check)
app.command()(transfer.export)
app.add_typer(records.organisation, name="organisation")
app.add_typer(records.election, name="election")
app.add_typer(records.document, name="document")
app.add_typer(imports.app, name="import")
app.add_typer(accounts.user, name="user")
app.add_typer(accounts.token, name="token")


COLLECT_EVERY = 10_000
"""How many new things there are before the collector looks for those that hold each other."""


def main() -> None:
    """Run a command; what is refused is one clear message on stderr and exit code 1."""
    # Tables make very many small things: start-up's are not to be looked through again each time.
    gc.freeze()
    gc.set_threshold(COLLECT_EVERY, 20, 20)
    try:
        app()
    except AppError as error:
        field = getattr(error, "field", None) if isinstance(error, RuleError) else None
        place = f"{field.replace('_', '-')}: " if field else ""
        err.print(f"throughline: {place}{error.message}", markup=False)
        sys.exit(1)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            setting = str(problem["loc"][0]).upper() if problem["loc"] else "settings"
            err.print(f"throughline: {setting}: {problem_in_words(problem)}", markup=False)
        sys.exit(1)
    except sa.exc.DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        err.print(f"throughline: the database refuses: {reason}", markup=False)
        sys.exit(1)
