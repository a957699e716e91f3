"""Import the tables of every feature, so that metadata is complete for migrations and tests."""

from sqlmodel import SQLModel

from app.accounts import models as accounts
from app.assessments import models as assessments
from app.core.tables import one_of
from app.corrections import models as corrections
from app.documents import models as documents
from app.elections import models as elections
from app.history import models as history
from app.imports import models as imports
from app.links import models as links
from app.organisations import models as organisations
from app.proposals import models as proposals
from app.recommendations import models as recommendations
from app.responses import models as responses
from app.search import models as search
from app.seeding import models as seeding
from app.standards import models as standards
from app.statements import models as statements
from app.statuses import models as statuses
from app.threads import models as threads
from app.topics import models as topics
from app.undertakings import models as undertakings
from app.vocabulary.lists import DIFFERS, Later, Level

metadata = SQLModel.metadata

# Two columns that mix fixed lists, so that no enumeration is their type.
for _column, _values in (
    ("assessment", (*Level, DIFFERS)),
    ("headline", (*Level, DIFFERS, *Later)),
):
    metadata.tables["item_statuses"].append_constraint(one_of(_column, _values))

__all__ = [
    "accounts",
    "assessments",
    "corrections",
    "documents",
    "elections",
    "history",
    "imports",
    "links",
    "metadata",
    "organisations",
    "proposals",
    "recommendations",
    "responses",
    "search",
    "seeding",
    "standards",
    "statements",
    "statuses",
    "threads",
    "topics",
    "undertakings",
]
