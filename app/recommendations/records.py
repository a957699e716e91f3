"""An item as pages and API give it (CONTRACT.md, "Reading")."""

from dataclasses import dataclass

from app.assessments.records import AssessmentRecord
from app.core.wire import Assessed, Headline
from app.documents.records import PlaceRecord
from app.links.records import LinkRecord
from app.responses.records import ResponseRecord
from app.standards.records import CitationRecord
from app.undertakings.records import UndertakingRecord
from app.vocabulary.lists import ItemKind, Later, LinkBasis, Position, Reported


@dataclass(frozen=True)
class ItemFields:
    """An item with what is derived for it on a date. Elections, documents, topics are codes."""

    ref: str
    kind: ItemKind
    container: bool
    country: str
    election: str
    document: str
    number: str
    number_as_printed: str | None
    parent: str | None
    heading: str | None
    priority: bool | None
    summary: str | None
    official_text: str | None
    quoted_text: str | None
    quoted_by: str | None
    lead_in: str | None
    text_digest: str | None
    only_kind: bool
    note: str | None
    places: list[PlaceRecord]
    topics: list[str]
    addressees: list[str]
    proposers: list[str]
    standards: list[CitationRecord]
    thread: str | None
    threads: list[str]
    position: Position | None
    reported: Reported | None
    assessment: Assessed | None
    headline: Headline | None
    later: Later | None
    recommended_again_in: list[str]
    concern_again_in: list[str]
    same_subject_in: list[str]
    accounts_differ: bool
    accounts_differ_basis: LinkBasis | None
    overdue: bool
    eligible: bool
    occurrences: int

    @property
    def text(self) -> str:
        """What a list shows: official text first, then quoted text, then our summary."""
        return self.official_text or self.quoted_text or self.summary or ""

    @property
    def is_summary(self) -> bool:
        """Whether `text` is our summary, which pages then say."""
        return not (self.official_text or self.quoted_text)


@dataclass(frozen=True)
class ItemRecord(ItemFields):
    """An item of a list: answers, assessments and links are their ids."""

    responses: list[int]
    assessments: list[int]
    links: list[int]
    url: str


@dataclass(frozen=True)
class WholeItemRecord(ItemFields):
    """A single item with all that is recorded about it."""

    responses: list[ResponseRecord]
    assessments: list[AssessmentRecord]
    links: list[LinkRecord]
    undertakings: list[UndertakingRecord]
    url: str
