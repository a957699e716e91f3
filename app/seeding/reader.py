"""Read the seed files into checked entries, or say file, entry and field of all that is wrong."""

import hashlib
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.assessments.inputs import AssessmentInput
from app.assessments.models import Assessment
from app.assessments.service import save_assessment
from app.core.inputs import Input
from app.core.tables import Record
from app.documents.inputs import DocumentInput
from app.documents.models import Document
from app.documents.service import save_document
from app.elections.inputs import CountryInput, ElectionInput
from app.elections.models import Country, Election
from app.elections.service import save_country, save_election
from app.errors import RuleError
from app.links.inputs import LinkInput
from app.links.models import Link
from app.links.service import save_link
from app.organisations.inputs import OrganisationInput
from app.organisations.models import Organisation
from app.organisations.service import save_organisation
from app.recommendations.inputs import ItemInput
from app.recommendations.models import Recommendation
from app.recommendations.service import save_item
from app.responses.inputs import ResponseInput
from app.responses.models import Response
from app.responses.service import save_response
from app.standards.inputs import InstrumentInput, ProvisionInput
from app.standards.models import Instrument, Standard
from app.standards.service import save_instrument, save_provision
from app.statements.inputs import StatementInput
from app.statements.models import Statement
from app.statements.service import save_statement
from app.threads.inputs import ThreadInput
from app.threads.models import Thread
from app.threads.service import save_thread
from app.topics.inputs import TopicInput
from app.topics.models import Topic
from app.topics.service import save_topic
from app.undertakings.inputs import UndertakingInput
from app.undertakings.models import Undertaking
from app.undertakings.service import save_undertaking

AUTHOR = "Throughline sample data"
"""Who made the readings in the seed data (DESIGN.md section 4)."""

Save: TypeAlias = Callable[[Session, Any], Record]


@dataclass(frozen=True)
class EntryKind:
    """A table of the seed files: its input, how it is saved, and which fields name an entry."""

    name: str
    model: type[Input]
    table: type[Record]
    save: Save
    key: tuple[str, ...]
    defaults: tuple[tuple[str, str], ...] = ()
    of_document: bool = False


KINDS = (
    EntryKind("country", CountryInput, Country, save_country, ("code",)),
    EntryKind("election", ElectionInput, Election, save_election, ("code",)),
    EntryKind("organisation", OrganisationInput, Organisation, save_organisation, ("slug",)),
    EntryKind("topic", TopicInput, Topic, save_topic, ("slug",)),
    EntryKind("instrument", InstrumentInput, Instrument, save_instrument, ("slug",)),
    EntryKind("provision", ProvisionInput, Standard, save_provision, ("standard",)),
    EntryKind("document", DocumentInput, Document, save_document, ("slug",)),
    EntryKind(
        "item", ItemInput, Recommendation, save_item, ("document", "number"), of_document=True
    ),
    EntryKind("answer", ResponseInput, Response, save_response, ("key",), of_document=True),
    EntryKind(
        "undertaking", UndertakingInput, Undertaking, save_undertaking, ("key",), of_document=True
    ),
    EntryKind("statement", StatementInput, Statement, save_statement, ("key",), of_document=True),
    EntryKind(
        "assessment", AssessmentInput, Assessment, save_assessment, ("key",), of_document=True
    ),
    EntryKind("link", LinkInput, Link, save_link, ("earlier", "later"), (("by", AUTHOR),)),
    EntryKind("thread", ThreadInput, Thread, save_thread, ("slug",), (("by", AUTHOR),)),
)
"""In the order in which they can be saved."""


@dataclass(frozen=True)
class Entry:
    """One checked entry of a seed file."""

    kind: EntryKind
    file: str
    key: str
    given: Input

    @property
    def digest(self) -> str:
        """A digest of what the entry says."""
        return hashlib.sha256(self.given.model_dump_json().encode()).hexdigest()[:32]

    @property
    def place(self) -> str:
        """File and entry, for messages."""
        return f"{self.file}: {self.kind.name} {self.key}"


def read(folder: Path) -> list[Entry]:
    """Return the entries of all `.toml` files below the folder, in the order of saving.

    Raises `RuleError` with one line for each thing wrong: file, entry, field, and what is wrong.
    """
    if not folder.is_dir():
        raise RuleError(f"{folder}: no such folder of seed data")
    entries: list[Entry] = []
    problems: list[str] = []
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder.parent).as_posix()
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            problems.append(f"{name}: {error}")
            continue
        for found in _entries(name, tables):
            if isinstance(found, Entry):
                entries.append(found)
            else:
                problems.append(found)
    problems += [*_repeated(entries), *_two_mains(entries)]
    if problems:
        raise RuleError("\n".join(problems))
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    return sorted(entries, key=lambda entry: order[entry.kind.name])


def _entries(name: str, tables: dict[str, Any]) -> Iterator[Entry | str]:
    head = tables.get("document")
    document = tables.pop("in_document", None) or (
        head.get("slug") if isinstance(head, dict) else None
    )
    known = {kind.name: kind for kind in KINDS}
    for table, content in tables.items():
        kind = known.get(table)
        if kind is None:
            yield f"{name}: {table}: no such table; there are {', '.join(known)}"
            continue
        for position, data in enumerate(content if isinstance(content, list) else [content], 1):
            yield from _entry(name, kind, position, data, document)


def _entry(
    name: str, kind: EntryKind, position: int, data: Any, document: str | None
) -> Iterator[Entry | str]:
    if not isinstance(data, dict):
        yield f"{name}: {kind.name} {position}: not a table"
        return
    if kind.of_document and document:
        data = {"document": document} | data
    data = dict(kind.defaults) | data
    key = " ".join(str(data[field]) for field in kind.key if field in data) or str(position)
    try:
        yield Entry(kind, name, key, kind.model.model_validate(data))
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            field = ".".join(str(part) for part in problem["loc"]) or "entry"
            yield f"{name}: {kind.name} {key}: {field}: {problem['msg']}"


def _repeated(entries: list[Entry]) -> Iterator[str]:
    seen: dict[tuple[str, str], str] = {}
    for entry in entries:
        name = (entry.kind.name, entry.key)
        if name in seen:
            yield f"{entry.place}: stands in {seen[name]} already"
        seen.setdefault(name, entry.file)


def _two_mains(entries: list[Entry]) -> Iterator[str]:
    """An item has one main thread."""
    seen: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry.given, ThreadInput):
            for index, member in enumerate(entry.given.members):
                if member.main and member.item in seen:
                    yield (
                        f"{entry.place}: members.{index}: {member.item} has its main thread in"
                        f" {seen[member.item]} already: put main = false in one of them"
                    )
                elif member.main:
                    seen[member.item] = entry.key
