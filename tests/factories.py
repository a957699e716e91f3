"""Make records through the services, with defaults that fit each other.

What a record needs and does not exist yet is made too: `make_item(db, "AA-2010-PARL-1")` also makes
the country, the election and its final report. Country AA is nobody's; each function flushes, none
commits, and none stores statuses (`app.statuses.service.refresh` does).
"""

import re
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.assessments.inputs import AssessmentInput
from app.assessments.models import Assessment
from app.assessments.service import save_assessment
from app.core.records import find
from app.documents.inputs import DocumentInput
from app.documents.models import Document, DocumentFile, DocumentPage, Passage
from app.documents.service import save_document
from app.elections.inputs import CountryInput, ElectionInput
from app.elections.models import Country, Election
from app.elections.service import save_country, save_election
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

READER = "A test"
_REF = re.compile(r"([A-Z]{2}-(?:\d{4}(?:-\d{2})?-[A-Z]+|UPR-\d+))-(.+)")
PASSAGE = {"page": 7, "page_basis": "printed", "section": "V. Voting"}


def split(ref: str) -> tuple[str, str]:
    """Return the election's code and the number in a reference."""
    match = _REF.fullmatch(ref)
    assert match, ref
    return match[1], match[2]


def make_country(db: Session, code: str = "AA", **given: Any) -> Country:
    """Make a country."""
    return save_country(db, CountryInput.model_validate({"code": code, "name": code} | given))


def make_organisation(db: Session, slug: str = "observers", **given: Any) -> Organisation:
    """Make an organisation: observers, where nothing else is said."""
    values = {"slug": slug, "name": slug, "short_name": slug, "kind": "observer"} | given
    return save_organisation(db, OrganisationInput.model_validate(values))


def make_topic(db: Session, slug: str = "voting", **given: Any) -> Topic:
    """Make a topic, and the topic above it."""
    parent, slash, _ = slug.partition("/")
    if slash and find(db, Topic, slug=parent) is None:
        make_topic(db, parent)
    return save_topic(db, TopicInput.model_validate({"slug": slug, "title": slug} | given))


def make_instrument(db: Session, slug: str = "charter", **given: Any) -> Instrument:
    """Make an instrument: a treaty, where nothing else is said."""
    values = {"slug": slug, "short_title": slug, "title": slug, "class": "treaty"} | given
    return save_instrument(db, InstrumentInput.model_validate(values))


def make_standard(db: Session, slug: str = "charter/1", **given: Any) -> Standard:
    """Make a provision, and its instrument."""
    instrument = slug.partition("/")[0]
    if find(db, Instrument, slug=instrument) is None:
        make_instrument(db, instrument)
    return save_provision(db, ProvisionInput.model_validate({"standard": slug} | given))


def make_election(db: Session, code: str = "AA-2010-PARL", **given: Any) -> Election:
    """Make an election, on 1 June of the year in its code."""
    if find(db, Country, code=code[:2]) is None:
        make_country(db, code[:2])
    year = code[3:7] if code[3:7].isdigit() else "2010"
    values = {"code": code, "title": code, "first_day": f"{year}-06-01"} | given
    return save_election(db, ElectionInput.model_validate(values))


def make_document(
    db: Session, slug: str | None = None, election: str | None = "AA-2010-PARL", **given: Any
) -> Document:
    """Make a document: the final report of the election, held, of 1 December of its year."""
    if election and find(db, Election, code=election) is None:
        make_election(db, election)
    slug = slug or f"{(election or 'AA').lower()}-final-report"
    year = election[3:7] if election and election[3:7].isdigit() else "2010"
    values = {
        "slug": slug,
        "election": election,
        "kind": "final_report",
        "title": slug,
        "issuers": ["observers"],
        "published_on": f"{year}-12-01",
        "held": True,
    } | given
    for issuer in values["issuers"]:
        _organisation(db, issuer)
    return save_document(db, DocumentInput.model_validate(values))


