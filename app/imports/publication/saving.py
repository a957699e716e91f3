"""Drafts become records: new ones are added, matched ones get what they lack."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import find, get_id
from app.core.tables import Record
from app.core.textfold import digest
from app.documents.inputs import DocumentInput
from app.documents.models import Document
from app.documents.service import save_document
from app.elections.models import Election
from app.entries.kinds import KIND, EntryKind
from app.errors import RuleError
from app.imports.drafts.present import TEXTS, changed, find_record, merged
from app.imports.holding import validated
from app.links.models import Link
from app.recommendations.models import Recommendation
from app.recommendations.service import put_items
from app.responses.models import Response
from app.responses.service import put_responses
from app.seeding.service import follow

SaveMany: TypeAlias = Callable[[Session, Sequence[Any]], list[int]]

MANY: dict[str, SaveMany] = {"item": put_items, "answer": put_responses}
"""Kinds of entry that are saved many together."""

COLUMNS = {"digest": "text_digest", "quoted_by": "quoted_by_id"}
"""Columns that bear another name than the field."""

WORDS = {"item": ("official_text", "quoted_text"), "answer": ("standpoint",)}
"""Fields that hold the words which a digest names."""

KEYS = {"provision": "slug"}
"""Columns that hold the key of a kind of entry, where the field bears another name."""


class Accepted(NamedTuple):
    """An accepted draft, as far as saving needs it: columns of `Draft`."""

    id: int
    ordinal: int
    entry: str
    key: str
    content: dict[str, Any]
    passage: dict[str, Any]
    matches: str | None


@dataclass
class Saved:
    """What was saved: ids by kind of entry, and the row of each draft that has one.

    `only_text` are rows whose facts did not change, so that no status does.
    """

    added: dict[str, list[int]] = field(default_factory=dict)
    changed: dict[str, list[int]] = field(default_factory=dict)
    only_text: dict[str, list[int]] = field(default_factory=dict)
    same: dict[str, int] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)

    def ids(self, entry: str) -> list[int]:
        """Return the rows of a kind whose search entry is to be made anew."""
        return [
            row_id
            for group in (self.added, self.changed, self.only_text)
            for row_id in group.get(entry, [])
        ]


def save(db: Session, entry: str, drafts: Sequence[Accepted], saved: Saved) -> None:
    """Save drafts of one kind of entry and note what was done; flushes.

    Raises `RuleError` that names the draft, the field and what is wrong.
    """
    for draft in drafts:
        if draft.matches is not None:
            _named(draft, lambda draft=draft: _save_matched(db, draft, saved))  # type: ignore[misc]
    new = [draft for draft in drafts if draft.matches is None]
    if entry == "reiteration":
        for draft in new:
            _named(draft, lambda draft=draft: _reiterate(db, draft, saved))  # type: ignore[misc]
    elif new:
        _save_new(db, KIND[entry], new, saved)


def _save_new(db: Session, kind: EntryKind, drafts: Sequence[Accepted], saved: Saved) -> None:
    given = [_named(draft, lambda draft=draft: validated(kind.model, draft.content))  # type: ignore[misc]
             for draft in drafts]  # fmt: skip
    for draft, key in zip(drafts, _keys(db, kind, given), strict=True):
        if key is not None:
            _named(draft, lambda key=key: _refuse(key))  # type: ignore[misc]
    many = MANY.get(kind.name)
    if many is None:
        ids = [
            _named(draft, lambda entry=entry: kind.save(db, entry).id)  # type: ignore[misc]
            for draft, entry in zip(drafts, given, strict=True)
        ]
    else:
        try:
            ids = many(db, given)
        except RuleError as error:
            raise _about(drafts[error.entry or 0], error) from None
    saved.added.setdefault(kind.name, []).extend(ids)
    saved.rows.update({draft.id: row_id for draft, row_id in zip(drafts, ids, strict=True)})


def _refuse(key: str) -> None:
    raise RuleError(f"there is {key} by now: say that they are one, or give it another name")


def _keys(db: Session, kind: EntryKind, given: Sequence[Any]) -> list[str | None]:
    """The keys of those that are recorded by now, which a new draft must not overwrite."""
    if kind.name == "item":
        slugs = {entry.document for entry in given}
        code = {
            row.slug: row.code
            for row in db.execute(
                sa.select(col(Document.slug), col(Election.code))
                .join(Election, col(Election.id) == col(Document.election_id))
                .where(col(Document.slug).in_(slugs))
            )
        }
        keys = [f"{code.get(entry.document)}-{entry.number}" for entry in given]
        column = col(Recommendation.ref)
    elif kind.name == "link":
        return [_link_key(db, entry) for entry in given]
    else:
        name = kind.key[0]
        keys = [getattr(entry, name) for entry in given]
        column = getattr(kind.table, KEYS.get(kind.name, name))
    there = set(db.execute(sa.select(column).where(column.in_(keys))).scalars())
    return [key if key in there else None for key in keys]


def _link_key(db: Session, given: Any) -> str | None:
    ends = {
        name: db.execute(
            sa.select(col(Recommendation.id)).where(col(Recommendation.ref) == ref)
        ).scalar_one_or_none()
        for name, ref in (("earlier_id", given.earlier), ("later_id", given.later))
    }
    linked = find(db, Link, **ends)
    return f"a link from {given.earlier} to {given.later}" if linked else None


def _save_matched(db: Session, draft: Accepted, saved: Saved) -> None:
    """Give a record what it lacks. Where that is only text, nothing else of it is touched."""
    name, key = draft.entry, str(draft.matches)
    replace = draft.passage.get("replace", ())
    present = find_record(db, name, key)
    if present is None:
        if name in ("item", "answer", "document"):
            raise RuleError(f"{key} is not there any more")
        _save_whole(db, draft, bool(replace), saved)
        return
    after = merged(present, draft.content, replace)
    _digest_of_text(name, present, after)
    different = changed(present, after)
    table = KIND[name].table
    row_id = _row_id(db, name, key)
    saved.rows[draft.id] = row_id
    if not different:
        saved.same[name] = saved.same.get(name, 0) + 1
    elif set(different) <= set(TEXTS.get(name, ())):
        follow(db, name, table, [row_id])
        _attach(db, table, row_id, {field: after[field] for field in different})
        saved.only_text.setdefault(name, []).append(row_id)
    else:
        KIND[name].save(db, validated(KIND[name].model, after))
        saved.changed.setdefault(name, []).append(row_id)


def _digest_of_text(entry: str, present: dict[str, Any], after: dict[str, Any]) -> None:
    """Let the digest name the words that are attached now; official text comes before quoted."""
    for name in WORDS.get(entry, ()):
        if after.get(name):
            if after[name] != present.get(name):
                after["digest"] = digest(after[name])
            elif present.get("digest"):
                after["digest"] = present["digest"]
            return


def _save_whole(db: Session, draft: Accepted, wanted: bool, saved: Saved) -> None:
    """A record of a kind whose fields are not compared: it is replaced whole, or left."""
    if not wanted:
        saved.same[draft.entry] = saved.same.get(draft.entry, 0) + 1
        return
    kind = KIND[draft.entry]
    row = kind.save(db, validated(kind.model, draft.content))
    saved.changed.setdefault(kind.name, []).append(row.id)
    saved.rows[draft.id] = row.id


def _attach(db: Session, table: type[Record], row_id: int, given: dict[str, Any]) -> None:
    values = {COLUMNS.get(name, name): value for name, value in given.items()}
    if values.get("quoted_by_id"):
        values["quoted_by_id"] = get_id(db, Document, "quoted_by", slug=values["quoted_by_id"])
    db.execute(sa.update(table).where(col(table.id) == row_id).values(values))


def _row_id(db: Session, entry: str, key: str) -> int:
    column: Any = {
        "item": col(Recommendation.ref),
        "answer": col(Response.key),
        "document": col(Document.slug),
    }[entry]
    table = KIND[entry].table
    return int(db.execute(sa.select(col(table.id)).where(column == key)).scalar_one())


def _reiterate(db: Session, draft: Accepted, saved: Saved) -> None:
    """Record that a document says that earlier recommendations still stand."""
    slug = str(draft.content["document"])
    present = find_record(db, "document", slug)
    if present is None:
        raise RuleError(f"there is no document “{slug}”", "document")
    place = {name: draft.content.get(name) for name in ("page", "page_basis", "section")}
    after = present | {"reiterates_earlier": True, "reiterates_place": place}
    row = save_document(db, validated(DocumentInput, after))
    saved.changed.setdefault("document", []).append(row.id)
    saved.rows[draft.id] = row.id


def _named(draft: Accepted, act: Callable[[], Any]) -> Any:
    """Do something with a draft; a `RuleError` then names it."""
    try:
        return act()
    except RuleError as error:
        raise _about(draft, error) from None


def _about(draft: Accepted, error: RuleError) -> RuleError:
    field = f" {error.field}:" if error.field else ""
    found = RuleError(f"{draft.entry} {draft.key}:{field} {error.message}")
    found.entry = draft.id
    return found
