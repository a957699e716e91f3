"""What importing the five source documents over the seed data attaches; part of `make evaluate`."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

import app.models  # noqa: F401  # fills the metadata
from app.config import ROOT
from app.core import migrate
from app.core.db import Database
from app.core.files import FileStore
from app.imports import service
from app.imports.publication.publishing import publish
from app.imports.queries import all_drafts
from app.imports.records import Published, Which
from app.imports.runs.running import read_import
from app.search.service import wrong_entries
from app.seeding.loader import load
from app.statuses.service import stale
from app.vocabulary.lists import Decision, ImportKind, ImportState

SEEDS = ROOT / "seeds"
DOCUMENTS = {
    "kz-2004-final-report": "KZ-2004-PARL",
    "kz-2007-preliminary-statement": "KZ-2007-PARL",
    "kz-2011-interim-report-2": "KZ-2011-PRES",
    "kz-2011-cec-comments": "KZ-2011-PRES",
    "kz-2016-final-report": "KZ-2016-PARL",
}
"""The documents, in the order in which they came out, and the elections that they are about."""

COMMENTS = "kz-2011-cec-comments"
RESPONDER = "kz-cec"

ITEMS = """
SELECT r.ref, r.number_as_printed IS NOT NULL AS printed,
  r.official_text IS NOT NULL AS official, r.quoted_text IS NOT NULL AS quoted,
  (SELECT min(p.page) FROM passages p WHERE p.item_id = r.id AND p.ordinal = 0) AS marked,
  (SELECT count(*) FROM places q WHERE q.item_id = r.id AND q.document_id = d.id
    AND q.page IS NOT NULL) AS pages_known,
  (SELECT count(*) FROM places q JOIN passages p ON p.item_id = r.id AND p.page = q.page
    WHERE q.item_id = r.id AND q.document_id = d.id) AS on_page
FROM recommendations r JOIN documents d ON d.id = r.document_id
WHERE d.slug = :slug ORDER BY r.sort_key
"""

ANSWERS = """
SELECT a.key AS ref, a.standpoint IS NOT NULL AS text,
  (SELECT count(*) FROM passages p WHERE p.response_id = a.id) AS marked
FROM responses a JOIN documents d ON d.id = a.document_id WHERE d.slug = :slug ORDER BY a.key
"""


@dataclass
class Attached:
    """What importing a document attached: how many of its items and answers, and what is wrong."""

    document: str
    seconds: float
    printed: int = 0
    printed_text: int = 0
    others: int = 0
    others_text: int = 0
    on_page: int = 0
    pages_known: int = 0
    answers: int = 0
    standpoints: int = 0
    sentences: int = 0
    wrong: list[str] = field(default_factory=list)


def attach(folder: Path) -> Iterator[Attached]:
    """Import each document over the seed data, as `--publish` does, and say what it attached.

    Each numbered item must show its text and open its page, each answer its standpoint; nothing may
    be added, left to a person or changed by doing it again; a load of the seed data keeps it all.
    """
    with tempfile.TemporaryDirectory() as scratch:
        database = Database(f"sqlite:///{scratch}/evaluation.db", pool_size=2)
        migrate.upgrade(database.engine)
        with database.write() as db:
            load(db, SEEDS)
        files = FileStore(Path(scratch) / "files")
        found = []
        for slug in DOCUMENTS:
            start = time.monotonic()
            published, left = _import(database, files, folder, slug)
            one = Attached(slug, time.monotonic() - start)
            one.sentences = published.left - len(left)
            if published.added:
                one.wrong.append(f"added {published.added}, though all is recorded")
            one.wrong += [f"left to a person: {key}" for key in left]
            found.append(one)
        again = {slug: _import(database, files, folder, slug)[0] for slug in DOCUMENTS}
        with database.write() as db:
            outcome = load(db, SEEDS)
        with database.read() as db:
            for one in found:
                _count(db, one)
                if again[one.document].added or again[one.document].changed.get("item"):
                    one.wrong.append("importing it again changes something")
                yield one
            kept = [f"loading the seed data again: {place}" for place in outcome.kept]
            if outcome.changed or kept or stale(db) or wrong_entries(db):
                kept.append("what follows from the records is out of step")
        database.dispose()
        yield Attached("seed data after it", 0, wrong=kept)


def _import(
    database: Database, files: FileStore, folder: Path, slug: str
) -> tuple[Published, list[str]]:
    """Import a document and publish what needs no person; also return the items and answers left.

    Sentences on earlier recommendations, and findings that nobody recorded, are left to be judged.
    """
    comments = slug == COMMENTS
    options: dict[str, Any] = {"election": DOCUMENTS[slug]}
    if comments:
        options["responder"] = RESPONDER
    path = folder / f"{slug}.txt"
    with path.open("rb") as file:
        kept = files.save(file)
    kind = ImportKind.COMMENTS if comments else ImportKind.REPORT
    with database.write() as db:
        import_id = service.start(db, kind, kept, path.name, "text/plain", options).id
    record = read_import(database, files, import_id)
    if record.state is ImportState.FAILED:
        raise SystemExit(record.message)
    with database.write() as db:
        service.decide_all(db, import_id, Which.CLEAN, Decision.ACCEPTED)
        published = publish(db, import_id)
        drafts = [draft for draft in all_drafts(db, import_id) if draft.decision is Decision.OPEN]
        return published, [
            f"{draft.entry} {draft.key}"
            for draft in drafts
            if draft.entry in ("document", "answer") or draft.content.get("number_as_printed")
        ]


def _count(db: Session, one: Attached) -> None:
    text = "quoted" if one.document == COMMENTS else "official"
    for item in db.execute(sa.text(ITEMS), {"slug": one.document}).mappings():
        has = bool(item[text])
        if item["printed"]:
            one.printed += 1
            one.printed_text += has
        else:
            one.others += 1
            one.others_text += has
        known = bool(item["pages_known"])
        one.pages_known += known
        one.on_page += known and bool(item["on_page"])
        if item["printed"] and not has:
            one.wrong.append(f"{item['ref']}: no {text} text")
        elif item["printed"] and known and not item["on_page"]:
            one.wrong.append(f"{item['ref']}: does not open its page")
    for answer in db.execute(sa.text(ANSWERS), {"slug": one.document}).mappings():
        one.answers += 1
        one.standpoints += bool(answer["text"])
        if not (answer["text"] and answer["marked"]):
            one.wrong.append(f"{answer['ref']}: no standpoint")


HEAD = ("over the seed data", "numbered", "findings", "pages", "standpoints", "to judge", "seconds")


def rows(found: list[Attached]) -> list[tuple[str, ...]]:
    """Return the cells of a table of what was attached."""
    return [
        (
            one.document,
            _of(one.printed_text, one.printed),
            _of(one.others_text, one.others),
            _of(one.on_page, one.pages_known),
            _of(one.standpoints, one.answers),
            str(one.sentences) if one.sentences else "",
            f"{one.seconds:.1f}" if one.seconds else "",
        )
        for one in found
    ]


def _of(part: int, whole: int) -> str:
    return f"{part}/{whole}" if whole else ""
