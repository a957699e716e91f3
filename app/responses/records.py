"""An answer as pages and API give it (CONTRACT.md, "Reading")."""

from dataclasses import dataclass

from app.core.wire import PartialDay
from app.documents.records import PlaceRecord
from app.standards.records import CitationRecord
from app.vocabulary.lists import Ground, Position, Reason, Reported, Scope


@dataclass(frozen=True)
class AnsweredRecord:
    """An item that is answered; `part` is empty where the answer is to the whole."""

    ref: str
    part: str | None


@dataclass(frozen=True)
class ResponseRecord:
    """What an authority answers; `published_on` is the partial date of the document."""

    id: int
    key: str
    answers: list[AnsweredRecord]
    document: str
    published_on: PartialDay | None
    responder: str
    on_information_from: str | None
    position: Position
    reported: Reported
    ground: Ground
    scope: Scope
    stated_as: str | None
    reasons: list[Reason]
    summary: str | None
    standpoint: str | None
    places: list[PlaceRecord]
    standards: list[CitationRecord]
    text_digest: str | None
    note: str | None
