"""Puts the pages of the desk's imports together."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.core import clock
from app.core.files import MOST_BYTES, describe_bytes
from app.documents.queries import list_documents
from app.elections.queries import list_elections
from app.imports import queries
from app.imports.desk.pages import (
    DraftLine,
    ImportPage,
    ImportsPage,
    PassageLine,
    Progress,
    TextNotice,
    UploadForm,
    Waiting,
)
from app.imports.desk.retrying import build_retry
from app.imports.desk.tallies import (
    count_entries,
    count_missing,
    count_unchanged,
    list_other_words,
    list_twins,
    rows_with_errors,
)
from app.imports.desk.views import UNREAD, bulks_of, draft_url, drafts_url, passage_url, views_of
from app.imports.drafts.leftovers import list_taken_up
from app.imports.publication.attaching import (
    OTHER_TEXT,
    REPLACES_TEXT,
    TextChange,
    find_text_change,
)
from app.imports.publication.publishing import find_waiting
from app.imports.publication.releasing import CLAIM, publishing
from app.imports.records import (
    DraftRecord,
    ImportRecord,
    Show,
    WholeImport,
)
from app.imports.runs.watching import step_of
from app.names.queries import list_organisations
from app.vocabulary.lists import ImportKind, ImportState
from app.web.fields import Choices
from app.web.forms import Problem, Sent
from app.web.i18n import gettext, marked, ngettext
from app.web.urls import query_url

MAPS = (("throughline", marked("our own export")), ("upr-info", marked("export of UPR Info")))
ENTRIES = {
    "country": marked("country"),
    "election": marked("election"),
    "organisation": marked("organisation"),
    "topic": marked("topic"),
    "instrument": marked("instrument"),
    "provision": marked("standard"),
    "document": marked("document"),
    "item": marked("item"),
    "answer": marked("answer"),
    "undertaking": marked("undertaking"),
    "statement": marked("statement"),
    "assessment": marked("assessment"),
    "link": marked("link"),
    "thread": marked("recurring recommendation"),
    "reiteration": marked("earlier ones still stand"),
}
"""What readers see for the kinds of entry."""

MANY = {
    "country": marked("Countries"),
    "election": marked("Elections"),
    "organisation": marked("Organisations"),
    "topic": marked("Topics"),
    "instrument": marked("Instruments"),
    "provision": marked("Standards"),
    "document": marked("Documents"),
    "item": marked("Items"),
    "answer": marked("Answers"),
    "undertaking": marked("Undertakings"),
    "statement": marked("Statements"),
    "assessment": marked("Assessments"),
    "link": marked("Links"),
    "thread": marked("Recurring recommendations"),
    "reiteration": marked("Says that earlier ones still stand"),
}
"""The same for several."""


ABOUT_TEXT = (OTHER_TEXT, REPLACES_TEXT)
"""Warnings that the pages say in words of their own."""

STEPS = {
    "rows": marked("Rows"),
    "drafts": marked("Drafts"),
    "history": marked("History"),
    "statuses": marked("Status of each item"),
    "search": marked("Search"),
    CLAIM: marked("Publishing"),
}
"""What is being done, in words; the rest is said by who does it."""


def build_form(
    db: Session, values: dict[str, str], problems: Sequence[Problem] = (), lost: bool = False
) -> UploadForm:
    """Return the upload form with what was typed; 8 statements, any number of records."""
    today = clock.today()
    return UploadForm(
        values={"kind": "report"} | {name: value for name, value in values.items() if value},
        elections=[
            (election.code, f"{election.code} · {election.title}")
            for election in reversed(list_elections(db, today))
        ],
        organisations=list_organisations(db),
        documents=[
            (document.slug, document_label(document.slug, document.title, document.published_on))
            for document in list_documents(db, today)
        ],
        maps=[(value, gettext(label)) for value, label in MAPS],
        problems=list(problems),
        lost=lost,
    )


def document_label(slug: str, title: str, published_on: str | None) -> str:
    """Return what a document is called in a list to choose from: several have the same title."""
    year = f"{published_on[:4]}, " if published_on else ""
    return f"{title} ({year}{slug})"


def build_imports(db: Session, after: str | None, form: UploadForm | None = None) -> ImportsPage:
    """Return the list of imports with the upload form. Raises `CursorError`."""
    imports, following = queries.list_imports(db, after)
    path = "/desk/imports"
    return ImportsPage(
        imports=imports,
        form=form or build_form(db, {}),
        most=MOST_BYTES,
        next_url=query_url(path, {"after": [following]}) if following else None,
        first_url=path if after else None,
    )


def build_import(
    db: Session,
    import_id: int,
    show: str,
    after: str | None,
    problems: Sequence[Problem] = (),
    sent: Sent | None = None,
) -> ImportPage:
    """Return an import: how far it is, why it failed, or a page of its drafts.

    `sent` is a form to read it again that was refused.
    """
    whole = queries.get_import(db, import_id)
    line = whole.record
    facts = facts_of(whole)
    if line.state in (ImportState.WAITING, ImportState.READING):
        return ImportPage(line, facts, progress_of(line), problems=list(problems))
    if line.state is ImportState.FAILED:
        return _failed(db, whole, problems, sent)
    if line.state is ImportState.DISCARDED:
        return ImportPage(line, facts, problems=list(problems))
    return _review(db, whole, show, after, problems)


def _failed(
    db: Session, whole: WholeImport, problems: Sequence[Problem], sent: Sent | None
) -> ImportPage:
    """Why reading failed, and how to read the file again, or another where this one is at fault."""
    line = whole.record
    form = build_form(db, _typed(line))
    retry = build_retry(db, whole, form, problems, sent)
    return ImportPage(
        line,
        facts_of(whole),
        form=None if retry and retry.asks else form,
        retry=retry,
        most=MOST_BYTES,
        problems=list(problems),
    )


def _review(
    db: Session, whole: WholeImport, show: str, after: str | None, problems: Sequence[Problem]
) -> ImportPage:
    line = whole.record
    unread = passages_of(db, whole) if show == UNREAD else []
    found = None if show == UNREAD else queries.page_drafts(db, line.id, Show(show), after)
    first = None
    if line.counts.open:
        first = queries.page_drafts(db, line.id, Show.OPEN, limit=1).items[0]
    text = find_text_change(db, line.id)
    return ImportPage(
        line=line,
        facts=facts_of(whole),
        progress=progress_of(line) if publishing(line) else None,
        unchanged=count_unchanged(db, line.id) if line.counts.published else 0,
        other_words=list_other_words(db, line.id) if text and text.same else (),
        text=text_notice(line, text),
        waiting=waiting_of(db, line) if line.state is ImportState.READ else None,
        missing=count_missing(db, line.id) if line.kind is ImportKind.TABLE else 0,
        summary=[
            (gettext(MANY.get(entry, entry)), f"{number:,}")
            for entry, number in count_entries(db, line.id).items()
        ],
        views=views_of(line, count_left(whole), show),
        show=show,
        drafts=[draft_line(draft, show) for draft in found.items] if found else [],
        unread=unread,
        warnings=[entry for entry in whole.warnings if entry.code not in ABOUT_TEXT],
        bulks=bulks_of(db, line, show) if line.state is ImportState.READ else [],
        twins=list_twins(db, line) if line.state is ImportState.READ else [],
        errors=whole.found.get("problems_total") or 0,
        rows=_told_of_rows(whole),
        first_open_url=draft_url(line.id, first.id)
        if first and line.state is ImportState.READ
        else None,
        next_url=drafts_url(line, show, found.next) if found and found.next else None,
        first_url=drafts_url(line, show) if after else None,
        problems=list(problems),
    )


def passages_of(db: Session, whole: WholeImport) -> list[PassageLine]:
    """Return the passages that belong to no draft, in order. 1 statement."""
    made = list_taken_up(db, whole.record.id)
    looked_at = set(whole.record.looked_at)
    lines = []
    for passage in whole.unread:
        draft_id, key = made.get(passage.index, (0, ""))
        draft = (draft_url(whole.record.id, draft_id), key) if draft_id else None
        url = passage_url(whole.record.id, passage.index)
        lines.append(PassageLine(passage, url, passage.index in looked_at, draft))
    return lines


def count_left(whole: WholeImport) -> int:
    """Return how many passages that belong to no draft nobody has looked at."""
    return len({passage.index for passage in whole.unread} - set(whole.record.looked_at))


def progress_of(line: ImportRecord) -> Progress:
    """Return how far reading or publishing an import is."""
    if line.state is ImportState.WAITING:
        return Progress(gettext("Waiting to be read"), 0, 0)
    step = step_of(line.id)
    stored = Progress(line.what or "", line.done, line.total)
    found = publishing(line) or Progress(step.what, step.done, step.total)
    found = found if found.what else stored
    what = MANY.get(found.what) or STEPS.get(found.what)
    return replace(found, what=gettext(what) if what else found.what or gettext("Reading"))


def facts_of(whole: WholeImport) -> Choices:
    """Return what is known of the file."""
    line, found = whole.record, whole.found
    facts: list[tuple[str, Any]] = [
        (gettext("File"), line.name),
        (gettext("Size"), describe_bytes(line.size)),
        (gettext("SHA-256"), line.sha256),
        (gettext("Came in"), f"{line.created_at:%Y-%m-%d %H:%M} UTC"),
        (gettext("Read as"), found.get("reader") or found.get("format")),
        (gettext("Pages"), found.get("pages")),
        (gettext("Rows"), found.get("rows")),
        *_tally(found),
    ]
    return [(name, str(value)) for name, value in facts if isinstance(value, str | int) and value]


def _tally(found: dict[str, Any]) -> list[tuple[str, Any]]:
    """What became of the rows of a table; nothing of other files."""
    tally = found.get("tally") or {}
    return [
        (gettext("Rows that say what another says"), tally.get("duplicates")),
        (gettext("Rows that the map refuses"), tally.get("refused")),
        (gettext("Rows with errors"), rows_with_errors(found)),
        (gettext("Rows with damaged letters"), tally.get("damaged")),
        (gettext("Entries recorded already"), sum((found.get("same") or {}).values())),
    ]


def _told_of_rows(whole: WholeImport) -> Choices:
    """What has to be known of the rows of a table, and where it is told; nothing of other files."""
    found, reading = whole.found, f"{whole.record.url}/reading"
    tally = found.get("tally") or {}
    repeated = found.get("duplicates_total") or tally.get("duplicates") or 0
    damaged = found.get("damaged_total") or tally.get("damaged") or 0
    told = []
    if repeated:
        words = ngettext(
            "%(num)s row says what another says, and is taken once",
            "%(num)s rows say what others say, and are taken once",
            repeated,
        )
        told.append((words % {"num": f"{repeated:,}"}, f"{reading}#duplicates-title"))
    if damaged:
        words = ngettext(
            "%(num)s row has letters that were damaged before it came here",
            "%(num)s rows have letters that were damaged before they came here",
            damaged,
        )
        told.append((words % {"num": f"{damaged:,}"}, f"{reading}#damaged-title"))
    return told


def draft_line(draft: DraftRecord, show: str) -> DraftLine:
    """Return a draft as the list shows it."""
    return DraftLine(
        record=draft,
        entry=gettext(ENTRIES.get(draft.entry, draft.entry)),
        url=draft_url(draft.import_id, draft.id, show),
        match_url=match_url(draft.entry, draft.matches),
    )


def match_url(entry: str, matches: str | None) -> str | None:
    """Return the public address of a record that a draft matches, where it has one."""
    folder = {
        "item": "recommendations",
        "document": "documents",
        "election": "elections",
        "organisation": "organisations",
        "country": "countries",
        "thread": "threads",
    }.get(entry)
    return f"/{folder}/{matches}" if folder and matches else None


def _typed(line: ImportRecord) -> dict[str, str]:
    """What was typed into the upload form, from the options that were kept."""
    options = line.options
    issuers = options.get("issuers") or [""]
    named = ("election", "responder", "document", "title", "published_on", "url", "map")
    values = {name: options.get(name) for name in named}
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    return texts | {"kind": line.kind.value, "issuers": issuers[0]}


def text_notice(line: ImportRecord, change: TextChange | None) -> TextNotice | None:
    """Return that the document holds another text than the file, where it does."""
    if change is None or change.present is None:
        return None
    return TextNotice(
        document=str(line.document),
        held=_size(change.present.pages, change.present.passages),
        brought=_size(change.pages, change.passages),
        replaced=change.replace,
        choosable=line.state in (ImportState.READ, ImportState.PUBLISHED),
        version=line.version,
    )


def _size(pages: int, passages: int) -> str:
    """How much a text is."""
    parts = (
        ngettext("%(num)s page", "%(num)s pages", pages) % {"num": f"{pages:,}"},
        ngettext("%(num)s passage", "%(num)s passages", passages) % {"num": f"{passages:,}"},
    )
    return ", ".join(parts)


def waiting_of(db: Session, line: ImportRecord) -> Waiting | None:
    """Return the draft of a document without which nothing of an import can be published."""
    found = find_waiting(db, line.id, line.document)
    return Waiting(draft_url(line.id, found.draft_id), found.slug, found.lacks) if found else None
