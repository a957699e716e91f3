"""Writes of imports and decisions about their drafts."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.files import StoredFile
from app.core.records import chunks, find
from app.documents.models import Document
from app.elections.models import Election
from app.errors import RuleError
from app.imports.drafts.citing import cite_by
from app.imports.drafts.dating import look_at_date
from app.imports.drafts.fitting import (
    SAME_NUMBER,
    check_fit,
    check_new_number,
    is_recorded,
    note_same_number,
)
from app.imports.drafts.guarding import (
    check_election,
    check_pages,
    look_again,
    renumber,
    say_match,
    typed_over,
    words_of,
)
from app.imports.drafts.leftovers import say_looked_at, take_up
from app.imports.drafts.present import find_record
from app.imports.drafts.remembering import JOINED
from app.imports.drafts.splitting import merge, part_again, split
from app.imports.holding import (
    changed,
    check,
    get_open_draft,
    lock_import,
    not_being_read,
    same_version,
    touch,
    validated,
)
from app.imports.inputs import ImportOptions
from app.imports.models import Draft, Import
from app.imports.publication.attaching import note_other_text, replaces_text
from app.imports.records import STOPPED, Which
from app.imports.tables.references import check_references
from app.organisations.models import Organisation
from app.vocabulary.lists import Decision, ImportKind, ImportState

__all__ = [
    "change_options",
    "checked_options",
    "decide",
    "decide_all",
    "discard",
    "edit",
    "merge",
    "rematch",
    "say_looked_at",
    "say_replace_text",
    "split",
    "start",
    "stop",
    "take_up",
]

UNDECIDED = (ImportState.READ, ImportState.PUBLISHED)
"""States in which drafts can be decided about."""


def start(
    db: Session,
    kind: ImportKind,
    file: StoredFile,
    name: str,
    media_type: str,
    options: dict[str, Any],
) -> Import:
    """Record a file that is to be read; flushes.

    Raises `RuleError` on the option that is missing, malformed or names nothing known.
    """
    row = Import(
        kind=kind,
        name=name,
        sha256=file.sha256,
        media_type=media_type,
        size=file.size,
        options=checked_options(db, kind, options),
        changed_at=clock.now(),
    )
    db.add(row)
    db.flush()
    return row


def change_options(
    db: Session,
    import_id: int,
    version: int,
    options: dict[str, Any],
    kind: ImportKind | None = None,
) -> Import:
    """Change what the editor says about the file, so that it is read anew; its drafts go.

    `kind` is what the file is, where it is not what it was taken for. Raises `RuleError` when
    drafts of it were published, `ConflictError` on another version or while it is being read.
    """
    row = lock_import(db, import_id)
    same_version(row.version, version)
    not_being_read(row)
    published = sa.select(col(Draft.id)).where(
        col(Draft.import_id) == import_id, col(Draft.decision) == Decision.PUBLISHED
    )
    if db.execute(published.limit(1)).first():
        raise RuleError("drafts of it are published already: import the file again instead")
    row.kind = kind or row.kind
    row.options = checked_options(db, row.kind, options)
    row.state, row.message, row.found = ImportState.WAITING, None, {}
    row.what, row.done, row.total, row.document_id = None, 0, 0, None
    row.looked_at = []
    touch(row)
    db.execute(sa.delete(Draft).where(col(Draft.import_id) == import_id))
    db.flush()
    return row


def say_replace_text(db: Session, import_id: int, version: int, replace: bool) -> Import:
    """Say whether publishing may replace another text that the document holds; drafts stay.

    Raises `ConflictError` on another version or while the file is being read.
    """
    row = lock_import(db, import_id)
    same_version(row.version, version)
    not_being_read(row)
    options = {name: value for name, value in row.options.items() if name != "replace_text"}
    row.options = options | ({"replace_text": True} if replace else {})
    note_other_text(db, row)
    if row.state is ImportState.PUBLISHED and replaces_text(row):
        row.state = ImportState.READ
    touch(row)
    db.flush()
    return row


def checked_options(db: Session, kind: ImportKind, options: dict[str, Any]) -> dict[str, Any]:
    """Return what the editor said as it is kept, without what was left empty.

    Raises `RuleError` on the option that is missing, malformed or names nothing known.
    """
    given = _with_election(db, validated(ImportOptions, options))
    if kind is not ImportKind.TABLE and not given.election:
        raise RuleError("say which election it is about", "election")
    if kind is ImportKind.COMMENTS and not given.responder:
        raise RuleError("say which authority answers", "responder")
    check_known(db, given)
    kept: dict[str, Any] = given.model_dump(mode="json", exclude_defaults=True)
    return kept


def check_known(db: Session, given: ImportOptions) -> None:
    """Raise `RuleError` on the option that names an election or organisation not recorded."""
    if given.election and find(db, Election, code=given.election) is None:
        raise RuleError(
            f"no election “{given.election}”: add it with `throughline election add`", "election"
        )
    for field, slugs in (("responder", [given.responder]), ("issuers", given.issuers)):
        for slug in slugs:
            if slug and find(db, Organisation, slug=slug) is None:
                message = f"no organisation “{slug}”: add it with `throughline organisation add`"
                raise RuleError(message, field)


def check_issuers(db: Session, slugs: list[str]) -> None:
    """Raise `RuleError` on the issuers of a document when there are none, or one is not known."""
    if not slugs:
        raise RuleError("name who issued it, by the short name of an organisation", "issuers")
    for slug in slugs:
        if find(db, Organisation, slug=slug) is None:
            raise RuleError(
                f"no organisation has the short name “{slug}”: choose one of the list, or add it"
                " with `throughline organisation add`",
                "issuers",
            )


def _with_election(db: Session, given: ImportOptions) -> ImportOptions:
    """A document that is recorded tells its election."""
    document = find(db, Document, slug=given.document) if given.document else None
    if document and document.election_id and not given.election:
        code = db.get_one(Election, document.election_id).code
        return given.model_copy(update={"election": code})
    return given


def decide(
    db: Session, import_id: int, drafts: list[int], decision: Decision, reason: str | None = None
) -> int:
    """Accept, reject or reopen drafts of an import; return how many changed.

    Raises `RuleError` on `content.…` when one that is accepted cannot be published as it is.
    """
    _decidable(lock_import(db, import_id), decision)
    number = 0
    for chunk in chunks(drafts):
        rows = db.execute(
            sa.select(Draft).where(
                col(Draft.import_id) == import_id,
                col(Draft.id).in_(chunk),
                col(Draft.decision).not_in((decision, Decision.PUBLISHED)),
            )
        ).scalars()
        for draft in rows:
            if draft.passage.get(JOINED):
                _part_again(db, draft, decision)
            if decision is Decision.ACCEPTED:
                check(db, draft)
                check_fit(db, draft)
                check_references(db, draft)
            elif draft.decision is Decision.REJECTED:
                note_same_number(db, draft)
            draft.decision = decision
            draft.reason = reason or None
            draft.version += 1
            number += 1
        db.flush()
    return number


def _part_again(db: Session, draft: Draft, decision: Decision) -> None:
    """Let a draft that was joined to another stand for itself again.

    Raises `RuleError` when it is to be accepted and its words stand in another one too.
    """
    holding = part_again(db, draft)
    if holding and decision is Decision.ACCEPTED:
        others = ", ".join(holding)
        raise RuleError(
            f"the same words stand in {others}: undecide this one, then mend one of them"
        )


def decide_all(
    db: Session, import_id: int, which: Which, decision: Decision, reason: str | None = None
) -> int:
    """Decide about many drafts at once; return how many changed.

    Drafts with a warning that needs a person are accepted one by one, never here.
    """
    _decidable(lock_import(db, import_id), decision)
    wanted = [col(Draft.import_id) == import_id, col(Draft.decision) != decision]
    if which is Which.ACCEPTED:
        wanted.append(col(Draft.decision) == Decision.ACCEPTED)
    else:
        wanted.append(col(Draft.decision) == Decision.OPEN)
    if which in (Which.SURE, Which.CLEAN) or decision is Decision.ACCEPTED:
        wanted.append(col(Draft.suspect).is_(False))
    if which is Which.SURE:
        wanted.append(sa.cast(col(Draft.warnings), sa.String) == "[]")
    result: Any = db.execute(
        sa.update(Draft)
        .where(*wanted)
        .values(decision=decision, reason=reason or None, version=Draft.version + 1)
        .execution_options(synchronize_session=False)
    )
    db.expire_all()
    return int(result.rowcount)


def edit(
    db: Session,
    draft_id: int,
    version: int,
    content: dict[str, Any],
    replace: list[str] | None = None,
) -> Draft:
    """Change what a draft would enter; `replace` are fields that it may overwrite in its record.

    So may fields that were typed, save for words. Raises `RuleError` on the field at fault,
    `ConflictError` when the version is another.
    """
    draft = get_open_draft(db, draft_id, version)
    number, words, typed = draft.content.get("number"), words_of(draft), typed_over(draft, content)
    issuers = draft.content.get("issuers") or [None]
    if draft.entry == "item" and not content.get("number"):
        raise RuleError("an item needs its number", "number")
    draft.content = {
        name: value
        for name, value in content.items()
        if value is not None or name == "published_on"
    }
    given = {f"{name}_missing" for name, value in draft.content.items() if value}
    draft.warnings = [entry for entry in draft.warnings if entry["code"] not in given]
    if replace is not None or typed:
        chosen = draft.passage.get("replace", []) if replace is None else replace
        draft.passage = {**draft.passage, "replace": list(dict.fromkeys([*chosen, *typed]))}
    if draft.entry == "document" and "issuers" in draft.content:
        check_issuers(db, draft.content["issuers"])
    check(db, draft)
    check_pages(db, draft)
    if draft.entry == "item" and draft.content.get("number") != number:
        check_new_number(db, draft)
        draft.warnings = [entry for entry in draft.warnings if entry["code"] != SAME_NUMBER]
    check_fit(db, draft)
    if draft.entry == "assessment":
        draft.key = str(draft.content["key"])
    if words_of(draft) != words:
        look_again(db, draft)
    if draft.entry == "item" and draft.content.get("number") != number:
        renumber(db, draft, str(number))
    named = draft.content.get("issuers") or []
    if draft.entry == "document" and named and named[0] != issuers[0]:
        cite_by(db, draft.import_id, issuers[0], named[0])
    if draft.entry == "document":
        look_at_date(db, draft)
    changed(draft)
    db.flush()
    return draft


def rematch(db: Session, draft_id: int, version: int, ref: str | None) -> Draft:
    """Say which record a draft is; `None`: a new one. Raises `RuleError` when there is no such."""
    draft = get_open_draft(db, draft_id, version)
    if ref is not None:
        if not is_recorded(db, draft.entry, ref):
            raise RuleError(f"there is no {draft.entry} “{ref}”", "ref")
        present = find_record(db, draft.entry, ref) or {}
        check_election(db, draft, present)
        if draft.entry == "item" and present["container"] != draft.content.get("container", False):
            raise RuleError(f"{ref} is a lead-in and this is not, or the other way round", "ref")
        other = db.execute(
            sa.select(col(Draft.key)).where(
                col(Draft.import_id) == draft.import_id,
                col(Draft.entry) == draft.entry,
                col(Draft.matches) == ref,
                col(Draft.id) != draft.id,
                col(Draft.decision) != Decision.REJECTED,
            )
        ).scalar()
        if other:
            raise RuleError(f"{ref} is what {draft.entry} {other} was found to be already", "ref")
    say_match(db, draft, ref)
    if ref is not None and draft.entry == "assessment":
        draft.content = {**draft.content, "key": ref}
        draft.key = ref
    look_again(db, draft)
    changed(draft)
    db.flush()
    return draft


def stop(db: Session, import_id: int) -> None:
    """Break off the reading of an import: what is read of it is dropped; it can be read again.

    Raises `RuleError` when it is not being read.
    """
    row = lock_import(db, import_id)
    if row.state is not ImportState.READING:
        raise RuleError("it is not being read any more")
    row.state, row.found = ImportState.FAILED, {}
    row.message = f"{row.name}: {STOPPED}"
    row.what, row.done, row.total = None, 0, 0
    touch(row)
    db.flush()


def discard(db: Session, import_id: int) -> None:
    """Decide not to use an import; its rejections are forgotten. What was published stays.

    Where its file is being read, what is read of it is dropped.
    """
    row = lock_import(db, import_id)
    row.state = ImportState.DISCARDED
    touch(row)
    db.flush()


def _decidable(row: Import, decision: Decision) -> None:
    if decision is Decision.PUBLISHED:
        raise RuleError("drafts are published together, not one by one", "decision")
    if row.state not in UNDECIDED:
        raise RuleError(f"this import is {row.state.value}: there is nothing to decide")
    if row.state is ImportState.PUBLISHED:
        row.state = ImportState.READ
    touch(row)
