"""Put the list page together: its rows, facets, chips and addresses."""

from sqlalchemy.orm import Session

from app.names.queries import Names, load_names
from app.recommendations import queries
from app.recommendations.filters import FACET, FACETS, ItemQuery, chosen
from app.recommendations.pages import Chip, Choice, FacetView, ItemHit, ListPage
from app.recommendations.records import ItemRecord
from app.search.parts import excerpt, has_hit, mark_hits
from app.vocabulary.labels import word
from app.web.i18n import gettext, marked
from app.web.urls import query_url

PATH = "/recommendations"
FIRST = 7
"""How many values of a facet show before "more"."""
LONG = 900
"""Of a text with more characters a list shows a part."""

TITLES = {
    "kind": marked("Kind"),
    "election": marked("Election"),
    "headline": marked("Where it stands"),
    "later": marked("Later reports"),
    "position": marked("Position of the authority"),
    "reported": marked("Reported by the authority"),
    "assessment": marked("Assessment"),
    "accounts_differ": marked("Accounts differ"),
    "overdue": marked("Undertaking overdue"),
    "topic": marked("Topic"),
    "addressee": marked("Who should act"),
    "priority": marked("Priority"),
    "thread": marked("Recurring recommendation"),
    "reason": marked("Reason given"),
    "standard": marked("Standard"),
    "document": marked("Document"),
    "country": marked("Country"),
}


def build_list(db: Session, query: ItemQuery, path: str = PATH) -> ListPage:
    """Return the list as the page at `path` shows it. A fixed number of statements."""
    page = queries.list_items(db, query)
    counts = queries.count_facets(db, query, [facet.name for facet in FACETS])
    codes = {name: {count.value for count in counts[name]} for name in counts}
    names = load_names(
        db,
        countries=codes["country"]
        | {
            code.partition("-")[0].upper()
            for code in (*query.election, *query.document, *codes["election"], *codes["document"])
        },
        organisations=codes["addressee"],
        topics=codes["topic"] | {topic for item in page.items for topic in item.topics},
        standards=codes["standard"],
        instruments=codes["standard"],
        threads=codes["thread"] | {thread for item in page.items for thread in item.threads},
    )
    labels = _Labels(names)
    facets = [
        _facet(name, labels, counts[name], chosen(query, name))
        for name in TITLES
        if len(counts[name]) > 1 or chosen(query, name)
    ]
    params = query.params(after=[])
    return ListPage(
        query=query,
        day=query.day,
        items=page.items,
        hits=_hits(page.items, query.q),
        total=page.total,
        everything=queries.count_items(db, _unit(query)),
        facets=facets,
        chips=_chips(query, labels, path),
        names=names,
        next_url=query_url(path, query.params(after=[page.next])) if page.next else None,
        first_url=query_url(path, params) if query.after else None,
        clear_url=query_url(path, {k: v for k, v in params.items() if k in _kept(path)}),
        today_url=query_url(path, query.params(after=[], as_of=[])),
        api_url=query_url("/api/v1/recommendations", params),
    )


def _hits(items: list[ItemRecord], words: str | None) -> dict[str, ItemHit]:
    """The items' texts with the words asked for marked; of a very long one what stands around."""
    found = {}
    for item in items:
        long = len(item.text) > LONG
        if not words and not long:
            continue
        others = [text for text in (item.quoted_text, item.summary, item.lead_in) if text]
        met = next((text for text in others if text != item.text and has_hit(text, words)), None)
        text = excerpt(item.text, words) if long else mark_hits(item.text, words)
        found[item.ref] = ItemHit(text, excerpt(met, words) if met else [])
    return found


def _unit(query: ItemQuery) -> ItemQuery:
    """What the number is out of: the same kinds of item of the same elections and documents."""
    return ItemQuery(
        as_of=query.as_of,
        kind=query.kind,
        country=query.country,
        election=query.election,
        document=query.document,
        container=query.container,
    )


class _Labels:
    """What the values of facets are called."""

    def __init__(self, names: Names) -> None:
        self._titles = {
            "country": names.countries,
            "election": {code: name.title for code, name in names.elections.items()},
            "document": {slug: _document(names, slug) for slug in names.documents},
            "topic": names.topics,
            "addressee": names.organisations,
            "thread": names.threads,
            "standard": names.instruments
            | {slug: name.title for slug, name in names.standards.items()},
        }

    def __call__(self, facet: str, value: str) -> str:
        words = FACET[facet].words
        if words:
            return gettext(word(words, value).label)
        return self._titles.get(facet, {}).get(value, value)


def _document(names: Names, slug: str) -> str:
    document = names.documents[slug]
    kind = gettext(word("document_kind", document.kind.value).label)
    election = names.elections.get(document.election or "")
    return f"{kind}, {election.year}" if election else document.title


def _facet(name: str, labels: _Labels, counts: list[queries.Count], values: list[str]) -> FacetView:
    choices = [
        Choice(count.value, labels(name, count.value), count.count, count.value in values)
        for count in counts
    ]
    if name in ("election", "document"):
        choices.sort(key=lambda choice: choice.value)
    first = [choice for place, choice in enumerate(choices) if place < FIRST or choice.chosen]
    others = [choice for choice in choices if choice not in first]
    return FacetView(name, TITLES[name], first, others)


def _kept(path: str) -> tuple[str, ...]:
    """What stays when all filters are removed; on the search page, what is searched for."""
    return ("as_of", "sort") if path == PATH else ("q", "as_of", "sort")


def _chips(query: ItemQuery, labels: _Labels, path: str) -> list[Chip]:
    chips = []
    if query.q and path == PATH:
        url = query_url(path, query.params(q=[], after=[]))
        chips.append(Chip(marked("Words"), f"“{query.q}”", url))
    for name, title in TITLES.items():
        values = chosen(query, name)
        for value in values:
            rest = [other for other in values if other != value]
            url = query_url(path, query.params(after=[], **{name: rest}))
            chips.append(Chip(title, labels(name, value), url))
    return chips
