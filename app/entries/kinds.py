"""The kinds of entry: how each is checked and saved, and which fields name it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

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

Save: TypeAlias = Callable[[Session, Any], Record]


@dataclass(frozen=True)
class EntryKind:
    """A kind of entry: its input, how it is saved, and which fields name an entry."""

    name: str
    model: type[Input]
    table: type[Record]
    save: Save
    key: tuple[str, ...]
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
    EntryKind("link", LinkInput, Link, save_link, ("earlier", "later")),
    EntryKind("thread", ThreadInput, Thread, save_thread, ("slug",)),
)
"""In the order in which they can be saved."""

KIND = {kind.name: kind for kind in KINDS}
