"""Put the page of disagreements together: the accounts of each case, filters and addresses."""

from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from app.assessments.queries import list_by_items as assessments_of
from app.assessments.records import AssessmentRecord
from app.core.dates import latest_day
from app.disagreements import queries
from app.disagreements.pages import Account, Case, Dated, DifferPage, Note, Sorting
from app.disagreements.queries import Differing, DifferQuery, DifferSort, DocumentFacts
from app.documents.records import PassageRecord
from app.links.queries import list_by_items as links_of
from app.links.records import LinkRecord
from app.names.queries import Names, load_names
from app.recommendations.queries import list_refs
from app.recommendations.records import ItemRecord
from app.responses.queries import list_by_items as responses_of
from app.responses.records import ResponseRecord
from app.statuses.facts import AssessmentFact, ItemFacts
from app.statuses.queries import load_facts
from app.statuses.rules import contradictions
from app.vocabulary.labels import WORDS
from app.vocabulary.lists import RECURRENCES, AssessmentBasis, DateBasis, LinkBasis
from app.web.filters import Filter, build_filter, useful
from app.web.i18n import gettext, marked
from app.web.urls import query_url

PATH = "/accounts-differ"
TITLES = {
    "kind": marked("Kind"),
    "country": marked("Country"),
    "election": marked("Election"),
    "topic": marked("Topic"),
    "basis": marked("Basis of the denial"),
}
GROUPS = {"kind": "kind", "basis": "link_basis"}
"""The filters by a fixed list, and the group of its words."""

SORTS = {
    DifferSort.NEWEST: marked("newest disagreement first"),
    DifferSort.REFERENCE: marked("reference"),
}


@dataclass(frozen=True)
class _Rows:
    """The records of a page of cases, by item and by reference or slug."""

    responses: dict[int, list[ResponseRecord]]
    assessments: dict[int, list[AssessmentRecord]]
    links: dict[int, list[LinkRecord]]
    repeats: dict[str, ItemRecord]
    documents: dict[str, DocumentFacts]


def build_page(db: Session, query: DifferQuery) -> DifferPage:
    """Return the page. A fixed number of statements, whatever the number of cases."""
    page = queries.list_cases(db, query)
    ids = [case.item_id for case in page.cases]
    facts = load_facts(db, ids)
    rows = _rows(db, query, ids, facts)
    cases = [_case(case, facts[case.item_id], rows, query) for case in page.cases]
    counts = queries.count_choices(db, query)
    names = _names(db, query, cases, counts)
    params = query.params(after=[])
    listed = {"accounts_differ": ["true"], **query.params(after=[], sort=[], limit=[])}
    narrowed = any(getattr(query, name) for name in TITLES)
    return DifferPage(
        query=query,
        day=query.day,
        cases=cases,
        total=page.total,
        tallies=queries.count_claims(db, query),
        names=names,
        filters=_filters(query, counts, names),
        sorts=[
            Sorting(
                gettext(label),
                query_url(PATH, query.params(sort=[sort.value], after=[])),
                query.sort is sort,
            )
            for sort, label in SORTS.items()
        ],
        params=query.params(after=[], as_of=[]),
        next_url=query_url(PATH, query.params(after=[page.next])) if page.next else None,
        first_url=query_url(PATH, params) if query.after else None,
        today_url=query_url(PATH, query.params(as_of=[], after=[])),
        clear_url=query_url(PATH, query.params(after=[], **{name: [] for name in TITLES}))
        if narrowed
        else None,
        items_url=None if query.basis else query_url("/recommendations", listed),
        api_url=None if query.basis else query_url("/api/v1/recommendations", listed),
    )


def _rows(db: Session, query: DifferQuery, ids: list[int], facts: dict[int, ItemFacts]) -> _Rows:
    """Read what the accounts consist of. 22 statements at most."""
    day = query.day
    responses = responses_of(db, ids, day)
    assessments = assessments_of(db, ids, day)
    later = {link.ref for found in facts.values() for link in found.later}
    repeats = {item.ref: item for item in list_refs(db, sorted(later), day)}
    documents = {
        *(answer.document for found in responses.values() for answer in found),
        *(found.document for entries in assessments.values() for found in entries),
        *(item.document for item in repeats.values()),
    }
    return _Rows(
        responses,
        assessments,
        links_of(db, ids, day),
        repeats,
        queries.get_documents(db, documents, day),
    )


