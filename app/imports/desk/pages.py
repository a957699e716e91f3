"""What the templates of the desk's imports may use, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.imports.desk.differences import Difference
from app.imports.records import DraftRecord, ImportRecord, UnreadRecord, WarningRecord
from app.reading.model import Box
from app.web.fields import Choices, Field
from app.web.forms import Problem, first_problem


@dataclass(frozen=True)
class UploadForm:
    """The form that takes a file, with what was typed and what is wrong with it.

    `lost` says that the file has to be chosen again: a browser does not keep it.
    """

    values: dict[str, str]
    elections: Choices
    organisations: Choices
    documents: Choices
    maps: Choices
    problems: list[Problem] = field(default_factory=list)
    lost: bool = False

    def value(self, name: str) -> str:
        """Return what was typed into a field."""
        return self.values.get(name, "")

    def problem(self, name: str) -> str:
        """Return what is wrong with a field, empty where nothing is."""
        return first_problem(self.problems, name)


@dataclass(frozen=True)
class ImportsPage:
    """The imports, newest first, and the form that makes another; `most` bytes are taken."""

    imports: list[ImportRecord]
    form: UploadForm
    most: int
    next_url: str | None = None
    first_url: str | None = None
    said: str = ""


@dataclass(frozen=True)
class Progress:
    """How far something is: what is being done, and how much of it; a `total` of 0 is unknown."""

    what: str
    done: int
    total: int

    @property
    def numbers(self) -> str:
        """How much is done, for those who do not see the bar."""
        return f"{self.done:,} / {self.total:,}" if self.total else ""


@dataclass(frozen=True)
class View:
    """A filter of the drafts: its name, label, number and address."""

    name: str
    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class DraftLine:
    """A draft in the list: its kind in words, and the addresses of it and of what it matches."""

    record: DraftRecord
    entry: str
    url: str
    match_url: str | None


@dataclass(frozen=True)
class PassageLine:
    """A passage that belongs to no draft: its address, whether somebody looked at it, and the
    address and the key of the draft that was made of it.
    """

    record: UnreadRecord
    url: str
    looked_at: bool
    draft: tuple[str, str] | None


@dataclass(frozen=True)
class Bulk:
    """A decision about many drafts: which, what about them, how many, and the words for it."""

    which: str
    decision: str
    count: int
    label: str


@dataclass(frozen=True)
class TextNotice:
    """That the document of an import holds another text than the file: how much each has, and
    whether publishing replaces it; `version` is the import's. `choosable`: this can be changed.
    """

    document: str
    held: str
    brought: str
    replaced: bool
    choosable: bool
    version: int


@dataclass(frozen=True)
class Waiting:
    """The draft that all else of an import rests on and that is not accepted; what it lacks."""

    url: str
    slug: str
    lacks: str


@dataclass(frozen=True)
class RetryForm:
    """How a kept file whose reading failed is read again.

    `asks` is what reading could not find out by itself: `document` or `election`; `table`: the file
    is one. `documents` are those of the election that it may be.
    """

    asks: str
    message: str
    version: int
    values: dict[str, str]
    elections: Choices
    documents: Choices
    problems: list[Problem] = field(default_factory=list)

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        return self.values.get(name, "")

    def problem(self, name: str) -> str:
        """Return what is wrong with a field, empty where nothing is."""
        return first_problem(self.problems, name)


@dataclass(frozen=True)
class ImportPage:
    """One import: its progress, why it failed, or its drafts for review.

    `errors` are rows of a table that could not be taken, `missing` drafts of it that name what is
    not recorded, `twins` other imports of the same file, `said` is what was done a moment ago.
    `rows` are what has to be known of a table's rows, each with where that is told. `unchanged` of
    its published drafts changed nothing; `other_words` are items whose official text is not that of
    the file, which is the document's text now.
    """

    line: ImportRecord
    facts: Choices
    progress: Progress | None = None
    form: UploadForm | None = None
    retry: RetryForm | None = None
    most: int = 0
    text: TextNotice | None = None
    waiting: Waiting | None = None
    missing: int = 0
    summary: Choices = ()
    views: list[View] = field(default_factory=list)
    show: str = "all"
    drafts: list[DraftLine] = field(default_factory=list)
    unread: list[PassageLine] = field(default_factory=list)
    warnings: list[WarningRecord] = field(default_factory=list)
    bulks: list[Bulk] = field(default_factory=list)
    errors: int = 0
    rows: Choices = ()
    unchanged: int = 0
    other_words: Sequence[str] = ()
    twins: list[int] = field(default_factory=list)
    first_open_url: str | None = None
    next_url: str | None = None
    first_url: str | None = None
    problems: list[Problem] = field(default_factory=list)
    said: str = ""


@dataclass(frozen=True)
class Run:
    """A run of text, marked where it belongs to the draft; `first`: the first that is."""

    text: str
    marked: bool
    first: bool = False


@dataclass(frozen=True)
class PieceLine:
    """A piece of a page: what it is (a heading, a footnote …), its label, its text in runs."""

    kind: str
    label: str
    runs: list[Run]


@dataclass(frozen=True)
class Sheet:
    """A page beside a draft: its number, its text, the address of its picture if it has one, and
    where in the picture the draft stands. Width and height are in points, 0 where not known.
    """

    number: int
    pieces: list[PieceLine]
    picture: str | None = None
    boxes: list[Box] = field(default_factory=list)
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class ComparedField:
    """A field in the tracker and in a draft; `choosable`: the draft may be told to replace it.

    Where the tracker has nothing, `difference` has nothing to compare.
    """

    name: str
    label: str
    difference: Difference
    choosable: bool
    replaced: bool = False


@dataclass(frozen=True)
class Comparison:
    """The record that a draft was found to be: where it is, how it was found, what differs.

    `same_in` names the fields that both have alike.
    """

    title: str
    url: str | None
    basis: str
    fields: list[ComparedField]
    same_in: list[str]
    same: bool


@dataclass(frozen=True)
class Conflict:
    """What somebody else stored meanwhile beside what was typed: the fields that differ.

    `same_in` names those that do not, `decision` is the one that stands now.
    """

    fields: list[ComparedField]
    same_in: list[str]
    decision: str


@dataclass(frozen=True)
class DraftPage:
    """One draft beside the page that it comes from.

    `queue` says where it stands among those that are gone through. A `splittable` one can be split,
    at one of the `sentences` or where the words `begins` stand; `following` is the text of the
    draft that it can be joined with. `conflict` tells what differs where what was typed is older
    than what is stored.
    """

    line: ImportRecord
    draft: DraftLine
    title: str
    queue: str
    show: str
    fields: list[Field]
    sheets: list[Sheet]
    comparison: Comparison | None
    sentences: Choices
    following: str
    lead_in: str
    previous_url: str | None
    next_url: str | None
    back_url: str
    reason: str = ""
    match: str = ""
    problems: list[Problem] = field(default_factory=list)
    conflict: Conflict | None = None
    said: str = ""
    splittable: bool = False
    begins: str = ""

    def problem(self, name: str) -> str:
        """Return what is wrong with a field, empty where nothing is."""
        return first_problem(self.problems, name)


@dataclass(frozen=True)
class Meaning:
    """A printed value of a column and what it is taken to mean; `name` is its field."""

    name: str
    printed: str
    meant: str


@dataclass(frozen=True)
class Column:
    """A column of a table: its name, the target it is mapped to, and values that were seen.

    `meanings` are its values where there are few and the target takes `words` alone.
    """

    index: int
    name: str
    target: str
    samples: list[str]
    meanings: list[Meaning]
    words: Choices


@dataclass(frozen=True)
class RowProblem:
    """An error in a table: where, the value, what is wrong, how to mend it."""

    row: int | None
    column: str
    value: str
    message: str
    mend: str


@dataclass(frozen=True)
class ReadingPage:
    """How a file is read: the columns of a table, or the patterns of an authority's comments.

    `values` are what stands in the fields of the form about a table.
    """

    line: ImportRecord
    facts: Choices
    patterns: str = ""
    columns: list[Column] = field(default_factory=list)
    targets: Choices = ()
    maps: Choices = ()
    values: dict[str, str] = field(default_factory=dict)
    documents: Choices = ()
    organisations: Choices = ()
    encodings: Choices = ()
    sheets: Choices = ()
    errors: list[RowProblem] = field(default_factory=list)
    errors_total: int = 0
    duplicates: list[str] = field(default_factory=list)
    duplicates_total: int = 0
    damaged: list[str] = field(default_factory=list)
    damaged_total: int = 0
    warnings: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, name: str) -> str:
        """Return what is wrong with a field, empty where nothing is."""
        return first_problem(self.problems, name)
