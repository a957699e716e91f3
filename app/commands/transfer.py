"""`export`: full data out."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.console import opened, progress, say
from app.config import Settings
from app.errors import AppError
from app.exports import files


def export(
    out: Annotated[Path, typer.Option(help="Folder to write to; made when missing.")],
    formats: Annotated[
        str, typer.Option("--format", help="csv, json, or both with a comma.")
    ] = "csv,json",
) -> None:
    """Write every list of the tracker as files."""
    chosen = [name.strip() for name in formats.split(",") if name.strip()]
    unknown = [name for name in chosen if name not in files.WRITERS]
    if unknown or not chosen:
        raise AppError(f"--format: “{formats}”: choose from {', '.join(files.WRITERS)}")
    with opened() as database, database.read() as db, progress("Exporting") as show:
        found = files.write(db, out, chosen, Settings().public_url, show)
    say(f"{sum(found.values())} rows in {len(found) * len(chosen)} files in {out}")