def _case(case: Differing, facts: ItemFacts, rows: _Rows, query: DifferQuery) -> Case:
    """The accounts of one item: those that the rule counts, each once, in time order."""
    found = contradictions(facts, query.day)
    denied = {entry.answer.id for entry in found}
    assessments = {entry.id: entry for entry in rows.assessments[case.item_id]}
    links = {
        link.later: link
        for link in rows.links.get(case.item_id, [])
        if link.earlier == case.item.ref and link.relation in RECURRENCES
    }
    later = dict.fromkeys(entry.later for entry in found)
    return Case(
        item=case.item,
        since=case.since,
        answers=[
            _answered(case.item, answer, rows.documents[answer.document])
            for answer in rows.responses[case.item_id]
            if answer.id in denied
        ],
        later=[
            _assessed(assessments[account.id], rows.documents[assessments[account.id].document])
            if isinstance(account, AssessmentFact)
            else _repeated(rows.repeats[account.ref], links[account.ref], rows.documents)
            for account in later
        ],
    )


def _answered(item: ItemRecord, answer: ResponseRecord, document: DocumentFacts) -> Account:
    parts = [entry.part for entry in answer.answers if entry.ref == item.ref and entry.part]
    return Account(
        who=[answer.responder],
        dated=_dated(answer.published_on or "", document),
        document=answer.document,
        place=answer.places[0],
        group="reported",
        value=answer.reported.value,
        scope=answer.scope.value,
        read_by=None,
        stated=True,
        notes=[Note(text, is_summary, None) for text, is_summary in _texts(answer)],
        remark=answer.note,
        answer=answer,
        part=parts[0] if parts else None,
    )


def _texts(answer: ResponseRecord) -> list[tuple[str, bool]]:
    """What the authority says, in its own words where they are attached, else in ours."""
    if answer.standpoint:
        return [(answer.standpoint, False)]
    return [(answer.summary, True)] if answer.summary else []


def _assessed(found: AssessmentRecord, document: DocumentFacts) -> Account:
    return Account(
        who=found.assessors,
        dated=_dated(found.on, document),
        document=found.document,
        place=None,
        group="level",
        value=found.level.value,
        scope=found.scope.value,
        read_by=found.read_by,
        stated=found.basis is AssessmentBasis.STATED,
        notes=[
            Note(
                entry.note,
                True,
                PassageRecord(entry.document, entry.page, entry.page_basis, entry.section),
                entry.direction,
            )
            for entry in found.evidence
        ],
        remark=found.note,
    )


def _repeated(item: ItemRecord, link: LinkRecord, documents: dict[str, DocumentFacts]) -> Account:
    document = documents[item.document]
    return Account(
        who=document.issuers,
        dated=_dated(document.published_on or "", document),
        document=item.document,
        place=item.places[0],
        group="later",
        value="recommended_again",
        scope=None,
        read_by=None if link.basis is LinkBasis.STATED else link.decided_by,
        stated=link.basis is LinkBasis.STATED,
        notes=[Note(item.text, item.is_summary, None)],
        remark=link.why,
        item=item,
        relation=link.relation,
    )


def _dated(on: str, document: DocumentFacts) -> Dated:
    """A date as known, with the last possible day where it is imprecise."""
    precise = len(on) == len("2011-03-21")
    inferred = on == document.published_on and document.date_basis is DateBasis.INFERRED
    return Dated(on, None if precise else latest_day(on), inferred)


def _names(
    db: Session, query: DifferQuery, cases: list[Case], counts: dict[str, dict[str, int]]
) -> Names:
    accounts = [account for case in cases for account in (*case.answers, *case.later)]
    answers = [account.answer for account in accounts if account.answer]
    return load_names(
        db,
        countries={
            *counts["country"],
            *query.country,
            *(code.partition("-")[0] for code in query.election),
        },
        organisations={
            *(slug for account in accounts for slug in account.who),
            *(answer.on_information_from for answer in answers if answer.on_information_from),
            *(citation.cited_by for answer in answers for citation in answer.standards),
        },
        topics={
            *counts["topic"],
            *query.topic,
            *(topic for case in cases for topic in case.item.topics),
        },
        standards={citation.standard for answer in answers for citation in answer.standards},
    )


def _filters(query: DifferQuery, counts: dict[str, dict[str, int]], names: Names) -> list[Filter]:
    titles = {
        "country": names.countries,
        "election": {code: name.title for code, name in names.elections.items()},
        "topic": names.topics,
        **{name: _labels(group) for name, group in GROUPS.items()},
    }
    return useful(
        [
            build_filter(
                PATH,
                query,
                name,
                gettext(title),
                _in_order(counts[name], name),
                partial(_title, titles[name]),
            )
            for name, title in TITLES.items()
        ]
    )


def _labels(group: str) -> dict[str, str]:
    return {value: gettext(found.label) for value, found in WORDS[group].items()}


def _in_order(counts: dict[str, int], name: str) -> dict[str, int]:
    """The counts of a fixed list in the order of the list, others as they come."""
    if name not in GROUPS:
        return counts
    return {value: counts[value] for value in WORDS[GROUPS[name]] if value in counts}


def _title(titles: dict[str, str], value: str) -> str:
    return titles.get(value, value)
