"""Imports and drafts as pages and commands see them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.reading.model import PageInfo, Piece, Span, Text
from app.vocabulary.lists import Decision, ImportKind, ImportState, MatchBasis


class Show(StrEnum):
    """Which drafts of an import: all, those that wait for somebody, those that match a record or
    none, or by decision.
    """

    ALL = "all"
    SUSPECT = "suspect"
    OPEN = "open"
    MATCHED = "matched"
    NEW = "new"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PUBLISHED = "published"


class Which(StrEnum):
    """Which drafts a decision about many is for; never those that were published.

    `sure`: undecided ones without any warning. `clean`: undecided ones without a warning that needs
    a person. `open`: all undecided ones. `accepted`: those accepted so far.
    """

    SURE = "sure"
    CLEAN = "clean"
    OPEN = "open"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class Counts:
    """How many drafts an import has by decision; `suspect` are undecided ones that need a person,
    `new` those of them all that match no record.
    """

    open: int = 0
    accepted: int = 0
    rejected: int = 0
    published: int = 0
    suspect: int = 0
    new: int = 0

    @property
    def total(self) -> int:
        """All drafts."""
        return self.open + self.accepted + self.rejected + self.published


STOPPED = "reading was stopped: read the file again, or discard it"
"""The end of the message of an import whose reading somebody stopped."""


@dataclass(frozen=True)
class ImportRecord:
    """An import in a list.

    `document` is the slug of the document it belongs to, known or new. `state` is `failed` where
    reading has not been heard of for longer than it may take. `name` is the file's. `looked_at` are
    the unread passages, by index, that somebody looked at.
    """

    id: int
    version: int
    kind: ImportKind
    state: ImportState
    name: str
    sha256: str
    media_type: str
    size: int
    options: dict[str, Any]
    looked_at: list[int]
    document: str | None
    what: str | None
    done: int
    total: int
    message: str | None
    created_at: datetime
    changed_at: datetime
    counts: Counts

    @property
    def url(self) -> str:
        """Its address at the desk."""
        return f"/desk/imports/{self.id}"

    @property
    def stopped(self) -> bool:
        """Whether somebody stopped its reading, so that nothing is wrong with the file."""
        return self.state is ImportState.FAILED and (self.message or "").endswith(STOPPED)


@dataclass(frozen=True)
class UnreadRecord:
    """A passage on the pages of the list that no item took up; `index` is its place among them."""

    index: int
    page: int
    text: str
    spans: list[Span]


@dataclass(frozen=True)
class WarningRecord:
    """What a person should look at; a `blocking` one keeps a draft out of decisions about many."""

    code: str
    message: str
    page: int | None = None
    blocking: bool = False


@dataclass(frozen=True)
class WholeImport:
    """An import with what its reading tells beside the drafts.

    `found` is what else the reader tells: reader, pages, kind, title, encoding, columns.
    """

    record: ImportRecord
    found: dict[str, Any]
    warnings: list[WarningRecord]
    unread: list[UnreadRecord]


@dataclass(frozen=True)
class DraftRecord:
    """A draft.

    `content` is the input of its entry kind as JSON, `passage` where it stands: `text`, `page`,
    `page_basis`, `section`, `lead_in`, `spans` (piece, start, end), `replace` (fields that the
    editor lets it overwrite), and more as its kind needs. `suspect`: a warning needs a person.
    """

    id: int
    version: int
    import_id: int
    ordinal: int
    entry: str
    key: str
    content: dict[str, Any]
    passage: dict[str, Any]
    matches: str | None
    basis: MatchBasis | None
    warnings: list[WarningRecord]
    suspect: bool
    decision: Decision
    reason: str | None

    @property
    def text(self) -> str:
        """Its words: what was read, else what its content says."""
        for source in (self.passage, self.content):
            for name in ("text", "official_text", "quoted_text", "standpoint", "summary", "title"):
                if source.get(name):
                    return str(source[name])
        return ""

    @property
    def spans(self) -> list[Span]:
        """Where it stands in the text."""
        return [Span(**span) for span in self.passage.get("spans", [])]

    @property
    def page(self) -> int | None:
        """The page on which it begins."""
        page = self.passage.get("page")
        return int(page) if page is not None else None


@dataclass(frozen=True)
class DraftsPage:
    """A page of drafts, the cursor of the next one and how many there are in all."""

    items: list[DraftRecord]
    next: str | None
    total: int


@dataclass(frozen=True)
class FieldChange:
    """A field of a matched record: what it holds, what the draft says, and whether publishing
    would change it.
    """

    name: str
    present: Any
    draft: Any
    changes: bool


@dataclass(frozen=True)
class MatchRecord:
    """The record that a draft was found to be, and how the two differ."""

    entry: str
    key: str
    basis: MatchBasis
    url: str | None
    fields: list[FieldChange]

    @property
    def same(self) -> bool:
        """Whether publishing would change nothing."""
        return not any(change.changes for change in self.fields)


@dataclass(frozen=True)
class Neighbours:
    """The drafts before and behind one in the order of a list, and the next undecided one.

    It stands at `place` among `total`; `None` where it is not in the list any more.
    """

    previous: int | None
    next: int | None
    next_open: int | None
    place: int | None
    total: int


@dataclass(frozen=True)
class TextPage:
    """A page of an import's text: its pieces with their index in the whole text."""

    info: PageInfo
    pieces: list[tuple[int, Piece]]


@dataclass(frozen=True)
class ImportText:
    """The text of an import's document."""

    text: Text

    def page(self, number: int) -> TextPage | None:
        """Return a page, if there is one of that number."""
        for info in self.text.pages:
            if info.number == number:
                pieces = [
                    (index, piece)
                    for index, piece in enumerate(self.text.pieces)
                    if piece.page == number
                ]
                return TextPage(info, pieces)
        return None


@dataclass
class Published:
    """What publishing did: how many entries of each kind were added, changed, or there already."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    same: dict[str, int] = field(default_factory=dict)
    document: str | None = None
    left: int = 0
