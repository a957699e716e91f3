"""`/api/v1/search`: what is found, grouped by kind."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from pydantic import Field

from app.search import queries
from app.search.models import Found
from app.search.queries import Scope
from app.search.records import Group, Understood
from app.web.deps import ReadDb
from app.web.queries import AsOfQuery
from app.web.routing import api_router

router = api_router("search")


class FindQuery(AsOfQuery):
    """The query of a search."""

    q: str = Field(max_length=500, description="Words to find, “phrases”, -words to leave out.")
    country: list[str] = Field(default=[], description="Country codes.")
    group: list[Found] = Field(default=[], description="Kinds of thing; all unless given.")
    limit: int = Field(default=10, ge=1, le=50, description="Hits of each kind.")


@dataclass(frozen=True)
class SearchRecord:
    """What is found, by kind in a fixed order, and how the query was read."""

    query: Understood
    groups: list[Group]
    total: int


@router.get("/search")
def search(db: ReadDb, query: Annotated[FindQuery, Query()]) -> SearchRecord:
    """Search everything; the best hits of each kind, with what was searched for marked."""
    scope = Scope(query.day, tuple(query.country))
    understood = queries.understand(db, query.q, scope)
    counts = queries.count_kinds(db, understood.text, scope)
    kinds = [kind for kind in counts if not query.group or kind in query.group]
    best = queries.list_best(db, understood.text, scope, kinds, query.limit)
    groups = [Group(kind, best[kind], counts[kind], None) for kind in kinds]
    return SearchRecord(understood, groups, sum(group.total for group in groups))
