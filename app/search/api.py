"""`/api/v1/search`: what is found, grouped by kind."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from pydantic import Field

from app.errors import ParameterError, ParameterProblem
from app.search import queries
from app.search.models import Found
from app.search.queries import Scope
from app.search.records import Group, Understood
from app.web.deps import ReadDb
from app.web.i18n import gettext
from app.web.queries import WHOLE, PagedQuery
from app.web.routing import api_router

router = api_router("search")


class FindQuery(PagedQuery):
    """The query of a search."""

    q: str = Field(max_length=500, description="Words to find, “phrases”, -words to leave out.")
    country: list[str] = Field(default=[], description="Country codes.")
    group: list[Found] = Field(default=[], description="Kinds of thing; all unless given.")
    limit: Annotated[int, WHOLE] = Field(
        default=10, ge=1, le=200, description="Hits of each kind, 1 to 200."
    )
    after: str | None = Field(
        default=None,
        max_length=2000,
        description="The cursor `next` of the group before; only with one `group`.",
    )


@dataclass(frozen=True)
class SearchRecord:
    """What is found, by kind in a fixed order, and how the query was read.

    With one `group` asked for, its `next` is the cursor of its next page.
    """

    query: Understood
    groups: list[Group]
    total: int


@router.get("/search")
def search(db: ReadDb, query: Annotated[FindQuery, Query()]) -> SearchRecord:
    """Search everything; the best hits of each kind, with what was searched for marked."""
    queries.check_countries(db, query)
    scope = Scope(query.day, tuple(query.country))
    understood = queries.understand(db, query.q, scope)
    if len(query.group) == 1:
        group = queries.list_group(db, understood.text, scope, query.group[0], query)
        return SearchRecord(understood, [group] if group.total else [], group.total)
    if query.after is not None:
        message = gettext("after: a cursor belongs to one group; give that group.")
        raise ParameterError([ParameterProblem("after", message)])
    counts = queries.count_kinds(db, understood.text, scope)
    kinds = [kind for kind in counts if not query.group or kind in query.group]
    best = queries.list_best(db, understood.text, scope, kinds, query.limit)
    groups = [Group(kind, best[kind], counts[kind], None) for kind in kinds]
    return SearchRecord(understood, groups, sum(group.total for group in groups))
