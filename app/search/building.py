"""Put the search page together."""

from pydantic import Field
from sqlalchemy.orm import Session

from app.recommendations.filters import FACETS, ItemQuery, Sort, chosen
from app.recommendations.listing import build_list
from app.search import queries
from app.search.models import Found
from app.search.pages import TITLES, GroupView, KindCount, SearchPage
from app.search.queries import Scope
from app.search.query import parse
from app.search.records import Group
from app.web.i18n import gettext
from app.web.urls import query_url

PATH = "/search"
FIRST = 3
"""How many hits of a kind show beside the items."""
BEFORE = (Found.THREAD, Found.TOPIC)
"""The kinds shown before the items: what gathers many of them."""


class SearchQuery(ItemQuery):
    """The query of the search page: words, the facets of items, and one kind of thing."""

    group: Found | None = Field(default=None, description="Only what is found of this kind.")
    limit: int = Field(default=20, ge=1, le=200, description="Rows of a page.")
    sort: Sort = Sort.RELEVANCE


def build_search(db: Session, query: SearchQuery) -> SearchPage:
    """Return the search page. A fixed number of statements for words that are found."""
    text = query.q or ""
    scope = Scope(query.day, tuple(query.country))
    understood = queries.understand(db, text, scope)
    asked = query.model_copy(update={"q": understood.text or None})
    counts = queries.count_kinds(db, understood.text, scope) if understood.text else {}
    only = None
    if query.group and query.group is not Found.ITEM:
        group = queries.list_group(db, understood.text, scope, query.group, query)
        only = GroupView(query.group, gettext(TITLES[query.group]), group, None)
    items = build_list(db, asked, PATH) if counts and not only else None
    narrowed = any(chosen(query, facet.name) for facet in FACETS if facet.name != "country")
    shown = [
        kind
        for kind in counts
        if kind is not Found.ITEM and not (only or narrowed or query.after or query.group)
    ]
    best = queries.list_best(db, understood.text, scope, shown, FIRST) if shown else {}
    views = [
        GroupView(
            kind,
            gettext(TITLES[kind]),
            Group(kind, best[kind], counts[kind], None),
            query_url(PATH, query.params(group=[kind.value], after=[], sort=[]))
            if counts[kind] > FIRST
            else None,
        )
        for kind in shown
    ]
    following = only.group.next if only else None
    total = sum(counts.values())
    kept = query.params(after=[]).items()
    asked_for = {name: values for name, values in kept if name in ("q", "country", "as_of")}
    return SearchPage(
        query=text,
        as_of=query.as_of,
        parsed=parse(text),
        understood=understood,
        suggestion_url=query_url(PATH, query.params(q=[understood.suggestion], after=[]))
        if understood.suggestion
        else None,
        counts=[
            KindCount(gettext(TITLES[kind]), number, _leads_to(query, kind, kind in shown))
            for kind, number in counts.items()
        ],
        total=total,
        shown=only.group.total if only else items.total if items and narrowed else total,
        narrowed=narrowed,
        all_url=query_url(PATH, asked_for),
        before=[view for view in views if view.kind in BEFORE],
        behind=[view for view in views if view.kind not in BEFORE],
        only=only,
        items=items,
        next_url=query_url(PATH, query.params(after=[following])) if following else None,
        first_url=query_url(PATH, query.params(after=[])) if only and query.after else None,
        today_url=query_url(PATH, query.params(as_of=[], after=[])),
        api_url=query_url(
            "/api/v1/search",
            asked_for | {"group": [query.group.value] if query.group else []},
        ),
    )


def _leads_to(query: SearchQuery, kind: Found, shown: bool) -> str:
    """The address of what is found of a kind: on the page itself where it is shown there."""
    if kind is Found.ITEM:
        return "#search-results"
    if shown:
        return f"#found-{kind.value}"
    kept = query.params(group=[kind.value]).items()
    words = {name: values for name, values in kept if name in ("q", "country", "group", "as_of")}
    return query_url(PATH, words)
