"""What the commands share: the two consoles, the database, progress, and input from options."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from app.config import Settings
from app.core import migrate
from app.core.db import Database
from app.core.inputs import Input, problem_in_words
from app.errors import RuleError
from app.history import service as history
from app.search import service as search

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

InputT = TypeVar("InputT", bound=Input)


def say(message: str) -> None:
    """Print a line for people on stdout."""
    out.print(message, markup=False)


def bring_up_to_date(database: Database) -> bool:
    """Migrate to this version's schema and make the search entries anew; return whether it was due.

    Raises `DatabaseUnavailableError` when it cannot be written, or is newer than this code.
    """
    if not migrate.upgrade(database.engine):
        return False
    with progress("Preparing the search") as show, database.write() as db:
        search.renew(db, show)
    return True


def begin_history(database: Database) -> None:
    """Let history begin for records that it does not know: those of a version that kept none."""
    with database.read() as db:
        begun = history.has_begun(db)
    if not begun:
        with progress("Beginning the history") as show, database.write() as db:
            history.begin(db, show)


@contextmanager
def opened(settings: Settings | None = None, migrated: bool = True) -> Iterator[Database]:
    """Yield the database of the settings, brought to this version's schema first.

    Raises `DatabaseUnavailableError` when it cannot be opened, reached or understood.
    """
    database = Database((settings or Settings()).database_url, pool_size=5)
    try:
        if migrated:
            bring_up_to_date(database)
        yield database
    finally:
        database.dispose()


@contextmanager
def progress(label: str) -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function that shows what is going on and how much is done; silent off a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(label)

        def show(what: str, done: int, total: int) -> None:
            bar.update(task, description=f"{label}: {what}", completed=done, total=total)

        yield show


def parsed(model: type[InputT], **given: Any) -> InputT:
    """Return the input made of options, `None` meaning not given.

    Raises `RuleError` that names each option at fault and says what is wrong.
    """
    try:
        return model.model_validate(
            {key: value for key, value in given.items() if value is not None}
        )
    except ValidationError as error:
        problems = []
        for entry in error.errors(include_url=False):
            option = str(entry["loc"][0]).replace("_", "-") if entry["loc"] else "options"
            message = problem_in_words(entry)
            for name in given:
                message = message.replace(name, name.replace("_", "-"))
            problems.append(f"{option}: {message}")
        raise RuleError("\n".join(problems)) from None
