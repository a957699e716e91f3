"""Put the page of one standard together: each citation, and how the instrument stood then."""

from collections.abc import Callable
from itertools import groupby

from sqlalchemy.orm import Session

from app.documents.records import PassageRecord, PlaceRecord
from app.names.queries import Names, load_names
from app.recommendations.queries import list_refs
from app.recommendations.records import ItemRecord
from app.responses.queries import list_by_ids
from app.responses.records import ResponseRecord
from app.standards import queries
from app.standards.binding import binding_on
from app.standards.listing import bindings, countries_of
from app.standards.pages import CitationLine, EndGroup, Line, StandardPage, StandardPageQuery
from app.standards.parts import check_slug, cited_by, count_ends, page_citations
from app.standards.queries import CitationQuery
from app.standards.records import CitedRecord, InstrumentRecord
from app.vocabulary.labels import word
from app.vocabulary.lists import Purpose
from app.web.filters import Filter, build_filter, useful
from app.web.i18n import gettext
from app.web.urls import query_url

MOST_LINES = 200
"""How many provisions the page of an instrument shows."""


def build_standard(db: Session, slug: str, query: CitationQuery) -> StandardPage:
    """Return the page; a fixed number of statements, whatever cites the standard.

    Raises `NotFoundError` with the nearest slugs when neither a standard nor an instrument has it.
    """
    check_slug(db, slug)
    owner, _, provision = slug.partition("/")
    instrument = queries.get_instrument(db, owner)
    path = f"/standards/{slug}"
    listed = StandardPageQuery(instrument=[owner], as_of=query.as_of, limit=MOST_LINES)
    found = queries.page_standards(db, listed)
    cited = cited_by(db, {slug, *(standard.slug for standard in found.items)}, listed)
    by_slug = {standard.slug: Line(standard, cited[standard.slug]) for standard in found.items}
    standard = queries.get_standard(db, slug, query.day) if slug in instrument.standards else None
    page = page_citations(db, slug, query)
    counts = count_ends(db, slug, query)
    lines = _lines(db, page.items, instrument, query)
    names = load_names(
        db,
        countries={entry.country for entry in page.items} | countries_of([instrument]),
        organisations={
            *counts["cited_by"],
            *query.cited_by,
            *(entry.cited_by for entry in page.items),
            *(entry.organisation for entries in cited.values() for entry in entries),
        },
    )
    return StandardPage(
        query=query,
        day=query.day,
        slug=slug,
        instrument=instrument,
        standard=standard,
        title=f"{instrument.short_title} {provision}" if provision else instrument.title,
        bindings=bindings(instrument, query.day.isoformat()),
        whole=Line(standard, cited[slug]) if standard else None,
        lines=[] if provision else [line for key, line in by_slug.items() if key != slug],
        more_url=query_url("/standards", listed.params(limit=[])) if found.next else None,
        ends=[
            EndGroup(purpose, counts["purpose"][purpose.value], list(group))
            for purpose, group in groupby(lines, key=lambda line: line.cited.purpose)
        ],
        total=page.total,
        filters=_filters(path, query, counts, names),
        names=names,
        url=path,
        params=query.params(after=[], as_of=[]),
        next_url=query_url(path, query.params(after=[page.next])) if page.next else None,
        first_url=query_url(path, query.params(after=[])) if query.after else None,
        today_url=query_url(path, query.params(after=[], as_of=[])),
        api_url=f"/api/v1/{'standards' if standard else 'instruments'}/{slug}",
    )


def _lines(
    db: Session, found: list[CitedRecord], instrument: InstrumentRecord, query: CitationQuery
) -> list[CitationLine]:
    """The citations with the items and answers that they belong to. Up to 14 statements."""
    answers = list_by_ids(db, {entry.response for entry in found if entry.response}, query.day)
    refs = {entry.ref for entry in found if entry.ref}
    refs |= {answered.ref for answer in answers.values() for answered in answer.answers}
    items = {item.ref: item for item in list_refs(db, sorted(refs), query.day)}
    lines = []
    for entry in found:
        item = items.get(entry.ref or "")
        answer = answers.get(entry.response or 0)
        answered = dict.fromkeys(part.ref for part in answer.answers) if answer else {}
        lines.append(
            CitationLine(
                cited=entry,
                item=item,
                answer=answer,
                answered=[items[ref] for ref in answered if ref in items],
                place=_place(entry, item or answer),
                binding=binding_on(
                    instrument.instrument_class,
                    instrument.binds,
                    entry.country,
                    entry.published_on,
                ),
            )
        )
    return lines


def _place(entry: CitedRecord, owner: ItemRecord | ResponseRecord | None) -> PassageRecord:
    """Where a citation stands: as recorded with it, else where its item or answer stands."""
    places = [place for place in owner.places if place.document == entry.document] if owner else []
    near = next((place for place in places if _is_near(place, entry)), None)
    if entry.page is None and entry.section is None and near:
        return PassageRecord(entry.document, near.page, near.page_basis, near.section)
    basis = near.page_basis if near else (places[0].page_basis if places else entry.pages_basis)
    section = entry.section or (near.section if near else gettext("not given"))
    return PassageRecord(entry.document, entry.page, basis if entry.page else None, section)


def _is_near(place: PlaceRecord, entry: CitedRecord) -> bool:
    """Whether a place of an item or answer is that of the citation."""
    if entry.page is not None:
        return place.page == entry.page
    return entry.section is None or place.section == entry.section


def _filters(
    path: str, query: CitationQuery, counts: dict[str, dict[str, int]], names: Names
) -> list[Filter]:
    titles = {"purpose": gettext("Cited as"), "cited_by": gettext("Cited by")}
    labels: dict[str, Callable[[str], str]] = {
        "purpose": lambda value: gettext(word("purpose", value).label),
        "cited_by": lambda value: names.organisations.get(value, value),
    }
    order = {purpose.value: place for place, purpose in enumerate(Purpose)}
    ends = dict(sorted(counts["purpose"].items(), key=lambda pair: order[pair[0]]))
    return useful(
        [
            build_filter(
                path, query, name, title, ends if name == "purpose" else counts[name], labels[name]
            )
            for name, title in titles.items()
        ]
    )
