"""What the search page's template may use, and nothing else."""

from dataclasses import dataclass
from datetime import date

from app.recommendations.pages import ListPage
from app.search.models import Found
from app.search.query import ParsedQuery
from app.search.records import Group, Understood
from app.vocabulary.labels import marked

TITLES = {
    Found.THREAD: marked("Recurring recommendations"),
    Found.ITEM: marked("Recommendations and findings"),
    Found.ANSWER: marked("Answers of authorities"),
    Found.UNDERTAKING: marked("Undertakings"),
    Found.STATEMENT: marked("Statements"),
    Found.TOPIC: marked("Topics"),
    Found.STANDARD: marked("Standards"),
    Found.INSTRUMENT: marked("Instruments"),
    Found.ORGANISATION: marked("Organisations"),
    Found.DOCUMENT: marked("Documents"),
    Found.ELECTION: marked("Elections"),
}


@dataclass(frozen=True)
class KindCount:
    """How many things of a kind are found, and where they are shown."""

    title: str
    number: int
    url: str


@dataclass(frozen=True)
class GroupView:
    """A kind of thing found: its first hits, how many there are, and where all are shown."""

    kind: Found
    title: str
    group: Group
    all_url: str | None


@dataclass(frozen=True)
class SearchPage:
    """The search page: what was understood, the groups, and the items with their facets.

    `before` and `behind` are the groups shown before and behind the items; `only` is the one group
    chosen, of which a whole page is shown. `total` is how much is found, `shown` how much of
    it with the filters chosen, the group or the facets of items.
    """

    query: str
    as_of: date | None
    parsed: ParsedQuery
    understood: Understood
    suggestion_url: str | None
    counts: list[KindCount]
    total: int
    shown: int
    narrowed: bool
    all_url: str
    before: list[GroupView]
    behind: list[GroupView]
    only: GroupView | None
    items: ListPage | None
    next_url: str | None
    first_url: str | None
    today_url: str
    api_url: str