def make_page(
    db: Session,
    document: str = "aa-2010-parl-final-report",
    number: int = 7,
    pieces: Sequence[str | dict[str, Any]] = ("What the page says.",),
    **given: Any,
) -> DocumentPage:
    """Make a page of a document's text; a piece that is only a text is a paragraph."""
    whole = {"kind": "paragraph", "label": None, "level": 0, "continued": False, "box": None}
    page = DocumentPage(
        document_id=_id_of(db, Document, slug=document),
        number=number,
        basis=given.pop("basis", "printed"),
        pieces=[whole | ({"text": piece} if isinstance(piece, str) else piece) for piece in pieces],
        **given,
    )
    db.add(page)
    db.flush()
    return page


def make_passage(
    db: Session, page: DocumentPage, owner: str | Response, words: str, piece: int = 0, **given: Any
) -> Passage:
    """Mark words of a page's piece as those of an item, by its reference, or of an answer."""
    start = page.pieces[piece]["text"].index(words)
    answer = isinstance(owner, Response)
    passage = Passage(
        document_id=page.document_id,
        page=page.number,
        piece=piece,
        start=start,
        stop=start + len(words),
        response_id=owner.id if isinstance(owner, Response) else None,
        item_id=None if answer else _id_of(db, Recommendation, ref=str(owner)),
        role=given.pop("role", "list"),
        ordinal=given.pop("ordinal", 0),
    )
    db.add(passage)
    db.flush()
    return passage


def make_file(
    db: Session, document: str = "aa-2010-parl-final-report", **given: Any
) -> DocumentFile:
    """Make the file that a document was read from: a PDF that is not shown to the public."""
    values: dict[str, Any] = {
        "sha256": "0" * 64,
        "name": "report.pdf",
        "media_type": "application/pdf",
        "size": 2_000_000,
        "reader": "pdf",
    } | given
    file = DocumentFile(document_id=_id_of(db, Document, slug=document), **values)
    db.add(file)
    db.flush()
    return file


def _id_of(db: Session, model: type[Any], **key: str) -> int:
    row = find(db, model, **key)
    assert row is not None, key
    return int(row.id)


def make_item(db: Session, ref: str = "AA-2010-PARL-1", **given: Any) -> Recommendation:
    """Make an item under a reference, in the final report of its election."""
    code, number = split(ref)
    document = given.pop("document", f"{code.lower()}-final-report")
    _document(db, document, code)
    for topic in given.get("topics", []):
        if find(db, Topic, slug=topic) is None:
            make_topic(db, topic)
    for addressee in given.get("addressees", []):
        _organisation(db, addressee, kind="authority")
    for proposer in given.get("proposers", []):
        _organisation(db, proposer, kind="state")
    values = {
        "document": document,
        "number": number,
        "kind": {"C": "concern", "O": "concern", "W": "welcomed"}.get(number[0], "recommendation"),
        "summary": f"What {ref} says.",
        "places": [PASSAGE | {"role": "list"}],
    } | given
    return save_item(db, ItemInput.model_validate(values))


def make_response(
    db: Session, refs: str | Sequence[str] = "AA-2010-PARL-1", **given: Any
) -> Response:
    """Make an answer to one or several items, in comments of March of the year after."""
    answered = [refs] if isinstance(refs, str) else list(refs)
    for ref in answered:
        _item(db, ref)
    code = split(answered[0])[0]
    document = given.pop("document", f"{code.lower()}-comments")
    year = int(code[3:7]) if code[3:7].isdigit() else 2010
    _document(
        db,
        document,
        code,
        kind="comments",
        issuers=["commission"],
        published_on=f"{year + 1}-03-01",
    )
    values = {
        "document": document,
        "key": _key(db, Response),
        "answers": [{"item": ref} for ref in answered],
        "responder": "commission",
        "position": "accepted",
        "places": [PASSAGE | {"role": "body"}],
    } | given
    _organisation(db, values["responder"], kind="authority")
    return save_response(db, ResponseInput.model_validate(values))


