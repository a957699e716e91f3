"""`import report`, `import comments`, `import table`: files become drafts, drafts records."""

import json
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.console import opened, progress, say
from app.commands.table_lines import none_taken, table_lines
from app.config import Settings
from app.core.db import Database
from app.core.files import FileStore, measure
from app.errors import AppError
from app.imports import service
from app.imports.models import Draft, Import
from app.imports.publication.publishing import publish as publish_import
from app.imports.queries import all_drafts, get_import
from app.imports.records import Published, Which, WholeImport
from app.imports.runs.repeating import find_held
from app.imports.runs.running import read_import
from app.imports.runs.trying import count_entries, reading_json, tell_table, try_reading, try_table
from app.imports.tables.folders import lists_of
from app.imports.tables.references import look_again
from app.imports.tables.tabling import RowDraft
from app.reading import process
from app.reading.tables.encodings import ENCODINGS
from app.vocabulary.lists import Decision, ImportKind, ImportState

app = typer.Typer(
    name="import", help="Reading documents and tables into drafts.", no_args_is_help=True
)

File = Annotated[Path, typer.Argument(help="The file.", exists=True, dir_okay=False)]
Election = Annotated[str, typer.Option(help="Code of the election it is about.")]
SomeElection = Annotated[str | None, typer.Option(help="Code of the election its rows are about.")]
Document = Annotated[
    str | None, typer.Option(help="Slug of the document it is; default: found by its words.")
]
Issuer = Annotated[
    list[str] | None,
    typer.Option(help="Slug of who issued it, for a new document; may be repeated."),
]
PublishedOn = Annotated[
    str | None, typer.Option(help="2021, 2021-07 or 2021-07-26, where it does not say so itself.")
]
Title = Annotated[str | None, typer.Option(help="Title of a new document.")]
Url = Annotated[str | None, typer.Option(help="Its public address.")]
ReplaceText = Annotated[
    bool,
    typer.Option("--replace-text", help="Replace another text that the document holds already."),
]
Again = Annotated[
    bool,
    typer.Option("--again", help="Read it though drafts of an earlier import of it wait."),
]
Publish = Annotated[
    bool, typer.Option("--publish", help="Publish at once all that needs no person.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only say what would be imported; change nothing.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON only.")]


