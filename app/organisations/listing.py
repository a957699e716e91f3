"""Put the list of organisations together: by kind, with the columns that have a number."""

from collections import Counter
from itertools import groupby

from sqlalchemy.orm import Session

from app.names.queries import load_names
from app.organisations import queries
from app.organisations.pages import (
    Choice,
    KindGroup,
    Number,
    OrganisationRow,
    OrganisationsPage,
)
from app.organisations.queries import OrganisationQuery, Share
from app.organisations.records import OrganisationRecord
from app.vocabulary.lists import ItemKind, OrganisationKind
from app.vocabulary.plurals import ORGANISATION_KINDS as KINDS
from app.web.i18n import gettext, marked
from app.web.urls import query_url

PATH = "/organisations"
COLUMNS = (
    marked("Documents issued"),
    marked("Recommendations addressed to it"),
    marked("Critical findings addressed to it"),
    marked("Answers given"),
    marked("Assessments by it, stated or read by us"),
)


def build_list(db: Session, query: OrganisationQuery) -> OrganisationsPage:
    """Return the list page. A fixed number of statements, whatever the number of organisations."""
    page = queries.page_by_kind(db, query)
    addressed = queries.count_addressed(db, [row.slug for row in page.items], query.day)
    shares = queries.count_kinds(db)
    rows = [_row(entry, addressed[entry.slug]) for entry in page.items]
    countries = load_names(db, countries={share.country for share in shares if share.country})
    return OrganisationsPage(
        query=query,
        groups=[
            _group(kind, list(group))
            for kind, group in groupby(rows, key=lambda row: row.organisation.kind)
        ],
        total=page.total,
        kinds=_kinds(query, shares),
        countries=_countries(query, shares, countries.countries),
        day=query.day,
        next_url=query_url(PATH, query.params(after=[page.next])) if page.next else None,
        first_url=query_url(PATH, query.params(after=[])) if query.after else None,
        today_url=query_url(PATH, query.params(after=[], as_of=[])),
        api_url=query_url(f"/api/v1{PATH}", query.params(after=[])),
    )


def _row(entry: OrganisationRecord, addressed: Counter[ItemKind]) -> OrganisationRow:
    own = f"{PATH}/{entry.slug}"

    def items(kind: ItemKind) -> Number:
        params = {"addressee": [entry.slug], "kind": [kind.value]}
        return Number(addressed[kind], query_url("/recommendations", params))

    return OrganisationRow(
        entry,
        [
            Number(entry.documents, f"{own}#documents"),
            items(ItemKind.RECOMMENDATION),
            items(ItemKind.CONCERN),
            Number(entry.answers, f"{own}#answers"),
            Number(entry.assessments, f"{own}#assessments"),
        ],
    )


def _group(kind: OrganisationKind, rows: list[OrganisationRow]) -> KindGroup:
    shown = [
        place for place in range(len(COLUMNS)) if any(row.numbers[place].number for row in rows)
    ]
    return KindGroup(
        kind=kind,
        title=KINDS[kind],
        columns=[COLUMNS[place] for place in shown],
        rows=[
            OrganisationRow(row.organisation, [row.numbers[place] for place in shown])
            for row in rows
        ],
    )


def _kinds(query: OrganisationQuery, shares: list[Share]) -> list[Choice]:
    """Each kind with its number in the countries chosen; first all of them."""
    numbers: Counter[OrganisationKind] = Counter()
    for share in shares:
        if not query.country or share.country in query.country:
            numbers[share.kind] += share.number
    return [
        Choice(
            gettext("all"),
            numbers.total(),
            query_url(PATH, query.params(kind=[], after=[])),
            not query.kind,
        ),
        *(
            Choice(
                gettext(KINDS[kind]),
                numbers[kind],
                query_url(PATH, query.params(kind=[kind.value], after=[])),
                query.kind == [kind],
            )
            for kind in KINDS
            if numbers[kind] or kind in query.kind
        ),
    ]


def _countries(
    query: OrganisationQuery, shares: list[Share], names: dict[str, str]
) -> list[Choice]:
    """Each country with its number of the kinds chosen; first all, those of no country too."""
    numbers: Counter[str | None] = Counter()
    for share in shares:
        if not query.kind or share.kind in query.kind:
            numbers[share.country] += share.number
    return [
        Choice(
            gettext("all"),
            numbers.total(),
            query_url(PATH, query.params(country=[], after=[])),
            not query.country,
        ),
        *(
            Choice(
                names[code],
                numbers[code],
                query_url(PATH, query.params(country=[code], after=[])),
                query.country == [code],
            )
            for code in sorted(names, key=names.__getitem__)
        ),
    ]