def make_assessment(db: Session, ref: str = "AA-2010-PARL-1", **given: Any) -> Assessment:
    """Make an assessment, stated in the final report of the same kind of election four years on."""
    _item(db, ref)
    code = split(ref)[0]
    later = f"{code[:3]}{int(code[3:7]) + 4}-{code.rpartition('-')[2]}"
    document = given.pop("document", f"{later.lower()}-final-report")
    _document(db, document, later)
    values = {
        "document": document,
        "key": _key(db, Assessment),
        "item": ref,
        "assessors": ["observers"],
        "level": "partially",
        "basis": "stated",
        "scope": "both",
        "evidence": [PASSAGE | {"note": "What the report shows.", "direction": "unchanged"}],
    } | given
    if values["basis"] == "editor_reading":
        values.setdefault("read_by", READER)
    for assessor in values["assessors"]:
        _organisation(db, assessor)
    return save_assessment(db, AssessmentInput.model_validate(values))


def make_link(db: Session, earlier: str, later: str, **given: Any) -> Link:
    """Make a confirmed link, by an editor; `repeats` where nothing else is said."""
    _item(db, earlier)
    _item(db, later)
    values = {
        "earlier": earlier,
        "later": later,
        "relation": "repeats",
        "basis": "editor",
        "why": "They ask for the same.",
        "by": READER,
    } | given
    return save_link(db, LinkInput.model_validate(values))


def make_thread(
    db: Session, refs: Sequence[str | dict[str, Any]], slug: str = "thread", **given: Any
) -> Thread:
    """Make a thread of the items; each membership is the item's main one unless it says not."""
    members = [{"item": ref} if isinstance(ref, str) else ref for ref in refs]
    for ref in [*(member["item"] for member in members), *given.get("story", [])]:
        _item(db, ref)
    values = {
        "slug": slug,
        "title": slug,
        "topic": "voting",
        "by": READER,
        "members": members,
    } | given
    if find(db, Topic, slug=values["topic"]) is None:
        make_topic(db, values["topic"])
    return save_thread(db, ThreadInput.model_validate(values))


def make_undertaking(db: Session, ref: str = "AA-2010-PARL-1", **given: Any) -> Undertaking:
    """Make an undertaking, in comments of March of the year after, due at the end of the next."""
    _item(db, ref)
    code = split(ref)[0]
    year = int(code[3:7])
    document = given.pop("document", f"{code.lower()}-comments")
    _document(
        db,
        document,
        code,
        kind="comments",
        issuers=["commission"],
        published_on=f"{year + 1}-03-01",
    )
    values = {
        "document": document,
        "key": _key(db, Undertaking),
        "item": ref,
        "by": "commission",
        "summary": "Will amend the law.",
        "due_on": f"{year + 2}-12-31",
        "places": [PASSAGE | {"role": "body"}],
    } | given
    _organisation(db, values["by"], kind="authority")
    return save_undertaking(db, UndertakingInput.model_validate(values))


def make_statement(db: Session, **given: Any) -> Statement:
    """Make a statement with one figure, in a final report."""
    document = given.pop("document", "aa-2010-parl-final-report")
    _document(db, document, "AA-2010-PARL")
    values = {
        "document": document,
        "key": _key(db, Statement),
        "by": "observers",
        "summary": "Half were implemented.",
        "verifiable": True,
        "places": [PASSAGE | {"role": "body"}],
        "figures": [{"label": "implemented", "value": 5, "of": 10, "stated_percent": 50.0}],
    } | given
    return save_statement(db, StatementInput.model_validate(values))


def _key(db: Session, model: type[Any]) -> str:
    number = db.execute(sa.select(sa.func.count()).select_from(model)).scalar_one() + 1
    return f"{model.__name__.lower()}-{number}"


def _organisation(db: Session, slug: str, **given: Any) -> None:
    if find(db, Organisation, slug=slug) is None:
        make_organisation(db, slug, **given)


def _document(db: Session, slug: str, election: str, **given: Any) -> None:
    if find(db, Document, slug=slug) is None:
        make_document(db, slug, election, **given)


def _item(db: Session, ref: str) -> None:
    if find(db, Recommendation, ref=ref) is None:
        make_item(db, ref)