@app.command("report")
def import_report(
    file: File,
    election: Election,
    document: Document = None,
    issuer: Issuer = None,
    published_on: PublishedOn = None,
    title: Title = None,
    url: Url = None,
    replace_text: ReplaceText = False,
    again: Again = False,
    publish: Publish = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Read a report or statement of observers: PDF, DOCX, HTML, Markdown or text."""
    options = {
        "election": election,
        "document": document,
        "issuers": issuer or [],
        "published_on": published_on,
        "title": title,
        "url": url,
        "replace_text": replace_text,
    }
    way = Way(publish, dry_run, again)
    _print(*_done(ImportKind.REPORT, file, options, way), as_json)


@app.command("comments")
def import_comments(
    file: File,
    election: Election,
    responder: Annotated[str, typer.Option(help="Slug of the authority that answers.")],
    patterns: Annotated[
        Path | None,
        typer.Option(
            help="TOML file of what opens an answer and what marks its status.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    document: Document = None,
    issuer: Issuer = None,
    published_on: PublishedOn = None,
    title: Title = None,
    url: Url = None,
    replace_text: ReplaceText = False,
    again: Again = False,
    publish: Publish = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Read a document in which an authority quotes observers and answers each point."""
    options = {
        "election": election,
        "responder": responder,
        "patterns": _text_of(patterns) if patterns else None,
        "document": document,
        "issuers": issuer or [],
        "published_on": published_on,
        "title": title,
        "url": url,
        "replace_text": replace_text,
    }
    way = Way(publish, dry_run, again)
    _print(*_done(ImportKind.COMMENTS, file, options, way), as_json)


@app.command("table")
def import_table(
    file: Annotated[
        Path,
        typer.Argument(help="The file; or a folder of our own export, or its zip.", exists=True),
    ],
    table_map: Annotated[
        str, typer.Option("--map", help="throughline, upr-info, or a TOML file of your own.")
    ],
    election: SomeElection = None,
    responder: Annotated[
        str | None, typer.Option(help="Slug of who answers, where the map asks for it.")
    ] = None,
    document: Document = None,
    encoding: Annotated[
        str | None,
        typer.Option(help=f"Encoding: {', '.join(ENCODINGS)}; default: found out."),
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="Sheet of a workbook; default: the first.")] = (
        None
    ),
    strict: Annotated[
        bool, typer.Option("--strict", help="Import nothing when one row is wrong.")
    ] = False,
    again: Again = False,
    publish: Publish = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Read a table: CSV, TSV, XLSX or JSON Lines; or all lists of a folder of our own export."""
    own = Path(table_map)
    named = {"map_text": _text_of(own)} if own.suffix == ".toml" else {"map": table_map}
    options = named | {
        "election": election,
        "responder": responder,
        "document": document,
        "encoding": encoding,
        "sheet": sheet,
        "strict": strict,
    }
    with lists_of(file) as files:
        way = Way(publish, dry_run, again)
        told = [_done(ImportKind.TABLE, one, options, way) for one in files]
        if len(files) == 1:
            _print(*told[0], as_json)
        else:
            lines = [
                line
                for one, (_, said) in zip(files, told, strict=True)
                for line in [one.name, *said]
            ]
            _print([found for found, _ in told], lines, as_json)
    refused = [message for found, _ in told if (message := none_taken(found["table"]))]
    if refused and not dry_run:
        raise AppError(" ".join(refused))


@dataclass(frozen=True)
class Way:
    """How a file is imported: published at once, only tried, or read though drafts of it wait."""

    publish: bool
    dry_run: bool
    again: bool


def _done(
    kind: ImportKind, file: Path, options: dict[str, Any], way: Way
) -> tuple[dict[str, Any], list[str]]:
    """Import a file; return what is told of it, for programs and for people."""
    given = {name: value for name, value in options.items() if value not in (None, [], False)}
    if way.dry_run and way.publish:
        raise AppError("--dry-run changes nothing: leave --publish out")
    with opened() as database:
        if way.dry_run:
            found, drafts = _try(database, kind, file, given)
            return found, _summary(found, drafts)
        import_id, held = _read(database, kind, file, given, way.again)
        published = _publish(database, kind, import_id) if way.publish else None
        with database.read() as db:
            whole, row = get_import(db, import_id), db.get_one(Import, import_id)
            if kind is ImportKind.TABLE:
                found, drafts = tell_table(db, row)
            else:
                drafts = all_drafts(db, import_id)
                found = reading_json(row, drafts)
        address = f"{Settings().public_url.rstrip('/')}{whole.record.url}"
        lines = [*_summary(found, drafts), *_outcome(whole, published, address)]
        if held:
            lines.insert(0, f"{file.name}: import {import_id} holds its drafts: {HELD}")
        return found | {"import": import_id, "held": held}, lines


def _try(
    database: Database, kind: ImportKind, file: Path, options: dict[str, Any]
) -> tuple[dict[str, Any], Sequence[Draft | RowDraft]]:
    stored = measure(file)
    with progress("Reading") as show, database.read() as db:
        if kind is ImportKind.TABLE:
            rows = process.stream(kind.value, file, file.name, options, show)
            return try_table(db, stored, rows, options)
        reading = process.run(kind.value, file, file.name, options, show)
        return try_reading(db, kind, stored, reading, options)


HELD = "they are not made a second time; --again reads the file again."
"""What is said where drafts of a file wait."""


def _read(
    database: Database, kind: ImportKind, file: Path, options: dict[str, Any], again: bool
) -> tuple[int, bool]:
    """Keep the file, read it, and return the import's id, and whether it held the drafts already.

    Raises `AppError`.
    """
    with database.read() as db:
        checked = service.checked_options(db, kind, options)
    files = FileStore(Settings().files)
    try:
        with file.open("rb") as stream:
            stored = files.save(stream)
    except OSError as error:
        raise AppError(f"{file}: cannot be read: {error.strerror}") from None
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    with database.write() as db:
        held = None if again else find_held(db, kind, stored.sha256, checked)
        if held and held.state is not ImportState.READ:
            raise AppError(f"{file.name} is being read just now, as import {held.id}: wait for it")
        if held:
            if options.get("replace_text"):
                service.say_replace_text(db, held.id, held.version, True)
            return held.id, True
        import_id = service.start(db, kind, stored, file.name, media_type, options).id
    with progress("Reading") as show:
        record = read_import(database, files, import_id, show)
    if record.state is ImportState.FAILED:
        raise AppError(record.message or f"{file.name}: it could not be read")
    return import_id, False


def _publish(database: Database, kind: ImportKind, import_id: int) -> Published:
    with progress("Publishing") as show, database.write() as db:
        if kind is ImportKind.TABLE:
            look_again(db, import_id)
        service.decide_all(db, import_id, Which.CLEAN, Decision.ACCEPTED)
        return publish_import(db, import_id, show)


def _summary(found: dict[str, Any], drafts: Sequence[Draft | RowDraft]) -> list[str]:
    """What was found, for people: what needs a person first.

    Of a table `drafts` are those that do; how many there are of each kind stands in `found`.
    """
    table = found.get("table", {})
    lines = table_lines(table)
    for entry in [*found.get("warnings", []), *table.get("warnings", [])]:
        page = f"page {entry['page']}: " if entry.get("page") else ""
        lines.append(f"warning: {page}{entry['message']}")
    for draft in drafts:
        if draft.suspect and draft.decision is Decision.OPEN:
            messages = [entry["message"] for entry in draft.warnings if entry.get("blocking")]
            lines.append(f"needs you: {draft.entry} {draft.key}: {'; '.join(messages)}")
    if "document" in found:
        own = found["document"]
        pages = "1 page" if own["pages"] == 1 else f"{own['pages']} pages"
        lines.append(f"{own['slug']}: {pages}, read as {own['reader']}.")
    entries = found["entries"] if "entries" in found else count_entries(drafts)
    for entry in entries:
        matched, new = entry["matched"], entry["new"]
        lines.append(
            f"{entry['entry']}: {matched + new} found, {matched} of them recorded, {new} new."
        )
    for entry, number in table.get("same", {}).items():
        lines.append(f"{entry}: {number} recorded already, as the table has them.")
    for passage in found.get("unread", []):
        lines.append(f"unread: page {passage['page']}: {passage['text']}")
    return lines


def _outcome(whole: WholeImport, published: Published | None, address: str) -> list[str]:
    if published is None:
        return [f"Import {whole.record.id}: nothing is published yet. Decide at {address}"]
    added, changed = sum(published.added.values()), sum(published.changed.values())
    same = sum(published.same.values())
    lines = [f"Published: {added} added, {changed} given what they lacked, {same} as they were."]
    if published.left:
        waits = "1 draft waits" if published.left == 1 else f"{published.left} drafts wait"
        lines.append(f"{waits} for you at {address}")
    return lines


def _print(found: Any, lines: list[str], as_json: bool) -> None:
    if as_json:
        # Not by `say`: it would take “:cat:” in a text for a picture.
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for line in lines:
        say(line)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AppError(f"{path}: cannot be read as text: {error}") from None
